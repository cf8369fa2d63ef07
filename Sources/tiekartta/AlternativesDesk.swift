import ArgumentParser
import Emissions
import Engine
import Investments
import Optimisation
import Reports
import Scenarios

/// Makes the alternatives that the command line names.
struct AlternativesDesk {
  let city: CityPlan
  let scenario: String?
  let objective: Objectives
  let solver: SolverOptions
  let language: Language

  struct Found {
    var alternative: ComparedAlternative
    var scenario: PlannedScenario
  }

  /// What decides the programmes, for the manifest of a kept run.
  var options: [String: String] {
    solver.manifest.merging(["objective": objective.description]) { _, own in own }
  }

  func alternatives(_ names: [String]) throws -> [Found] {
    let portfolios = try portfolios(levels: names.compactMap(level))
    return try names.map { name in
      if let level = level(name) { return try programme(name, portfolios[level], capName(level, language)) }
      guard name.hasPrefix("programme:") else {
        let planned = try city.chosen([name])[0]
        return Found(alternative: try made(planned, name, planned.inputs.name), scenario: planned)
      }
      let (_, inputs) = try investments(), id = String(name.dropFirst("programme:".count))
      guard let programme = inputs.programme(id) else {
        throw ValidationError("\(city.path) has no programme '\(id)'; it has \(spoken(inputs.programmeIds))")
      }
      return try self.programme(name, (inputs, programme, nil), programmeName(id, of: inputs, language))
    }
  }

  /// EUR, as `cap=250` has it in MEUR; nil for anything else.
  private func level(_ name: String) -> Double? {
    name.hasPrefix("cap=") ? Double(name.dropFirst("cap=".count)).flatMap { $0 >= 0 && $0.isFinite ? $0 * 1e6 : nil } : nil
  }

  private func investments() throws -> (PlannedScenario, InvestmentInputs) {
    let planned = try city.planForInvestments(scenario)
    guard let inputs = planned.investments else { throw ValidationError("\(city.path) has no section 'investments'") }
    return (planned, inputs)
  }

  private typealias Chosen = (inputs: InvestmentInputs, programme: Programme, gap: Double?)

  private func programme(_ name: String, _ chosen: Chosen?, _ label: LocalName) throws -> Found {
    guard let chosen else { preconditionFailure("every level has its portfolio") }
    let (planned, _) = try investments()
    let check = try city.check(chosen.inputs, chosen.programme, planned)
    return Found(alternative: try made(planned, name, label, check, chosen.gap), scenario: planned)
  }

  private func made(
    _ planned: PlannedScenario, _ id: String, _ name: LocalName, _ check: InvestmentCheck? = nil, _ gap: Double? = nil
  ) throws -> ComparedAlternative {
    do throws(EngineError) {
      return try ComparedAlternative(planned.inputs, id: id, name: name, check: check, gap: gap)
    } catch {
      Terminal.tell([diagnostic(for: error, in: city, scenario: planned)])
      throw badInput
    }
  }

  // MARK: Portfolios under caps

  /// The best portfolio under each level; a search starts from that of the level below, which it may keep.
  private func portfolios(levels: [Double]) throws -> [Double: Chosen] {
    if levels.isEmpty { return [:] }
    let (planned, inputs) = try investments()
    if inputs.plan.cap == nil { throw ValidationError("\(city.path) names no 'cap' under 'investments', so there is no level to set") }
    let line = SearchLine(), chosenSolver = try solver.chosen()
    Interruption.note()
    defer { line.end() }
    var request = PortfolioRequest(
      try objective.portfolioObjectives(of: planned.inputs, inputs.plan), options: solver.options(line, isPlan: true))
    var found: [Double: Chosen] = [:]
    for level in levels.sorted() {
      let capped = inputs.withCap(level)
      do {
        let outcome = try runPortfolio(planned.inputs, capped.plan, request, by: chosenSolver)
        request.known = outcome.programme
        found[level] = (capped, outcome.programme, outcome.solutions[0].gap.flatMap { $0.isFinite ? $0 : nil })
      } catch let error as NoPortfolio {
        line.end()
        let cap = plain(level / 1e6)
        Terminal.talk(
          "tiekartta: \(city.id), cap \(cap) MEUR: "
            + error.words(timeLimit: request.options.timeLimit, explain: "tiekartta invest \(city.path) explain --cap \(cap)"))
        if Interruption.isAsked { throw ExitCode(Interruption.exitCode) }
        throw error.status == .infeasible ? badInput : ExitCode(1)
      }
      if Interruption.isAsked { throw ExitCode(Interruption.exitCode) }
    }
    return found
  }
}
