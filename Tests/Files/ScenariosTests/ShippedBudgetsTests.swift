import ClimateBudgets
import Engine
import Foundation
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
