import ArgumentParser
import Diagnostics
import Engine
import Reports
import Scenarios
import Sensitivity

struct SensitivityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sensitivity",
    abstract: "Say which uncertain levers decide a figure of a plan.",
    usage: "tiekartta sensitivity <plan> [<options>]",
    discussion: """
      Sobol', Morris and polynomial chaos mean nothing where levers are correlated; the command then says so and names the methods \
      that do.

      Example:
        tiekartta sensitivity Scenarios/cityref --method grouped-sobol -n 256 --top 3
      """)

  @Argument(help: "Folder of a city plan.", completion: .directory)
  var plan: String

  @Option(help: "A scenario. (default: the last of the plan)")
  var scenario: String?

  @Option(help: "sobol, grouped-sobol, morris, pce, regression, rank-regression, pawn or tornado.")
  var method = SensitivityMethod.regression

  @Option(help: "Figure to explain, such as gap_2030, total_2035, cumulative or npv_cost. (default: the gap of the target year)")
  var output: String?

  @Option(name: .customShort("n"), help: "Base points (sobol), trajectories (morris) or draws (others).")
  var size = 1024

  @Option(help: "Seed of the draws; the same seed gives the same bytes.")
  var seed: UInt64 = 1

  @Option(help: "Threads; changes no figure. (default: all cores)")
  var threads: Int?

  @Option(help: "Say in words which levers to measure next, this many.")
  var top: Int?

  @Flag(help: repairHelp)
  var repair = false

  @Option(help: "table, json or csv.")
  var format = OutputFormat.table

  @Option(help: "Language: fi, sv or en.")
  var lang = Language.en

  func validate() throws {
    if !(2...10_000_000).contains(size) { throw ValidationError("-n is \(size); expected 2 to 10000000") }
    if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads is \(threads); expected 1 to 1024") }
  }

  func run() throws {
    let city = try loadedPlan(plan, repair: repair)
    guard let planned = try city.chosen(scenario.map { [$0] } ?? []).last else { return }
    try city.requireUncertain(planned)
    let name = try outputName(planned.inputs)
    guard let figure = SensitivityOutput(name, planned.inputs) else { throw unknownOutput(name, planned.inputs) }
    let request = SensitivityRequest(method: method, output: figure, size: size, seed: seed, threads: threads ?? Terminal.cores)
    let outcome = try city.explain(planned, request)
    let report = PlanSensitivityReport(planned.inputs, outputName: name, outcome, language: lang)
    switch format {
    case .table: Terminal.data(report.table.text(NumberForm(lang), width: Terminal.width), terminator: "")
    case .json: Terminal.data(try json(report.document))
    case .csv: Terminal.data(report.csv, terminator: "")
    }
    if let top, format == .table { Terminal.data("\n" + report.top(top), terminator: "") }
  }

  private func outputName(_ inputs: ScenarioInputs) throws -> String {
    if let output { return output }
    guard let target = inputs.target else { return "cumulative" }
    return "gap_\(target.year)"
  }

  private func unknownOutput(_ name: String, _ inputs: ScenarioInputs) -> ValidationError {
    let names = SensitivityOutput.names(inputs)
    let hint = didYouMean(name, among: names).map { "; \($0)" } ?? ""
    return ValidationError(
      "the scenario '\(inputs.id)' has no figure '\(name)'; it has total_YEAR, gap_YEAR and \(spoken(names.filter { !$0.contains("_2") }))\(hint)"
    )
  }
}

extension SensitivityMethod: ExpressibleByArgument {}
