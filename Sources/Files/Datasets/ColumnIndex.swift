import Synchronization

/// Which rows of a table have a text in a column, found out for a column when it is first asked for. Plans look up hundreds of single rows.
final class ColumnIndex: Sendable {
  private let columns = Mutex<[String: [String: [Int]]]>([:])

  /// Positions in `rows`, ascending, of the rows whose cell in a field is `text`.
  func positions(of text: String, in field: String, of rows: [DataRow]) -> [Int] {
    columns.withLock { columns in
      if let known = columns[field] { return known[text] ?? [] }
      let column = Dictionary(grouping: rows.indices) { rows[$0][field] }
      columns[field] = column
      return column[text] ?? []
    }
  }
}
