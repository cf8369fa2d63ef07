import ArgumentParser
import Diagnostics
import Foundation
import OptimisationProblems
import Optimisation
import Reports

/// What `invest --problem` was asked for.
struct ProblemRequest {
  var file: String
  var format: Invest.Format
  var language: Language
  /// Rows to price; the limits that bind when empty.
  var rows: [String]
  var solver: SolverOptions
}

/// Limits that are priced without being named: each takes about ten small problems.
private let mostPriced = 40

/// Solves the problem of a file and prints the answer.
/// - Returns: whether there is a solution.
func solveProblem(_ request: ProblemRequest) throws -> Bool {
  let file = try toldAsBadInput { () throws(InputError) in try loadOptimisationProblem(request.file) }
  Terminal.tell(file.warnings)
  if request.format == .lp {
    Terminal.data(lpText(file.problem), terminator: "")
    return true
  }
  let named = try limits(named: request.rows, of: file.problem, request.file)
  let solver = try request.solver.chosen()
  let line = SearchLine()
  Interruption.note()
  let solved = solve(file.problem, named, solver, request.solver.options(line, isPlan: false))
  line.end()
  switch request.format {
  case .json: Terminal.data(try json(ProblemDocument(solved)))
  case .csv: Terminal.data(problemCSV(solved), terminator: "")
  default: Terminal.data(ProblemReport(solved, language: request.language).text(width: Terminal.width), terminator: "")
  }
  if Interruption.isAsked { throw ExitCode(Interruption.exitCode) }
  return solved.solution.objective != nil
}

/// The limits of named rows, or nil without names.
private func limits(named rows: [String], of problem: LinearProblem, _ file: String) throws -> [Limit]? {
  if rows.isEmpty { return nil }
  return try rows.flatMap { name in
    if let row = problem.row(named: name) { return problem.limits(ofRow: row) }
    let hint = didYouMean(name, among: problem.rows.map(\.name)).map { "; \($0)" } ?? ""
    throw ValidationError("\(file) has no row '\(name)'\(hint)")
  }
}

private func solve(_ problem: LinearProblem, _ named: [Limit]?, _ solver: any Solver, _ options: SolveOptions) -> SolvedProblem {
  let solution = solver.solve(problem, options)
  guard solution.objective != nil else {
    let isInfeasible = solution.status == .infeasible && !Interruption.isAsked
    return SolvedProblem(
      problem, solution, relaxedObjective: nil, prices: [], conflict: isInfeasible ? solver.conflict(in: problem, options) : nil,
      repair: isInfeasible ? solver.repair(of: problem, options) : nil)
  }
  let relaxed = problem.hasIntegers ? solver.solve(problem.relaxed) : solution
  let priced = Interruption.isAsked ? [] : named ?? limitsToPrice(problem, relaxed)
  let prices = solver.prices(PriceRequest(priced, options: options), of: problem, at: solution)
  return SolvedProblem(
    problem, solution, relaxedObjective: problem.hasIntegers ? relaxed.objective : nil, prices: prices, conflict: nil, repair: nil)
}

/// All limits of rows of a small problem; of a large one those with the highest price times limit, and what is left out is told.
private func limitsToPrice(_ problem: LinearProblem, _ relaxed: Solution) -> [Limit] {
  let all = problem.rowLimits
  guard all.count > mostPriced, let duals = relaxed.duals else { return all }
  func weight(_ limit: Limit) -> Double {
    switch limit {
    case .atLeast(let row), .atMost(let row), .equals(let row): abs(duals[row]) * max(1, abs(problem.value(of: limit)))
    default: 0
    }
  }
  let first = all.filter { weight($0) > 0 }.sorted { weight($0) > weight($1) }.prefix(mostPriced)
  Terminal.talk(
    "tiekartta: prices of \(first.count) of \(all.count) limits, those that weigh most; --price ROW asks for others")
  return Array(first)
}
