/// One key of the plan and the values that it takes in turn.
package struct GridKey: Sendable, Equatable {
  /// A path as under `set:` of a scenario; `*` matches any id.
  package let key: String
  package let values: [GridValue]
  /// Which `--grid` it is, from 1; the line of its places.
  package let option: Int

  /// Reads `KEY=VALUE,VALUE,...`. A value is YAML on one line, or a range `LO..HI/N UNIT`: N evenly spaced values from LO to HI,
  /// both included, with the unit once at the end. Commas inside brackets and quotes belong to their value.
  package init(parsing text: String, option: Int = 1) throws(GridError) {
    self.option = option
    guard let equals = text.firstIndex(of: "=") else { throw .noValues(text) }
    if text.unicodeScalars.contains(where: { $0.value < 32 }) { throw .severalLines(String(text[..<equals])) }
    key = text[..<equals].trimmed
    guard !key.isEmpty else { throw .noKey(text) }
    var values: [GridValue] = []
    var texts: Set<String> = []
    for part in try valueParts(of: text[text.index(after: equals)...], key: key) {
      let written = part.trimmed
      guard let start = part.firstIndex(where: { !$0.isWhitespace }) else { throw .blankValue(key: key) }
      let column = text.unicodeScalars.distance(from: text.startIndex, to: start) + 1
      let range = try rangeValues(written, key: key)
      for (index, value) in (range ?? [written]).enumerated() {
        guard texts.insert(value).inserted else { throw .doubledValue(key: key, value: value) }
        values.append(GridValue(text: value, column: column, isBetween: range.map { index >= 2 && index < $0.count - 1 } ?? false))
      }
    }
    self.values = values
  }
}

/// A value as it is written in the plan's place, and the one-based column where it stands in its `--grid`.
package struct GridValue: Sendable, Equatable {
  package let text: String
  package let column: Int
  /// Whether it stands inside a range: what is right for the two ends and whole for the first step is right for it too.
  var isBetween = false
}

/// The texts between commas that are outside brackets and quotes.
private func valueParts(of text: Substring, key: String) throws(GridError) -> [Substring] {
  var parts: [Substring] = []
  var start = text.startIndex
  var depth = 0
  var quote: Character?
  for index in text.indices {
    let character = text[index]
    if let open = quote {
      if character == open { quote = nil }
      continue
    }
    switch character {
    case "\"", "'": quote = character
    case "[", "{": depth += 1
    case "]", "}": depth -= 1
    case "," where depth == 0:
      parts.append(text[start..<index])
      start = text.index(after: index)
    default: break
    }
    if depth < 0 { throw .unevenBrackets(key: key) }
  }
  if depth != 0 || quote != nil { throw .unevenBrackets(key: key) }
  return parts + [text[start...]]
}

extension Substring {
  fileprivate var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(self[first...last])
  }
}
