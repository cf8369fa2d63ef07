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

/// `text` broken at spaces into lines no wider than `width`; a single word wider than that stays on its own line.
func wrapped(_ text: String, width: Double, size: Double) -> [String] {
  var lines: [String] = []
  for word in text.split(whereSeparator: { $0 == " " || $0.isNewline }) {
    if let last = lines.last, textWidth("\(last) \(word)", size: size) <= width {
      lines[lines.count - 1] = "\(last) \(word)"
    } else {
      lines.append(String(word))
    }
  }
  return lines
}
