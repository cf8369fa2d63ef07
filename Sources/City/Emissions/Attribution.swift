/// How much each measure changes emissions (or the cost of energy), so that the rows add up to the whole effect exactly.
///
/// A measure works on a product (demand × what others leave × factor), so its part is its LMDI-I share of that product's
/// change. Energy that a switching measure moves to another stream is that measure's own; cleaner factors of the receiving
/// stream belong to the measures on that stream. Nothing depends on the order of the measures.
package struct Attribution: Sendable {
  /// By measure and year; negative: less. Sums to value after - value before.
  package private(set) var effects: [[Double]]

  /// Change of emissions, t CO2e/a. Sinks and offsets are not emissions and get zero.
  package static func emissions(_ model: EmissionModel, _ trace: EmissionTrace) -> Attribution {
    var attribution = Attribution(model, trace, before: trace.factorBefore, after: trace.factorAfter)
    for (m, measure) in model.measures.enumerated() {
      guard case .tonnes(_, let amount) = measure.effect else { continue }
      for t in model.years.indices { attribution.effects[m][t] += amount * trace.removed[m][t] }
    }
    return attribution
  }

  /// Change of what energy costs, EUR/a.
  package static func energyCost(_ model: EmissionModel, _ trace: EmissionTrace) -> Attribution {
    Attribution(model, trace, before: trace.price, after: trace.price)
  }

  /// - Parameters before, after: value of one unit of each stream and year, without and with the measures on streams.
  private init(_ model: EmissionModel, _ trace: EmissionTrace, before: [[Double]], after: [[Double]]) {
    effects = Array(repeating: Array(repeating: 0, count: model.years.count), count: model.measures.count)
    let places = MeasurePlaces(model)
    for (s, sector) in model.sectors.enumerated() {
      for demand in sector.demands {
        let k = demand.stream
        let cleaning = before == after ? [] : places.onStream[k]
        let acting = places.onActivity[s] + places.onDemand[s][k] + cleaning
        for t in model.years.indices {
          share(trace.demand[s][k][t] * before[k][t], among: acting, trace, t)
          for m in places.switching[s][k] {
            guard case .switching(_, _, let to, let ratio, _) = model.measures[m].effect else { continue }
            let moved = ratio * movedDemand(model, trace, s, k, m, among: places.onDemand[s][k], t)
            effects[m][t] += moved * before[to][t]
            share(moved * before[to][t], among: before == after ? [] : places.onStream[to], trace, t)
          }
        }
      }
    }
  }

  /// Splits the change of `value` when each acting measure leaves 1 - x of it.
  private mutating func share(_ value: Double, among acting: [Int], _ trace: EmissionTrace, _ t: Int) {
    if acting.isEmpty { return }
    var parts = [Double](repeating: 0, count: acting.count + 1)
    let unchanged = [Double](repeating: 1, count: acting.count)
    addDivisiaParts(from: [value] + unchanged, to: [value] + acting.map { 1 - trace.removed[$0][t] }, into: &parts)
    for (m, part) in zip(acting, parts.dropFirst()) { effects[m][t] += part }
  }

  /// The part of a cell's saved demand that measure m moves away: proportional to x, as in the kernel.
  private func movedDemand(
    _ model: EmissionModel, _ trace: EmissionTrace, _ s: Int, _ k: Int, _ m: Int, among measures: [Int], _ t: Int
  ) -> Double {
    var grown = trace.keptDemand[s][k][t], rest = 1.0, sum = 0.0
    for other in measures {
      let x = trace.removed[other][t]
      if model.measures[other].adds {
        grown *= 1 - x
      } else {
        rest *= 1 - x
        sum += x
      }
    }
    return sum == 0 ? 0 : grown * (1 - rest) * trace.removed[m][t] / sum
  }
}
