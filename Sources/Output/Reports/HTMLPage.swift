import Foundation

/// Tables as one page of semantic HTML: captions, scopes, language; no script, nothing from elsewhere.
package func htmlPage(_ tables: [TextTable], title: String, form: NumberForm) -> String {
  let body = tables.map { $0.html(form) }.joined(separator: "\n")
  return """
    <!doctype html>
    <html lang="\(form.language.rawValue)">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(htmlEscaped(title))</title>
    <style>
    body { font: 16px/1.45 system-ui, sans-serif; color: #1b1b1b; background: #fff; margin: 2rem; }
    section { margin-bottom: 3rem; }
    .wide { overflow-x: auto; }
    table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
    caption { text-align: left; font-weight: 700; font-size: 1.2rem; padding-bottom: .5rem; }
    th, td { padding: .3rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid #ddd; }
    thead th { vertical-align: bottom; border-bottom: 2px solid #333; max-width: 9rem; }
    th small { display: block; font-weight: 400; color: #444; }
    tbody th { font-weight: 400; min-width: 14rem; }
    .number { text-align: right; }
    td.number { white-space: nowrap; }
    .total th, .total td { font-weight: 700; border-top: 2px solid #333; }
    .notes { color: #333; font-size: .9rem; max-width: 60rem; margin: .4rem 0; }
    @media print { @page { size: A4 landscape; margin: 12mm; } @page large { size: A3 landscape; margin: 12mm; }
    html { font-size: 7pt; } body { margin: 0; font: 1rem/1.35 system-ui, sans-serif; } .wide { overflow: visible; }
    th, td { padding: .15rem .3rem; } thead th { max-width: 7rem; } tbody th { min-width: 9rem; }
    section { break-after: page; } .large { page: large; } thead { display: table-header-group; } }
    </style>
    </head>
    <body>
    <main>
    <h1>\(htmlEscaped(title))</h1>
    \(body)
    </main>
    </body>
    </html>

    """
}

extension TextTable {
  /// - Parameter trends: a last column of small pictures, from the first row on; rows beyond them have none.
  func html(_ form: NumberForm, trends: (heading: String, pictures: [String])? = nil) -> String {
    // A column with a unit holds figures, also where nobody knows any of them.
    let isNumeric = columns.indices.map { c in !columns[c].unit.isEmpty || rows.contains { $0.cells[c].isNumeric } }
    func trend(_ row: Int) -> String { trends.map { "<td>\(row < $0.pictures.count ? $0.pictures[row] : "")</td>" } ?? "" }
    let heads = columns.enumerated().map { c, column in
      let details = [column.unit, column.vintage].filter { !$0.isEmpty }.map { " <small>\(htmlEscaped($0))</small>" }.joined()
      return "<th scope=\"col\"\(isNumeric[c] ? " class=\"number\"" : "")>\(htmlEscaped(column.heading))\(details)</th>"
    }
    let body = rows.enumerated().map { r, row in
      let lead = row.indent == 0 ? "" : " style=\"padding-left:\(row.indent * 3 / 2 + 1)rem\""
      let cells = row.cells.enumerated().map { c, cell in
        "<td\(isNumeric[c] ? " class=\"number\"" : " dir=\"auto\"")\(cell.htmlLanguage)>\(htmlText(cell, form))</td>"
      }
      let label = htmlText(row.label, form)
      // A head without words is no head.
      let head =
        label.isEmpty ? "<td></td>" : "<th scope=\"row\" dir=\"auto\"\(row.label.htmlLanguage)\(lead)>\(label)</th>"
      return "<tr\(row.kind == .total ? " class=\"total\"" : "")>\(head)\(cells.joined())\(trend(r))</tr>"
    }
    let notes = footnotes.map { "\(footnoteMark($0.number)) \($0.text)" } + remarks
    // What a sheet of A4 cannot hold is printed on A3 rather than too small to read.
    let size = columns.count > 16 ? " class=\"large\"" : ""
    let anchor = id.isEmpty ? "" : " id=\"table-\(htmlEscaped(id.replacing(" ", with: "-")))\""
    let last = trends.map { "<th scope=\"col\">\(htmlEscaped($0.heading))</th>" } ?? ""
    let corner = rowHeading.isEmpty ? "<td></td>" : "<th scope=\"col\">\(htmlEscaped(rowHeading))</th>"
    return """
      <section\(anchor)\(size)>
      <div class="wide" tabindex="0" role="region" aria-label="\(htmlEscaped(title))">
      <table\(isSortable ? " class=\"sortable\"" : "")>
      <caption>\(htmlEscaped(title))</caption>
      <thead><tr>\(corner)\(heads.joined())\(last)</tr></thead>
      <tbody>
      \(body.joined(separator: "\n"))
      </tbody>
      </table>
      </div>
      \(notes.map { "<p class=\"notes\">\(htmlEscaped($0))</p>" }.joined(separator: "\n"))
      </section>
      """
  }
}

extension TextTable {
  /// Whether rows mean the same in any order: none is a part or a sum of others.
  private var isSortable: Bool { !rowHeading.isEmpty && rows.count > 2 && rows.allSatisfy { $0.kind == .plain && $0.indent == 0 } }
}

extension Cell {
  /// Tells a screen reader how to pronounce a text in another language (WCAG 2.1, 3.1.2).
  fileprivate var htmlLanguage: String { language.map { " lang=\"\($0)\"" } ?? "" }
}

/// A figure carries its plain value, so that programs read what people see without knowing the language's number form.
private func htmlText(_ cell: Cell, _ form: NumberForm) -> String {
  let text = htmlEscaped(cell.text(form))
  switch cell.content {
  case .number, .estimate: return "<data value=\"\(cell.plainText)\">\(text)</data>" + cell.markText
  case .text, .beyond, .year, .blank, .notation: return text + cell.markText
  }
}

func htmlEscaped(_ text: String) -> String {
  var escaped = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": escaped += "&amp;"
    case "<": escaped += "&lt;"
    case ">": escaped += "&gt;"
    case "\"": escaped += "&quot;"
    case "'": escaped += "&#39;"
    case "\n": escaped += "<br>"
    case "\r": break
    // A name must not turn the sentence around it (Unicode 9.0, UAX 9: explicit directional formatting).
    case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": escaped += "\u{FFFD}"
    default: escaped.unicodeScalars.append(scalar)
    }
  }
  return escaped
}
