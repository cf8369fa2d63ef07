/// A table before any layout: title, heads with units, rows, footnotes. Written by `text` for people and by `csv` for machines.
package struct TextTable: Sendable {
  package struct Column: Sendable {
    package let heading: String
    /// Unit of every number of the column, under the heading; empty when there is none.
    package let unit: String
    /// Long words about a row; on paper they are footnotes, in files a column.
    let isNote: Bool
    /// Which release of the statistics the figures are from, under the unit; empty when it is not stated.
    package var vintage = ""
    /// A table too wide for a page is broken here before anywhere else.
    package var startsBlock = false
    /// Text is wrapped at so many columns, heads too where they are wider than their numbers; nil: at half a page, heads at 14.
    package var textWidth: Int?
    /// The column is the first of these columns less the second.
    package var difference: (of: Int, less: Int)?

    package init(_ heading: String, unit: String = "", isNote: Bool = false, textWidth: Int? = nil) {
      self.heading = heading
      self.unit = unit
      self.isNote = isNote
      self.textWidth = textWidth
    }

    /// The heading on one line, as a file for machines has it.
    func head(_ form: (String, String) -> String) -> String {
      let details = [unit, vintage].filter { !$0.isEmpty }.joined(separator: "; ")
      return details.isEmpty ? heading : form(heading, details)
    }
  }

  package struct Row: Sendable {
    package enum Kind: Sendable {
      case plain
      /// A sum of rows above it, ruled off from them.
      case total
    }

    package let label: Cell
    package let cells: [Cell]
    package let indent: Int
    package let kind: Kind
    /// The rows that this one is the sum of, those with a minus taken off; for spreadsheets that work the sum out themselves.
    package var terms: [(row: Int, sign: Int)] = []
    /// Columns whose figure in this row is that sum.
    package var summedColumns: Set<Int> = []

    /// - Parameter indent: how many levels the row stands under the row it is a part of.
    package init(_ label: Cell, _ cells: [Cell], indent: Int = 0, kind: Kind = .plain) {
      precondition(indent >= 0, "a row cannot be indented by \(indent)")
      self.label = label
      self.cells = cells
      self.indent = indent
      self.kind = kind
    }

    package init(_ label: String, _ cells: [Cell], indent: Int = 0, kind: Kind = .plain) {
      self.init(.text(label), cells, indent: indent, kind: kind)
    }
  }

  package struct Footnote: Sendable {
    package let number: Int
    package let text: String

    package init(_ number: Int, _ text: String) {
      self.number = number
      self.text = text
    }
  }

  /// Short name by which a table can be asked for; empty when it has none.
  package var id = ""
  package let title: String
  /// Head of the column of row labels.
  package let rowHeading: String
  /// Columns of a terminal at which row labels are broken; nil: half of the page.
  package let labelWidth: Int?
  package let columns: [Column]
  package let rows: [Row]
  package let footnotes: [Footnote]
  /// What is said of the whole table, below it.
  package var remarks: [String] = []

  package init(
    title: String, rowHeading: String, labelWidth: Int? = nil, columns: [Column], rows: [Row], footnotes: [Footnote] = []
  ) {
    precondition(!columns.isEmpty, "'\(title)' needs a column")
    for row in rows {
      precondition(row.cells.count == columns.count, "'\(title)': a row has \(row.cells.count) cells for \(columns.count) columns")
    }
    let known = Set(footnotes.map(\.number))
    let used = Set(rows.flatMap { ([$0.label] + $0.cells).flatMap(\.marks) })
    precondition(used == known, "'\(title)': footnotes \(known.sorted()) and marks \(used.sorted()) must agree")
    self.title = title
    self.rowHeading = rowHeading
    self.labelWidth = labelWidth
    self.columns = columns
    self.rows = rows
    self.footnotes = footnotes.sorted { $0.number < $1.number }
  }
}
