import Diagnostics

/// A table of the data package: the columns of its schema and the rows of its file, cells as text.
///
/// Rows: `rows`, `rows(where:)`, `row(where:askedAt:into:)`. Columns: `fields`, `field(_:)`. Units: `unit(of:in:)`.
package struct DataTable: Sendable {
  package let name: String
  package let title: String?
  package let schema: TableSchema
  package let rows: [DataRow]
  /// The file as it was named to be read.
  package let file: String
  let header: [CSVCell]
  let sums: [SumRule]
  let agreement: AgreementRule?
  private let index = ColumnIndex()

  package var fields: [TableField] { schema.fields }

  package func field(_ name: String) -> TableField? { fields.first { $0.name == name } }

  /// The rows whose cells equal the given text in every given field, in file order. A field that the table lacks matches no row;
  /// `row(where:askedAt:into:)` reports it.
  package func rows(where wanted: [String: String]) -> [DataRow] {
    guard has(wanted.keys) else { return [] }
    let found = wanted.map { index.positions(of: $0.value, in: $0.key, of: rows) }
    guard let fewest = found.min(by: { $0.count < $1.count }) else { return rows }
    return fewest.map { rows[$0] }.filter { row in wanted.allSatisfy { row[$0.key] == $0.value } }
  }

  /// The unit of a number of a row: the field's own unit, or the text of its unit column; nil when it has none.
  package func unit(of field: String, in row: DataRow) -> String? {
    guard let field = self.field(field) else { return nil }
    if let unit = field.unit { return unit }
    guard let column = field.unitColumn, has([column]), !row[column].isEmpty else { return nil }
    return row[column]
  }

  func has(_ names: some Sequence<String>) -> Bool { names.allSatisfy { field($0) != nil } }

  /// Rows with as many cells as there are columns; in the others no cell can be told to belong to its column.
  var wholeRows: [DataRow] { rows.filter { $0.cells.count == header.count } }

  func isMissing(_ text: String) -> Bool { (schema.missingValues ?? [""]).contains(text) }
}

/// A row of a table, read by field name; knows the place of each of its cells.
package struct DataRow: Sendable {
  let cells: [CSVCell]
  let layout: TableLayout

  /// Where the row starts.
  package var place: SourcePlace { SourcePlace(file: layout.file, line: cells[0].line, column: cells[0].column) }

  /// The text of a field, blank where the file has no such cell. The field must be one of the table's.
  package subscript(field: String) -> String { cell(field)?.text ?? "" }

  /// Where a field stands; the start of the row where the file has no such cell.
  package func place(of field: String) -> SourcePlace {
    cell(field).map { SourcePlace(file: layout.file, line: $0.line, column: $0.column) } ?? place
  }

  /// The number of a field; nil when it is blank or not a number. Its unit is `DataTable.unit(of:in:)`.
  package func number(_ field: String) -> Double? { PrintedNumber(self[field]).map { _ in Double(self[field]) } ?? nil }

  func cell(_ field: String) -> CSVCell? {
    precondition(layout.fields.contains(field), "the table has no field '\(field)'")
    guard let index = layout.columns[field], index < cells.count else { return nil }
    return cells[index]
  }
}

/// What the rows of a table share: its file, its fields, and the column of each field that the file has.
struct TableLayout: Sendable {
  let file: String
  let fields: Set<String>
  let columns: [String: Int]

  init(file: String, schema: TableSchema, header: [CSVCell]) {
    self.file = file
    fields = Set(schema.fields.map(\.name))
    columns = Dictionary(header.enumerated().map { ($1.text, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
