import Foundation

extension TextTable {
  /// The table for machines: RFC 4180 (commas, CRLF, quotes doubled), one header row, plain numbers.
  ///
  /// A head holds its unit in brackets. Indents and rules are not kept; footnotes go to a last column `notes`, there only when
  /// the table has any. Text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, *CSV Injection*).
  package var csv: String {
    let heads = [rowHeading] + columns.map { $0.head { "\($0) [\($1)]" } }
    let header = heads.map(csvText) + (footnotes.isEmpty ? [] : ["notes"])
    let body = rows.map { row in ([row.label] + row.cells).map(csvField) + (footnotes.isEmpty ? [] : [csvText(notes(row))]) }
    return ([header] + body).map { $0.joined(separator: ",") + "\r\n" }.joined()
  }

  private func notes(_ row: Row) -> String {
    let marks = Set(([row.label] + row.cells).flatMap(\.marks))
    return footnotes.filter { marks.contains($0.number) }.map(\.text).joined(separator: " ")
  }
}

private func csvField(_ cell: Cell) -> String {
  switch cell.content {
  case .text, .beyond: return csvText(cell.plainText)
  default: return cell.plainText
  }
}

extension TextTable {
  /// The table for a spreadsheet: title, heads, rows, notes; semicolons and the decimal mark of the language, no grouping.
  /// The file must start with a byte-order mark, or the spreadsheet takes it for another encoding.
  package func spreadsheetCSV(_ form: NumberForm) -> String {
    func field(_ cell: Cell) -> String {
      if case .number = cell.content { return cell.plainText.replacingOccurrences(of: ".", with: form.decimalMark) }
      if case .text(let text) = cell.content { return csvText(text, separator: ";") }
      return cell.plainText
    }
    let heads = ([rowHeading] + columns.map { $0.head { "\($0), \($1)" } }).map { csvText($0, separator: ";") }
    let body = rows.map { row in ([row.label] + row.cells).map { field($0) + ($0.marks.isEmpty ? "" : $0.plainMarks) } }
    let notes = footnotes.map { ["\($0.number)) \($0.text)"] } + remarks.map { [$0] }
    let lines = [[csvText(title, separator: ";")], heads] + body + notes.map { $0.map { csvText($0, separator: ";") } }
    return lines.map { $0.joined(separator: ";") + "\r\n" }.joined()
  }

  package static let byteOrderMark = "\u{FEFF}"
}

extension Cell {
  /// Marks on a text; a number with a mark would be no number for a spreadsheet.
  fileprivate var plainMarks: String { isNumeric ? "" : markText }
}

func csvText(_ text: String) -> String { csvText(text, separator: ",") }

/// Quoted when it must be, and never a formula.
func csvText(_ text: String, separator: Unicode.Scalar) -> String {
  let starters: [Unicode.Scalar] = ["=", "+", "-", "@", "\t", "\r"]
  let isFormula = text.unicodeScalars.first.map { starters.contains($0) } ?? false
  let safe = isFormula ? "'" + text : text
  let needsQuotes = safe.unicodeScalars.contains { [separator, "\"", "\n", "\r"].contains($0) }
  return needsQuotes ? "\"" + doubledQuotes(safe) + "\"" : safe
}

/// By scalars: a quote that carries a combining mark is one character but still ends a field.
private func doubledQuotes(_ text: String) -> String {
  var doubled = String.UnicodeScalarView()
  for scalar in text.unicodeScalars { doubled.append(contentsOf: scalar == "\"" ? [scalar, scalar] : [scalar]) }
  return String(doubled)
}
