/// Estimated width of text in a sans-serif face, in drawing units.
///
/// SVG text is set by the viewer with a face unknown here, so widths are those of a wide face (DejaVu Sans): what fits
/// by this estimate fits in the narrower Arial and Helvetica too.
func textWidth(_ text: String, size: Double) -> Double {
  size * text.reduce(0) { $0 + relativeWidth($1) }
}

private func relativeWidth(_ character: Character) -> Double {
  guard let scalar = character.unicodeScalars.first else { return 0 }
  switch scalar {
  case "i", "j", "l", "'", "I", "|": return 0.34
  case " ", "\u{A0}", ".", ",", ":", ";", "!", "t", "f", "(", ")", "[", "]", "-": return 0.4
  case "r", "s", "c", "k", "z": return 0.55
  case "m", "M", "W", "@", "%", "–", "—": return 1.0
  case "w", "A"..."Z", "Ä", "Ö", "Å": return 0.8
  default: return scalar.value >= 0x1100 ? 1.1 : 0.64
  }
}

/// `text`, or its beginning and an ellipsis, no wider than `width`; empty when not even the ellipsis fits.
func truncated(_ text: String, width: Double, size: Double) -> String {
  if textWidth(text, size: size) <= width { return text }
  var room = width - textWidth("…", size: size)
  var kept = ""
  for character in text {
    room -= textWidth(String(character), size: size)
    if room < 0 { break }
    kept.append(character)
  }
  return kept.isEmpty ? "" : kept.trimmedEnd + "…"
}

/// `text` broken at spaces into at most `most` lines no wider than `width`; what does not fit is cut with an ellipsis.
func wrapped(_ text: String, width: Double, size: Double, most: Int = .max) -> [String] {
  let words = text.split(whereSeparator: { $0 == " " || $0.isNewline }).map(String.init)
  var lines: [String] = []
  for (number, word) in words.enumerated() {
    if let last = lines.last, textWidth("\(last) \(word)", size: size) <= width {
      lines[lines.count - 1] = "\(last) \(word)"
    } else if lines.count < most {
      lines.append(word)
    } else {
      let rest = words[number...].joined(separator: " ")
      lines[lines.count - 1] = cut("\(lines[lines.count - 1]) \(rest)", width, size)
      break
    }
  }
  return lines.map { cut($0, width, size) }
}

private func cut(_ text: String, _ width: Double, _ size: Double) -> String {
  let short = truncated(text, width: width, size: size)
  return short.isEmpty ? "…" : short
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
