import CCbc
import CClp

/// CBC for problems with whole numbers and CLP for those without: https://www.coin-or.org, EPL; Debian has both.
///
/// CBC is not re-entrant (coin-or/Cbc#332): one problem at a time, others wait. Its C interface has no duals; CLP's has.
package struct CoinSolver: Solver {
  package var name: String { "CBC \(String(cString: Cbc_getVersion())) with CLP \(String(cString: Clp_Version()))" }

  package init() {}

  package func solveSound(_ problem: LinearProblem, _ options: SolveOptions) -> Solution {
    problem.hasIntegers ? solveWithCbc(problem, options, solver: name) : solveWithClp(problem, options, solver: name)
  }
}

/// What the COIN solvers take for infinite.
private let coinInfinity = 1e30

/// Columns and rows as both COIN solvers take them.
struct CoinArrays {
  let matrix: ColumnwiseMatrix
  let lower: [Double]
  let upper: [Double]
  let objective: [Double]
  let atLeast: [Double]
  let atMost: [Double]

  init(_ problem: LinearProblem) {
    func finite(_ value: Double) -> Double { min(max(value, -coinInfinity), coinInfinity) }
    matrix = ColumnwiseMatrix(problem)
    lower = problem.columns.map { finite($0.lower) }
    upper = problem.columns.map { finite($0.upper) }
    objective = problem.columns.map(\.objective)
    atLeast = problem.rows.map { finite($0.lower) }
    atMost = problem.rows.map { finite($0.upper) }
  }
}
