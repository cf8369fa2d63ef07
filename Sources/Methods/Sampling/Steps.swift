/// Values in rising order with the probability up to and including each: a distribution that jumps.
struct Steps: Hashable, Sendable {
  let values: [Double]
  let cumulative: [Double]

  init(_ weighted: [Distribution.WeightedValue]) {
    let rising = weighted.filter { $0.weight > 0 }.sorted { $0.value < $1.value }
    let total = rising.reduce(0) { $0 + $1.weight }
    var sum = 0.0
    var cumulative = rising.map { step in
      sum += step.weight
      return sum / total
    }
    if !cumulative.isEmpty { cumulative[cumulative.count - 1] = 1 }
    self.values = rising.map(\.value)
    self.cumulative = cumulative
  }

  /// Of a discrete or an empirical distribution.
  init(of distribution: Distribution) {
    switch distribution {
    case .discrete(let values): self.init(values)
    case .empirical(let values): self.init(values.map { Distribution.WeightedValue($0, weight: 1) })
    default: preconditionFailure("\(distribution) has no steps")
    }
  }

  func cdf(_ x: Double) -> Double {
    let count = firstIndex { values[$0] > x }
    return count == 0 ? 0 : cumulative[count - 1]
  }

  func quantile(_ u: Double) -> Double { values[min(firstIndex { cumulative[$0] >= u }, values.count - 1)] }

  /// Mean and standard deviation of the steps as they are, not of a population they might stand for.
  var moments: Moments {
    let weights = cumulative.indices.map { $0 == 0 ? cumulative[0] : cumulative[$0] - cumulative[$0 - 1] }
    let mean = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
    let variance = zip(values, weights).reduce(0) { $0 + $1.1 * ($1.0 - mean) * ($1.0 - mean) }
    return Moments(mean: mean, sd: variance.squareRoot())
  }

  /// The first index that `holds` for, by bisection; the count if none.
  @inline(__always) private func firstIndex(where holds: (Int) -> Bool) -> Int {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension Distribution {
  /// The steps of a distribution that has only steps, also when it is truncated; otherwise nil.
  var steps: Steps? {
    switch self {
    case .discrete, .empirical: return Steps(of: self)
    case .truncated(let whole, let low, let high):
      guard let steps = whole.steps else { return nil }
      let below = [0] + steps.cumulative
      return Steps(
        steps.values.indices.filter { steps.values[$0] >= low && steps.values[$0] <= high }
          .map { WeightedValue(steps.values[$0], weight: below[$0 + 1] - below[$0]) })
    default: return nil
    }
  }
}
