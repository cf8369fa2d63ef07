extension TextTable {
  /// The table for machines: RFC 4180 (commas, CRLF, quotes doubled), one header row, plain numbers.
  ///
  /// A head holds its unit in brackets. Indents and rules are not kept; footnotes go to a last column `notes`, there only when
  /// the table has any. Text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, *CSV Injection*).
  package var csv: String {
    let heads = [rowHeading] + columns.map { $0.unit.isEmpty ? $0.heading : "\($0.heading) [\($0.unit)]" }
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

/// Quoted when it must be, and never a formula.
func csvText(_ text: String) -> String {
  let starters: [Unicode.Scalar] = ["=", "+", "-", "@", "\t", "\r"]
  let isFormula = text.unicodeScalars.first.map { starters.contains($0) } ?? false
  let safe = isFormula ? "'" + text : text
  let needsQuotes = safe.unicodeScalars.contains { [",", "\"", "\n", "\r"].contains($0) }
  return needsQuotes ? "\"" + doubledQuotes(safe) + "\"" : safe
}

/// By scalars: a quote that carries a combining mark is one character but still ends a field.
private func doubledQuotes(_ text: String) -> String {
  var doubled = String.UnicodeScalarView()
  for scalar in text.unicodeScalars { doubled.append(contentsOf: scalar == "\"" ? [scalar, scalar] : [scalar]) }
  return String(doubled)
}
