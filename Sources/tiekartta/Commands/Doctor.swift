import ArgumentParser
import EmissionVectors
import Emissions
import LinearAlgebra
import Optimisation
import Reports

struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "What this machine calculates with: solvers, BLAS, vector path, threads.",
    discussion: """
      HiGHS is used where its library is found: the file that the environment variable TIEKARTTA_HIGHS names, the system's
      libraries, or the Python package highspy. Without it CBC and CLP answer. Each solver has solved a small problem with a
      known answer before it is called sound.

      Example:
        tiekartta doctor
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case table, json }

  @Option(help: "table (one line each) or json.")
  var format = Format.table

  func run() throws {
    switch format {
    case .table:
      let width = lines.map(\.name.count).max() ?? 0
      for line in lines {
        Terminal.data(line.name + String(repeating: " ", count: width + 2 - line.name.count) + line.value)
      }
    case .json: Terminal.data(try json(Dictionary(uniqueKeysWithValues: lines.map { ($0.name, $0.value) })))
    }
  }

  private var lines: [(name: String, value: String)] {
    let solvers = availableSolvers()
    let highs = HighsSolver.found
    return [
      ("version", Tiekartta.configuration.version), ("solver", solvers[0].name + " answers" + (isSound(solvers[0]) ? "" : ", wrongly")),
      ("highs", highs.map { "\($0.name), \($0.path), \(verdict($0))" } ?? "not found: \(HighsSolver.searchProblem)"),
      ("cbc", "\(CoinSolver().name), \(verdict(CoinSolver()))"), ("blas", blasDescription), ("vectors", VectorPath.best.words),
      ("threads", "\(Terminal.cores)"),
    ]
  }

  private func verdict(_ solver: any Solver) -> String { isSound(solver) ? "sound" : "gives a wrong answer" }

  /// max 3x + 5y under x <= 4, 2y <= 12, 3x + 2y <= 18 is 36 at (2, 6), in parts and in whole numbers.
  private func isSound(_ solver: any Solver) -> Bool {
    [false, true].allSatisfy { isInteger in
      var problem = LinearProblem(.maximise)
      problem.addColumn("x", objective: 3, to: 4, isInteger: isInteger)
      problem.addColumn("y", objective: 5, isInteger: isInteger)
      problem.addRow("2", byName: [("y", 2)], atMost: 12)
      problem.addRow("3", byName: [("x", 3), ("y", 2)], atMost: 18)
      return solver.solve(problem).objective.map { abs($0 - 36) < 1e-9 } ?? false
    }
  }
}

extension VectorPath {
  fileprivate var words: String {
    switch self {
    case .plain: "plain"
    case .AVX2: "AVX2"
    case .AVX512: "AVX-512"
    }
  }
}
