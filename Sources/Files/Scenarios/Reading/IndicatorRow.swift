import Datasets
import Diagnostics
import MarkedYAML

/// A row of indicators, from the data package or from a table beside the plan.
struct IndicatorRow {
  let place: SourcePlace
  /// Text and place of each cell, by column; columns that the table lacks are not in it.
  private let cells: [String: (text: String, place: SourcePlace)]

  /// The columns that a table of indicators may have; those of the dataset 'indicators', and Swedish texts.
  static let columns: [String] =
    ["indicator_id", "source_id", "organisation", "domain", "programme_or_section"]
    + ["council_goal", "result_target", "indicator"].flatMap { name in ["fi", "sv", "en"].map { "\(name)_\($0)" } }
    + ["unit", "direction", "baseline_value", "baseline_date", "target_value", "target_date", "actual_value", "actual_date", "weight_mark"]
    + ["fi", "sv", "en"].map { "status_text_\($0)" } + ["reported_status", "note"]
  static let neededColumns = ["indicator_id", "domain", "direction"]

  init(_ row: DataRow, of table: DataTable) {
    place = row.place
    let known = IndicatorRow.columns.filter { table.field($0) != nil }
    cells = Dictionary(uniqueKeysWithValues: known.map { ($0, (row[$0], row.place(of: $0))) })
  }

  init(_ row: [CSVCell], of table: PlanTable) {
    place = SourcePlace(file: table.file, line: row[0].line, column: 1)
    cells = Dictionary(zip(table.header, row.map { ($0.text, table.place(of: $0)) })) { first, _ in first }
  }

  /// The text of a column; blank where the table lacks it.
  subscript(column: String) -> String { cells[column]?.text ?? "" }

  func place(of column: String) -> SourcePlace { cells[column]?.place ?? place }

  func has(_ column: String) -> Bool { !self[column].isEmpty }
}

extension ValueReader {
  /// The rows that a paper names; none after telling why.
  func indicatorRows(_ node: MarkedNode, key: String) -> [IndicatorRow] {
    switch (node["dataset"], node["file"]) {
    case (.some, .some): return refuse(node, "'\(key)' has both 'dataset' and 'file'", expected: "one of them") ?? []
    case (nil, nil): return refuse(node, "'\(key)' does not say where the rows stand", expected: "dataset: and where:, or file:") ?? []
    case (.some, nil): return datasetRows(node, key: key)
    case (nil, let file?): return fileRows(file, key: key)
    }
  }

  private func datasetRows(_ node: MarkedNode, key: String) -> [IndicatorRow] {
    guard let (table, wanted) = selection(node, key: key) else { return [] }
    let unknown = wanted.keys.filter { table.field($0) == nil }.sorted()
    for name in unknown {
      problems.error(
        node.place, "table '\(table.name)' has no column '\(name)'", expected: "one of \(table.fields.map(\.name).joined(separator: ", "))",
        hint: didYouMean(name, among: table.fields.map(\.name)))
    }
    let missing = IndicatorRow.neededColumns.filter { table.field($0) == nil }
    if !missing.isEmpty {
      return refuse(node, "table '\(table.name)' has no column \(spokenList(missing.map { "'\($0)'" }))", expected: "a table of indicators")
        ?? []
    }
    guard unknown.isEmpty else { return [] }
    let found = table.rows(where: wanted)
    if found.isEmpty {
      let words = wanted.sorted { $0.key < $1.key }.map { "\($0.key) '\($0.value)'" }.joined(separator: ", ")
      return refuse(node, "table '\(table.name)' has no row with \(words)", expected: "at least one row") ?? []
    }
    return found.map { IndicatorRow($0, of: table) }
  }

  private func fileRows(_ file: MarkedNode, key: String) -> [IndicatorRow] {
    guard let name = file.text, let table = tables.table(name, askedAt: file.place, into: &problems) else { return [] }
    let header = SourcePlace(file: table.file, line: 1, column: 1)
    for column in table.header where !IndicatorRow.columns.contains(column) {
      problems.error(
        header, "unknown column '\(column)'", expected: "columns of the dataset 'indicators'",
        hint: didYouMean(column, among: IndicatorRow.columns))
    }
    for column in IndicatorRow.neededColumns where !table.header.contains(column) {
      problems.error(header, "no column '\(column)'", expected: "at least \(IndicatorRow.neededColumns.joined(separator: ", "))")
    }
    guard Set(IndicatorRow.neededColumns).isSubset(of: table.header) else { return [] }
    return table.rows.map { IndicatorRow($0, of: table) }
  }
}
