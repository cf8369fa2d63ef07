/// Mean and standard deviation (divisor n) of a long array: eight running sums, because one would not be vectorised,
/// and deviations in a second pass, so that a large mean costs no digits.
struct Moments: Sendable {
  let mean: Double
  let standardDeviation: Double

  init(_ values: UnsafeBufferPointer<Double>) {
    let count = Double(values.count)
    let centre = sum(values, of: { $0 }) / count
    let spread = sum(values, of: { ($0 - centre) * ($0 - centre) }) / count
    mean = centre
    standardDeviation = spread.squareRoot()
  }

  init(_ values: [Double]) { self = values.withUnsafeBufferPointer { Moments($0) } }
}

extension [Double] {
  /// Refuses NaN, infinity and, because no index divides by a variance of zero, outputs that are all the same.
  func requireVariation() throws(SensitivityError) {
    if let i = firstIndex(where: { !$0.isFinite }) { throw .notFinite(evaluation: i, value: self[i]) }
    guard let first, contains(where: { $0 != first }) else { throw .constantOutput(first ?? 0) }
  }
}

/// The sum of `term` over all values.
@inline(__always) private func sum(_ values: UnsafeBufferPointer<Double>, of term: (SIMD8<Double>) -> SIMD8<Double>) -> Double {
  guard let start = values.baseAddress else { return 0 }
  let whole = values.count / 8
  var lanes = SIMD8<Double>.zero
  for i in 0..<whole {
    lanes += term(UnsafeRawPointer(start + 8 &* i).loadUnaligned(as: SIMD8<Double>.self))
  }
  var total = lanes.sum()
  for i in (8 * whole)..<values.count { total += term(SIMD8(repeating: start[i]))[0] }
  return total
}
