import Foundation

/// Distributions from an expert's P10, P50 and P90: the values that one in ten, five in ten and nine in ten lie below.
extension Distribution {
  /// Experts round their numbers: P50 may lie off the place that the two others give it by this share of P90 - P10.
  package static let percentileTolerance = 0.005

  /// The normal distribution with these percentiles; P50 must be the middle of P10 and P90.
  package static func normal(p10: Double, p50: Double, p90: Double) throws(DistributionFault) -> Distribution {
    try requireRising(p10, p50, p90)
    try requireMiddle(of: p10, p90, 0.5 * (p10 + p90), is: p50, "the middle", "a normal")
    return .normal(mean: p50, sd: (p90 - p10) / (2 * normalQuantile(0.9)))
  }

  /// The lognormal distribution with these percentiles; P50 must be the geometric mean of P10 and P90.
  package static func lognormal(p10: Double, p50: Double, p90: Double) throws(DistributionFault) -> Distribution {
    try requireRising(p10, p50, p90)
    if p10 <= 0 { throw DistributionFault("P10 \(p10)", expected: "a number above 0 for a lognormal distribution") }
    try requireMiddle(of: p10, p90, (p10 * p90).squareRoot(), is: p50, "the geometric mean", "a lognormal")
    return .lognormal(mu: log(p50), sigma: log(p90 / p10) / (2 * normalQuantile(0.9)))
  }

  /// The triangular distribution with these percentiles. P50 may lie between 38.2 % (mode at the low end) and 61.8 % (mode at the
  /// high end) of the way from P10 to P90: (P50 - P10) / (P90 - P10) rises with (mode - low) / (high - low), which bisection finds.
  package static func triangular(p10: Double, p50: Double, p90: Double) throws(DistributionFault) -> Distribution {
    try requireRising(p10, p50, p90)
    let way = (p50 - p10) / (p90 - p10)
    if way < unitWay(0) || way > unitWay(1) {
      throw DistributionFault(
        "P50 \(p50) between P10 \(p10) and P90 \(p90)",
        expected: "a number from \(p10 + unitWay(0) * (p90 - p10)) to \(p10 + unitWay(1) * (p90 - p10)) for a triangular distribution")
    }
    var (least, greatest) = (0.0, 1.0)
    for _ in 0..<60 {
      let middle = 0.5 * (least + greatest)
      if unitWay(middle) < way { least = middle } else { greatest = middle }
    }
    let mode = 0.5 * (least + greatest)
    let (first, last) = (triangularQuantile(0.1, 0, mode, 1), triangularQuantile(0.9, 0, mode, 1))
    let width = (p90 - p10) / (last - first)
    let low = p10 - width * first
    return .triangular(low: low, mode: low + width * mode, high: low + width)
  }

  /// How far P50 lies from P10 to P90 in the triangle on 0 to 1 with this mode.
  private static func unitWay(_ mode: Double) -> Double {
    let (first, last) = (triangularQuantile(0.1, 0, mode, 1), triangularQuantile(0.9, 0, mode, 1))
    return (triangularQuantile(0.5, 0, mode, 1) - first) / (last - first)
  }

  private static func requireRising(_ p10: Double, _ p50: Double, _ p90: Double) throws(DistributionFault) {
    if !(p10 < p50 && p50 < p90 && p10.isFinite && p90.isFinite) {
      throw DistributionFault("P10 \(p10), P50 \(p50) and P90 \(p90)", expected: "finite numbers with P10 < P50 < P90")
    }
  }

  private static func requireMiddle(
    of p10: Double, _ p90: Double, _ middle: Double, is p50: Double, _ name: String, _ kind: String
  ) throws(DistributionFault) {
    if abs(p50 - middle) > percentileTolerance * (p90 - p10) {
      throw DistributionFault(
        "P50 \(p50) between P10 \(p10) and P90 \(p90)", expected: "\(name) \(middle) for \(kind) distribution; a triangular one can lean")
    }
  }
}
