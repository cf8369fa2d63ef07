import Foundation

/// A table of a page as a program reads it: plain values where there are any, otherwise the text.
struct PageTable {
  let caption: String
  /// First cell of each row, then the others; `data` carries the plain value of a figure.
  let rows: [[PageCell]]

  func row(_ label: String) -> [PageCell]? { rows.first { $0.first?.text == label } }
}

struct PageCell: Equatable {
  let text: String
  let value: Double?
  /// Of `value` as it is printed.
  let decimals: Int

  /// Whether the printed value is the exact one, rounded.
  func isRounded(_ exact: Double) -> Bool {
    guard let value else { return false }
    return abs(value - exact) <= 0.5 * pow(10, -Double(decimals)) + 1e-9 * max(1, abs(exact))
  }
}

/// Every table of a page, in its order.
func pageTables(_ html: String) -> [PageTable] {
  html.components(separatedBy: "<table").dropFirst().compactMap { part in
    guard let table = part.components(separatedBy: "</table>").first, let body = table.components(separatedBy: "<tbody>").last else {
      return nil
    }
    let caption = between("<caption>", "</caption>", table).map(plain) ?? ""
    let rows = body.components(separatedBy: "<tr").dropFirst().map { row in
      row.components(separatedBy: CharacterSet(charactersIn: "\n")).joined().components(separatedBy: "<t").dropFirst().filter {
        $0.hasPrefix("h ") || $0.hasPrefix("d") || $0.hasPrefix("h>")
      }.map(cell)
    }
    return PageTable(caption: caption, rows: rows)
  }
}

private func cell(_ markup: String) -> PageCell {
  let figure = between("<data value=\"", "\"", markup)
  let content = markup.split(separator: ">", maxSplits: 1).last.map(String.init) ?? ""
  return PageCell(
    text: plain(content), value: figure.flatMap(Double.init), decimals: figure?.split(separator: ".").dropFirst().first?.count ?? 0)
}

/// Without markup and footnote marks.
private func plain(_ markup: String) -> String {
  var text = "", isTag = false
  for character in markup {
    switch character {
    case "<": isTag = true
    case ">": isTag = false
    default: if !isTag { text.append(character) }
    }
  }
  for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
    text = text.replacingOccurrences(of: entity, with: character)
  }
  return text.components(separatedBy: CharacterSet(charactersIn: "⁰¹²³⁴⁵⁶⁷⁸⁹⁾")).joined()
}

private func between(_ start: String, _ end: String, _ text: String) -> String? {
  guard let from = text.range(of: start), let to = text.range(of: end, range: from.upperBound..<text.endIndex) else { return nil }
  return String(text[from.upperBound..<to.lowerBound])
}
