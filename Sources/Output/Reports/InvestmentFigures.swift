import Engine
import Investments

/// What a kept check of a programme is compared by: limits, money, zones, dwellings, purse and tonnes; `id` is the limit, zone or project.
package func investmentFigures(_ check: InvestmentCheck, plan id: String, scenario: String) -> [RunFigure] {
  let plan = check.plan, programme = check.programme
  var figures: [RunFigure] = []
  func add(_ item: String, _ name: String, _ year: Int?, _ value: Double?, _ unit: String) {
    figures.append(RunFigure(plan: id, scenario: scenario, item: item, id: name, year: year, value: value, unit: unit))
  }
  for outcome in check.outcomes {
    let limit = plan.limits[outcome.limit]
    add("limit_used", limit.id, outcome.year, outcome.used.map { $0 / limit.scale }, limit.unit)
    add("limit", limit.id, outcome.year, outcome.level / limit.scale, limit.unit)
  }
  for (zone, share) in zip(plan.layer.zones, plan.cumulativeZoneShares(programme, plan.base) ?? []) {
    add("zone_share_through", zone, nil, share, "1")
  }
  let investments = plan.netInvestments(programme), dwellings = plan.dwellings(programme)
  for (t, year) in plan.years.enumerated() {
    add("net_investments", "", year, investments[t] / 1e6, "MEUR")
    add("dwellings_ready", "", year, dwellings[t], "dwellings")
    add("abatement", "", year, check.abatement[t].map { $0 / 1e3 }, "kt CO2e/a")
  }
  for year in check.purse { add("loan_stock", "", year.year, year.loanStock.map { $0 / 1e6 }, "MEUR") }
  for (p, start) in programme.chosen { add("project_start", plan.projects[p].id, nil, Double(start), "a") }
  return figures
}
