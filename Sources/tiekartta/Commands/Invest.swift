import ArgumentParser
import Reports

struct Invest: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Choose projects under limits: the best choice, how surely, and what one more of each limit buys.",
    discussion: """
      --problem takes any linear or whole-number problem: .lp, .mps (fixed or free), or a .csv of projects to take or leave:

        project,value,budget 2027,budget 2028
        limit,,50,20
        school,14,12,3

      The row 'limit' gives the limits' numbers; every other row is a project with its value and what it uses of each limit.

      Each limit has three prices, which answer three questions: what one more is worth if everything may be had in parts; with the
      chosen held; and solved again. Where no choice keeps all limits, the smallest set that conflicts is told, and the smallest repair.
      Ctrl-C prints the best found with its proven gap.

      Example:
        tiekartta invest --problem Examples/weingartner.csv --gap 0.1% --time-limit 60s
      """)

  @Option(help: "File of the problem.", completion: .file(extensions: ["lp", "mps", "csv"]))
  var problem: String

  @OptionGroup var solver: SolverOptions

  @Option(help: "A row to price; may be given several times. (default: those that weigh most, at most 40)")
  var price: [String] = []

  @Option(help: "table, json, csv (one figure a row) or lp (the problem as an LP file).")
  var format = ProblemRequest.Format.table

  @Option(help: "Language of tables: fi, sv or en.")
  var lang = Language.en

  @Flag(help: "Exit with 1 unless a choice keeps all limits.")
  var require = false

  func run() throws {
    let request = ProblemRequest(file: problem, format: format, language: lang, rows: price, solver: solver)
    if try !solveProblem(request), require { throw ExitCode(1) }
  }
}
