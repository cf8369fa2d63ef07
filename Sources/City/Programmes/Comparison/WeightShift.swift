/// How far the weights must move before another alternative scores as much as the winner.
package struct WeightShift: Hashable, Sendable {
  /// The alternative that overtakes.
  package let rival: Int
  /// The share of all weight that must at least be taken from some criteria and given to another.
  package let moved: Double
  /// The weights at which both score the same, by criterion.
  package let weights: [Double]
}

extension Comparison {
  /// The smallest move of weight by which `rival` draws level with `winner`; nil when no weights do it, or when a score is not known.
  ///
  /// With d the difference of the scaled values, weight is best given to the criterion where d is least, and taken first from where d
  /// is greatest: each unit moved takes d(from) - d(to) off the lead. That greedy order is optimal because the gain of a unit depends
  /// only on where it is taken from (a fractional knapsack; Dantzig 1957).
  package func smallestShift(from winner: Int, to rival: Int) -> WeightShift? {
    guard let differences = differences(winner, rival) else { return nil }
    var lead = zip(weights, differences).map(*).reduce(0, +)
    var weights = self.weights
    guard let sink = differences.indices.min(by: { (differences[$0], $0) < (differences[$1], $1) }) else { return nil }
    if lead <= 0 { return WeightShift(rival: rival, moved: 0, weights: weights) }
    guard differences[sink] <= 0 else { return nil }
    var moved = 0.0
    for source in differences.indices.sorted(by: { (differences[$0], -$0) > (differences[$1], -$1) }) where source != sink {
      let gain = differences[source] - differences[sink]
      guard gain > 0, lead > 0 else { break }
      let amount = min(weights[source], lead / gain)
      weights[source] -= amount
      weights[sink] += amount
      moved += amount
      lead = amount == self.weights[source] ? lead - amount * gain : 0
    }
    return WeightShift(rival: rival, moved: moved, weights: weights)
  }

  /// The weight of one criterion at which `rival` draws level with `winner`, the others keeping their proportions; nil when no weight
  /// from 0 to 1 does it.
  package func turningWeight(of criterion: Int, from winner: Int, to rival: Int) -> Double? {
    guard let differences = differences(winner, rival), weights[criterion] < 1 else { return nil }
    let own = differences[criterion]
    let others =
      differences.indices.filter { $0 != criterion }.map { weights[$0] * differences[$0] }.reduce(0, +) / (1 - weights[criterion])
    guard own != others else { return nil }
    let turning = others / (others - own)
    return (0...1).contains(turning) ? turning : nil
  }

  /// The rival that needs the smallest move of weight; nil when the winner stays whatever the weights.
  package var nearestRival: WeightShift? {
    guard let winner else { return nil }
    let shifts = alternatives.indices.filter { $0 != winner }.compactMap { smallestShift(from: winner, to: $0) }
    return shifts.min { ($0.moved, $0.rival) < ($1.moved, $1.rival) }
  }

  private func differences(_ a: Int, _ b: Int) -> [Double]? {
    let pairs = zip(scaled[a], scaled[b]).compactMap { x, y in x.flatMap { x in y.map { x - $0 } } }
    return pairs.count == criteria.count ? pairs : nil
  }
}
