import Diagnostics
import Testing

@testable import Scenarios

/// Figures that are sound one by one and seldom meant.
@Suite struct DoubtsTests {
  @Test func `A share that adds is doubted unless others decide`() throws {
    #expect(
      try warnings(("share: 40 %", "share: -40 %")) == [
        "'measures.insulation.effect.share' is -40 %: the measure adds to what it acts on"
      ])
    #expect(try warnings(("share: 40 %", "share: -40 %"), ("status: adopted", "status: outside")) == [])
  }

  @Test(arguments: [("5", 0), ("5.5", 1)]) func `A switch that takes far more than it saves is doubted`(ratio: String, count: Int) throws {
    let effect = "effect: {on: switch, sector: heating, stream: heat, to: power, ratio: \(ratio), share: 40 %}"
    let found = try warnings(
      ("effect: {on: intensity, sector: heating, stream: heat, share: 40 %}", effect),
      (
        "- {stream: heat, intensity: 5 MWh/person}",
        "- {stream: heat, intensity: 5 MWh/person}\n      - {stream: power, intensity: 1 MWh/person}"
      ))
    #expect(found.count == count)
    #expect(found.allSatisfy { $0 == "'measures.insulation.effect.ratio' is 5.5: each MWh removed takes that many of the new stream" })
  }

  @Test func `A sector that emits and has no inventory is doubted`() throws {
    #expect(
      try warnings(("inventory: {2025: 1 kt CO2e/a}", "inventory: {2025: 0 kt CO2e/a}")) == [
        "the inventory of 'lighting' is 0 in 2025 but the model gives 0.05 kt CO2e/a: the sector counts as nothing in every year"
      ])
  }

  @Test func `A target from another base than the inventory's is told with both`() throws {
    let inventory = ("inventory: {calibration_year: 2025}", "inventory: {calibration_year: 2025, base_total: 11 kt CO2e/a}")
    #expect(
      try warnings(inventory) == ["the target 'goal' counts from 10 kt CO2e/a, the inventory has 11 kt CO2e/a in 2025"])
    #expect(try warnings(inventory, ("base: 10 kt CO2e/a, reduction", "base: {value: 10 kt CO2e/a, note: heating only}, reduction")) == [])
    #expect(try warnings(inventory, ("base: 10 kt CO2e/a, reduction", "base: 11 kt CO2e/a, reduction")) == [])
  }

  private func warnings(_ changes: (String, String)...) throws -> [String] {
    try withPlan(changes) { path in try loadPlan(path).warnings.map(\.found) }
  }
}
