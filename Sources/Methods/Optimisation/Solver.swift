/// A program that solves linear problems. All keep the same meaning of problem, options and solution.
package protocol Solver: Sendable {
  /// Name and version: `HiGHS 1.15.1`.
  var name: String { get }
  /// Solves a problem whose limits and bounds do not contradict each other one by one; callers use `solve`.
  func solveSound(_ problem: LinearProblem, _ options: SolveOptions) -> Solution
}

extension Solver {
  /// Solves a problem. A row or column whose lower limit lies above its upper one is told as infeasible without the solver.
  package func solve(_ problem: LinearProblem, _ options: SolveOptions = SolveOptions()) -> Solution {
    let contradicts =
      problem.columns.contains { $0.lower > $0.upper || ($0.isInteger && $0.lower.rounded(.up) > $0.upper.rounded(.down)) }
      || problem.rows.contains { $0.lower > $0.upper || ($0.terms.isEmpty && ($0.lower > 0 || $0.upper < 0)) }
    if contradicts { return Solution(.infeasible, of: problem, by: name) }
    if problem.columns.isEmpty {
      return Solution(
        .optimal, of: problem, by: name, found: [], bound: problem.offset, duals: problem.rows.map { _ in 0 }, reducedCosts: [])
    }
    var options = options
    if problem.hasIntegers { options.start = options.start.flatMap { improved($0, for: problem, options) } }
    return solveSound(problem, options)
  }
}

/// The solvers that this machine has, the one to prefer first: HiGHS when its library is found, and always CBC with CLP.
package func availableSolvers() -> [any Solver] {
  HighsSolver.found.map { [$0, CoinSolver()] } ?? [CoinSolver()]
}

/// The solver to use when nobody asked for another.
package func preferredSolver() -> any Solver { availableSolvers()[0] }

extension Solution {
  /// A solution without values.
  init(_ status: Status, of problem: LinearProblem, by solver: String, bound: Double? = nil, nodes: Int = 0) {
    self.init(
      status: status, objective: nil, bound: bound, values: [], activities: [], duals: nil, reducedCosts: nil, basis: nil, nodes: nodes,
      solver: solver)
  }

  /// A solution of found values: whole numbers are made whole, objective and rows are computed here, with the same digits for
  /// every solver, and the bound of a proven optimum is not worse than the objective.
  init(
    _ status: Status, of problem: LinearProblem, by solver: String, found: [Double], bound: Double?, duals: [Double]? = nil,
    reducedCosts: [Double]? = nil, basis: Basis? = nil, nodes: Int = 0
  ) {
    let values = zip(problem.columns, found).map { column, value in
      column.isInteger ? value.rounded() + 0 : min(max(value, column.lower), column.upper) + 0
    }
    let objective = problem.objective(of: values)
    let kept = bound.map { problem.sense == .maximise ? max($0, objective) : min($0, objective) }
    self.init(
      status: status, objective: objective, bound: kept, values: values, activities: problem.activities(of: values), duals: duals,
      reducedCosts: reducedCosts, basis: basis, nodes: nodes, solver: solver)
  }
}

extension Solution {
  /// The same choice held against a problem of the same columns, such as one with another objective, of which a bound is known.
  package func held(against problem: LinearProblem, bound: Double?) -> Solution {
    values.isEmpty ? self : Solution(status, of: problem, by: solver, found: values, bound: bound, nodes: nodes)
  }
}
