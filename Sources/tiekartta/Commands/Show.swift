import ArgumentParser
import Reports
import Scenarios

struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what a plan stands on: its measures, sources, overrides and uncertain inputs.",
    usage: "tiekartta show <plan> [<topic>] [<options>]",
    discussion: """
      'sources' also lists every calibrated, assumed and illustrative figure, and the factors by which the model was scaled to \
      the inventory.

      Example:
        tiekartta show Scenarios/espoo sources
      """)

  enum Topic: String, CaseIterable, ExpressibleByArgument { case measures, sources, overrides, uncertainties }

  @Argument(help: "Folder of a city plan.", completion: .directory)
  var plan: String

  @Argument(help: "measures, sources, overrides or uncertainties. (default: all)")
  var topic: Topic?

  @Option(help: "table, json or csv.")
  var format = OutputFormat.table

  @Option(help: "Language: fi, sv or en.")
  var lang = Language.en

  func run() throws {
    let city = try loadedPlan(plan)
    let report = PlanReport(city, language: lang)
    var tables: [TextTable] = []
    if topic == nil || topic == .measures { tables += report.measures }
    if topic == nil || topic == .sources { tables += report.sources(try city.scenarios.map { try city.run($0) }) }
    if topic == nil || topic == .overrides { tables += report.overrides }
    if topic == nil || topic == .uncertainties { tables += report.uncertainties }
    switch format {
    case .table:
      Terminal.data(tables.map { $0.text(NumberForm(lang), width: Terminal.width) }.joined(separator: "\n"), terminator: "")
    case .json: Terminal.data(try json(tables))
    case .csv: Terminal.data(tables.map(\.csv).joined(separator: "\n"), terminator: "")
    }
  }
}
