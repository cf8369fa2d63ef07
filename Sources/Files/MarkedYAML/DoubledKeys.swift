import Yams

/// Takes the parser past keys that a record gives twice, which it tells only one at a time and by the place of the first.
///
/// The first of two equal keys is written over by a stand-in of the same length, and the text is parsed again: all places
/// stay as they are, and the tree then holds both keys, each with its own place.
struct DoubledKeys {
  /// What the author wrote, by stand-in.
  private var originals: [String: String] = [:]
  /// The parser holds the anchors of its nodes; they would be forgotten with it.
  private var parser: Parser?
  private static let most = 20

  /// The key as the author wrote it.
  func written(_ key: String) -> String { originals[key] ?? key }

  mutating func parse(_ text: String) throws -> Node? {
    var scalars = Array(text.unicodeScalars)
    while true {
      var current = String.UnicodeScalarView()
      current.append(contentsOf: scalars)
      do {
        let parser = try Parser(yaml: String(current))
        self.parser = parser
        return try parser.singleRoot()
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) where originals.count < Self.most {
        guard let key = keys.first, let start = position(of: key, at: context.mark, in: scalars) else {
          throw YamlError.duplicatedKeysInMapping(duplicates: keys, context: context)
        }
        hide(key, at: start, in: &scalars)
      }
    }
  }

  /// Scalars of the private use area stand for nothing in any other text.
  private mutating func hide(_ key: String, at start: Int, in scalars: inout [Unicode.Scalar]) {
    guard let mark = Unicode.Scalar(0xE000 + UInt32(originals.count)) else { return }
    let length = key.unicodeScalars.count
    for i in start..<start + length { scalars[i] = mark }
    originals[String(String.UnicodeScalarView(repeatElement(mark, count: length)))] = key
  }

  /// Where the key's own text starts: at the mark, or after the quote there. Nil when it is written with escapes.
  private func position(of key: String, at mark: Mark, in scalars: [Unicode.Scalar]) -> Int? {
    var line = 1, start = 0
    while line < mark.line, start < scalars.count {
      if endsLine(start, scalars) { line += 1 }
      start += 1
    }
    start += mark.column - 1
    if start < scalars.count, scalars[start] == "\"" || scalars[start] == "'" { start += 1 }
    let wanted = Array(key.unicodeScalars)
    guard start + wanted.count <= scalars.count, Array(scalars[start..<start + wanted.count]) == wanted, !wanted.isEmpty else { return nil }
    return start
  }

  /// A line ends with a line feed, or a carriage return without one.
  private func endsLine(_ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    if scalars[index] == "\n" { return true }
    return scalars[index] == "\r" && (index + 1 == scalars.count || scalars[index + 1] != "\n")
  }
}
