import ArgumentParser
import Engine
import Optimisation

/// How long and how well to solve, for every command that does.
struct SolverOptions: ParsableArguments {
  @Option(help: "End each search within this gap: 0.1% or 0.001; 0 asks for a proof. (default: 0.5% for a plan, 0 with --problem)")
  var gap: Gap?

  @Option(help: "End each search after this time, with the best found: 60s, 5min. (default: 10s for a plan, none with --problem)")
  var timeLimit: WallTime?

  @Option(help: "highs or cbc. (default: HiGHS where its library is found, otherwise CBC with CLP)")
  var solver: SolverName?

  enum SolverName: String, CaseIterable, ExpressibleByArgument { case highs, cbc }

  /// The solver that was asked for, or the one to prefer.
  func chosen() throws -> any Solver {
    switch solver {
    case nil: return preferredSolver()
    case .cbc: return CoinSolver()
    case .highs:
      if let highs = HighsSolver.found { return highs }
      throw ValidationError("HiGHS is not found: \(HighsSolver.searchProblem); 'tiekartta doctor' tells what is here")
    }
  }

  /// That each search of a plan may take.
  var seconds: Double? { options(SearchLine(), isPlan: true).timeLimit }

  /// What decides the answer, for the manifest of a kept run of a plan.
  var manifest: [String: String] {
    let options = self.options(SearchLine(), isPlan: true)
    var manifest = ["gap": "\(options.relativeGap)"]
    manifest["time_limit"] = options.timeLimit.map { "\($0)s" }
    manifest["solver"] = solver?.rawValue
    return manifest
  }

  /// Ends a search at Ctrl-C, and shows how far it is on a terminal.
  /// - Parameter isPlan: a plan asks many searches, whose figures are rougher than the gap; a problem of a file is one, to be proven.
  func options(_ line: SearchLine, isPlan: Bool) -> SolveOptions {
    SolveOptions(
      relativeGap: gap?.share ?? (isPlan ? 0.005 : 0), timeLimit: timeLimit?.seconds ?? (isPlan ? 10 : nil),
      isInterrupted: { Interruption.isAsked }, progress: { line.tell($0) })
  }
}

/// A share of the objective, as `0.1%` or `0.001`.
struct Gap: ExpressibleByArgument {
  let share: Double

  init?(argument: String) {
    let isPercent = argument.hasSuffix("%")
    guard let number = Double(isPercent ? String(argument.dropLast()) : argument), number >= 0, number.isFinite else { return nil }
    share = isPercent ? number / 100 : number
  }
}

/// A time as `60s`, `5min`, `1h` or plain seconds.
struct WallTime: ExpressibleByArgument {
  let seconds: Double

  init?(argument: String) {
    let unit = argument.drop { $0.isNumber || $0 == "." }
    let factors: [Substring: Double] = ["": 1, "s": 1, "min": 60, "h": 3600]
    guard let factor = factors[unit], let number = Double(argument.dropLast(unit.count)), number > 0 else { return nil }
    seconds = number * factor
  }
}

extension NoPortfolio {
  /// What is proven, and what is only not found.
  var told: String {
    status == .infeasible
      ? "has no portfolio that keeps its limits (infeasible)"
      : "has no portfolio yet: the search ended before it found one (\(status.rawValue)), and whether one keeps the limits is open"
  }
}
