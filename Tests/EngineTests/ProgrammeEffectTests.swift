import Emissions
import Engine
import Investments
import TestCities
import Testing

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
