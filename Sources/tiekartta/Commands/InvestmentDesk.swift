import ArgumentParser
import Emissions
import Engine
import Investments
import Optimisation
import OptimisationProblems
import Reports
import Scenarios

/// The four questions of `invest PLAN`, on one plan with its limits as asked for. Each prints its answer and returns whether it is yes.
struct InvestmentDesk {
  private let city: CityPlan
  private let path: String
  private let planned: PlannedScenario
  private let inputs: InvestmentInputs
  private let choice: PortfolioOptions
  private let solverOptions: SolverOptions
  private let format: Invest.Format
  private let language: Language

  init(_ path: String, _ choice: PortfolioOptions, _ solver: SolverOptions, format: Invest.Format, language: Language) throws {
    self.path = path
    self.choice = choice
    solverOptions = solver
    self.format = format
    self.language = language
    city = try loadedPlan(path)
    planned = try city.planForInvestments(choice.scenario)
    guard var inputs = planned.investments else { throw ValidationError("\(path) has no section 'investments'") }
    for (ids, isInForce) in [(choice.with, true), (choice.without, false)] {
      for id in ids { inputs.plan.limits[try Self.limit(id, inputs.plan, path)].isInForce = isInForce }
    }
    if choice.cap != nil || choice.sweep != nil, inputs.plan.cap == nil {
      throw ValidationError("\(path) names no 'cap' under 'investments', so there is no level to set")
    }
    if let cap = choice.cap { inputs = inputs.withCap(cap * 1e6) }
    self.inputs = inputs
  }

  private static func limit(_ id: String, _ plan: InvestmentPlan, _ path: String) throws -> Int {
    if let found = plan.limits.firstIndex(where: { $0.id == id }) { return found }
    throw ValidationError("\(path) has no limit '\(id)'; it has \(spoken(plan.limits.map(\.id)))")
  }

  private var name: LocalName { planned.inputs.plan.name }
  /// Tables of money by year are wide.
  private var width: Int { max(150, Terminal.width) }

  // MARK: Does it comply?

  func check(keptIn kept: StoreOption) throws -> Bool {
    let check = try city.check(inputs, try chosenProgramme(), planned)
    switch format {
    case .json: Terminal.data(try json(InvestmentDocument(check, plan: city.id)))
    case .csv: Terminal.data(investmentCSV(check, plan: city.id), terminator: "")
    default: Terminal.data(InvestmentReport(check, city: name, language: language).text(width: width), terminator: "")
    }
    try keep(check, in: kept, "check", try json(InvestmentDocument(check, plan: city.id)), [:])
    Terminal.countWarnings(city, path)
    return tellBroken(check)
  }

  /// A search that a clock ended is not decided by its options alone: the time is one of them, and another machine may find other results.
  private func keep(
    _ check: InvestmentCheck, in kept: StoreOption, _ question: String, _ results: @autoclosure () throws -> String,
    _ options: [String: String]
  ) throws {
    var all = options.merging(["question": question, "programme": check.programme.id]) { own, _ in own }
    all["cap"] = choice.cap.map { String($0) }
    if !choice.with.isEmpty { all["with"] = choice.with.sorted().joined(separator: " ") }
    if !choice.without.isEmpty { all["without"] = choice.without.sorted().joined(separator: " ") }
    try kept.keep(
      city, "invest", [planned], results: try results(), figures: investmentFigures(check, plan: city.id, scenario: planned.inputs.id),
      options: all)
  }

  private func chosenProgramme() throws -> Programme {
    let id = choice.programme ?? inputs.programme ?? inputs.plan.committed.id
    if let found = inputs.programme(id) { return found }
    throw ValidationError("\(path) has no programme '\(id)'; it has \(spoken(inputs.programmeIds))")
  }

  /// Whether every limit in force is kept; says which are not.
  private func tellBroken(_ check: InvestmentCheck) -> Bool {
    let name = "\(city.id), \(check.programme.id)"
    for outcome in check.broken + check.unknown {
      let limit = check.plan.limits[outcome.limit], year = outcome.year.map { " of \($0)" } ?? ""
      Terminal.talk("tiekartta: \(name) \(outcome.used == nil ? "is not known to keep" : "breaks") the limit '\(limit.id)'\(year)")
    }
    return check.broken.isEmpty && check.unknown.isEmpty
  }

  // MARK: What should it be?

  func optimise(keptIn kept: StoreOption) throws -> Bool {
    let objectives = try self.objectives()
    if format == .lp {
      let slopes = try emissionSlopes(planned.inputs, inputs.plan, at: inputs.plan.committed)
      let problem = PortfolioProblem(inputs.plan, slopes, for: objectives)
      Terminal.data(lpText(problem.linear.with(problem.objective(objectives[0]))), terminator: "")
      return true
    }
    let search = try Search(solverOptions)
    defer { search.end() }
    do {
      let outcome = try runPortfolio(planned.inputs, inputs.plan, PortfolioRequest(objectives, options: search.options), by: search.solver)
      let prices =
        Interruption.isAsked ? [] : portfolioPrices(of: outcome, search.options, solvesAgain: true, by: search.solver)
      let answer = try answer(outcome, objectives, prices)
      search.end()
      switch format {
      case .json: Terminal.data(try json(InvestmentDocument(answer, plan: city.id)))
      case .csv: Terminal.data(investmentCSV(answer.check, plan: city.id), terminator: "")
      default: Terminal.data(PortfolioReport(answer, city: name, language: language).text(width: width), terminator: "")
      }
      if !Interruption.isAsked {
        let options = solverOptions.manifest.merging(["objective": choice.objective.description]) { _, own in own }
        try keep(answer.check, in: kept, "optimise", try json(InvestmentDocument(answer, plan: city.id)), options)
      }
    } catch let error as NoPortfolio {
      search.end()
      return try tell(error)
    }
    try search.leaveIfInterrupted()
    return true
  }

  private func tell(_ error: NoPortfolio) throws -> Bool {
    try Search.leave(ifAsked: Interruption.isAsked)
    let hint = error.status == .infeasible ? "; 'tiekartta invest \(path) explain' says which limits conflict" : ""
    Terminal.talk("tiekartta: \(city.id) \(error.told)\(hint)")
    if error.status != .infeasible { throw ExitCode(1) }
    return false
  }

  private func answer(
    _ outcome: PortfolioOutcome, _ objectives: [PortfolioObjective], _ prices: [PortfolioPrice], _ inputs: InvestmentInputs? = nil
  ) throws
    -> PortfolioAnswer
  {
    PortfolioAnswer(
      objectives: objectives, outcome: outcome, check: try city.check(inputs ?? self.inputs, outcome.programme, planned), prices: prices)
  }

  /// Abatement counts in the target's year, or in the programme's last where there is no target within it.
  private func objectives() throws -> [PortfolioObjective] {
    let years = inputs.plan.years, last = min(years[years.count - 1], planned.inputs.model.years.last ?? 0)
    let target = planned.inputs.target.flatMap { years.contains($0.year) ? $0.year : nil }
    let isAsked = choice.objective.names.contains(.overrun)
    if isAsked, !inputs.plan.limits.contains(where: { $0.quantity == .emissions && $0.isInForce }) {
      throw ValidationError("\(path) has no limit 'on: emissions' in force, so there is nothing to overrun")
    }
    let layout = LeverLayout(planned.inputs.model)
    let rate = layout.names.firstIndex(of: "discount_rate").map { planned.inputs.levers[$0] } ?? 0
    return choice.objective.portfolioObjectives(year: target ?? last, rate: rate)
  }

  // MARK: What does the cap cost?

  func frontier(chart: String?) throws -> Bool {
    let objectives = try self.objectives(), levels = choice.sweep?.levels ?? []
    let search = try Search(solverOptions)
    defer { search.end() }
    let points = try runFrontier(
      planned.inputs, inputs.plan, levels: levels, PortfolioRequest(objectives, options: search.options), by: search.solver)
    search.end()
    let report = FrontierReport(points, inputs, objectives: objectives, city: name, language: language)
    switch format {
    case .json:
      let answers = try points.map { point in
        (point.level, try point.outcome.map { try answer($0, objectives, point.prices, inputs.withCap(point.level)) })
      }
      Terminal.data(try json(FrontierDocument(answers, objectives: objectives, plan: city.id)))
    case .csv: Terminal.data(report.table.csv, terminator: "")
    default: Terminal.data(report.text(width: width), terminator: "")
    }
    if let chart, let picture = report.chart { try writeWhole(picture, to: chart) }
    try search.leaveIfInterrupted()
    return points.allSatisfy { $0.outcome != nil }
  }

  // MARK: Why not?

  func explain() throws -> Bool {
    let search = try Search(solverOptions)
    defer { search.end() }
    let conflict = try portfolioConflict(planned.inputs, inputs.plan, search.options, by: search.solver)
    search.end()
    let report = ConflictReport(conflict, inputs, city: name, language: language)
    switch format {
    case .json: Terminal.data(try json(ConflictDocument(conflict, inputs)))
    case .csv: Terminal.data(report.table?.csv ?? "", terminator: "")
    default: Terminal.data(report.text(width: width), terminator: "")
    }
    try search.leaveIfInterrupted()
    return conflict.verdict == .none
  }
}

/// A search with its line on the terminal.
private struct Search {
  let solver: any Solver
  let options: SolveOptions
  private let line = SearchLine()

  init(_ options: SolverOptions) throws {
    solver = try options.chosen()
    self.options = options.options(line, isPlan: true)
    Interruption.note()
  }

  func end() { line.end() }

  func leaveIfInterrupted() throws { try Self.leave(ifAsked: Interruption.isAsked) }

  static func leave(ifAsked isAsked: Bool) throws { if isAsked { throw ExitCode(Interruption.exitCode) } }
}

extension CityPlan {
  /// The named scenario, else the one that the investments name, else the first.
  func planForInvestments(_ name: String?) throws -> PlannedScenario {
    if let name { return try chosen([name])[0] }
    return scenarios[0].investments?.scenario.flatMap { scenario($0) } ?? scenarios[0]
  }

  func check(_ inputs: InvestmentInputs, _ programme: Programme, _ scenario: PlannedScenario) throws -> InvestmentCheck {
    do throws(EngineError) {
      return try checkProgramme(inputs, programme, scenario: scenario.inputs)
    } catch {
      Terminal.tell([diagnostic(for: error, in: self, scenario: scenario)])
      throw badInput
    }
  }
}
