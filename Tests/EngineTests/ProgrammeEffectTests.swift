import ClimateBudgets
import Emissions
import Investments
import TestCities
import Testing

@testable import Engine

@Suite struct ProgrammeEffectTests {
  /// Half of the measure waits for a project of one year; the model has 2025-2027, the programme 2026-2027.
  private let plan = InvestmentPlan(
    years: [2026, 2027], priceYear: 2025, base: MoneyBase(flow: .net, entity: .city, leases: .excluded),
    layer: ZoneLayer(year: 2025, zones: ["I"]), categories: ["street"],
    projects: [
      Project(
        id: "p", category: "street", earliest: 2026, latest: 2027, spending: [1], placement: Placement(zone: 0, of: 1),
        enables: [EnabledMeasure(measure: "m", share: 0.5)])
    ], limits: [], programmes: [])

  private func inputs(start: Double) -> ScenarioInputs {
    scenario(smallCity(measures: [measure("m", .intensity(sector: 0, stream: 0, share: 0.4), adoption: .step(start: start))]))
  }

  @Test func `A measure comes in full the year after its project is finished`() throws {
    let built = try runProgramme(inputs(start: 2026), plan, Programme(id: "built", starts: [2026]))
    #expect(built.result.total == [1000, 800, 600])
    #expect(built.abatement == [0, 0, 200])
    let left = try runProgramme(inputs(start: 2026), plan, Programme(id: "left", starts: [nil]))
    #expect(left.result.total == [1000, 800, 800])
    #expect(left.abatement == [0, 0, 0])
  }

  @Test func `What was adopted before the programme does not wait for it`() throws {
    let left = try runProgramme(inputs(start: 2025), plan, Programme(id: "left", starts: [nil]))
    #expect(left.result.total == [600, 600, 600])
  }

  /// A tramway and a street let half of a measure come, 3 to 1; the tramway's money lies in zones I and II, the street's has no place,
  /// and a third project is not ready in time.
  @Test func `Tonnes go to the projects that are ready and to zones as their money`() throws {
    func project(_ id: String, _ share: Double, _ placement: Placement, start: Int) -> Project {
      Project(
        id: id, category: "street", earliest: start, latest: start, spending: [100], placement: placement,
        enables: [EnabledMeasure(measure: "m", share: share)])
    }
    let zones = ZoneLayer(year: 2025, zones: ["I", "II"])
    let projects = [
      project("tram", 0.3, Placement(zones: [0.75, 0.25]), start: 2026), project("street", 0.1, .unlocated(zones: 2), start: 2026),
      project("late", 0.1, .cityWide(zones: 2), start: 2027),
    ]
    let plan = InvestmentPlan(
      years: [2026, 2027], priceYear: 2025, base: plan.base, layer: zones, categories: ["street"], projects: projects, limits: [],
      programmes: [Programme(id: "all", starts: [2026, 2026, 2027])])
    let investments = InvestmentInputs(
      plan: plan, projects: projects.map { ProjectListing(name: LocalName(["en": $0.id]), kind: .illustrative, source: nil, note: nil) },
      limits: [],
      programmeNames: [LocalName(["en": "all"])], followUps: [], names: [:], financeKinds: [:], scenario: nil, programme: nil)
    let programme = try BudgetProgramme(investments, inputs(start: 2026), target: 2027)
    // 40 % of 1000 t, of which 0.3 + 0.1 of half waits for what is ready: 160 t.
    #expect(abs((programme.effect ?? 0) + 160) < 1e-9)
    let expected: [(String, Double, Double)] = [("I", 75, -90), ("II", 25, -30), ("city_wide", 100, 0), ("unlocated", 100, -40)]
    #expect(programme.places.map(\.id) == expected.map(\.0))
    for (place, (_, money, tonnes)) in zip(programme.places, expected) {
      #expect(place.amounts.values.reduce(0, +) == money, "\(place.id)")
      #expect(abs((place.effect ?? 1) - tonnes) < 1e-9, "\(place.id)")
      #expect(place.kinds == [.illustrative])
    }
  }

  @Test func `A programme that finishes everything before it begins changes nothing`() throws {
    let early = InvestmentPlan(
      years: [2026, 2027], priceYear: 2025, base: plan.base, layer: plan.layer, categories: plan.categories,
      projects: plan.projects.map {
        var project = $0
        project.earliest = 2025
        return project
      }, limits: [], programmes: [])
    let inputs = inputs(start: 2026)
    #expect(try runProgramme(inputs, early, Programme(id: "early", starts: [2025])).result.total == runScenario(inputs).total)
  }
}
