import ArgumentParser
import ClimateBudgets
import Datasets
import Diagnostics
import Engine
import Foundation
import Reports
import Scenarios
import Spreadsheets

struct BudgetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "budget",
    abstract: "The climate budget of a year: tables A to F in tonnes and euros, whose sums are proven.",
    discussion: """
      A emission budget by sector; B measures; C money by responsible unit; D investments by SAVU zone against the cap;
      E from baseline to gap; F follow-up of a closed year. A dash is unknown, not zero.

      --verify checks a published table instead: CSV with the row names first and a header. A total is a row whose name says so
      (total, sum, aggregated, yhteensä, summa), or has 'total' in a column 'row'; names after '- ' are parts of the row above them.

      Example:
        tiekartta budget Scenarios/espoo --year 2025 --scenario hne2030 --table A,E --lang fi
      """)

  @Argument(help: "Folder of a city plan; none with --verify.", completion: .directory)
  var plan: String?

  @Option(help: "The budget year.")
  var year: Int?

  @Option(help: "The scenario. (default: the last whose measures are decided)")
  var scenario: String?

  @Option(help: "Tables, by letter.")
  var table = "A,B,C,D,E,F"

  @Option(help: "Language: fi, sv or en.")
  var lang = Language.en

  @Option(help: "table, md, csv (for spreadsheets), xlsx, html or json.")
  var format = BudgetFormat.table

  @Flag(help: "CSV for programs: commas and points.")
  var plain = false

  @Option(name: .customShort("o"), help: "File to write, or a folder for one file a table.", completion: .file())
  var output: String?

  @Option(help: "Draws of the plan's uncertain levers; 0: without uncertainty.")
  var draws = 10_000

  @Option(help: "Seed of the draws.")
  var seed: UInt64 = 1

  @Option(help: "Threads to draw with; changes no figure. (default: all cores)")
  var threads: Int?

  @Option(help: "Check the sums of a published table.", completion: .file(extensions: ["csv"]))
  var verify: String?

  @OptionGroup var kept: StoreOption

  @Flag(help: "Exit with 1 when a ceiling of the tables is missed, or a verified total is at fault.")
  var require = false

  enum BudgetFormat: String, CaseIterable, ExpressibleByArgument { case table, md, csv, xlsx, html, json }

  func validate() throws {
    if verify != nil {
      if kept.store != nil { throw ValidationError("--verify checks a file; there is no run for --store to keep") }
      if plan != nil || year != nil { throw ValidationError("--verify checks a file; it takes no plan and no --year") }
      return
    }
    guard plan != nil, let year else { throw ValidationError("a plan and --year are needed, or --verify FILE.csv") }
    if !(1990...2200).contains(year) { throw ValidationError("--year is \(year); expected a year from 1990 to 2200") }
    if draws != 0, !(4...1_000_000_000).contains(draws) { throw ValidationError("--draws is \(draws); expected 0, or 4 to 1000000000") }
    if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads is \(threads); expected 1 to 1024") }
    let unknown = letters.subtracting(Set("ABCDEF".map(String.init)))
    if letters.isEmpty || !unknown.isEmpty { throw ValidationError("--table is '\(table)'; expected letters from A to F, such as A,E") }
    if format == .xlsx, output == nil { throw ValidationError("--format xlsx needs -o FILE.xlsx: a workbook is no text") }
    if plain, format != .csv { throw ValidationError("--plain is about --format csv") }
  }

  private var letters: Set<String> {
    Set(table.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces).uppercased() })
  }

  func run() throws {
    if let verify { return try verifyTable(verify) }
    guard let plan, let year else { return }
    let city = try loadedPlan(plan)
    let chosen = try scenario.map { try city.chosen([$0])[0] } ?? city.budgetScenario
    let years = chosen.inputs.model.years
    guard let first = years.first, let last = years.last, year >= first, year + 2 <= last else {
      throw ValidationError("the years \(year) to \(year + 2) are not all in the plan's, \(years.first ?? 0) to \(years.last ?? 0)")
    }
    let request =
      draws == 0 || chosen.inputs.uncertain.isEmpty ? nil : EnsembleRequest(draws: draws, seed: seed, threads: threads ?? Terminal.cores)
    let budget = try city.budget(chosen, year: year, drawing: request)
    // What does not add up is a fault of the program: nothing is written.
    if !budget.faults.isEmpty { throw UnprovenBudget(faults: budget.faults) }
    let report = BudgetReport(budget, chosen, sources: city.sources, language: lang)
    try write(report, report.tables(letters), planId: city.id, year: year)
    let whole = BudgetReport(budget, chosen, sources: city.sources, language: .en)
    try kept.keep(
      city, "budget", [chosen], results: try whole.document(whole.tables(Set("ABCDEF".map(String.init)))), figures: whole.figures,
      options: ["year": String(year)].merging(request.map { ["draws": String($0.draws)] } ?? [:]) { own, _ in own },
      seed: request.map { _ in seed })
    Terminal.countWarnings(city, plan)
    if require, !tellMissed(budget) { throw ExitCode(1) }
  }

  private func write(_ report: BudgetReport, _ tables: [TextTable], planId: String, year: Int) throws {
    var isFolder: ObjCBool = false
    let exists = output.map { FileManager.default.fileExists(atPath: $0, isDirectory: &isFolder) } ?? false
    let folder = output.map { exists && isFolder.boolValue || $0.hasSuffix("/") } ?? false
    guard let output, folder else {
      if format == .xlsx, let output { return try writeWorkbookOrTell(report.workbook(tables), to: output) }
      let text = try content(report, tables)
      if let output { try writeWhole(text, to: output) } else { Terminal.data(text, terminator: format == .json ? "\n" : "") }
      return
    }
    do {
      try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    } catch {
      throw WriteError(path: output)
    }
    let stem = (output.hasSuffix("/") ? output : output + "/") + "\(planId)-\(year)-\(lang.rawValue)"
    if format == .xlsx { return try writeWorkbookOrTell(report.workbook(tables), to: "\(stem).xlsx") }
    let suffix = format == .table ? "txt" : format.rawValue
    for table in tables { try writeWhole(try content(report, [table]), to: "\(stem)-\(table.id).\(suffix)") }
  }

  private func content(_ report: BudgetReport, _ tables: [TextTable]) throws -> String {
    switch format {
    case .table: report.text(tables, width: min(120, Terminal.width))
    case .md: report.markdown(tables)
    case .csv: report.csv(tables, isPlain: plain)
    case .html: report.html(tables)
    case .json: try report.document(tables)
    case .xlsx: preconditionFailure("a workbook is no text")
    }
  }

  private func writeWorkbookOrTell(_ workbook: Workbook, to path: String) throws {
    do {
      try writeWorkbook(workbook, to: path)
    } catch {
      Terminal.talk("tiekartta: \(error)")
      throw badInput
    }
  }

  /// Whether every ceiling of the budget's years is kept; says which are not.
  private func tellMissed(_ budget: ClimateBudget) -> Bool {
    guard let bridge = budget.table(.bridge) else { return true }
    let gap = bridge.row("budget_row", "gap")
    let missed = bridge.columns.indices.filter { (bridge.steps(gap, $0) ?? 0) > 0 }
    for column in missed {
      Terminal.talk("tiekartta: the ceiling of \(bridge.columns[column].year ?? 0) is missed")
    }
    return missed.isEmpty
  }

  private func verifyTable(_ path: String) throws {
    let check: PublishedTableCheck
    do {
      check = try verifyPublishedTable(path)
    } catch {
      Terminal.tell(error.diagnostics.all)
      throw badInput
    }
    Terminal.data(check.text(lang), terminator: "")
    if require, check.hasFaults { throw ExitCode(1) }
  }
}

struct UnprovenBudget: Error, CustomStringConvertible {
  let faults: [SumFault]
  var description: String { "the budget does not add up: \(faults.map(\.description).joined(separator: "; "))" }
}
