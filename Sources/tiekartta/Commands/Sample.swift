import ArgumentParser
import Diagnostics
import Problems

struct Sample: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draw the inputs of any model: one row for each evaluation, for 'analyze' or SALib.",
    usage: "tiekartta sample <problem> --method <method> -n <n> [<options>]",
    discussion: """
      PROBLEM has SALib's fields, as YAML or JSON: num_vars, names, bounds, and where wanted dists (unif, logunif, triang, norm, \
      truncnorm, lognorm, weibull, with SALib's meaning of bounds), groups and outputs:

        num_vars: 3
        names: [x1, x2, x3]
        bounds: [[-3.14, 3.14], [-3.14, 3.14], [-3.14, 3.14]]

      Rows: saltelli n (D + 2), or n (2 D + 2) with --second-order, for D inputs or groups; morris n (D + 1), or K (D + 1) with \
      --optimise K; sobol and lhs n.

      Example:
        tiekartta sample ishigami.yaml --method saltelli -n 1024 -o X.csv
      """)

  enum Method: String, CaseIterable, ExpressibleByArgument { case saltelli, morris, sobol, lhs }

  @Argument(help: "File of the problem.", completion: .file(extensions: ["yaml", "yml", "json"]))
  var problem: String

  @Option(help: "saltelli (for analyze --method sobol), morris, sobol or lhs.")
  var method: Method

  @Option(name: .customShort("n"), help: "Base points (saltelli; a power of 2), trajectories (morris) or points.")
  var count: Int

  @Option(help: "The same seed gives the same bytes.")
  var seed: UInt64 = 1

  @Flag(help: "saltelli: rows for indices of pairs, too.")
  var secondOrder = false

  @Option(help: "morris: levels of the grid, an even number. (default: 4)")
  var levels: Int?

  @Option(help: "morris: keep the K of the n trajectories that spread most.")
  var optimise: Int?

  @Option(name: .shortAndLong, help: "File to write, over what is there; '-' is standard output.", completion: .file(extensions: ["csv"]))
  var output = "-"

  func validate() throws {
    if count < 1 || count > 1 << 32 { throw ValidationError("-n is \(count); expected a whole number from 1 to 4294967296") }
    if secondOrder, method != .saltelli { throw ValidationError("--second-order belongs to --method saltelli") }
    if levels != nil, method != .morris { throw ValidationError("--levels belongs to --method morris") }
    if optimise != nil, method != .morris { throw ValidationError("--optimise belongs to --method morris") }
    try levels.map(requireEven)
    if let optimise, optimise < 2 || optimise > count {
      throw ValidationError("--optimise is \(optimise); expected from 2 to the \(count) trajectories of -n")
    }
  }

  func run() throws {
    let problem = try loadedProblem(problem)
    let design = try toldAsBadInput { () throws(InputError) in
      try SampleDesign(problem, method: way, count: count, seed: seed)
    }
    if method == .saltelli || method == .sobol, count & (count - 1) != 0 {
      Terminal.talk("tiekartta: -n \(count) is not a power of 2; Sobol' points are then less even")
    }
    do {
      try design.write(to: output == "-" ? nil : output)
    } catch let error as WriteSampleError {
      throw WriteError(path: error.path)
    }
    if output != "-" { Terminal.talk("wrote \(output): \(design.evaluations) rows") }
  }

  private var way: SampleDesign.Method {
    switch method {
    case .saltelli: .saltelli(secondOrder: secondOrder)
    case .morris: .morris(levels: levels ?? 4, kept: optimise)
    case .sobol: .sobol
    case .lhs: .latinHypercube
    }
  }
}

func requireEven(_ levels: Int) throws {
  if levels < 2 || levels % 2 != 0 { throw ValidationError("--levels is \(levels); expected an even number, at least 2") }
}

/// The problem of a file, its warnings told.
func loadedProblem(_ path: String) throws -> Problem {
  let problem = try toldAsBadInput { () throws(InputError) in try loadProblem(path) }
  Terminal.tell(problem.warnings)
  return problem
}

/// Ends the command with exit code 2 after telling every problem.
func toldAsBadInput<Value>(_ work: () throws(InputError) -> Value) throws -> Value {
  do {
    return try work()
  } catch {
    Terminal.tell(error.diagnostics.all)
    throw badInput
  }
}
