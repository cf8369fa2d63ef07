/// The key of a grid whose names do not fit beside the areas: swatch and name, in rows, areas first and then lines.
struct Legend {
  private struct Entry {
    let key: Key
    let lines: [String]
    let x: Double
    let y: Double
  }

  private enum Key {
    case area(Int)
    case line(StackedAreaChart.Line)
  }

  private static let rowSpacing = 20.0
  private static let lineSpacing = 15.0
  private let entries: [Entry]
  private let grid: ChartGrid
  let height: Double

  init(_ grid: ChartGrid, width: Double) {
    self.grid = grid
    var y = 14.0
    var entries: [Entry] = []
    let areas = grid.areaLabels.enumerated().map { (Key.area($0), $1) }
    let lines = grid.lineKinds.map { (Key.line($0), $0.label) }
    for group in [areas, lines] where !group.isEmpty {
      let lead = Legend.lead(group[0].0)
      var x = 0.0
      var rowHeight = Legend.rowSpacing
      for (key, label) in group {
        let texts = wrapped(label, width: width - lead, size: 12)
        let needed = lead + (texts.map { textWidth($0, size: 12) }.max() ?? 0)
        if x > 0, x + needed > width {
          x = 0
          y += rowHeight
          rowHeight = Legend.rowSpacing
        }
        entries.append(Entry(key: key, lines: texts, x: x, y: y))
        rowHeight = max(rowHeight, Legend.rowSpacing + Double(texts.count - 1) * Legend.lineSpacing)
        x += needed + 18
      }
      y += rowHeight
    }
    self.entries = entries
    height = y
  }

  private static func lead(_ key: Key) -> Double {
    switch key {
    case .area: return 24
    case .line: return 44
    }
  }

  func write(at top: Double, left: Double, to svg: inout SVGWriter) {
    for entry in entries {
      let x = left + entry.x
      let y = top + entry.y
      switch entry.key {
      case .area(let index):
        Swatch.writeArea(grid.fillID(index), x: x, middle: y - 4, to: &svg)
      case .line(let line):
        Swatch.writeLine(line, from: x, to: x + 38, middle: y - 4, to: &svg)
      }
      for (row, text) in entry.lines.enumerated() {
        let place: SVGWriter.Attributes = [
          "x": fixed(x + Legend.lead(entry.key)), "y": fixed(y + Double(row) * Legend.lineSpacing),
        ]
        svg.element("text", place, text: text)
      }
    }
  }
}
