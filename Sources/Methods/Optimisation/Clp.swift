import CClp

/// Solves a problem without integers by CLP, one thread; several may be solved at once.
func solveWithClp(_ problem: LinearProblem, _ options: SolveOptions, solver: String) -> Solution {
  let model = Clp_newModel()
  defer { Clp_deleteModel(model) }
  Clp_setLogLevel(model, 0)
  let arrays = CoinArrays(problem)
  Clp_loadProblem(
    model, Int32(problem.columns.count), Int32(problem.rows.count), arrays.matrix.start, arrays.matrix.index, arrays.matrix.value,
    arrays.lower, arrays.upper, arrays.objective, arrays.atLeast, arrays.atMost)
  Clp_setOptimizationDirection(model, problem.sense == .maximise ? -1 : 1)
  if let limit = options.timeLimit { Clp_setMaximumSeconds(model, limit) }
  if options.isInterrupted?() == true { return Solution(.interrupted, of: problem, by: solver) }
  if let basis = options.basis, basis.solver == solver, basis.columns.count == problem.columns.count,
    basis.rows.count == problem.rows.count
  {
    // After a change of limits the old corner keeps its prices, which is where the dual simplex begins.
    Clp_copyinStatus(model, (basis.columns + basis.rows).map { UInt8(truncatingIfNeeded: $0) })
    Clp_dual(model, 0)
  } else {
    Clp_initialSolve(model)
  }
  return solution(of: model, problem, solver: solver)
}

/// CLP's status: 0 optimal, 1 infeasible, 2 unbounded, 3 stopped by a limit, 4 by errors, 5 by an event.
private func solution(of model: UnsafeMutableRawPointer?, _ problem: LinearProblem, solver: String) -> Solution {
  switch Clp_status(model) {
  case 0: break
  case 1: return Solution(.infeasible, of: problem, by: solver)
  case 2: return Solution(isFeasible(problem, solver: solver) ? .unbounded : .infeasible, of: problem, by: solver)
  case 3: return Solution(.timeLimit, of: problem, by: solver)
  case 5: return Solution(.interrupted, of: problem, by: solver)
  default: return Solution(.failed, of: problem, by: solver)
  }
  let (columns, rows) = (problem.columns.count, problem.rows.count)
  func numbers(_ pointer: UnsafePointer<Double>?, _ count: Int) -> [Double] {
    UnsafeBufferPointer(start: pointer, count: pointer == nil ? 0 : count).map { $0 + 0 }
  }
  let values = numbers(Clp_getColSolution(model), columns)
  let status = UnsafeBufferPointer(start: Clp_statusArray(model), count: columns + rows).map { Int32($0) }
  return Solution(
    .optimal, of: problem, by: solver, found: values, bound: problem.objective(of: values),
    duals: numbers(Clp_getRowPrice(model), rows), reducedCosts: numbers(Clp_getReducedCost(model), columns),
    basis: Basis(columns: Array(status[..<columns]), rows: Array(status[columns...]), solver: solver))
}

/// CLP calls dual infeasible problems unbounded, also those that nothing solves.
private func isFeasible(_ problem: LinearProblem, solver: String) -> Bool {
  var plain = problem
  for column in plain.columns.indices { plain.setObjective(column, 0) }
  return solveWithClp(plain, SolveOptions(), solver: solver).status == .optimal
}
