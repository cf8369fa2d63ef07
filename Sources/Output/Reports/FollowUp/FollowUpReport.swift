import Diagnostics
import Programmes
import Scenarios

/// What a city promised and what its papers tell of it: the roll-up, the rows, the programmes, the findings.
package struct FollowUpReport: Sendable {
  package let city: String
  package let planId: String
  package let rows: [JudgedRow]
  package let rule: RollUpRule
  let followUp: FollowUp
  let places: [String: SourcePlace]
  let day: CalendarDay?
  let language: Language
  let words: IndicatorWords
  var wording: Wording { words.wording }

  /// - Parameters:
  ///   - rows: those of the plan's rows that are shown.
  ///   - day: as of when; nil: each paper as of its own situation.
  package init(_ plan: CityPlan, _ follows: FollowUpPlan, rows: [JudgedRow], on day: CalendarDay?, by rule: RollUpRule, language: Language)
  {
    city = plan.scenarios[0].inputs.plan.name.text(in: language.rawValue)
    planId = plan.id
    followUp = follows.followUp
    places = follows.places
    self.rows = rows
    self.day = day
    self.rule = rule
    self.language = language
    words = IndicatorWords(language)
  }

  var findings: [FollowUpFinding] { followUpFindings(rows) }

  /// Papers that have rows to show, in their order.
  var papers: [FollowUpPaper] { followUp.papers.filter { paper in rows.contains { $0.placement.paper == paper.id } } }

  func title(of paper: FollowUpPaper) -> String { "\(words.text(paper.name)) (\((day.map { "\($0)" }) ?? paper.situation.description))" }

  // MARK: Overview

  /// Papers, their domains and goals, with a status and the counts that it is made of. Papers that tell of nothing show domains only.
  package func overview(allGoals: Bool) -> TextTable {
    let found = Dictionary(findings.map { ($0.row, 1) }, uniquingKeysWith: +)
    let statuses = StatusCode.allCases.filter { code in rows.contains { $0.status == code } }
    func row(_ label: Cell, _ rows: [JudgedRow], indent: Int) -> TextTable.Row {
      let rollUp = RollUp(rows, by: rule)
      let counts = statuses.map { code in Cell.count(rollUp.counts[code, default: 0]) }
      let findings = rows.map { found[$0.placement.row, default: 0] }.reduce(0, +)
      return .init(
        label, [.text(rollUp.status.map(words.status) ?? "")] + counts + [.count(rollUp.context), .count(rows.count), .count(findings)],
        indent: indent)
    }
    let body = papers.flatMap { paper -> [TextTable.Row] in
      let ofPaper = rows.filter { $0.placement.paper == paper.id }
      let tells = ofPaper.contains { $0.status.map { $0 != .notReported && $0 != .notYetAssessable } ?? false }
      return [row(.text(title(of: paper)), ofPaper, indent: 0)]
        + groups(ofPaper) { $0.placement.domain }.flatMap { domain in
          [row(.text(domain.name), domain.rows, indent: 1)]
            + (tells || allGoals
              ? groups(domain.rows) { words.text($0.placement.goal) }.map { row(words.cell($0.rows[0].placement.goal), $0.rows, indent: 2) }
              : [])
        }
    }
    let heads = [TextTable.Column(wording.text("follow_up.status"), textWidth: 18)]
    let counted = statuses.map { TextTable.Column(StatusSign($0).sign) }
    let last = [wording.text("follow_up.context"), wording.text("follow_up.rows"), wording.text("follow_up.findings")].map {
      TextTable.Column($0)
    }
    var table = TextTable(
      title: wording.text("follow_up.title", ["city": city]), rowHeading: wording.text("follow_up.goal"), labelWidth: 48,
      columns: heads + counted + last, rows: body + [total(row(.blank, rows, indent: 0))])
    table.id = "overview"
    table.remarks = notes
    return table
  }

  private func total(_ row: TextTable.Row) -> TextTable.Row { .init(wording.text("total"), row.cells, kind: .total) }

  /// How the status of many is made of theirs, and what is left out.
  private var notes: [String] {
    let rule = wording.name(self.rule.rawValue, in: "roll_up") ?? self.rule.rawValue
    let all = Set(rows.map(\.indicator.id)).count
    let signs = StatusCode.allCases.map(words.status).joined(separator: ", ")
    return [
      wording.text("follow_up.legend", ["statuses": signs]),
      wording.text(
        "follow_up.note", ["rule": rule, "rows": words.form.number(Double(rows.count), decimals: 0), "indicators": "\(all)"]),
    ]
  }

  // MARK: Findings

  package var findingTable: TextTable? {
    let found = findings
    if found.isEmpty { return nil }
    var table = TextTable(
      title: wording.text("follow_up.findings_title", ["city": city]), rowHeading: wording.text("follow_up.finding"), labelWidth: 44,
      columns: [
        .init(wording.text("follow_up.row")), .init(wording.text("follow_up.indicator"), textWidth: 50), .init(wording.text("show.place")),
      ],
      rows: found.map { finding in
        let name = rows.first { $0.placement.row == finding.row }.map { words.text($0.indicator.name) } ?? ""
        let cells = [finding.row, name, places[finding.row].map { "\($0)" } ?? ""]
        return .init(wording.name(finding.kind.rawValue, in: "finding") ?? finding.kind.rawValue, cells.map(Cell.text))
      })
    table.id = "findings"
    return table
  }

  /// Rows in groups of one name, in the order of their first rows.
  func groups(_ rows: [JudgedRow], by name: (JudgedRow) -> String) -> [(name: String, rows: [JudgedRow])] {
    var order: [String] = []
    var found: [String: [JudgedRow]] = [:]
    for row in rows {
      let name = name(row)
      if found[name] == nil { order.append(name) }
      found[name, default: []].append(row)
    }
    return order.map { ($0, found[$0] ?? []) }
  }
}
