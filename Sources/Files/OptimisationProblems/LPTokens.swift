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
    while at < scalars.count, scalars[at].properties.isWhitespace { at += 1 }
    guard at < scalars.count, scalars[at] != "\\" else { return nil }
    let start = at
    let kind = scan()
    defer { isFirst = false }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[start..<at])
    let spelled = kind == .relation ? relation(String(text)) : String(text)
    return LPToken(kind: kind, text: spelled, line: line, column: start + 1, isFirstOfLine: isFirst)
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
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[start..<at])
    return Double(String(text)).map { .number($0) } ?? .other
  }

  private mutating func skipDigits() { while at < scalars.count, ("0"..."9").contains(scalars[at]) { at += 1 } }

  /// The characters of names in the format, and letters of any language.
  private func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "!\"#$%&(),.;?@_`'{}~|/".unicodeScalars.contains(scalar)
  }

  private func relation(_ text: String) -> String { text.contains("<") ? "<=" : text.contains(">") ? ">=" : "=" }
}
