import Foundation

extension Distribution {
  /// The distribution of `factor` times the number, such as its figure in another unit; `factor` is above 0.
  package func scaled(by factor: Double) -> Distribution {
    precondition(factor > 0, "a distribution is scaled by a number above 0, not \(factor)")
    switch self {
    case .normal(let mean, let sd): return .normal(mean: mean * factor, sd: sd * factor)
    case .lognormal(let mu, let sigma): return .lognormal(mu: mu + log(factor), sigma: sigma)
    case .triangular(let low, let mode, let high): return .triangular(low: low * factor, mode: mode * factor, high: high * factor)
    case .pert(let low, let mode, let high): return .pert(low: low * factor, mode: mode * factor, high: high * factor)
    case .uniform(let low, let high): return .uniform(low: low * factor, high: high * factor)
    case .logUniform(let low, let high): return .logUniform(low: low * factor, high: high * factor)
    case .discrete(let values): return .discrete(values.map { .init($0.value * factor, weight: $0.weight) })
    case .empirical(let values): return .empirical(values.map { $0 * factor })
    case .truncated(let whole, let low, let high): return .truncated(whole.scaled(by: factor), low: low * factor, high: high * factor)
    }
  }

  /// The least and the greatest number that a draw may give: draws have probabilities of 53 bits.
  package var reach: ClosedRange<Double> { quantile(0x1p-54)...quantile(1 - 0x1p-53) }

  /// The numbers that it is made of, when it has no others.
  package var singleValues: [Double]? {
    switch self {
    case .discrete(let values): values.map(\.value)
    case .empirical(let values): values
    case .truncated(let whole, let low, let high): whole.singleValues.map { $0.filter { low <= $0 && $0 <= high } }
    default: nil
    }
  }

  /// Name of the family as plans write it.
  package var shape: String {
    switch self {
    case .normal: "normal"
    case .lognormal: "lognormal"
    case .triangular: "triangular"
    case .pert: "pert"
    case .uniform: "uniform"
    case .logUniform: "log_uniform"
    case .discrete: "discrete"
    case .empirical: "empirical"
    case .truncated(let whole, _, _): whole.shape
    }
  }
}
