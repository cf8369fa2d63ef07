import ClimateBudgets
import Emissions
import Investments
import LabelledArrays

extension InvestmentInputs {
  /// The programme that is looked at when none is named: the plan's own choice, its first, or what is decided.
  package var usualProgramme: Programme { programme.flatMap(programme(_:)) ?? plan.programmes.first ?? plan.committed }
}

extension BudgetProgramme {
  /// The plan's programme by place, in the base of its cap, with the tonnes that its projects let come in a scenario.
  init(_ inputs: InvestmentInputs, _ scenario: ScenarioInputs, target year: Int) throws(EngineError) {
    let plan = inputs.plan, programme = inputs.usualProgramme
    let table = plan.table(programme, by: .zone, inputs.capBase)
    let effect = plan.enabledMeasures.isEmpty ? nil : try enabledEffects(scenario, plan, programme, in: year)
    let places = table.rows.enumerated().map { r, row in
      let counted = programme.chosen.map(\.project).filter { plan.share(of: plan.projects[$0], inPlace: r) > 0 }
      return Place(
        id: row.label, amounts: Dictionary(uniqueKeysWithValues: zip(plan.years, row.years)),
        effect: effect.map { effect in counted.reduce(0) { $0 + effect.projects[$1] * plan.share(of: plan.projects[$1], inPlace: r) } },
        kinds: Set(counted.map { inputs.projects[$0].kind }.filter(\.isFootnoted)))
    }
    self.init(
      id: programme.id, years: plan.years[0]...plan.years[plan.years.count - 1], priceYear: plan.priceYear, places: places,
      effect: effect?.total, cap: inputs.budgetCap(programme))
  }
}

extension InvestmentInputs {
  /// The limit that "the cap" means; nil when it is not on money.
  private var cap: Int? { plan.cap.flatMap { if case .money = plan.limits[$0].quantity { $0 } else { nil } } }

  /// Base of the programme's table in a budget: that of the cap, so that both count the same.
  package var capBase: MoneyBase { cap.flatMap { plan.limits[$0].base } ?? plan.base }

  fileprivate func budgetCap(_ programme: Programme) -> BudgetCap? {
    guard let cap else { return nil }
    let limit = plan.limits[cap], listing = limits[cap]
    let rows = plan.outcomes(programme).filter { $0.limit == cap }
    let length = Double(plan.years.count)
    var levels: [Int: Double] = [:], whole: Double?
    switch limit.period {
    case .eachYear: for row in rows { if let year = row.year { levels[year] = row.level } }
    case .average:
      for year in plan.years { levels[year] = rows.first?.level }
      whole = rows.first.map { $0.level * length }
    case .total: whole = rows.first?.level
    }
    let counted = limit.scope.flatMap { $0 == MoneyScope() ? nil : plan.money(programme, capBase, $0) }
    return BudgetCap(
      id: limit.id, levels: levels, whole: whole, isMean: limit.period == .average, counted: counted,
      kinds: Set([listing.kind].filter(\.isFootnoted)), baseIsAssumed: listing.baseKind?.isFootnoted == true)
  }
}

extension InvestmentPlan {
  /// Share of a project that lies in a row of the table by zone.
  fileprivate func share(of project: Project, inPlace row: Int) -> Double {
    switch row {
    case layer.zones.count: project.placement.cityWide
    case layer.zones.count + 1: project.placement.unlocated
    default: project.placement.zones[row]
    }
  }

  /// EUR of a base and scope by programme year.
  fileprivate func money(_ programme: Programme, _ base: MoneyBase, _ scope: MoneyScope) -> [Int: Double] {
    programme.chosen.reduce(into: [:]) { sums, chosen in
      let share = scope.share(of: projects[chosen.project])
      for (year, euros) in zip(years, money(of: chosen.project, startingIn: chosen.start, base)) { sums[year, default: 0] += euros * share }
    }
  }
}

/// What a programme changes in one year, t CO2e/a (negative: less): in all, and by project.
///
/// A measure's attributed effect with the programme less that without any project goes to the projects that are ready by then, by
/// their shares of the measure. The projects' sum leaves out what measures that wait for nothing gain or lose thereby.
private func enabledEffects(_ scenario: ScenarioInputs, _ plan: InvestmentPlan, _ programme: Programme, in year: Int) throws(EngineError)
  -> (total: Double, projects: [Double])
{
  let effect = try runProgramme(scenario, plan, programme)
  var projects = [Double](repeating: 0, count: plan.projects.count)
  guard let t = effect.result.years.firstIndex(of: year) else { return (0, projects) }
  let ready = programme.chosen.filter { plan.projects[$0.project].finish(startingIn: $0.start) < year }.map(\.project)
  for (with, without) in zip(effect.result.measures, effect.withoutProjects.measures) where !isSinkOrOffset(with, scenario.model) {
    let shares = ready.map { plan.projects[$0].share(of: with.listing.id) }, all = shares.reduce(0, +)
    guard all > 0, let change = with.effect.flatMap({ a in without.effect.map { a[t] - $0[t] } }) else { continue }
    for (p, share) in zip(ready, shares) { projects[p] += change * share / all }
  }
  return (-effect.abatement[t], projects)
}

private func isSinkOrOffset(_ outcome: MeasureOutcome, _ model: EmissionModel) -> Bool {
  guard let m = outcome.listing.modelIndex else { return false }
  switch model.measures[m].effect {
  case .sink, .offset: return true
  default: return false
  }
}
