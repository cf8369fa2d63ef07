import Diagnostics
import MarkedYAML
import Programmes
import Units

/// What a plan says of goals, programmes and their follow-up, with the way back from every figure to its row.
package struct FollowUpPlan: Sendable {
  package let followUp: FollowUp
  /// Where each row stands, by its id.
  package let places: [String: SourcePlace]
  let origins: [String: Origin]

  /// What a reader of the papers should know, each as of its own situation, at the place of its row.
  package var findings: [Diagnostic] {
    followUpFindings(followUp.judged()).map { finding in
      Diagnostic(.finding, at: places[finding.row] ?? SourcePlace(file: finding.row), found: "\(finding.kind.words) ('\(finding.row)')")
    }
  }
}

extension FollowUpFinding.Kind {
  /// For `check`, whose words are English.
  fileprivate var words: String {
    switch self {
    case .contradiction: "the paper and its figures cannot both be right"
    case .changeWithoutBaseline: "the target is a change from a level that is not printed"
    case .targetAgainstDirection: "the target lies on the wrong side of the baseline"
    case .notComparable: "target and level are not in one unit"
    case .numberWithoutUnit: "a figure without a unit"
    case .rowsDisagree: "rows of one indicator give different figures for one date"
    case .toldDifferently: "rows of one indicator are given different verdicts"
    case .dueAndNotReported: "the target was due, and no value of that time is told"
    case .valueFromTheFuture: "the value is dated after the day that the paper tells of"
    }
  }
}

/// Reads the sections `follow_up` and `programmes`.
final class FollowUpReader {
  let root: MarkedNode
  let values: ValueReader
  private var rows: [String: Indicator] = [:]
  /// Ids in the order of the papers and their rows.
  private var order: [String] = []
  private var places: [String: SourcePlace] = [:]
  private var origins: [String: Origin] = [:]

  init(_ root: MarkedNode, values: ValueReader) {
    self.root = root
    self.values = values
  }

  /// Nil when the plan follows nothing, or after a problem has been told.
  func read() -> FollowUpPlan? {
    guard let node = root["follow_up"], node.entries != nil else {
      if let programmes = root["programmes"] {
        error(programmes.place, "there are programmes but no papers that tell of them", expected: "a section 'follow_up'")
      }
      return nil
    }
    let inherited = values.provenance(of: node, values.provenance(of: root, Provenance()))
    let tolerance = node["tolerance"].flatMap { values.figure($0, key: "follow_up.tolerance", as: .share, inherited: inherited) }?.number
    if let tolerance, !(0..<1).contains(tolerance) {
      error(
        node["tolerance"]?.place ?? node.place, "'follow_up.tolerance' is \(percent(tolerance))",
        expected: "a share from 0 % to below 100 %")
    }
    let comparisons = Set(node.records("comparisons").compactMap(\.text))
    let papers = node.records("papers").compactMap { readPaper($0, comparisons) }
    for item in node.records("comparisons") { checkRow(item) }
    let indicators = joined(node.records("links"))
    let programmes = root.records("programmes").compactMap { readProgramme($0, inherited) }
    guard !values.problems.hasErrors else { return nil }
    return FollowUpPlan(
      followUp: FollowUp(papers: papers, programmes: programmes, indicators: indicators, tolerance: tolerance ?? 0, rowOrder: order),
      places: places,
      origins: origins.merging(values.origins) { first, _ in first })
  }

  func error(_ place: SourcePlace, _ found: String, expected: String, hint: String? = nil) {
    values.problems.error(place, found, expected: expected, hint: hint)
  }

  func text(_ node: MarkedNode?) -> PublishedText {
    if let text = node?.text { return PublishedText(["en": text]) }
    return PublishedText(
      Dictionary((node?.entries ?? []).compactMap { entry in entry.value.text.map { (entry.key, $0) } }) { first, _ in first })
  }

  // MARK: Papers

  private func readPaper(_ node: MarkedNode, _ comparisons: Set<String>) -> FollowUpPaper? {
    guard let id = node.text("id") else { return nil }
    let situation = period(node["situation"])
    let due = period(node["targets_fall_due"])
    if let source = node["rows"], source.entries != nil {
      for row in values.indicatorRows(source, key: "follow_up.papers.\(id).rows") {
        var reader = IndicatorReader(row, paper: id, askedAt: source)
        let indicator = reader.read(isComparison: comparisons.contains(row["indicator_id"]))
        values.problems.merge(reader.problems)
        origins.merge(reader.origins) { first, _ in first }
        if let indicator { keep(indicator, at: row.place) }
      }
    }
    return situation.map { FollowUpPaper(id: id, name: text(node["name"]), situation: $0, targetsFallDue: due) }
  }

  private func period(_ node: MarkedNode?) -> CalendarPeriod? {
    guard let node, !node.isBlank, let text = node.text else { return nil }
    if let period = CalendarPeriod(text) { return period }
    error(node.place, "'\(text)' is not a date", expected: "a day, month or year such as 2021-04-30, 2021-04 or 2021")
    return nil
  }

  private func keep(_ indicator: Indicator, at place: SourcePlace) {
    if let first = places[indicator.id] {
      error(place, "the indicator '\(indicator.id)' is given twice", expected: "each id once; it stands first at \(first)")
    } else {
      rows[indicator.id] = indicator
      places[indicator.id] = place
      order.append(indicator.id)
    }
  }

  // MARK: Links

  /// Rows of one link become one indicator; all others stand for themselves.
  private func joined(_ links: [MarkedNode]) -> [Indicator] {
    var linked: [String: SourcePlace] = [:]
    var indicators: [Indicator] = []
    for link in links {
      let members = link.records("rows").filter { checkRow($0) }
      for member in members {
        guard let row = member.text else { continue }
        if let first = linked[row] {
          error(member.place, "the row '\(row)' is in two links", expected: "each row in one link; it stands first at \(first)")
        } else {
          linked[row] = member.place
        }
      }
      indicators += join(members.compactMap { $0.text.flatMap { rows[$0] } }, link).map { [$0] } ?? []
    }
    return indicators + order.filter { linked[$0] == nil }.compactMap { rows[$0] }
  }

  private func join(_ members: [Indicator], _ link: MarkedNode) -> Indicator? {
    guard let id = link.text("id"), !members.isEmpty else { return nil }
    if rows[id] != nil { error(link["id"]?.place ?? link.place, "the link '\(id)' has the id of a row", expected: "an id of its own") }
    do throws(JoinError) {
      return try .joined(
        id: id, name: text(link["name"]), members, measures: ids(link["measures"], of: "measures", "measure"),
        projects: ids(link["projects"], of: "projects", "project"))
    } catch {
      let place = link["rows"]?.place ?? link.place
      switch error {
      case .unitsDiffer(let units):
        self.error(place, "the rows of '\(id)' are in \(units.map { "'\($0)'" }.joined(separator: ", "))", expected: "rows in one unit")
      case .directionsDiffer(let directions):
        self.error(place, "the rows of '\(id)' ask for \(directions.joined(separator: ", "))", expected: "rows with one direction")
      }
      return nil
    }
  }

  @discardableResult private func checkRow(_ node: MarkedNode) -> Bool {
    guard let id = node.text, !order.isEmpty else { return false }
    if rows[id] != nil { return true }
    error(node.place, "no row '\(id)' in the papers", expected: "an indicator_id", hint: didYouMean(id, among: order))
    return false
  }

  /// Ids of measures or projects of the plan; tells of those that it does not have.
  func ids(_ node: MarkedNode?, of section: String, _ what: String) -> [String] {
    let known = root.records(section).compactMap { $0.text("id") }
    return (node?.items ?? []).compactMap { item in
      guard let id = item.text else { return nil }
      if known.contains(id) { return id }
      error(item.place, "no \(what) '\(id)'", expected: "the id of a \(what) of the plan", hint: didYouMean(id, among: known))
      return nil
    }
  }

  /// The texts of the papers' column `programme_or_section`.
  var sections: [String] { Array(Set(rows.values.flatMap { $0.placements.map(\.programme) })).sorted() }
}
