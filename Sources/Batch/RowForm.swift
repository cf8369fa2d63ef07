import Units

package enum RowFormat: String, Sendable, CaseIterable { case csv, jsonl }

/// How a case is written: one line of CSV (RFC 4180, but with line feeds) or of JSON, under the same names in the same order.
package struct RowForm: Sendable {
  let format: RowFormat
  let columns: [String]
  private let extras: Extras

  /// Columns that only some batches have.
  package struct Extras: Sendable, Equatable {
    package var draws: Bool
    package var repairs: Bool

    package init(draws: Bool, repairs: Bool) { (self.draws, self.repairs) = (draws, repairs) }
  }

  package init(_ format: RowFormat, _ grid: CaseGrid, _ extras: Extras = Extras(draws: false, repairs: false)) {
    self.format = format
    self.extras = extras
    columns =
      ["case", "scenario"] + grid.keys.map(\.key)
      + ["target_year", "forecast", "gap", "met", "neutral_year", "cumulative", "npv_meur", "capex_meur"]
      + ["measures_without_npv", "measures_without_cost"] + (extras.draws ? CaseDraws.columns : [])
      + (extras.repairs ? ["repair_distance"] : []) + ["error"]
  }

  /// The first line of a file, with its line feed; JSON lines have none.
  package var header: String { format == .csv ? columns.map(csvText).joined(separator: ",") + "\n" : "" }

  /// What a row starts with whatever comes out: the case, its scenario and its values.
  package func start(of grid: GridCase) -> String {
    let cells = [Cell.number("\(grid.number)"), .text(grid.scenario)] + grid.values.map { .written($0.text) }
    switch format {
    case .csv: return cells.map(\.csv).joined(separator: ",") + ","
    case .jsonl: return "{" + fields(cells, columns[...]) + ","
    }
  }

  /// The whole row with its line feed.
  package func row(_ grid: GridCase, _ outcome: CaseOutcome) -> String {
    var cells: [Cell] = [
      .number(outcome.targetYear), .number(outcome.forecast), .number(outcome.gap), .number(outcome.isMet), .number(outcome.neutralYear),
      .number(outcome.cumulative), .number(outcome.netPresentCost), .number(outcome.capital), .number(outcome.withoutNetPresentCost),
      .number(outcome.withoutCost),
    ]
    if extras.draws { cells += outcome.draws?.figures.map { .number($0) } ?? CaseDraws.columns.map { _ in .none } }
    if extras.repairs { cells.append(outcome.error == nil ? .number(outcome.repairDistance) : .none) }
    cells.append(outcome.error.map(Cell.text) ?? .none)
    switch format {
    case .csv: return start(of: grid) + cells.map(\.csv).joined(separator: ",") + "\n"
    case .jsonl: return start(of: grid) + fields(cells, columns.suffix(cells.count)) + "}\n"
    }
  }

  private func fields(_ cells: [Cell], _ names: ArraySlice<String>) -> String {
    zip(names, cells).map { "\(jsonText($0)):\($1.json)" }.joined(separator: ",")
  }
}

private enum Cell {
  case none
  case number(String)
  case text(String)

  /// Numbers in the fewest digits that give the same number again.
  static func number(_ value: (some LosslessStringConvertible)?) -> Cell { value.map { .number(String($0)) } ?? .none }

  /// A value of the grid: a number where JSON knows it as one.
  static func written(_ text: String) -> Cell { isJSONNumber(text) ? .number(text) : .text(text) }

  var csv: String {
    switch self {
    case .none: ""
    case .number(let text), .text(let text): csvText(text)
    }
  }

  var json: String {
    switch self {
    case .none: "null"
    case .number(let text): text
    case .text(let text): jsonText(text)
    }
  }
}

/// JSON has no `+1`, `.5`, `5.` and `007`.
private func isJSONNumber(_ text: String) -> Bool {
  guard plainDecimal(text) != nil else { return false }
  let unsigned = text.hasPrefix("-") ? text.dropFirst() : text[...]
  let whole = unsigned.prefix { $0.isNumber }
  let rest = unsigned.dropFirst(whole.count)
  return !whole.isEmpty && (whole == "0" || !whole.hasPrefix("0")) && (!rest.hasPrefix(".") || rest.dropFirst().first?.isNumber == true)
}

private func csvText(_ text: String) -> String {
  let needsQuotes = text.unicodeScalars.contains { [",", "\"", "\n", "\r"].contains($0) }
  return needsQuotes ? "\"" + escaped(text) { $0 == "\"" ? "\"\"" : nil } + "\"" : text
}

private func jsonText(_ text: String) -> String {
  "\""
    + escaped(text) { scalar in
      if scalar == "\"" || scalar == "\\" { return "\\\(scalar)" }
      guard scalar.value < 32 else { return nil }
      let hex = String(scalar.value, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
    } + "\""
}

/// By scalars: a quote that carries a combining mark is one character but still ends a text.
private func escaped(_ text: String, _ change: (Unicode.Scalar) -> String?) -> String {
  var changed = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    if let other = change(scalar) { changed.append(contentsOf: other.unicodeScalars) } else { changed.append(scalar) }
  }
  return String(changed)
}
