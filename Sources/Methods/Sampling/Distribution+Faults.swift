extension Distribution {
  /// A truncation must leave at least this share of the distribution: quantiles in a thinner tail would lose their digits.
  package static let leastShareKept = 1e-6

  /// Everything that is wrong with the numbers, in their order; empty for a distribution that can be drawn.
  package var faults: [DistributionFault] {
    switch self {
    case .normal(let mean, let sd): finite(["mean": mean]) + positive("sd", sd)
    case .lognormal(let mu, let sigma): finite(["mu": mu]) + positive("sigma", sigma)
    case .triangular(let low, let mode, let high), .pert(let low, let mode, let high): ordered(low, mode, high)
    case .uniform(let low, let high): ordered(low, high)
    case .logUniform(let low, let high): ordered(low, high) + (low.isFinite ? positive("low", low) : [])
    case .discrete(let values): discreteFaults(values)
    case .empirical(let values): emptyFault(values.count) + values.flatMap { finite(["value": $0]) }
    case .truncated(let whole, let low, let high): whole.faults.isEmpty ? truncationFaults(whole, low, high) : whole.faults
    }
  }

  private func finite(_ numbers: KeyValuePairs<String, Double>) -> [DistributionFault] {
    numbers.filter { !$0.value.isFinite }.map { DistributionFault("\($0.key) \($0.value)", expected: "a finite number") }
  }

  private func positive(_ name: String, _ number: Double) -> [DistributionFault] {
    number > 0 && number.isFinite ? [] : [DistributionFault("\(name) \(number)", expected: "a finite number above 0")]
  }

  private func ordered(_ low: Double, _ high: Double) -> [DistributionFault] {
    let infinite = finite(["low": low, "high": high])
    return infinite.isEmpty && low >= high ? [DistributionFault("low \(low) and high \(high)", expected: "low < high")] : infinite
  }

  private func ordered(_ low: Double, _ mode: Double, _ high: Double) -> [DistributionFault] {
    let infinite = finite(["low": low, "mode": mode, "high": high])
    if !infinite.isEmpty || low <= mode && mode <= high && low < high { return infinite }
    return [DistributionFault("low \(low), mode \(mode) and high \(high)", expected: "low <= mode <= high and low < high")]
  }

  private func emptyFault(_ count: Int) -> [DistributionFault] {
    count == 0 ? [DistributionFault("no values", expected: "at least one")] : []
  }

  private func discreteFaults(_ values: [WeightedValue]) -> [DistributionFault] {
    let single = values.flatMap { item in
      finite(["value": item.value])
        + (item.weight >= 0 && item.weight.isFinite
          ? [] : [DistributionFault("weight \(item.weight) of the value \(item.value)", expected: "a finite number, 0 or above")])
    }
    let weightless = !values.isEmpty && single.isEmpty && values.allSatisfy { $0.weight == 0 }
    return emptyFault(values.count) + single + (weightless ? [DistributionFault("no weight above 0", expected: "at least one")] : [])
  }

  private func truncationFaults(_ whole: Distribution, _ low: Double, _ high: Double) -> [DistributionFault] {
    if !(low < high) { return [DistributionFault("truncation from \(low) to \(high)", expected: "low < high")] }
    let steps = whole.steps
    let kept = steps.map { steps in steps.values.contains { $0 >= low && $0 <= high } ? 1 : 0 } ?? whole.mass(from: low, to: high)
    return kept >= Distribution.leastShareKept
      ? []
      : [
        DistributionFault(
          "truncation from \(low) to \(high), which keeps \(kept) of the distribution", expected: "at least \(Distribution.leastShareKept)")
      ]
  }
}
