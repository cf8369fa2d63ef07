/// Builds SVG text element by element, one element a line, with every text and attribute escaped.
///
/// The same calls give the same bytes: attributes keep their order and numbers are written by `fixed(_:)`.
struct SVGWriter {
  typealias Attributes = KeyValuePairs<String, String>

  private(set) var text = ""

  /// An element with children; they are what `children` writes.
  mutating func element(_ name: String, _ attributes: Attributes = [:], children: (inout SVGWriter) -> Void) {
    line("<\(name)\(written(attributes))>")
    children(&self)
    line("</\(name)>")
  }

  /// An element without children.
  mutating func element(_ name: String, _ attributes: Attributes) {
    line("<\(name)\(written(attributes))/>")
  }

  /// An element that holds only text.
  mutating func element(_ name: String, _ attributes: Attributes = [:], text: String) {
    line("<\(name)\(written(attributes))>\(escaped(text))</\(name)>")
  }

  /// A text element; `title` is shown to those who point at it.
  mutating func text(_ text: String, _ attributes: [(String, String)], title: String?) {
    let tip = title.map { "<title>\(escaped($0))</title>" } ?? ""
    line("<text\(written(attributes))>\(tip)\(escaped(text))</text>")
  }

  /// What another writer wrote.
  mutating func append(_ other: SVGWriter) { text += other.text }

  private mutating func line(_ content: String) { text += content + "\n" }

  private func written(_ attributes: some Sequence<(String, String)>) -> String {
    attributes.map { " \($0.0)=\"\(escaped($0.1))\"" }.joined()
  }

  private func written(_ attributes: Attributes) -> String { written(attributes.map { ($0.key, $0.value) }) }
}

/// Text safe between tags and inside a quoted attribute. Characters that XML 1.0 does not allow become U+FFFD,
/// because a single one of them makes the whole file unreadable.
func escaped(_ text: String) -> String {
  var safe = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": safe.append(contentsOf: "&amp;".unicodeScalars)
    case "<": safe.append(contentsOf: "&lt;".unicodeScalars)
    case ">": safe.append(contentsOf: "&gt;".unicodeScalars)
    case "\"": safe.append(contentsOf: "&quot;".unicodeScalars)
    case "'": safe.append(contentsOf: "&#39;".unicodeScalars)
    case "\t", "\n", "\r": safe.append(" ")
    // A name must not turn the sentence around it (UAX 9, explicit directional formatting).
    case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": safe.append("\u{FFFD}")
    case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: safe.append("\u{FFFD}")
    default: safe.append(scalar)
    }
  }
  return String(safe)
}

/// A coordinate with at most one decimal and without a negative zero: `12.5`, `-3`, `0.1`.
func fixed(_ value: Double) -> String {
  precondition(value.isFinite && abs(value) < 1e12, "a coordinate must be finite and drawable, not \(value)")
  let tenths = Int((value * 10).rounded(.toNearestOrAwayFromZero))
  let whole = "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10)"
  return tenths % 10 == 0 ? whole : "\(whole).\(abs(tenths) % 10)"
}
