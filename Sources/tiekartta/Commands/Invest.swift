import ArgumentParser
import Engine
import Investments
import Optimisation
import Reports

struct Invest: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Choose projects under caps: does a programme comply, which portfolio is best, and what would one more million buy?",
    discussion: """
      tiekartta invest PLAN check      does the programme keep its limits, by year, zone and purse?
      tiekartta invest PLAN optimise   the best portfolio, and what one more of each limit would bring
      tiekartta invest PLAN frontier   the best portfolio at each level of the cap (--sweep)
      tiekartta invest PLAN explain    which limits cannot hold together, and the smallest repair

      Abatement is the emission model's own: it is laid flat at a portfolio, solved, and laid flat again until the portfolio stands still.
      Emission ceilings are held when the least net cost is looked for; the other objectives tell how far off they are. Each search of a
      plan ends within --gap or --time-limit; objectives after the first end within 1.5 % or three tenths of that
      time, and rounds after one that ran out of time have three tenths of it. A smaller gap makes the price that is solved again
      sharper, and takes longer.

      --problem takes any linear or whole-number problem instead of a plan: .lp, .mps (fixed or free), or a .csv of projects:

        project,value,budget 2027,budget 2028
        limit,,50,20
        school,14,12,3

      The row 'limit' gives the limits' numbers; every other row is a project with its value and what it uses of each limit.

      Each limit has three prices, which answer three questions: what one more is worth if everything may be had in parts; with the
      chosen held; and solved again. Ctrl-C prints the best found with its proven gap (exit code 130); a search that its clock ends
      without a portfolio is no proof that there is none (exit code 1).

      Example:
        tiekartta invest Scenarios/espoo check --cap 280
      """)

  enum Question: String, CaseIterable, ExpressibleByArgument { case check, optimise, frontier, explain }
  enum Format: String, CaseIterable, ExpressibleByArgument { case table, json, csv, lp }

  @Argument(help: "Folder of a city plan.", completion: .directory)
  var plan: String?

  @Argument(help: "check, optimise, frontier or explain.")
  var question = Question.check

  @Option(help: "File of a problem, in place of a plan.", completion: .file(extensions: ["lp", "mps", "csv"]))
  var problem: String?

  @OptionGroup(title: "What is chosen from") var choice: PortfolioOptions
  @OptionGroup(title: "How it is solved") var solver: SolverOptions

  @Option(help: "With --problem: a row to price; may be given several times. (default: those that weigh most, at most 40)")
  var price: [String] = []

  @Option(help: "table, json (MEUR and kt CO2e), csv (one figure a row) or lp (the problem as an LP file).")
  var format = Format.table

  @Option(help: "Language of tables: fi, sv or en.")
  var lang = Language.en

  @Option(help: "With frontier: draw tonnes over the cap as an SVG file.", completion: .file(extensions: ["svg"]))
  var chart: String?

  @OptionGroup var kept: StoreOption

  @Flag(help: "Exit with 1 unless every limit in force is kept, or a choice keeps all limits.")
  var require = false

  func validate() throws {
    if (plan == nil) == (problem == nil) { throw ValidationError("expected a PLAN or --problem FILE") }
    if question == .frontier, choice.sweep == nil { throw ValidationError("frontier needs --sweep, such as --sweep cap=200..300/10") }
    if kept.store != nil, problem != nil || format == .lp { throw ValidationError("--store keeps what is found for a plan") }
    if chart != nil, question != .frontier { throw ValidationError("--chart belongs to frontier") }
    if format == .lp, plan != nil, question != .optimise { throw ValidationError("--format lp belongs to optimise and --problem") }
  }

  func run() throws {
    let isYes: Bool
    if let problem {
      isYes = try solveProblem(ProblemRequest(file: problem, format: format, language: lang, rows: price, solver: solver))
    } else {
      let desk = try InvestmentDesk(plan ?? "", choice, solver, format: format, language: lang)
      switch question {
      case .check: isYes = try desk.check(keptIn: kept)
      case .optimise: isYes = try desk.optimise(keptIn: kept)
      case .frontier: isYes = try desk.frontier(chart: chart, keptIn: kept)
      case .explain: isYes = try desk.explain(keptIn: kept)
      }
    }
    if require, !isYes { throw ExitCode(1) }
  }
}
