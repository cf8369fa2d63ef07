import Engine
import Investments

/// Euros: what the measures cost by unit and year, the city's purse, and the programme of investments against its cap.
extension Dashboard {
  private var investmentReport: InvestmentReport? {
    content.investments.map { InvestmentReport($0, city: main.inputs.plan.name, language: language) }
  }

  func budgetTables(_ letters: Set<String>) -> [TextTable] {
    guard let budget = content.budget else { return [] }
    return BudgetReport(budget, content.scenario, sources: content.plan.sources, language: language).tables(letters)
  }

  var money: [PageBlock] {
    let tables = budgetTables(["C"]) + [road.moneyLimits].compactMap { $0 }
    let purse = investmentReport.map { [$0.byYear] } ?? []
    let notes = investmentReport?.notes ?? []
    return moneyCharts + shown(tables + purse) + notes.map(PageBlock.paragraph)
      + [wording.text("page.other_sets")].filter { _ in !tables.isEmpty }.map(PageBlock.paragraph)
  }

  var investments: [PageBlock] {
    guard let check = content.investments, let report = investmentReport else { return shown(budgetTables(["D"])) }
    let broken = Set(check.broken.map(\.limit)).count, inForce = check.plan.limits.count { $0.isInForce }
    let values = [
      "programme": name(ofProgramme: check.programme.id, in: check.inputs, wording), "broken": String(broken), "all": String(inForce),
    ]
    let finding = broken == 0 ? wording.text("page.programme_keeps", values) : wording.text("page.programme_breaks", values)
    let kinds = check.programme.chosen.map { check.inputs.projects[$0.project].kind }.filter(\.isFootnoted)
    let tables = [report.limits, report.money(by: .zone, check.inputs.capBase.flow), report.zoneShares]
    let effects = check.effect.map { ["scenario": $0.result.inputs.name.text(in: road.language)] }
    return [.finding(finding)] + [effects].compactMap { $0.map { .paragraph(wording.text("page.programme_effects", $0)) } } + notes(kinds)
      + investmentCharts(check, report) + shown(tables) + shown(budgetTables(["D"])) + frontier
      + [report.projects].compactMap { $0.map(PageBlock.lookup) }
  }

  private var frontier: [PageBlock] {
    guard let frontier = content.frontier else { return [.paragraph(wording.text("page.no_frontier"))] }
    let report = FrontierReport(
      frontier.points, frontier.inputs, objectives: frontier.objectives, city: main.inputs.plan.name, language: language)
    return frontierCharts(report) + shown([report.table, report.changes].compactMap { $0 })
  }
}
