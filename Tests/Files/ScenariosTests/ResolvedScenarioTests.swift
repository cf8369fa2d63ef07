import Engine
import Foundation
import Testing

@testable import Scenarios

/// A scenario with nothing left to look up runs to the same bits as the plan it came from, also after it has been written and read.
@Suite struct ResolvedScenarioTests {
  @Test(arguments: ["espoo", "kauniainen", "cityref"]) func aResolvedScenarioRunsAsThePlan(city: String) throws {
    let plan = try loadPlan("\(packageFolder)/Scenarios/\(city)")
    for scenario in plan.scenarios {
      let text = try JSONEncoder().encode(scenario.resolved)
      let resolved = try JSONDecoder().decode(ResolvedScenario.self, from: text)
      #expect(resolved == scenario.resolved)
      let (kept, planned) = (try runScenario(try resolved.inputs()), try runScenario(scenario.inputs))
      #expect(kept.sectors.values == planned.sectors.values)
      #expect(kept.total == planned.total && kept.baseline == planned.baseline && kept.bound == planned.bound)
      #expect(kept.target == planned.target)
      #expect(kept.calibration == planned.calibration)
      #expect(kept.inputs.plan.baseLevel == planned.inputs.plan.baseLevel)
      #expect(kept.measures.map(\.effect) == planned.measures.map(\.effect))
      #expect(kept.measures.map(\.netPresentCost) == planned.measures.map(\.netPresentCost))
      #expect(kept.measures.map(\.capital) == planned.measures.map(\.capital))
      #expect(kept.measures.map(\.costPerTonneOfOneYear) == planned.measures.map(\.costPerTonneOfOneYear))
    }
  }

  /// What the plan says does not change with a note on it; a dataset row is part of it.
  @Test func aStatementLeavesOutNotesAndKeepsTheRow() throws {
    let plan = try loadPlan("\(packageFolder)/Scenarios/espoo")
    let values = try #require(plan.scenario("hne2030")).resolved.values
    #expect(values["streams.district_heat.emission_factor"]?.statement?.contains("where: {municipality: Espoo") == true)
    let tuned = try #require(values["sectors.transport.streams.road_fuel.calibration"])
    #expect(tuned.statement == "{fill: linear, years: {2021: 1, 2035: 0.945}}")
    #expect(tuned.place.hasPrefix("\(packageFolder)/Scenarios/espoo/sectors.yaml:"))
    #expect(values["measures.plus_electric_cars.class"] == nil)
  }

  @Test func aDamagedScenarioIsToldByWhatItLacks() throws {
    var resolved = try #require(try loadPlan("\(packageFolder)/Scenarios/kauniainen").scenarios.first).resolved
    resolved.values["base_year"] = nil
    #expect(throws: ResolvedScenarioError(key: "base_year")) { try resolved.inputs() }
    resolved.sectors.append("space_travel")
    #expect(throws: ResolvedScenarioError(key: "sectors.space_travel.driver")) { try resolved.inputs() }
  }

  @Test func aPlanKnowsEveryFileItWasReadFrom() throws {
    let plan = try loadPlan("\(packageFolder)/Scenarios/cityref")
    let names = plan.files.map { URL(fileURLWithPath: $0).lastPathComponent }
    #expect(Set(names).isSuperset(of: ["plan.yaml"]))
    let written = try FileManager.default.contentsOfDirectory(atPath: "\(packageFolder)/Scenarios/cityref")
    #expect(Set(written.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".csv") }).isSubset(of: Set(names)))
  }
}
