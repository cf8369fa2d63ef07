import ClimateBudgets
import Scenarios
import Spreadsheets

/// The forms in which a climate budget is written. All of them render the same tables.
extension BudgetReport {
  package func text(_ tables: [TextTable], width: Int) -> String { tables.map { $0.text(form, width: width) }.joined(separator: "\n") }

  package func markdown(_ tables: [TextTable]) -> String {
    "## \(markdownEscaped(title))\n\n" + tables.map { $0.markdown(form) }.joined(separator: "\n")
  }

  /// - Parameter isPlain: for programs: commas, points, one header row.
  package func csv(_ tables: [TextTable], isPlain: Bool) -> String {
    isPlain
      ? tables.map(\.csv).joined(separator: "\r\n")
      : TextTable.byteOrderMark + tables.map { $0.spreadsheetCSV(form) }.joined(separator: "\r\n")
  }

  package func html(_ tables: [TextTable]) -> String { htmlPage(tables, title: title, form: form) }

  package func document(_ tables: [TextTable]) throws -> String {
    try json(
      BudgetDocument(
        plan: inputs.plan.id, scenario: inputs.id, year: basis.year, language: language, title: title,
        draws: OrNull(basis.bands.map { .init(draws: $0.draws, seed: $0.seed) }), tables: tables.map(BudgetDocument.Table.init)))
  }

  /// One sheet a table, and the sources.
  package func workbook(_ tables: [TextTable]) -> Workbook {
    // 1 January of the budget year, 00:00 UTC: days of 365 and a day for each leap year from 1970 on.
    let years = basis.year - 1970
    let leapDays = (basis.year - 1) / 4 - 1969 / 4 - ((basis.year - 1) / 100 - 1969 / 100) + ((basis.year - 1) / 400 - 1969 / 400)
    return Workbook(sheets: tables.map { $0.sheet } + [sourceSheet], created: (years * 365 + leapDays) * 86_400)
  }

  private var sourceSheet: Workbook.Sheet {
    let heads = [
      wording.text("show.source"), wording.text("show.source_title"), wording.text("show.publisher"), wording.text("show.address"),
    ]
    let rows = sources.values.sorted { $0.id < $1.id }.map { source in
      Workbook.Row(cells: [.text(source.id), .text(source.title), .text(source.publisher), .text(source.address)])
    }
    let name = wording.text("show.source")
    return Workbook.Sheet(name: name, title: title, heads: heads.map { [$0] }, rows: rows, notes: [])
  }
}

extension TextTable {
  /// The table as a sheet; what is a sum is one there too.
  var sheet: Workbook.Sheet {
    let heads = [[rowHeading]] + columns.map { [$0.heading, $0.unit, $0.vintage].filter { !$0.isEmpty } }
    let rows = self.rows.enumerated().map { r, row in
      Workbook.Row(
        cells: [.text(row.label.plainText + row.label.markText)] + row.cells.indices.map { sheetCell(r, $0) }, isTotal: row.kind == .total,
        indent: row.indent)
    }
    return Workbook.Sheet(
      name: id, title: title, heads: heads, rows: rows, notes: footnotes.map { "\(footnoteMark($0.number)) \($0.text)" } + remarks)
  }

  private func sheetCell(_ r: Int, _ c: Int) -> SheetCell {
    switch rows[r].cells[c].content {
    case .text(let text): return text.isEmpty ? .blank : .text(text)
    case .notation(let key): return .text(key)
    case .blank: return .text("–")
    case .year(let year): return .number(Double(year), decimals: 0)
    case .beyond: return .text(rows[r].cells[c].plainText)
    case .number(let exact, let decimals), .estimate(let exact, _, let decimals):
      // As it is shown, so that the sums of a spreadsheet are those of the page.
      let value = Double(NumberForm.plain(exact, decimals: decimals)) ?? exact
      let terms = sumTerms(r, c)
      return terms.isEmpty ? .number(value, decimals: decimals) : .sum(terms, value: value, decimals: decimals)
    }
  }

  /// Cells of the sheet that the cell is the sum of: rows of a total, or two columns of a difference.
  private func sumTerms(_ r: Int, _ c: Int) -> [SheetCell.Term] {
    if rows[r].summedColumns.contains(c), !rows[r].terms.isEmpty {
      return rows[r].terms.map { .init(row: $0.row, column: c + 1, sign: $0.sign) }
    }
    guard let (a, b) = columns[c].difference, rows[r].cells[a].number != nil, rows[r].cells[b].number != nil else { return [] }
    return [.init(row: r, column: a + 1, sign: 1), .init(row: r, column: b + 1, sign: -1)]
  }
}

extension Cell {
  var number: Double? { if case .number(let value, _) = content { value } else { nil } }
}

/// What `budget --format json` prints: the tables as they are shown.
private struct BudgetDocument: Encodable {
  struct Draws: Encodable {
    let draws: Int
    let seed: UInt64
  }

  struct Table: Encodable {
    struct Column: Encodable {
      let heading: String
      let unit: String
      let vintage: String
    }

    struct Row: Encodable {
      let label: Cell
      let isTotal: Bool
      let cells: [Cell]
      let notes: [Int]

      enum CodingKeys: String, CodingKey { case label, isTotal = "total", cells, notes }
    }

    let table: String
    let title: String
    let columns: [Column]
    let rows: [Row]
    let footnotes: [String]
    let remarks: [String]

    init(_ table: TextTable) {
      self.table = table.id
      title = table.title
      columns = table.columns.map { Column(heading: $0.heading, unit: $0.unit, vintage: $0.vintage) }
      rows = table.rows.map { Row(label: $0.label, isTotal: $0.kind == .total, cells: $0.cells, notes: $0.label.marks) }
      footnotes = table.footnotes.map(\.text)
      remarks = table.remarks
    }
  }

  let plan: String
  let scenario: String
  let year: Int
  let language: String
  let title: String
  let draws: OrNull<Draws>
  let tables: [Table]
}
