import ArgumentParser
import Diagnostics
import Emissions
import Engine
import Foundation
import InputFiles
import Investments
import Optimisation
import Reports
import Scenarios
import Sensitivity

/// Makes all that the page of a plan tells; the same for a file and for a server.
struct DashboardDesk: Sendable {
  let options: PageOptions
  let solver: SolverOptions
  /// Told what is being made, on long work.
  var tell: @Sendable (String) -> Void = { _ in }

  func content(of city: CityPlan) throws -> DashboardContent {
    let chosen = try (options.scenario ?? city.page.scenario).map { try city.chosen([$0])[0] } ?? city.budgetScenario
    let scenarios = [chosen] + city.scenarios.filter { $0.inputs.id != chosen.inputs.id }
    tell("scenarios")
    var content = DashboardContent(
      plan: city, scenario: chosen, results: try scenarios.map { try city.run($0) }, manifest: try manifest(city, chosen))
    let isWanted = Set(options.sections(of: city))
    let request =
      options.draws == 0 || chosen.inputs.uncertain.isEmpty
      ? nil : EnsembleRequest(draws: options.draws, seed: options.seed, threads: Terminal.cores)
    if let request {
      tell("draws")
      content.outcomes = try scenarios.prefix(Self.mostDrawn).filter { !$0.inputs.uncertain.isEmpty }.map { try city.draw($0, request) }
    }
    if let year = budgetYear(chosen.inputs, stated: city.page.year), !isWanted.isDisjoint(with: [.gap, .measures, .money, .investments]) {
      tell("climate budget")
      let budget = try city.budget(chosen, year: year, drawing: request)
      // What does not add up is a fault of the program: nothing is written.
      if !budget.faults.isEmpty { throw UnprovenBudget(faults: budget.faults) }
      content.budget = budget
    }
    if !isWanted.isDisjoint(with: [.money, .investments]) { try addInvestments(city, &content) }
    if isWanted.contains(.comparison), scenarios.count > 1 {
      tell("comparison")
      content.alternatives = try comparison(scenarios, request, in: city)
    }
    if isWanted.contains(.sensitivity), !chosen.inputs.uncertain.isEmpty, options.draws > 0 {
      tell("sensitivity")
      content.sensitivity = try sensitivity(chosen, city)
    }
    return content
  }

  /// More scenarios than this are not drawn and compared: nobody reads them side by side.
  private static let mostDrawn = 6

  /// The year asked for, or the second after the closed one that the plan tells of; nil where the model has no three years for it.
  private func budgetYear(_ inputs: ScenarioInputs, stated: Int?) -> Int? {
    let years = inputs.model.years
    guard let first = years.first, let last = years.last, last - first >= 2 else { return nil }
    let asked = options.year ?? stated ?? inputs.budget?.closed.map { $0.year + 2 }
    return min(max(asked ?? first + 1, first), last - 2)
  }

  private func addInvestments(_ city: CityPlan, _ content: inout DashboardContent) throws {
    let planned = try city.planForInvestments(options.scenario)
    guard let inputs = planned.investments else { return }
    let programme = inputs.programme.flatMap { inputs.programme($0) } ?? inputs.plan.committed
    tell("investments")
    content.investments = try city.check(inputs, programme, planned)
    guard let levels = options.sweep?.levels, inputs.plan.cap != nil, options.sections(of: city).contains(.investments) else { return }
    tell("frontier")
    let line = SearchLine()
    defer { line.end() }
    let objectives = try Objectives(names: [.abatement, .netCost]).portfolioObjectives(of: planned.inputs, inputs.plan)
    let points = try runFrontier(
      planned.inputs, inputs.plan, levels: levels, PortfolioRequest(objectives, options: solver.options(line, isPlan: true)),
      by: try solver.chosen())
    content.frontier = .init(points, inputs, objectives: objectives)
  }

  private func comparison(_ scenarios: [PlannedScenario], _ request: EnsembleRequest?, in city: CityPlan) throws -> AlternativesComparison {
    let found = try scenarios.prefix(Self.mostDrawn).map { planned in
      do throws(EngineError) {
        return try ComparedAlternative(planned.inputs, id: planned.inputs.id, name: planned.inputs.name, check: nil, gap: nil)
      } catch {
        Terminal.tell([diagnostic(for: error, in: city, scenario: planned)])
        throw badInput
      }
    }
    return try AlternativesComparison(Array(found), criteria: [], drawing: request)
  }

  private func sensitivity(_ planned: PlannedScenario, _ city: CityPlan) throws -> DashboardContent.Sensitivity? {
    let name = planned.inputs.target.map { "gap_\($0.year)" } ?? "cumulative"
    guard let figure = SensitivityOutput(name, planned.inputs) else { return nil }
    func outcome(_ method: SensitivityMethod) throws -> SensitivityOutcome {
      try city.explain(
        planned, SensitivityRequest(method: method, output: figure, size: 1024, seed: options.seed, threads: Terminal.cores))
    }
    return .init(output: name, shares: try outcome(.regression), swings: try outcome(.tornado))
  }

  private func manifest(_ city: CityPlan, _ scenario: PlannedScenario) throws -> PageManifest {
    var stated = [
      ("plan", city.id), ("scenario", scenario.inputs.id), ("draws", String(options.draws)), ("seed", String(options.seed)),
      ("sections", options.sections(of: city).map(\.rawValue).joined(separator: ",")),
    ]
    if let sweep = options.sweep {
      stated.append(("sweep", "cap=" + sweep.levels.map { NumberForm.plain($0 / 1e6, decimals: 1) }.joined(separator: ",")))
    }
    return PageManifest(
      version: Tiekartta.configuration.version, options: stated.map { (name: $0.0, value: $0.1) },
      files: try city.files.map(inputFile).map { .init(path: $0.path, sha256: $0.sha256, bytes: $0.bytes) })
  }
}
