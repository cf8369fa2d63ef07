import Diagnostics
import LabelledArrays
import MarkedYAML
import Programmes

/// Reads one row of a paper into an indicator with one placement.
struct IndicatorReader {
  let paper: String
  /// Where the plan asks for the row.
  let askedAt: MarkedNode
  let row: IndicatorRow
  private(set) var problems = DiagnosticList()
  private(set) var origins: [String: Origin] = [:]

  init(_ row: IndicatorRow, paper: String, askedAt: MarkedNode) {
    self.row = row
    self.paper = paper
    self.askedAt = askedAt
  }

  private var id: String { row["indicator_id"] }
  private var unit: IndicatorUnit { IndicatorUnit(row["unit"]) }

  /// Nil when the row has no id; every problem of the row is in `problems`.
  mutating func read(isComparison: Bool) -> Indicator? {
    guard row.has("indicator_id") else {
      problems.error(row.place(of: "indicator_id"), "the indicator has no id", expected: "an indicator_id in every row")
      return nil
    }
    let direction = choice("direction", IndicatorDirection.self)
    let target = amount("target_value", as: "target")
    let deadline = period("target_date")
    let baseline = observation("baseline_value", "baseline_date", as: "baseline")
    let value = observation("actual_value", "actual_date", as: "value")
    let placement = Placement(
      row: id, paper: paper, domain: row["domain"], programme: row["programme_or_section"], unit: responsible, goal: text("council_goal"),
      resultTarget: text("result_target"), followUp: text("status_text"), reported: choice("reported_status", StatusCode.self),
      mark: row["weight_mark"], hasValue: value != nil,
      isApproximate: row["note"].hasPrefix("approx."), note: row["note"])
    return Indicator(
      id: id, name: name, unit: unit, direction: isComparison ? nil : direction, baseline: baseline, target: target, deadline: deadline,
      values: value.map { [$0] } ?? [], placements: [placement])
  }

  /// The unit of the city, without the city: `Espoo, Kaupunkitekniikan keskus`.
  private var responsible: String {
    let parts = row["organisation"].split(separator: ",", maxSplits: 1)
    return (parts.last ?? "").trimmingPrefix(while: \.isWhitespace).description
  }

  /// A row without an indicator of its own is followed by its result target, or by its goal.
  private var name: PublishedText {
    [text("indicator"), text("result_target"), text("council_goal")].first { !$0.isEmpty } ?? text("indicator")
  }

  private func text(_ column: String) -> PublishedText {
    PublishedText(Dictionary(uniqueKeysWithValues: ["fi", "sv", "en"].map { ($0, row["\(column)_\($0)"]) }))
  }

  private mutating func choice<Choice: RawRepresentable & CaseIterable>(_ column: String, _ type: Choice.Type) -> Choice?
  where Choice.RawValue == String {
    guard row.has(column) else { return nil }
    if let choice = Choice(rawValue: row[column]) { return choice }
    let choices = Choice.allCases.map(\.rawValue)
    problems.error(
      row.place(of: column), "'\(row[column])' is not a \(column)", expected: spokenList(Array(choices)),
      hint: didYouMean(row[column], among: choices))
    return nil
  }

  private mutating func amount(_ column: String, as part: String) -> IndicatorAmount? {
    guard row.has(column) else { return nil }
    guard let amount = IndicatorAmount(row[column], unit: unit) else {
      let point = row[column].replacing(",", with: ".")
      problems.error(
        row.place(of: column), "'\(row[column])' is not a figure of an indicator",
        expected: "a level such as 12.5, a change such as -10 %, -3 pp or +200, or a fraction such as 1/4",
        hint: point != row[column] && IndicatorAmount(point, unit: unit) != nil ? "write '\(point)'" : nil)
      return nil
    }
    if case .pointChange = amount, !unit.isPercentage {
      problems.error(
        row.place(of: column), "'\(row[column])' is in percentage points, but the unit is '\(unit)'",
        expected: "a unit in %, or a change in it")
    }
    keep(part, column, spoken: spoken(amount, row[column]))
    return amount
  }

  private mutating func period(_ column: String) -> CalendarPeriod? {
    guard row.has(column) else { return nil }
    guard let period = CalendarPeriod(row[column]) else {
      problems.error(
        row.place(of: column), "'\(row[column])' is not a date",
        expected: "a day, month or year such as 2021-04-30, 2021-04 or 2021, or a/b")
      return nil
    }
    keep(column == "actual_date" ? "value_date" : column, column, spoken: row[column])
    return period
  }

  /// A date alone tells when something was done; it is no figure.
  private mutating func observation(_ value: String, _ date: String, as part: String) -> Observation? {
    let period = period(date)
    return amount(value, as: part).map { Observation($0, period) }
  }

  private func spoken(_ amount: IndicatorAmount, _ text: String) -> String {
    switch amount {
    case .relativeChange where text.hasSuffix("%"): text
    case .pointChange: text
    default: unit.isBlank ? text : "\(text) \(unit)"
    }
  }

  private mutating func keep(_ part: String, _ column: String, spoken: String) {
    let key = "indicators.\(id).\(part)"
    let isAhead = part == "target" || part == "target_date"
    let source = row.has("source_id") ? row["source_id"] : nil
    origins[key] = Origin(
      key: key, place: askedAt.place, spoken: spoken, kind: source == nil ? .assumed : isAhead ? .projected : .measured, source: source,
      note: row.has("note") ? row["note"] : nil, replaced: [], cell: row.place(of: column))
  }
}
