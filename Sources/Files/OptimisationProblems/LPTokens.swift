import Diagnostics

/// A word of an LP file and where it stands.
struct LPToken {
  enum Kind: Equatable {
    case number(Double)
    case name
    /// `<=`, `>=` or `=`, in whatever spelling.
    case relation
    case sign
    case colon
    case other
  }

  let kind: Kind
  let text: String
  let line: Int
  let column: Int
  let isFirstOfLine: Bool

  var word: String { text.lowercased() }
}

/// Splits an LP file into words; comments run from `\` to the end of the line.
func lpTokens(_ text: String) -> [LPToken] {
  var tokens: [LPToken] = []
  for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
    var scanner = LPLine(Array(line.unicodeScalars), line: number + 1)
    while let token = scanner.next() { tokens.append(token) }
  }
  return tokens
}

private struct LPLine {
  private let scalars: [Unicode.Scalar]
  private let line: Int
  private var at = 0
  private var isFirst = true

  init(_ scalars: [Unicode.Scalar], line: Int) {
    self.scalars = scalars
    self.line = line
  }

  mutating func next() -> LPToken? {
    while at < scalars.count, isSpace(scalars[at]) { at += 1 }
    guard at < scalars.count, scalars[at] != "\\" else { return nil }
    let start = at
    let kind = scan()
    defer { isFirst = false }
    let text = spelled(start..<at)
    return LPToken(
      kind: kind, text: kind == .relation ? relation(text) : text, line: line, column: start + 1, isFirstOfLine: isFirst)
  }

  /// Files have many thousands of words, nearly all of them in ASCII, which needs less work.
  private func spelled(_ range: Range<Int>) -> String {
    if scalars[range].allSatisfy(\.isASCII) {
      return String(unsafeUninitializedCapacity: range.count) { bytes in
        for (i, scalar) in scalars[range].enumerated() { bytes[i] = UInt8(truncatingIfNeeded: scalar.value) }
        return range.count
      }
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range])
    return String(text)
  }

  private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? scalar == " " || (9...13).contains(scalar.value) : scalar.properties.isWhitespace
  }

  private mutating func scan() -> LPToken.Kind {
    switch scalars[at] {
    case "<", ">", "=":
      at += 1
      if at < scalars.count, "<>=".unicodeScalars.contains(scalars[at]) { at += 1 }
      return .relation
    case "+", "-":
      at += 1
      return .sign
    case ":":
      at += 1
      if at < scalars.count, scalars[at] == ":" { at += 1 }
      return .colon
    case "0"..."9", ".": return scanNumber()
    case _ where isNamePart(scalars[at]):
      while at < scalars.count, isNamePart(scalars[at]) { at += 1 }
      return .name
    default:
      at += 1
      return .other
    }
  }

  private mutating func scanNumber() -> LPToken.Kind {
    let start = at
    skipDigits()
    if at < scalars.count, scalars[at] == "." {
      at += 1
      skipDigits()
    }
    if at < scalars.count, scalars[at] == "e" || scalars[at] == "E" {
      let exponent = at
      at += 1
      if at < scalars.count, scalars[at] == "+" || scalars[at] == "-" { at += 1 }
      let digits = at
      skipDigits()
      if at == digits { at = exponent }
    }
    return Double(spelled(start..<at)).map { .number($0) } ?? .other
  }

  private mutating func skipDigits() { while at < scalars.count, ("0"..."9").contains(scalars[at]) { at += 1 } }

  /// The characters of names in the format, and letters of any language.
  private func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? isNameByte[Int(scalar.value)] : scalar.properties.isAlphabetic
  }

  private func relation(_ text: String) -> String { text.contains("<") ? "<=" : text.contains(">") ? ">=" : "=" }
}

/// Letters, digits and the marks that names in the format may have, by their ASCII code.
private let isNameByte: [Bool] = {
  let marks = Set("!\"#$%&(),.;?@_`'{}~|/".utf8)
  func isName(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || marks.contains(byte)
  }
  return (0..<128).map { isName($0) }
}()
