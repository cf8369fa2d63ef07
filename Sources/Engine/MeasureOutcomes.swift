import Emissions
import LinearAlgebra

/// Attributed effect, first-in and last-out, and cost of every measure of a scenario, in plan order.
func measureOutcomes(_ inputs: ScenarioInputs, _ kernel: EmissionKernel, _ trace: EmissionTrace) -> [MeasureOutcome] {
  let model = kernel.model
  let effects = Attribution.emissions(model, trace).effects
  let energyCost = Attribution.energyCost(model, trace).effects
  let alone = kernel.runEachAlone(inputs.levers)
  let without = kernel.runEachLeftOut(inputs.levers)
  let baseline = trace.result.baseline.column(at: 0)
  let total = trace.result.total.column(at: 0)

  return inputs.measures.map { listing in
    guard let m = listing.modelIndex else { return MeasureOutcome(listing: listing, capital: listing.statedCapital) }
    let binds = isSinkOrOffset(model.measures[m])
    let firstIn = binds ? negated(alone.sinks, alone.offsets, m) : difference(alone.total.column(at: m), baseline)
    var outcome = MeasureOutcome(
      listing: listing, effect: binds ? firstIn : effects[m], firstIn: firstIn,
      lastOut: binds ? firstIn : difference(total, without.total.column(at: m)))
    if listing.statedCapital != nil || model.measures[m].cost != MeasureCost() {
      let flows = CashFlows(
        investment: alone.investment.column(at: m), operating: alone.operating.column(at: m), annual: alone.annualCost.column(at: m),
        saving: trace.uptake[m].indices.map { model.measures[m].cost.saving * trace.uptake[m][$0] - energyCost[m][$0] })
      outcome.addCost(flows, inputs, lifetime: model.measures[m].cost.lifetime, years: model.years)
    }
    return outcome
  }
}

/// Yearly amounts of one measure, EUR/a.
private struct CashFlows {
  var investment: [Double]
  var operating: [Double]
  /// Annuities and operating cost.
  var annual: [Double]
  var saving: [Double]

  func netPresentCost(_ method: CapitalMethod, rate: Double, lifetime: Int) -> Double {
    switch method {
    case .annuity:
      return presentValue(difference(annual, saving), rate: rate)
    case .residualValue:
      let paid = investment.indices.map { investment[$0] + operating[$0] - saving[$0] }
      let left = [Double](repeating: 0, count: paid.count) + [residualValue(investment, lifetime: lifetime)]
      return presentValue(paid, rate: rate) - presentValue(left, rate: rate)
    }
  }
}

extension MeasureOutcome {
  fileprivate mutating func addCost(_ flows: CashFlows, _ inputs: ScenarioInputs, lifetime: Int, years: [Int]) {
    capital = flows.investment.reduce(0, +)
    let rate = inputs.levers[LeverLayout.discountRateRow]
    netPresentCost = flows.netPresentCost(inputs.money.capital, rate: rate, lifetime: lifetime)
    guard let effect else { return }
    let tonnes = -effect.reduce(0, +)
    if tonnes > 0, let cost = netPresentCost { netPresentCostPerTonne = cost / tonnes }
    if let t = inputs.target.flatMap({ years.firstIndex(of: $0.year) }) {
      let spent = flows.investment[...t].reduce(0, +) + flows.operating[...t].reduce(0, +)
      spentByTargetYear = spent
      if effect[t] < 0 { costPerTonneOfOneYear = spent / -effect[t] }
    }
  }
}

extension EmissionKernel {
  /// One column per measure, in which it alone is on.
  fileprivate func runEachAlone(_ levers: [Double]) -> EnsembleResult {
    run(repeated(levers), switches: .identity(model.measures.count))
  }

  /// One column per measure, in which all others are on.
  fileprivate func runEachLeftOut(_ levers: [Double]) -> EnsembleResult {
    var switches = Matrix.identity(model.measures.count)
    for i in 0..<switches.rows { for j in 0..<switches.columns { switches[i, j] = 1 - switches[i, j] } }
    return run(repeated(levers), switches: switches)
  }

  private func repeated(_ levers: [Double]) -> Matrix { Matrix(levers.map { Array(repeating: $0, count: model.measures.count) }) }
}

private func isSinkOrOffset(_ measure: Measure) -> Bool {
  switch measure.effect {
  case .sink, .offset: true
  default: false
  }
}

private func difference(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map { $0 - $1 } }

private func negated(_ sinks: Matrix, _ offsets: Matrix, _ m: Int) -> [Double] {
  zip(sinks.column(at: m), offsets.column(at: m)).map { -($0 + $1) }
}
