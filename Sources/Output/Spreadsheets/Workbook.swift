/// A workbook before it is written: sheets of cells, with what a printer and a screen need to know.
package struct Workbook: Sendable {
  package struct Sheet: Sendable {
    /// At most 31 characters, none of `[]:*?/\`.
    package var name: String
    package var title: String
    /// Lines of each head: heading, unit, vintage.
    package var heads: [[String]]
    package var rows: [Row]
    package var notes: [String]

    package init(name: String, title: String, heads: [[String]], rows: [Row], notes: [String]) {
      precondition(rows.allSatisfy { $0.cells.count == heads.count }, "'\(name)': every row has a cell for each head")
      self.name = name
      self.title = title
      self.heads = heads
      self.rows = rows
      self.notes = notes
    }
  }

  package struct Row: Sendable {
    package var cells: [SheetCell]
    package var isTotal: Bool
    package var indent: Int

    package init(cells: [SheetCell], isTotal: Bool = false, indent: Int = 0) {
      self.cells = cells
      self.isTotal = isTotal
      self.indent = indent
    }
  }

  package var sheets: [Sheet]
  /// Seconds since 1970 that the file says it was made at: the same input is the same bytes.
  package var created: Int

  package init(sheets: [Sheet], created: Int) {
    self.sheets = sheets
    self.created = created
  }
}

package enum SheetCell: Sendable, Hashable {
  case blank
  case text(String)
  case number(Double, decimals: Int)
  /// Terms as (row, column) of the sheet's body with a sign, and what they give.
  case sum([Term], value: Double, decimals: Int)

  package struct Term: Sendable, Hashable {
    package let row: Int
    package let column: Int
    package let sign: Int

    package init(row: Int, column: Int, sign: Int) {
      self.row = row
      self.column = column
      self.sign = sign
    }
  }
}
