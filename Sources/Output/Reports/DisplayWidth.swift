/// Columns that `text` takes in a terminal: two for wide East Asian characters and emoji, none for lone combining marks and
/// control characters, one for all else. Counted by grapheme cluster, so `é` written as two scalars is one column.
/// Source of the wide ranges: Unicode Standard Annex #11, East Asian Width, classes W and F (blocks, not single code points).
func displayWidth(_ text: String) -> Int { text.reduce(0) { $0 + displayWidth($1) } }

private func displayWidth(_ character: Character) -> Int {
  guard let first = character.unicodeScalars.first else { return 0 }
  if first.properties.isEmojiPresentation || character.unicodeScalars.contains("\u{FE0F}") { return 2 }
  switch first.properties.generalCategory {
  case .control, .format, .nonspacingMark, .enclosingMark: return 0
  default: return wideRanges.contains { $0.contains(first.value) } ? 2 : 1
  }
}

private let wideRanges: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
  0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x17000...0x18AFF, 0x1B000...0x1B2FF, 0x20000...0x3FFFD,
]

/// `text` with spaces after it up to `width` columns, or before it when aligned to the right.
func padded(_ text: String, to width: Int, right: Bool = false) -> String {
  let spaces = String(repeating: " ", count: max(0, width - displayWidth(text)))
  return right ? spaces + text : text + spaces
}

/// `text` broken at spaces into lines of at most `width` columns; a single wider word is broken after `.` and `/`, as keys and paths
/// have them, or stays whole. No-break spaces hold.
func wrappedLines(_ text: String, width: Int) -> [String] {
  var lines: [String] = []
  for word in text.split(whereSeparator: { $0 == " " || $0.isNewline || $0 == "\t" }) {
    if let last = lines.last, displayWidth(last) + 1 + displayWidth(String(word)) <= width {
      lines[lines.count - 1] = "\(last) \(word)"
    } else {
      lines += brokenWord(word, width: width)
    }
  }
  return lines.isEmpty ? [""] : lines
}

private func brokenWord(_ word: Substring, width: Int) -> [String] {
  if displayWidth(String(word)) <= width { return [String(word)] }
  var parts: [String] = [""]
  for character in word {
    parts[parts.count - 1].append(character)
    if character == "." || character == "/" { parts.append("") }
  }
  return parts.reduce(into: []) { lines, part in
    if let last = lines.last, displayWidth(last + part) <= width { lines[lines.count - 1] = last + part } else { lines.append(part) }
  }.filter { !$0.isEmpty }
}
