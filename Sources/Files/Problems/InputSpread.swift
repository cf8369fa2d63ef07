import Foundation
import Sampling
import Sensitivity

/// How an input is spread, from the name of a distribution and its bounds.
package enum InputSpread: Hashable, Sendable {
  case distribution(Distribution)
  /// location + scale (-ln(1 - u))^(1 / shape)
  case weibull(shape: Double, scale: Double, location: Double)

  /// The value at a probability; infinite at 0 or 1 where the distribution has no end.
  package func quantile(_ u: Double) -> Double {
    switch self {
    case .distribution(let distribution): distribution.quantile(u)
    case .weibull(let shape, let scale, let location): location + scale * pow(-log1p(-u), 1 / shape)
    }
  }

  /// Replaces probabilities by values.
  func quantiles(_ values: UnsafeMutableBufferPointer<Double>) {
    if case .distribution(.uniform(let low, let high)) = self {
      for i in values.indices { values[i] = low + values[i] * (high - low) }
    } else {
      for i in values.indices { values[i] = quantile(values[i]) }
    }
  }

  var hasBothEnds: Bool { quantile(0).isFinite && quantile(1).isFinite }

  /// The polynomials in which a model of this input is likely to be smooth.
  var family: PolynomialFamily {
    switch self {
    case .distribution(.normal), .distribution(.lognormal): .hermite
    default: .legendre
    }
  }

  /// The argument of the polynomials at a value. Normal scores are taken directly, because a probability near 1 has lost their digits.
  func argument(_ x: Double) -> Double {
    switch self {
    case .distribution(.normal(let mean, let sd)): (x - mean) / sd
    case .distribution(.lognormal(let mu, let sigma)): (log(x) - mu) / sigma
    case .distribution(let distribution): 2 * distribution.cdf(x) - 1
    case .weibull(let shape, let scale, let location): x <= location ? -1 : 1 - 2 * exp(-pow((x - location) / scale, shape))
    }
  }

  /// Whether a value can come from this distribution, with room for values that were printed with few digits.
  func admits(_ x: Double) -> Bool {
    let (low, high) = (quantile(0), quantile(1))
    let room = 1e-6 * (low.isFinite && high.isFinite ? high - low : 1)
    return x >= low - room && x <= high + room
  }
}

/// SALib's names of distributions and the meaning of their bounds, as in `scale_samples` of SALib 1.6.
enum DistributionName: String, CaseIterable {
  case unif, triang, norm, truncnorm, lognorm, logunif, weibull

  /// What the bounds are, in order; the last ones of `triang` and `weibull` differ with their count.
  var bounds: String {
    switch self {
    case .unif, .logunif: "[low, high]"
    case .triang: "[low, high, peak as a share of the width]"
    case .norm: "[mean, standard deviation]"
    case .truncnorm: "[low, high, mean, standard deviation]"
    case .lognorm: "[mean, standard deviation] of the natural logarithm"
    case .weibull: "[shape, scale] or [shape, scale, location]"
    }
  }

  /// The distribution of these bounds; nil when their count is wrong.
  func spread(_ bounds: [Double]) -> InputSpread? {
    switch (self, bounds.count) {
    case (.unif, 2): .distribution(.uniform(low: bounds[0], high: bounds[1]))
    case (.logunif, 2): .distribution(.logUniform(low: bounds[0], high: bounds[1]))
    case (.triang, 2): triangular(0, bounds[0], peak: bounds[1])
    case (.triang, 3): triangular(bounds[0], bounds[1], peak: bounds[2])
    case (.norm, 2): .distribution(.normal(mean: bounds[0], sd: bounds[1]))
    case (.truncnorm, 4): .distribution(.truncated(.normal(mean: bounds[2], sd: bounds[3]), low: bounds[0], high: bounds[1]))
    case (.lognorm, 2): .distribution(.lognormal(mu: bounds[0], sigma: bounds[1]))
    case (.weibull, 2): .weibull(shape: bounds[0], scale: bounds[1], location: 0)
    case (.weibull, 3): .weibull(shape: bounds[0], scale: bounds[1], location: bounds[2])
    default: nil
    }
  }

  private func triangular(_ low: Double, _ high: Double, peak: Double) -> InputSpread {
    .distribution(.triangular(low: low, mode: low + peak * (high - low), high: high))
  }
}

extension InputSpread {
  /// Everything that is wrong with the numbers.
  var faults: [DistributionFault] {
    switch self {
    case .distribution(let distribution): distribution.faults
    case .weibull(let shape, let scale, _):
      [("shape", shape), ("scale", scale)].filter { !($0.1 > 0) }.map {
        DistributionFault("\($0.0) \($0.1)", expected: "a finite number above 0")
      }
    }
  }
}
