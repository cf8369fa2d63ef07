import Foundation

extension TextTable {
  /// The table as GitHub Flavored Markdown: heading, table, footnotes. Source: GFM spec 0.29, 4.10 (tables) and 2.4 (backslash escapes).
  package func markdown(_ form: NumberForm) -> String {
    let heads = ([rowHeading] + columns.map { ([$0.heading] + [$0.unit, $0.vintage].filter { !$0.isEmpty }).joined(separator: "\n") })
    let isNumeric = columns.indices.map { c in rows.contains { $0.cells[c].isNumeric } }
    let rule = [":--"] + isNumeric.map { $0 ? "--:" : ":--" }
    let body = rows.map { row in
      let lead = String(repeating: "\u{2003}", count: row.indent)
      let cells = [lead + markdownText(row.label, form)] + row.cells.map { markdownText($0, form) }
      return cells.map { row.kind == .total && !$0.isEmpty ? "**\($0)**" : $0 }
    }
    let lines = [heads.map(markdownEscaped), rule] + body
    let table = lines.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
    let notes = footnotes.map { "\(footnoteMark($0.number)) \(markdownEscaped($0.text))" } + remarks.map(markdownEscaped)
    return "### \(markdownEscaped(title))\n\n" + table + notes.map { "\n\($0)\n" }.joined()
  }
}

private func markdownText(_ cell: Cell, _ form: NumberForm) -> String { markdownEscaped(cell.text(form)) + cell.markText }

/// Every character that Markdown or HTML could take for something else is escaped; a line break becomes one of HTML, the only one that a
/// cell can hold.
func markdownEscaped(_ text: String) -> String {
  var escaped = ""
  var previousWasReturn = false
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\r": escaped += "<br>"
    case "\n": escaped += previousWasReturn ? "" : "<br>"
    case "&": escaped += "&amp;"
    case "<": escaped += "&lt;"
    case ">": escaped += "&gt;"
    case "\\", "|", "`", "*", "_", "[", "]", "#", "~", "$", "!": escaped += "\\" + String(scalar)
    // Only at the beginning of a text do these make a list or a heading.
    case "=" where escaped.isEmpty, "+" where escaped.isEmpty, "-" where escaped.isEmpty: escaped += "\\" + String(scalar)
    default: escaped.unicodeScalars.append(scalar)
    }
    previousWasReturn = scalar == "\r"
  }
  return escaped
}
