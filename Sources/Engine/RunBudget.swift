import ClimateBudgets
import Emissions
import LabelledArrays
import Uncertainty

/// Makes the climate budget of a year: ceilings → scenario → draws → tables → proof.
/// - Parameters:
///   - investments: the city's programme, told beside the climate investments; nil: the plan has none.
///   - request: how often to draw; nil: without uncertainty.
/// - Throws: what stops the scenario or its draws.
package func runBudget(
  _ inputs: ScenarioInputs, investments: InvestmentInputs? = nil, year: Int, drawing request: EnsembleRequest?
) throws(EngineError) -> ClimateBudget {
  let plan = inputs.budget ?? BudgetPlan(inputs.plan)
  var inputs = inputs
  if let saved = plan.saved {
    let levels = saved.inForce(base: inputs.plan.baseLevel)
    inputs.ceiling = .given(inputs.model.years.map { levels[$0] })
  }
  let result = try runScenario(inputs)
  var bands: BudgetBands?
  var effects: [ClosedRange<Double>?] = []
  if let request, !inputs.uncertain.isEmpty {
    let target = budgetTargetYear(inputs)
    effects = try effectBands(inputs, year: target, request)
    bands = BudgetBands(try runEnsemble(inputs, request), inputs, target: target, effectDraws: effectDraws(request))
  }
  var basis = BudgetBasis(result, plan, year: year, bands: bands, effects: effects)
  if let investments { basis.programme = try BudgetProgramme(investments, inputs, target: basis.targetYear) }
  return ClimateBudget(basis)
}

/// The year that a budget looks ahead to: the target's, or the horizon.
package func budgetTargetYear(_ inputs: ScenarioInputs) -> Int { inputs.target?.year ?? inputs.model.years.last ?? 0 }

extension BudgetPlan {
  /// A plan that says nothing of its budget has its tables all the same.
  fileprivate init(_ plan: PlanIdentity) {
    self.init(
      emissions: PrintGrid(unit: plan.emissionUnit.factor, decimals: plan.emissionUnit.factor >= 1000 ? 1 : 0),
      money: PrintGrid(unit: plan.moneyUnit.factor, decimals: plan.moneyUnit.factor >= 1e6 ? 2 : 0))
  }
}

extension BudgetBands {
  fileprivate init(_ outcome: EnsembleOutcome, _ inputs: ScenarioInputs, target: Int, effectDraws: Int) {
    let years = inputs.model.years
    func band(_ summary: HalfSampled<OutputSummary>) -> ClosedRange<Double> {
      let quantiles = summary.whole.quantiles
      return quantiles[0]...quantiles[quantiles.count - 1]
    }
    let t = years.firstIndex(of: target) ?? years.count - 1
    self.init(
      draws: outcome.request.draws, seed: outcome.request.seed, effectDraws: effectDraws,
      total: Dictionary(uniqueKeysWithValues: zip(years, outcome.total.map(band))),
      sectors: Dictionary(
        uniqueKeysWithValues: inputs.model.sectors.enumerated().map { ($1.id, band(outcome.sectors[$0 * years.count + t])) }),
      kept: Dictionary(uniqueKeysWithValues: outcome.ceilings.map { ($0.year, $0.summary.whole.kept.estimate) }))
  }
}

extension BudgetBasis {
  fileprivate init(_ result: ScenarioResult, _ plan: BudgetPlan, year: Int, bands: BudgetBands?, effects: [ClosedRange<Double>?]) {
    let inputs = result.inputs
    let years = result.years
    func byYear(_ values: [Double]) -> [Int: Double] { Dictionary(uniqueKeysWithValues: zip(years, values)) }
    let ids = inputs.model.sectors.map(\.id)
    let ceilings = zip(years, result.ceiling).compactMap { year, level in level.map { (year, $0) } }
    let inventories = plan.inventories.sorted { $0.year < $1.year }
    let base = inventories.first { $0.year == inputs.plan.baseYear }
    self.init(
      year: year, targetYear: budgetTargetYear(inputs), emissions: plan.emissions, money: plan.money, sectors: ids,
      base: base
        ?? inputs.plan.baseLevel.map {
          InventoryYear(year: inputs.plan.baseYear, standing: .final, vintage: nil, total: $0, sectors: [:])
        }, inventories: inventories,
      forecast: Dictionary(uniqueKeysWithValues: ids.map { ($0, byYear(result.sectors.row($0) ?? [])) }), total: byYear(result.total),
      baseline: byYear(result.baseline), ceiling: Dictionary(uniqueKeysWithValues: ceilings),
      restatedCeiling: plan.saved?.other(base: inputs.plan.baseLevel), notes: Self.notes(inputs, plan), bands: bands,
      measures: result.measures.map { BudgetMeasure($0, result, plan, effects) }, totals: plan.totals,
      closed: plan.closed, sectorKinds: Dictionary(uniqueKeysWithValues: ids.map { ($0, inputs.kinds(under: "sectors.\($0).")) }))
  }

  private static func notes(_ inputs: ScenarioInputs, _ plan: BudgetPlan) -> [BudgetNote] {
    var notes: [BudgetNote] = inputs.carriesOverruns ? [.carriedOver] : []
    if let saved = plan.saved, saved.other(base: inputs.plan.baseLevel) != nil {
      let newest = plan.inventories.first { $0.year == inputs.plan.baseYear }?.vintage ?? ""
      notes.append(.ceilingSaved(vintage: saved.vintage, restated: newest, follows: saved.follows))
    }
    return notes
  }
}

extension ScenarioInputs {
  fileprivate func kinds(under prefix: String) -> Set<ProvenanceKind> { Set(footnoted.filter { $0.key.hasPrefix(prefix) }.map(\.kind)) }
}

extension BudgetMeasure {
  fileprivate init(_ outcome: MeasureOutcome, _ result: ScenarioResult, _ plan: BudgetPlan, _ effects: [ClosedRange<Double>?]) {
    let listing = outcome.listing
    let budget = plan.measures[listing.id] ?? MeasureBudget()
    func byYear(_ values: [Double]?) -> [Int: Double]? { values.map { Dictionary(uniqueKeysWithValues: zip(result.years, $0)) } }
    self.init(
      id: listing.id, status: listing.status.rawValue, effectClass: listing.effectClass.rawValue, group: listing.group,
      effect: byYear(outcome.effect), alone: byYear(outcome.firstIn), bindsCarbon: ["sink", "offset"].contains(listing.actsOn),
      netPresentCostPerTonne: outcome.netPresentCostPerTonne ?? packageCostPerTonne(listing, budget, result),
      band: listing.modelIndex.flatMap { $0 < effects.count ? effects[$0] : nil },
      kinds: result.inputs.kinds(under: "measures.\(listing.id)."), budget: budget)
  }
}

/// Net present cost per t of all years of a measure whose effects stand in other rows: its capital is spent as they come.
private func packageCostPerTonne(_ listing: MeasureListing, _ budget: MeasureBudget, _ result: ScenarioResult) -> Double? {
  let members = result.measures.filter { budget.effectsIn.contains($0.listing.id) }.compactMap(\.effect)
  guard let capital = listing.statedCapital, let lifetime = listing.lifetime, !members.isEmpty else { return nil }
  let saved = result.years.indices.map { t in -members.reduce(0) { $0 + $1[t] } }
  let tonnes = saved.reduce(0, +)
  guard let most = saved.max(), most > 0, tonnes > 0 else { return nil }
  let levels = saved.map { max(0, $0) / most }
  let rate = result.inputs.levers[LeverLayout.discountRateRow]
  switch result.inputs.money.capital {
  case .annuity:
    return presentValue(levels.map { $0 * capital * annuityFactor(rate: rate, lifetime: lifetime) }, rate: rate) / tonnes
  case .residualValue:
    let investments = zip(levels, [0] + levels).map { max(0, $0 - $1) * capital }
    let left = [Double](repeating: 0, count: investments.count) + [residualValue(investments, lifetime: lifetime)]
    return (presentValue(investments, rate: rate) - presentValue(left, rate: rate)) / tonnes
  }
}
