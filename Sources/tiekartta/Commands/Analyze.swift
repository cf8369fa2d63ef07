import ArgumentParser
import Diagnostics
import Problems
import Reports

struct Analyze: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say which inputs decide the outputs of any model.",
    usage: "tiekartta analyze <problem> --method <method> --inputs <inputs> --outputs <outputs> [<options>]",
    discussion: """
      PROBLEM and the sample are those of 'sample' or of SALib; the same sample and outputs give SALib's numbers. Y.csv has a row \
      for each row of X.csv and a column for each output, with or without a header.

      sobol: S1, ST and, with --second-order, S2; the sample must be saltelli's. morris: mu, mu*, sigma; the sample must \
      be morris'. regression: standardised (SRC) and partial (PCC) coefficients, and those of ranks. pce: \
      S1, ST and S2 of a polynomial, with its error. pawn: distance between the outputs of slices and all. The last three take \
      any sample that is spread as the problem says. Indices of groups: sobol, morris and pce.

      Example:
        tiekartta analyze ishigami.yaml --method sobol --inputs X.csv --outputs Y.csv
      """)

  enum Method: String, CaseIterable, ExpressibleByArgument { case sobol, morris, regression, pce, pawn }

  @Argument(help: "File of the problem.", completion: .file(extensions: ["yaml", "yml", "json"]))
  var problem: String

  @Option(help: "sobol, morris, regression, pce or pawn.")
  var method: Method

  @Option(help: "The sample; sobol can do without.", completion: .file(extensions: ["csv"]))
  var inputs: String?

  @Option(help: "What the model gave.", completion: .file(extensions: ["csv"]))
  var outputs: String

  @Flag(help: "sobol: the sample was drawn with --second-order.")
  var secondOrder = false

  @Option(help: "morris: levels of the grid. (default: 4)")
  var levels: Int?

  @Option(help: "pce: highest degree. (default: up to 9, as high as two evaluations a term allow)")
  var degree: Int?

  @Option(help: "pawn: slices of each input. (default: 10)")
  var slices: Int?

  @Option(help: "sobol, morris: bootstrap resamples for the intervals; 0 for none. (default: 100)")
  var resamples: Int?

  @Option(help: "sobol, morris: level of the intervals.")
  var level = 0.95

  @Option(help: "sobol, morris: seed of the resamples.")
  var seed: UInt64 = 1

  @Option(help: "table, json (SALib's keys, one object an output) or csv (one index a row).")
  var format = OutputFormat.table

  @Option(help: "Language of tables: fi, sv or en.")
  var lang = Language.en

  func validate() throws {
    if method != .sobol, inputs == nil { throw ValidationError("--method \(method.rawValue) needs --inputs") }
    if secondOrder, method != .sobol { throw ValidationError("--second-order belongs to --method sobol") }
    if levels != nil, method != .morris { throw ValidationError("--levels belongs to --method morris") }
    if degree != nil, method != .pce { throw ValidationError("--degree belongs to --method pce") }
    if slices != nil, method != .pawn { throw ValidationError("--slices belongs to --method pawn") }
    if resamples != nil, method != .sobol, method != .morris { throw ValidationError("--resamples belongs to --method sobol and morris") }
    try levels.map(requireEven)
    if let degree, degree < 1 { throw ValidationError("--degree is \(degree); expected a whole number above 0") }
    if let slices, slices < 1 { throw ValidationError("--slices is \(slices); expected a whole number above 0") }
    if let resamples, resamples < 0 || resamples == 1 { throw ValidationError("--resamples is \(resamples); expected 0, or at least 2") }
    if !(level > 0 && level < 1) { throw ValidationError("--level is \(level); expected a number between 0 and 1") }
  }

  func run() throws {
    let problem = try loadedProblem(problem)
    let results = try toldAsBadInput { () throws(InputError) in
      try analysis.indices(of: problem, inputs: inputs, outputs: outputs)
    }
    switch format {
    case .table:
      let tables = results.map { SensitivityReport($0, language: lang).text(width: Terminal.width) }
      Terminal.data(tables.joined(separator: "\n"), terminator: "")
    case .json: for result in results { Terminal.data(try json(SensitivityDocument(result))) }
    case .csv: Terminal.data(sensitivityCSV(results), terminator: "")
    }
  }

  private var analysis: SensitivityAnalysis {
    let resamples = resamples ?? 100
    return switch method {
    case .sobol: SensitivityAnalysis(.sobol(secondOrder: secondOrder), resamples: resamples, level: level, seed: seed)
    case .morris: SensitivityAnalysis(.morris(levels: levels ?? 4), resamples: resamples, level: level, seed: seed)
    case .regression: SensitivityAnalysis(.regression)
    case .pce: SensitivityAnalysis(.polynomialChaos(degree: degree))
    case .pawn: SensitivityAnalysis(.pawn(slices: slices ?? 10))
    }
  }
}
