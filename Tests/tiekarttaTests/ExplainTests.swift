import Foundation
import Testing

@Suite struct ExplainTests {
  @Test func anInventoryFigureLeadsToItsRowAndSource() throws {
    let outcome = try tiekartta("explain", "Scenarios/espoo", "inventory.transport.1990")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("289.3 kt CO2e/a"))
    #expect(outcome.output.contains("datasets/emission-inventories.csv:"))
    #expect(outcome.output.contains("SITOWISE-2023"))
    #expect(outcome.output.contains("measured"))
  }

  @Test func anOverriddenEffectTellsWhatItReplaced() throws {
    let outcome = try tiekartta("explain", "Scenarios/espoo", "measures.national_road_fleet.effect.share", "--scenario", "hne2030")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("Scenarios/espoo/scenarios.yaml:11"))
    #expect(outcome.output.contains("Scenarios/espoo/measures.yaml:"))
  }

  @Test func aCalibratedFactorTellsInventoryOverModel() throws {
    let outcome = try tiekartta("explain", "Scenarios/espoo", "calibration.electric_heating")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("1.847"))
    #expect(outcome.output.contains("inventory.electric_heating.2021"))
    let json = try tiekartta("explain", "Scenarios/espoo", "calibration.electric_heating", "--format", "json").output
    #expect(json.hasPrefix("["))
  }

  @Test func anUnknownKeyIsWrongUsageWithItsNeighbours() throws {
    let outcome = try tiekartta("explain", "Scenarios/espoo", "measures.m3_car_trafic.effect.share")
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("has no value 'measures.m3_car_trafic.effect.share'; near it: measures.m3_car_traffic"))
  }
}
