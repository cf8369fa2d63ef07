import ClimateBudgets
import Engine
import Foundation
import Investments
import LabelledArrays
import Testing

@testable import Scenarios

/// The climate budgets of the shipped plans.
@Suite struct ShippedBudgetsTests {
  private func budget(_ plan: String, _ scenario: String) throws -> ClimateBudget {
    try runBudget(#require(try Shipped.plan(plan).scenario(scenario)).inputs, year: 2025, drawing: nil)
  }

  /// As the Climate City Contract prints them.
  @Test(arguments: [("e1_clean_district_heat", 720), ("e2_package", 143), ("m3_car_traffic", 395), ("w1_waste_treatment", 265)])
  func `EUR per tonne of one year is the city's own`(_ measure: String, _ euros: Int) throws {
    let table = try #require(try budget("espoo", "hne2030").table(.measures))
    #expect(table.steps(table.row("measure", measure), table.column(.oneYearCost)) == euros)
    let net = try #require(table.steps(table.row("measure", measure), table.column(.netPresentCost)))
    #expect(net > 0 && net < euros, "the other method stands in its own column")
  }

  @Test(arguments: [
    ("espoo", "hne2030"), ("espoo", "hne2030-plus"), ("espoo", "pessimistic"), ("kauniainen", "strategy2018"),
    ("kauniainen", "roadmap2030"),
    ("cityref", "REFERENCE"),
  ])
  func `Every sum of a shipped budget holds`(_ plan: String, _ scenario: String) throws {
    guard let planned = try Shipped.plan(plan).scenario(scenario) else { return #expect(plan == "cityref") }
    let years = planned.inputs.model.years
    let year = years.contains(2025) && years.contains(2027) ? 2025 : years[0]
    #expect(try runBudget(planned.inputs, year: year, drawing: nil).faults.map(\.description) == [])
  }

  /// Table D's second part against the tables, limits and tonnes of `invest check`.
  @Test(arguments: [("espoo", "hne2030", 2_762_872), ("espoo", "hne2030-plus", 2_762_872), ("kauniainen", "roadmap2030", 116_305)])
  func `The programme in table D is the investment programme`(_ plan: String, _ scenario: String, _ thousands: Int) throws {
    let planned = try #require(try Shipped.plan(plan).scenario(scenario)), investments = try #require(planned.investments)
    let budget = try runBudget(planned.inputs, investments: investments, year: 2025, drawing: nil)
    #expect(budget.faults.map(\.description) == [])
    let table = try #require(budget.table(.programme)), money = try #require(table.column(.programme))
    let check = try checkProgramme(investments, investments.usualProgramme, scenario: planned.inputs)
    let own = check.plan.table(check.programme, by: .zone, investments.capBase)
    let total = table.row("budget_row", "programme")
    #expect(table.steps(total, money) == thousands)
    #expect(table.steps(total, money) == Int((own.total.inProgramme / 1000).rounded()))
    for row in own.rows {
      let printed = try #require(table.steps(table.row("zone", row.label), money))
      #expect(abs(Double(printed) - row.inProgramme / 1000) < 1, "\(row.label)")
      for year in [2026, 2027] {
        let printed = try #require(table.steps(table.row("zone", row.label), table.column(.investments, year)))
        #expect(abs(Double(printed) - row.years[year - 2026] / 1000) < 1, "\(row.label) \(year)")
      }
    }
    let limit = try #require(check.plan.cap), outcome = try #require(check.outcomes.first { $0.limit == limit })
    let room = try #require(outcome.room(.atMost)) * 10 / 1000
    #expect(abs(Double(try #require(table.steps(table.row("budget_row", "room"), money))) - room) <= 1)
    let decimals = table.columns[table.columns.count - 1].decimals, unit = budget.basis.emissions.unit
    let saved = try #require(check.abatement[4]) / unit * (decimals == 1 ? 10 : 1)
    #expect(table.steps(total, table.column(.effect, 2030)) == -Int(saved.rounded()))
    let climate = try #require(budget.table(.zones))
    #expect(
      table.steps(table.row("budget_row", "climate_money"), table.column(.investments, 2026))
        == climate.steps(climate.row("money_city", "investment"), climate.column(.investments, 2026)))
  }

  /// Every row of the programme that holds money of an example says so, and no other row.
  @Test(arguments: ["espoo", "kauniainen"]) func `Illustrative projects are marked in table D`(_ plan: String) throws {
    let planned = try #require(try Shipped.plan(plan).scenarios.last), investments = try #require(planned.investments)
    let table = try #require(try runBudget(planned.inputs, investments: investments, year: 2025, drawing: nil).table(.programme))
    let projects = investments.plan.projects, layer = investments.plan.layer.zones
    let examples = investments.usualProgramme.chosen.map(\.project).filter { investments.projects[$0].kind == .illustrative }
    for (z, zone) in layer.enumerated() {
      let holds = examples.contains { projects[$0].placement.zones[z] > 0 }
      #expect(table.row("zone", zone).map { table.rows[$0].kinds.contains(.illustrative) } == holds, "\(zone)")
    }
    for name in ["programme", "room", "other_money"] {
      #expect(table.row("budget_row", name).map { table.rows[$0].kinds.contains(.illustrative) } == true, "\(name)")
    }
  }

  @Test func `Measures that cannot be counted keep their row and their money`() throws {
    let table = try #require(try budget("espoo", "hne2030").table(.measures))
    let grid = table.row("measure", "e4_grid")
    #expect(table.steps(grid, table.column(.effect, 2030)) == nil)
    #expect(table.steps(grid, table.column(.investments, 2025)) == 15571, "109 MEUR in seven equal parts")
    #expect(grid.map { table.rows[$0].notes } == [.assumedSplit])
  }

  @Test func `An assumed split is no outturn`() throws {
    let table = try #require(try budget("kauniainen", "strategy2018").table(.money))
    #expect(table.steps(0, table.column(.outturn, 2023)) == nil)
    #expect(table.steps(0, table.column(.budget, 2024)) == 500)
  }

  @Test func `Draws give bands and probabilities, and the same each time`() throws {
    let inputs = try #require(try Shipped.plan("espoo").scenario("hne2030")).inputs
    let request = EnsembleRequest(draws: 200, seed: 1, threads: 2)
    let one = try runBudget(inputs, year: 2025, drawing: request), two = try runBudget(inputs, year: 2025, drawing: request)
    let a = try #require(one.table(.emissions)), again = try #require(two.table(.emissions))
    #expect(a.rows.map(\.cells) == again.rows.map(\.cells))
    let total = a.row("budget_row", "total")
    let low = try #require(a.steps(total, a.column(.low))), high = try #require(a.steps(total, a.column(.high)))
    #expect(low < high)
    let kept = try #require(one.basis.bands?.kept[2030])
    #expect(kept < 0.05, "the decided measures do not reach the target in any world")
    let b = try #require(one.table(.measures)), heat = b.row("measure", "e1_clean_district_heat")
    let band = try #require(b.steps(heat, b.column(.low)))...(try #require(b.steps(heat, b.column(.high))))
    #expect(band.contains(try #require(b.steps(heat, b.column(.effect, 2030)))))
  }

  @Test func `A saved ceiling stays, and the restated one stands beside it`() throws {
    let saved = """
      budget:
        saved_ceilings: {vintage: old, base: 9 kt CO2e/a, shares: {2025: 90 %, 2026: 60 %, 2027: 40 %}}
      scenarios:
      """
    try withPlan([
      ("base_year: 2025", "base_year: 1990"),
      ("inventory: {calibration_year: 2025}", "inventory: {calibration_year: 2025, base_total: 10 kt CO2e/a}"), ("scenarios:", saved),
    ]) { folder in
      let inputs = try #require(try loadPlan(folder).scenario("act")).inputs
      let table = try #require(try runBudget(inputs, year: 2025, drawing: nil).table(.emissions))
      let total = table.row("budget_row", "total")
      #expect(table.steps(total, table.column(.ceiling, 2025)) == 81)
      #expect(table.steps(total, table.column(.restatedCeiling, 2025)) == 90)
      #expect(table.steps(total, table.column(.gap, 2025)) == 110 - 81)
    }
  }
}
