import Diagnostics
import Foundation
import Testing

@testable import Scenarios

/// How scenarios are put together from what they extend, the override groups they use and their own overrides.
@Suite struct CompositionTests {
  private static let scenarios = """
    scenarios:
      - {id: today, name: As today}
      - {id: act, name: Measures, extends: today, measures: [insulation]}
    """

  /// Loads the small plan with other scenarios (and groups) in place of its own.
  private func plan(_ scenarios: String, _ changes: [(String, String)] = []) throws -> CityPlan {
    try withPlan(changes + [(Self.scenarios, scenarios)]) { try loadPlan($0) }
  }

  private func share(_ plan: CityPlan, _ scenario: String) throws -> Double {
    let measure = try #require(plan.scenario(scenario)?.inputs.model.measures.first)
    guard case .intensity(_, _, let share) = measure.effect else { throw InputError(DiagnosticList()) }
    return share
  }

  @Test func `A scenario starts from what it extends, oldest first`() throws {
    let plan = try plan(
      """
      scenarios:
        - {id: last, extends: middle, multiply: {measures.insulation.effect.share: 0.5}}
        - {id: middle, extends: first, set: {measures.insulation.effect.share: 20 %}}
        - {id: first, measures: [insulation], set: {measures.insulation.effect.share: 30 %}}
      """)
    #expect(try share(plan, "first") == 0.3)
    #expect(try share(plan, "middle") == 0.2)
    #expect(try share(plan, "last") == 0.1)
  }

  @Test func `Override groups apply in the order of use, before the scenario's own overrides`() throws {
    let plan = try plan(
      """
      override_groups:
        - {id: double, multiply: {measures.insulation.effect.share: 2}}
        - {id: tenth, set: {measures.insulation.effect.share: 10 %}}
      scenarios:
        - {id: a, measures: [insulation], use: [double, tenth]}
        - {id: b, measures: [insulation], use: [tenth, double]}
        - {id: c, measures: [insulation], use: [tenth, double], set: {measures.insulation.effect.share: 1 %}}
      """)
    #expect(try share(plan, "a") == 0.1)
    #expect(try share(plan, "b") == 0.2)
    #expect(try share(plan, "c") == 0.01)
  }

  @Test func `An override of what belongs to the whole plan is an error, for it would change nothing`() throws {
    let changed = Self.scenarios.replacing("measures: [insulation]", with: "measures: [insulation], set: {years.last: 2040}")
    #expect {
      try plan(changed)
    } throws: { error in
      (error as? InputError)?.diagnostics.all.contains {
        $0.found == "the override 'years.last' changes nothing in a scenario"
          && $0.expected == "a key that a scenario can change; 'years' belongs to the whole plan"
      } ?? false
    }
  }

  @Test func `A wildcard reaches every id that fits, to set and to multiply`() throws {
    let plan = try plan(
      """
      scenarios:
        - id: act
          measures: ["*"]
          set: {"streams.*.price": 100 EUR/MWh}
          multiply: {"streams.*.emission_factor": 0.5, "sectors.*ing.streams.*.intensity": 2}
      """)
    let model = try #require(plan.scenario("act")?.inputs.model)
    #expect(model.streams.map(\.price) == [[100, 100, 100], [100, 100, 100]])
    #expect(model.streams.map { $0.emissionFactor[0] } == [0.1, 0.025])
    #expect(model.sectors.map { $0.demands[0].intensity[0] } == [10, 2])
    #expect(
      plan.scenario("act")?.overrides.map(\.key) == [
        "streams.heat.price", "streams.power.price", "streams.heat.emission_factor", "streams.power.emission_factor",
        "sectors.heating.streams.heat.intensity", "sectors.lighting.streams.power.intensity",
      ])
  }

  @Test func `The log keeps every applied override with its place and what it replaced`() throws {
    let plan = try plan(
      """
      override_groups:
        - {id: warm, set: {streams.heat.price: 90 EUR/MWh}}
      scenarios:
        - {id: act, use: [warm], set: {streams.heat.price: 95 EUR/MWh, measures.insulation.max_uptake: 0.9}, measures: [insulation]}
      """)
    let overrides = try #require(plan.scenario("act")?.overrides)
    let log = overrides.map { "\($0.scenario) \($0.action) \($0.key) = \($0.new) at \(spoken($0.place)), was \(spoken($0.replaced))" }
    #expect(
      log == [
        "act set streams.heat.price = 90 EUR/MWh at 38:22, was 16:56",
        "act set streams.heat.price = 95 EUR/MWh at 40:34, was 38:42",
        "act set measures.insulation.max_uptake = 0.9 at 40:66, was nothing",
      ])
  }

  @Test func `A value knows all places it replaced, newest first`() throws {
    let plan = try plan(
      """
      override_groups:
        - {id: warm, set: {streams.heat.price: 90 EUR/MWh}}
      scenarios:
        - {id: act, use: [warm], set: {streams.heat.price: 95 EUR/MWh}, multiply: {streams.heat.price: 1.1}, measures: [insulation]}
      """)
    let origin = try #require(
      plan.scenario("act")?.origins["streams.heat.price"] ?? plan.scenario("act")?.origins["streams.heat.price.before"])
    #expect(origin.replaced.map(spoken) == ["38:42", "16:56"])
    #expect(plan.scenario("act")?.inputs.model.streams[0].price[0] == 95 * 1.1)
  }

  @Test func `A year of a series is a key like any other`() throws {
    let series = "{fill: linear, years: {2025: 200 t CO2e/GWh, 2027: 100 t CO2e/GWh}}"
    let plan = try plan(
      """
      scenarios:
        - {id: act, measures: [insulation], set: {streams.heat.emission_factor.years.2026: 190 t CO2e/GWh}}
        - {id: half, extends: act, multiply: {streams.heat.emission_factor: 0.5}}
        - {id: late, extends: half, set: {streams.heat.emission_factor.years.2027: 180 t CO2e/GWh}}
      """, [("200 t CO2e/GWh", series)])
    #expect(plan.scenario("act")?.inputs.model.streams[0].emissionFactor == [0.2, 0.19, 0.1])
    #expect(plan.scenario("half")?.inputs.model.streams[0].emissionFactor == [0.1, 0.095, 0.05])
    #expect(plan.scenario("late")?.inputs.model.streams[0].emissionFactor == [0.1, 0.095, 0.09])
  }

  @Test func `An override counts as its own record says, not as the record around what it replaces`() throws {
    let plan = try plan(
      """
      scenarios:
        - {id: act, measures: [insulation], set: {measures.insulation.effect.share: 30 %}}
        - {id: shown, measures: [insulation], kind: illustrative, set: {measures.insulation.effect.share: 30 %}}
        - {id: plain, measures: [insulation]}
      """, [("    status: adopted\n", "    status: adopted\n    kind: projected\n    source: STUDY\n")])
    func kind(_ scenario: String) -> String? { plan.scenario(scenario)?.origins["measures.insulation.effect.share"]?.kind.rawValue }
    #expect(kind("plain") == "projected")
    #expect(kind("act") == "assumed")
    #expect(kind("shown") == "illustrative")
  }

  @Test(arguments: [
    ("heat_*", "heat_pumps", true), ("heat_*", "heat_", true), ("*_pumps", "heat_pumps", true), ("*", "anything", true),
    ("h*t*s", "heat_pumps", true), ("heat", "heat_pumps", false), ("heat_*s", "heat_pump", false), ("**", "x", true), ("", "", true),
  ])
  func `A star stands for any run of characters`(_ pattern: String, _ name: String, _ fits: Bool) {
    #expect(matches(name, pattern: pattern) == fits)
  }

  @Test func `Patterns switch measures on, and add to those of the extended scenario`() throws {
    let second = """
      measures:
        - {id: heat_pumps, name: Pumps, status: identified, class: undecided}
        - {id: heat_waste, name: Waste heat, status: identified, class: not_estimated}
      """
    let plan = try plan(
      """
      scenarios:
        - {id: a, measures: ["heat_*"]}
        - {id: b, extends: a, measures: [insulation]}
      """, [("measures:\n  - id: insulation", second + "\n  - id: insulation")])
    #expect(plan.scenario("a")?.inputs.measures.map(\.id) == ["heat_pumps", "heat_waste"])
    #expect(plan.scenario("b")?.inputs.measures.map(\.id) == ["heat_pumps", "heat_waste", "insulation"])
    #expect(plan.scenario("b")?.inputs.model.measures.map(\.id) == ["insulation"], "a measure without a number is listed, not modelled")
  }

  private func spoken(_ place: SourcePlace?) -> String { place.map { "\($0.line):\($0.column)" } ?? "nothing" }
}
