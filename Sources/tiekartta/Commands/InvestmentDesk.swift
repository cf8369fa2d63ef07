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
    try keep(
      .check, in: kept, try json(InvestmentDocument(check, plan: city.id)), figures(check), ["programme": check.programme.id])
    Terminal.countWarnings(city, path)
    return tellBroken(check)
  }

  /// A run that was not interrupted. A search that a clock ended is not decided by its options alone: the time is one of them, and another machine may find other results.
  private func keep(
    _ question: Invest.Question, in kept: StoreOption, _ results: @autoclosure () throws -> String,
    _ figures: @autoclosure () -> [RunFigure], _ options: [String: String]
  ) throws {
    if Interruption.isAsked { return }
    var all = options.merging(["question": question.rawValue]) { own, _ in own }
    all["cap"] = choice.cap.map { String($0) }
    if !choice.with.isEmpty { all["with"] = choice.with.sorted().joined(separator: " ") }
    if !choice.without.isEmpty { all["without"] = choice.without.sorted().joined(separator: " ") }
    try kept.keep(city, "invest", [planned], results: try results(), figures: figures(), options: all)
  }

  private func figures(_ check: InvestmentCheck) -> [RunFigure] {
    investmentFigures(check, plan: city.id, scenario: planned.inputs.id)
  }

  private var searchOptions: [String: String] {
    solverOptions.manifest.merging(["objective": choice.objective.description]) { _, own in own }
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
      try keep(
        .optimise, in: kept, try json(InvestmentDocument(answer, plan: city.id)), figures(answer.check),
        searchOptions.merging(["programme": answer.check.programme.id]) { own, _ in own })
    } catch let error as NoPortfolio {
      search.end()
      return try tell(error)
    }
    try search.leaveIfInterrupted()
    return true
  }

  private func tell(_ error: NoPortfolio) throws -> Bool {
    let cap = choice.cap.map { " --cap \(plain($0))" } ?? ""
    let words = error.words(timeLimit: solverOptions.seconds, explain: "tiekartta invest \(path) explain\(cap)")
    Terminal.talk("tiekartta: \(city.id): \(words)")
    try Search.leave(ifAsked: Interruption.isAsked)
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

  private func objectives() throws -> [PortfolioObjective] {
    try choice.objective.portfolioObjectives(of: planned.inputs, inputs.plan)
  }

  // MARK: What does the cap cost?

  func frontier(chart: String?, keptIn kept: StoreOption) throws -> Bool {
    let objectives = try self.objectives(), levels = choice.sweep?.levels ?? []
    let search = try Search(solverOptions)
    defer { search.end() }
    let points: [FrontierPoint]
    do {
      points = try runFrontier(
        planned.inputs, inputs.plan, levels: levels, PortfolioRequest(objectives, options: search.options), by: search.solver)
    } catch let error as NoPortfolio {
      search.end()
      return try tell(error)
    }
    search.end()
    let report = FrontierReport(points, inputs, objectives: objectives, city: name, language: language)
    let answers = try points.map { point in
      (point.level, try point.outcome.map { try answer($0, objectives, point.prices, inputs.withCap(point.level)) })
    }
    let document = FrontierDocument(answers, objectives: objectives, plan: city.id)
    switch format {
    case .json: Terminal.data(try json(document))
    case .csv: Terminal.data(report.table.csv, terminator: "")
    default: Terminal.data(report.text(width: width), terminator: "")
    }
    if let chart, let picture = report.chart { try writeWhole(picture, to: chart) }
    var options = searchOptions
    options["sweep"] = levels.map { plain($0 / 1e6) }.joined(separator: " ")
    try keep(.frontier, in: kept, try json(document), frontierFigures(answers, plan: city.id, scenario: planned.inputs.id), options)
    try search.leaveIfInterrupted()
    return points.count == levels.count && points.allSatisfy { $0.outcome != nil }
  }

  // MARK: Why not?

  func explain(keptIn kept: StoreOption) throws -> Bool {
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
    try keep(
      .explain, in: kept, try json(ConflictDocument(conflict, inputs)),
      conflictFigures(conflict, inputs, plan: city.id, scenario: planned.inputs.id), solverOptions.manifest)
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
