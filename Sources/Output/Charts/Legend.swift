/// The key of a picture whose names do not fit beside what they name: samples and names in rows.
struct Legend {
  private struct Entry {
    let key: Key
    let lines: [String]
    let x: Double
    let y: Double
  }

  private static let rowSpacing = 20.0
  private var entries: [Entry] = []
  private var height = 0.0

  init(_ keys: [Key], width: Double) {
    guard !keys.isEmpty else { return }
    var x = 0.0
    var y = 16.0
    var rowHeight = Legend.rowSpacing
    for key in unique(keys) {
      let lines = wrapped(key.label, width: width - Key.lead, size: 12, most: 2)
      let needed = Key.lead + (lines.map { textWidth($0, size: 12) }.max() ?? 0)
      if x > 0, x + needed > width {
        x = 0
        y += rowHeight
        rowHeight = Legend.rowSpacing
      }
      entries.append(Entry(key: key, lines: lines, x: x, y: y))
      rowHeight = max(rowHeight, Legend.rowSpacing + Double(lines.count - 1) * Sheet.lineSpacing)
      x += needed + 18
    }
    height = y + rowHeight - 8
  }

  func draw(left: Double, top: Double, on sheet: inout Sheet) -> Double {
    for entry in entries {
      sheet.sample(entry.key, x: left + entry.x, middle: top + entry.y - 4)
      for (row, line) in entry.lines.enumerated() {
        let y = top + entry.y + Double(row) * Sheet.lineSpacing
        sheet.text(line, x: left + entry.x + Key.lead, y: y, full: line.hasSuffix("…") ? entry.key.label : nil)
      }
    }
    return top + height
  }
}

extension Key {
  /// From the left edge of a sample to the name of what it shows.
  static let lead = 30.0
}
