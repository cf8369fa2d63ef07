/// An alias `*name` of an anchor `&name` of the same text, outside comments, with its one-based place.
///
/// Looked for before the text is parsed: a few lines of aliases of aliases would unfold into billions of values.
func firstAlias(in text: String) -> (name: String, line: Int, column: Int)? {
  var anchors: Set<Substring> = []
  var aliases: [(name: Substring, line: Int, column: Int)] = []
  for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
    for (mark, index) in marks(in: line) {
      let name = line[line.index(after: index)...].prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
      guard !name.isEmpty else { continue }
      if mark == "&" { anchors.insert(name) } else { aliases.append((name, number + 1, columns(before: index, in: line) + 1)) }
    }
  }
  return aliases.first { anchors.contains($0.name) }.map { (String($0.name), $0.line, $0.column) }
}

/// `&` and `*` where a value may start, up to a comment.
private func marks(in line: Substring) -> [(mark: Character, index: Substring.Index)] {
  var found: [(Character, Substring.Index)] = []
  var before: Character = " "
  for index in line.indices {
    let character = line[index]
    if character == "#", before.isWhitespace { break }
    if character == "&" || character == "*", before.isWhitespace || "[{,-:?".contains(before) { found.append((character, index)) }
    before = character
  }
  return found
}

private func columns(before index: Substring.Index, in line: Substring) -> Int { line[..<index].unicodeScalars.count }

/// One-based line and column, columns counted in Unicode scalars as YAML does.
func lineAndColumn(of index: String.Index, in text: String) -> (line: Int, column: Int) {
  let before = text[..<index].split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  return (before.count, (before.last?.unicodeScalars.count ?? 0) + 1)
}
