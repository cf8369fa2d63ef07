import CXlsxWriter
import Foundation

/// The workbook could not be written.
package struct WorkbookError: Error, CustomStringConvertible {
  package let description: String
}

/// Writes an XLSX file beside its place and renames it, so that a killed run leaves the old file whole.
/// - Throws: `WorkbookError`, in the words of the library or the system.
package func writeWorkbook(_ workbook: Workbook, to path: String) throws(WorkbookError) {
  let unfinished = "\(path).unfinished"
  guard let file = workbook_new(unfinished) else { throw WorkbookError(description: "no memory for a workbook") }
  var properties = lxw_doc_properties()
  properties.created = time_t(workbook.created)
  workbook_set_properties(file, &properties)
  let formats = Formats(file)
  for sheet in workbook.sheets {
    guard let page = workbook_add_worksheet(file, sheet.name) else {
      throw WorkbookError(description: "a sheet cannot be named '\(sheet.name)'")
    }
    SheetWriter(file: file, page: page, sheet: sheet, formats: formats).write()
  }
  let error = workbook_close(file)
  guard error == LXW_NO_ERROR else {
    try? FileManager.default.removeItem(atPath: unfinished)
    throw WorkbookError(description: "\(path): \(String(cString: lxw_strerror(error)))")
  }
  guard rename(unfinished, path) == 0 else {
    try? FileManager.default.removeItem(atPath: unfinished)
    throw WorkbookError(description: "\(path): \(String(cString: strerror(errno)))")
  }
}

/// Cell formats of a workbook, each made once.
private final class Formats {
  private let file: UnsafeMutablePointer<lxw_workbook>
  private var made: [String: UnsafeMutablePointer<lxw_format>] = [:]

  init(_ file: UnsafeMutablePointer<lxw_workbook>) { self.file = file }

  func text(isTotal: Bool = false, indent: Int = 0) -> UnsafeMutablePointer<lxw_format>? {
    format("text \(isTotal) \(indent)") { format in
      format_set_text_wrap(format)
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
      if indent > 0 { format_set_indent(format, UInt8(min(indent, 15))) }
      if isTotal { ruleOff(format) }
    }
  }

  func number(decimals: Int, isTotal: Bool) -> UnsafeMutablePointer<lxw_format>? {
    format("number \(decimals) \(isTotal)") { format in
      format_set_num_format(format, "#,##0" + (decimals > 0 ? "." + String(repeating: "0", count: decimals) : ""))
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
      if isTotal { ruleOff(format) }
    }
  }

  var title: UnsafeMutablePointer<lxw_format>? {
    format("title") { format in
      format_set_bold(format)
      format_set_font_size(format, 14)
    }
  }

  var head: UnsafeMutablePointer<lxw_format>? {
    format("head") { format in
      format_set_bold(format)
      format_set_text_wrap(format)
      format_set_bottom(format, UInt8(LXW_BORDER_MEDIUM.rawValue))
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_BOTTOM.rawValue))
    }
  }

  private func ruleOff(_ format: UnsafeMutablePointer<lxw_format>) {
    format_set_bold(format)
    format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue))
  }

  private func format(_ key: String, _ set: (UnsafeMutablePointer<lxw_format>) -> Void) -> UnsafeMutablePointer<lxw_format>? {
    if let known = made[key] { return known }
    guard let format = workbook_add_format(file) else { return nil }
    set(format)
    made[key] = format
    return format
  }
}

private struct SheetWriter {
  let file: UnsafeMutablePointer<lxw_workbook>
  let page: UnsafeMutablePointer<lxw_worksheet>
  let sheet: Workbook.Sheet
  let formats: Formats

  private var headRow: Int { 2 }
  private var firstRow: Int { headRow + 1 }
  private var lastColumn: Int { max(0, sheet.heads.count - 1) }

  func write() {
    worksheet_write_string(page, 0, 0, clipped(sheet.title), formats.title)
    for (c, head) in sheet.heads.enumerated() {
      worksheet_write_string(page, UInt32(headRow), UInt16(c), clipped(head.joined(separator: "\n")), formats.head)
    }
    for (r, row) in sheet.rows.enumerated() {
      for (c, cell) in row.cells.enumerated() { write(cell, row, r, c) }
    }
    for (n, note) in sheet.notes.enumerated() {
      worksheet_write_string(page, UInt32(firstRow + sheet.rows.count + 1 + n), 0, clipped(note), nil)
    }
    setUpColumns()
    setUpPrint()
    nameRanges()
  }

  private func write(_ cell: SheetCell, _ row: Workbook.Row, _ r: Int, _ c: Int) {
    let (line, column) = (UInt32(firstRow + r), UInt16(c))
    switch cell {
    case .blank: worksheet_write_blank(page, line, column, formats.text(isTotal: row.isTotal))
    case .text(let text):
      worksheet_write_string(page, line, column, clipped(text), formats.text(isTotal: row.isTotal, indent: c == 0 ? row.indent : 0))
    case .number(let value, let decimals):
      worksheet_write_number(page, line, column, value, formats.number(decimals: decimals, isTotal: row.isTotal))
    case .sum(let terms, let value, let decimals):
      worksheet_write_formula_num(
        page, line, column, formula(terms), formats.number(decimals: decimals, isTotal: row.isTotal), value)
    }
  }

  /// `=SUM(C4:C11)` for neighbours of one column, otherwise each cell with its sign.
  private func formula(_ terms: [SheetCell.Term]) -> String {
    let rows = terms.map(\.row)
    let isRun =
      terms.count > 1 && terms.allSatisfy { $0.sign == 1 && $0.column == terms[0].column }
      && zip(rows, rows.dropFirst()).allSatisfy { $1 == $0 + 1 }
    if isRun, let first = rows.first, let last = rows.last { return "=SUM(\(name(first, terms[0].column)):\(name(last, terms[0].column)))" }
    return "=SUM(" + terms.map { ($0.sign < 0 ? "-" : "") + name($0.row, $0.column) }.joined(separator: ",") + ")"
  }

  private func name(_ row: Int, _ column: Int) -> String { columnName(column) + String(firstRow + row + 1) }

  private func setUpColumns() {
    for c in sheet.heads.indices {
      let isText = sheet.rows.contains { if case .text = $0.cells[c] { true } else { false } }
      worksheet_set_column(page, UInt16(c), UInt16(c), c == 0 ? 44 : isText ? 22 : 13, nil)
    }
  }

  /// Landscape, one page wide, heads on every page and in sight on the screen.
  private func setUpPrint() {
    worksheet_freeze_panes(page, UInt32(firstRow), 1)
    worksheet_set_landscape(page)
    worksheet_set_paper(page, 9)
    worksheet_fit_to_pages(page, 1, 0)
    worksheet_repeat_rows(page, UInt32(headRow), UInt32(headRow))
    worksheet_set_footer(page, "&L&A&R&P/&N")
  }

  /// `Table_A`: heads and rows; `Table_A_total`: the last total.
  private func nameRanges() {
    let plain = sheet.name.unicodeScalars.filter { $0.isASCII && $0.properties.isAlphabetic || ("0"..."9").contains($0) }
    let name = "Table_" + String(String.UnicodeScalarView(plain))
    func define(_ name: String, _ first: Int, _ last: Int) {
      let quoted = "'" + sheet.name.replacingOccurrences(of: "'", with: "''") + "'"
      workbook_define_name(file, name, "=\(quoted)!$A$\(first + 1):$\(columnName(lastColumn))$\(last + 1)")
    }
    guard !plain.isEmpty, !sheet.rows.isEmpty else { return }
    define(name, headRow, headRow + sheet.rows.count)
    if let total = sheet.rows.lastIndex(where: \.isTotal) { define("\(name)_total", firstRow + total, firstRow + total) }
  }
}

/// `A`, `Z`, `AA`.
func columnName(_ column: Int) -> String {
  let letter = String(UnicodeScalar(UInt8(65 + column % 26)))
  return column < 26 ? letter : columnName(column / 26 - 1) + letter
}

/// A cell holds 32,767 characters.
private func clipped(_ text: String) -> String { text.utf16.count <= 32_767 ? text : String(text.prefix(16_000)) + "…" }
