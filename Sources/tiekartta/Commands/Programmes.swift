import ArgumentParser
import Diagnostics
import Programmes
import Reports
import Scenarios
import Spreadsheets

struct ProgrammesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "programmes",
    abstract: "Tell what was promised and what is told of it: goals, indicators, programmes and their money.",
    discussion: """
      Without further options: papers, domains and goals with their status, the programmes, and findings such as a report that its
      own figures contradict. --all, --paper, --goal, --programme and --status show rows: goal, result target, indicator, follow-up.
      --format csv and json always hold every row that is chosen.

      Examples:
        tiekartta programmes Scenarios/espoo --goal hiilineutraali --lang fi
        tiekartta programmes Scenarios/espoo --programme kestava
      """)

  @Argument(help: "Folder of a city plan.", completion: .directory)
  var plan: String

  @Option(help: "As of this day, such as 2021-12-31. (default: each paper as of its own situation)")
  var asOf: String?

  @Option(help: "Only this paper; may be given several times.")
  var paper: [String] = []

  @Option(help: "Only goals whose text has this in it, in any language.")
  var goal: String?

  @Option(help: "The report of one programme: money, outcomes, next steps.")
  var programme: String?

  @Option(help: "Only rows with this status; may be given several times.")
  var status: [StatusCode] = []

  @Flag(help: "Show every row.")
  var all = false

  @Flag(help: "Show the goals of papers without any follow-up too.")
  var goals = false

  @Option(help: "How a goal's status is made of its rows: worst or most.")
  var rollUp = RollUpRule.worst

  @Option(help: "table, md, csv (every row, for programs), xlsx, html or json.")
  var format = BudgetCommand.BudgetFormat.table

  @Option(name: .customShort("o"), help: "File to write; needed for xlsx.", completion: .file())
  var output: String?

  @Option(help: "Language of words and numbers: fi, sv or en. Texts of the papers are shown as published.")
  var lang = Language.en

  func validate() throws {
    if format == .xlsx, output == nil { throw ValidationError("--format xlsx needs -o FILE.xlsx: a workbook is no text") }
  }

  func run() throws {
    let city = try loadedPlan(plan)
    guard let follows = city.followUp else {
      Terminal.tell([
        Diagnostic(
          .error, at: SourcePlace(file: "\(plan)/plan.yaml"), found: "the plan follows no goals",
          expected: "a section 'follow_up' with papers")
      ])
      throw badInput
    }
    let day = try asOf.map { try self.day($0) }
    let programme = try self.programme.map { try chosen($0, follows.followUp) }
    let rows = try chosenRows(follows.followUp, on: day, of: programme)
    let report = FollowUpReport(city, follows, rows: rows, on: day, by: rollUp, language: lang)
    tellOfLaterPapers(follows.followUp, day)
    try write(report, tables(report, programme))
  }

  private func write(_ report: FollowUpReport, _ tables: [TextTable]) throws {
    if format == .xlsx, let output {
      do {
        return try writeWorkbook(report.workbook(tables), to: output)
      } catch {
        Terminal.talk("tiekartta: \(error)")
        throw badInput
      }
    }
    let text =
      switch format {
      case .table: report.text(tables, width: Terminal.width)
      case .md: report.markdown(tables)
      case .csv: report.rowTable.csv
      case .html: report.html(tables)
      case .json: try json(FollowUpDocument(report)) + "\n"
      case .xlsx: preconditionFailure("a workbook is no text")
      }
    if let output { try writeWhole(text, to: output) } else { Terminal.data(text, terminator: "") }
  }

  private func tables(_ report: FollowUpReport, _ programme: Programme?) -> [TextTable] {
    let isSplit = format != .table
    if let programme { return report.programmeTables(programme, isSplit: isSplit) }
    let findings = [report.findingTable].compactMap { $0 }
    if all || goal != nil || !status.isEmpty || !paper.isEmpty { return report.targetTables(isSplit: isSplit) + findings }
    return [report.overview(allGoals: goals)] + [report.programmeTable].compactMap { $0 } + findings
  }

  private func chosenRows(_ followUp: FollowUp, on day: CalendarDay?, of programme: Programme?) throws -> [JudgedRow] {
    for id in paper where !followUp.papers.contains(where: { $0.id == id }) { throw unknown("paper", id, among: followUp.papers.map(\.id)) }
    let rows = followUp.judged(on: day).filter { row in
      (paper.isEmpty || paper.contains(row.placement.paper))
        && (status.isEmpty || row.status.map(status.contains) ?? false)
        && (programme.map { $0.section == row.placement.programme } ?? true)
        && (goal.map { wanted in row.placement.goal.texts.values.contains { $0.lowercased().contains(wanted.lowercased()) } } ?? true)
    }
    if rows.isEmpty { Terminal.talk("tiekartta: no row is chosen") }
    return rows
  }

  private func chosen(_ id: String, _ followUp: FollowUp) throws -> Programme {
    guard let programme = followUp.programmes.first(where: { $0.id == id }) else {
      throw unknown("programme", id, among: followUp.programmes.map(\.id))
    }
    return programme
  }

  private func unknown(_ what: String, _ id: String, among ids: [String]) -> ValidationError {
    ValidationError("\(plan) has no \(what) '\(id)'; it has \(spoken(ids))\(didYouMean(id, among: ids).map { "; \($0)" } ?? "")")
  }

  private func day(_ text: String) throws -> CalendarDay {
    guard let period = CalendarPeriod(text) else { throw ValidationError("--as-of is '\(text)'; expected a day such as 2021-12-31") }
    return period.last
  }

  /// Papers of later days are not known then; that they exist is no secret.
  private func tellOfLaterPapers(_ followUp: FollowUp, _ day: CalendarDay?) {
    guard let day else { return }
    let later = followUp.papers(after: day).map(\.id)
    if !later.isEmpty { Terminal.talk("tiekartta: as of \(day) nothing is known of \(spoken(later))") }
  }
}

extension StatusCode: ExpressibleByArgument {}
extension RollUpRule: ExpressibleByArgument {}
