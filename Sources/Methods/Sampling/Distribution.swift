import Foundation
import Statistics

/// How an uncertain number is spread.
///
/// - Make: the cases, or from P10, P50 and P90 (Distribution+Percentiles)
/// - Check: `faults`; every other member expects a distribution without faults
/// - Ask: `quantile(_:)`, `cdf(_:)`, `mean`, `sd`, `central`
/// - Draw: `Sampler`
package indirect enum Distribution: Hashable, Sendable {
  case normal(mean: Double, sd: Double)
  /// exp of a normal number with mean `mu` and standard deviation `sigma`; its median is exp(mu).
  case lognormal(mu: Double, sigma: Double)
  case triangular(low: Double, mode: Double, high: Double)
  /// A beta distribution on low to high with mean (low + 4 mode + high) / 6.
  /// Source: Malcolm, Roseboom, Clark & Fazar (1959), Operations Research 7(5), 646-669, doi:10.1287/opre.7.5.646.
  case pert(low: Double, mode: Double, high: Double)
  case uniform(low: Double, high: Double)
  /// The logarithm is uniform between the logarithms of low and high.
  case logUniform(low: Double, high: Double)
  case discrete([WeightedValue])
  /// The values themselves, each as likely as any other; nothing between them.
  case empirical([Double])
  /// The distribution given that the number lies from low to high, ends included; an end may be infinite.
  case truncated(Distribution, low: Double, high: Double)

  package struct WeightedValue: Hashable, Sendable {
    package let value: Double
    /// Relative to the other weights.
    package let weight: Double

    package init(_ value: Double, weight: Double) { (self.value, self.weight) = (value, weight) }
  }

  /// P(X <= x).
  package func cdf(_ x: Double) -> Double {
    switch self {
    case .normal(let mean, let sd): normalCDF((x - mean) / sd)
    case .lognormal(let mu, let sigma): x <= 0 ? 0 : normalCDF((log(x) - mu) / sigma)
    case .triangular(let low, let mode, let high): triangularCDF(x, low, mode, high)
    case .pert(let low, let mode, let high): pertShape(low, mode, high).cdf((x - low) / (high - low))
    case .uniform(let low, let high): min(max((x - low) / (high - low), 0), 1)
    case .logUniform(let low, let high): x <= low ? 0 : min(log(x / low) / log(high / low), 1)
    case .discrete, .empirical: Steps(of: self).cdf(x)
    case .truncated(let whole, let low, let high):
      if let part = steps { part.cdf(x) } else { x < low ? 0 : min((whole.cdf(x) - whole.cdf(low)) / whole.mass(from: low, to: high), 1) }
    }
  }

  /// The x that P(X <= x) = u holds for, u in (0, 1); of discrete and empirical values the least with P(X <= x) >= u.
  package func quantile(_ u: Double) -> Double {
    switch self {
    case .normal(let mean, let sd): mean + sd * normalQuantile(u)
    case .lognormal(let mu, let sigma): exp(mu + sigma * normalQuantile(u))
    case .triangular(let low, let mode, let high): triangularQuantile(u, low, mode, high)
    case .pert(let low, let mode, let high): low + (high - low) * pertShape(low, mode, high).quantile(u)
    case .uniform(let low, let high): low + u * (high - low)
    case .logUniform(let low, let high): low * exp(u * log(high / low))
    case .discrete, .empirical: Steps(of: self).quantile(u)
    case .truncated(let whole, let low, let high):
      if let part = steps {
        part.quantile(u)
      } else {
        min(max(whole.quantile(whole.cdf(low) + u * whole.mass(from: low, to: high)), low), high)
      }
    }
  }

  /// The value of a run without uncertainty: the mean of a normal, the median of a lognormal and a log-uniform, the mode of a
  /// triangular and a PERT, the middle of a uniform, the likeliest of discrete values (the least of equals), the median of
  /// empirical ones; of a truncated distribution the nearest value inside.
  package var central: Double {
    switch self {
    case .normal(let mean, _): mean
    case .lognormal(let mu, _): exp(mu)
    case .triangular(_, let mode, _), .pert(_, let mode, _): mode
    case .uniform(let low, let high): 0.5 * (low + high)
    case .logUniform(let low, let high): low * (high / low).squareRoot()
    case .discrete(let values): values.max { ($0.weight, -$0.value) < ($1.weight, -$1.value) }?.value ?? .nan
    case .empirical: quantile(0.5)
    case .truncated(let whole, let low, let high): steps.map { $0.quantile(0.5) } ?? min(max(whole.central, low), high)
    }
  }

  func mass(from low: Double, to high: Double) -> Double { cdf(high) - cdf(low) }
}

func triangularCDF(_ x: Double, _ low: Double, _ mode: Double, _ high: Double) -> Double {
  if x <= low { return 0 }
  if x >= high { return 1 }
  return x < mode
    ? (x - low) * (x - low) / ((high - low) * (mode - low))
    : 1 - (high - x) * (high - x) / ((high - low) * (high - mode))
}

@inline(__always) func triangularQuantile(_ u: Double, _ low: Double, _ mode: Double, _ high: Double) -> Double {
  u < (mode - low) / (high - low)
    ? low + root(u * ((high - low) * (mode - low)))
    : high - root((1 - u) * ((high - low) * (high - mode)))
}

/// The beta distribution behind a PERT estimate: shapes 1 + 4 (mode - low) / width and 1 + 4 (high - mode) / width.
func pertShape(_ low: Double, _ mode: Double, _ high: Double) -> BetaDistribution {
  BetaDistribution(alpha: 1 + 4 * (mode - low) / (high - low), beta: 1 + 4 * (high - mode) / (high - low))
}
