/// Builds SVG text element by element, one element a line, with every text and attribute escaped.
///
/// The same calls give the same bytes: attributes keep their order and numbers are written by `fixed(_:)`.
struct SVGWriter {
  typealias Attributes = KeyValuePairs<String, String>

  private(set) var text = ""
  private var open: [String] = []

  /// An element with children; they are what `children` writes.
  mutating func element(_ name: String, _ attributes: Attributes = [:], children: (inout SVGWriter) -> Void) {
    line("<\(name)\(written(attributes))>")
    open.append(name)
    children(&self)
    open.removeLast()
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

  private mutating func line(_ content: String) {
    text += String(repeating: "  ", count: open.count) + content + "\n"
  }

  private func written(_ attributes: Attributes) -> String {
    attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
  }
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
    case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: safe.append("\u{FFFD}")
    default: safe.append(scalar)
    }
  }
  return String(safe)
}

/// A coordinate with at most two decimals, without trailing zeros and without a negative zero: `12.5`, `-3`, `0.07`.
func fixed(_ value: Double) -> String {
  precondition(value.isFinite && abs(value) < 1e12, "a coordinate must be finite and drawable, not \(value)")
  let hundredths = Int((value * 100).rounded(.toNearestOrAwayFromZero))
  let whole = abs(hundredths) / 100
  let part = abs(hundredths) % 100
  let sign = hundredths < 0 ? "-" : ""
  if part == 0 { return "\(sign)\(whole)" }
  return part % 10 == 0 ? "\(sign)\(whole).\(part / 10)" : "\(sign)\(whole).\(part < 10 ? "0" : "")\(part)"
}
