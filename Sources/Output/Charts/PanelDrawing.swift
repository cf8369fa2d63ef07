/// Draws one panel of a grid: axes, areas, lines over them, and names at the right edge when the layout has room.
struct PanelDrawing {
  private let grid: ChartGrid
  private let layout: GridLayout
  private let panel: StackedAreaChart
  private let index: Int
  private let x: Scale
  private let y: Scale
  private let edges: [[Double]]

  init(grid: ChartGrid, layout: GridLayout, panel: StackedAreaChart, index: Int) {
    self.grid = grid
    self.layout = layout
    self.panel = panel
    self.index = index
    edges = panel.upperEdges
    let left = layout.left(index)
    x = Scale(
      domain: Double(panel.positions[0])...Double(panel.positions[panel.positions.count - 1]), start: left, end: left + layout.plotWidth)
    let ticks = layout.ticks.values
    y = Scale(domain: ticks[0]...ticks[ticks.count - 1], start: layout.bottom(index), end: layout.top(index))
  }

  func write(to svg: inout SVGWriter) {
    svg.element("g") { svg in
      if !panel.heading.isEmpty {
        let place: SVGWriter.Attributes = [
          "x": fixed(x.start), "y": fixed(layout.top(index) - 10), "font-size": "13", "font-weight": "bold",
        ]
        svg.element("text", place, text: panel.heading)
      }
      writeValueAxis(to: &svg)
      writeAreas(to: &svg)
      writePositionAxis(to: &svg)
      writeLines(to: &svg)
      if layout.namesAtEdge { writeNames(to: &svg) }
    }
  }

  private func writeValueAxis(to svg: inout SVGWriter) {
    for (value, text) in zip(layout.ticks.values, layout.tickTexts) {
      let height = fixed(y(value))
      svg.element("path", ["d": "M\(fixed(x.start)) \(height)H\(fixed(x.end))", "stroke": Palette.grid, "stroke-width": "1"])
      if layout.isFirstInRow(index) {
        svg.element("text", ["x": fixed(x.start - 6), "y": fixed(y(value) + 4), "text-anchor": "end"], text: text)
      }
    }
  }

  private func writePositionAxis(to svg: inout SVGWriter) {
    let base = fixed(y(0))
    svg.element("path", ["d": "M\(fixed(x.start)) \(base)H\(fixed(x.end))", "stroke": Palette.ink, "stroke-width": "1"])
    let bottom = layout.bottom(index)
    for position in namedPositions(panel.positions, width: layout.plotWidth, room: 48) {
      let place = fixed(x(Double(position)))
      svg.element("path", ["d": "M\(place) \(fixed(bottom))v5", "stroke": Palette.ink, "stroke-width": "1"])
      svg.element("text", ["x": place, "y": fixed(bottom + 18), "text-anchor": "middle"], text: String(position))
    }
  }

  /// Areas are parted by a white edge. One too thin for it would vanish under it, so thin areas come last, edged in their own colour.
  private func writeAreas(to svg: inout SVGWriter) {
    let drawn = panel.areas.indices.filter { layer in panel.areas[layer].values.contains { $0 > 0 } }
    for layer in drawn.filter({ !isThin($0) }) { writeArea(layer, edge: Palette.paper, to: &svg) }
    for layer in drawn.filter(isThin) { writeArea(layer, edge: Palette.colour(fillNumber(panel.areas[layer].label)), to: &svg) }
  }

  private func isThin(_ layer: Int) -> Bool {
    let greatest = panel.areas[layer].values.max() ?? 0
    return y(0) - y(greatest) < 4
  }

  private func writeArea(_ layer: Int, edge: String, to svg: inout SVGWriter) {
    let ground = [Double](repeating: 0, count: panel.positions.count)
    let upper = points(edges[layer])
    let lower = points(layer == 0 ? ground : edges[layer - 1]).reversed()
    svg.element(
      "path",
      [
        "d": "M" + (upper + lower).joined(separator: "L") + "Z", "fill": "url(#\(fill(panel.areas[layer].label)))", "stroke": edge,
        "stroke-width": "1", "stroke-linejoin": "round",
      ])
  }

  private func points(_ values: [Double]) -> [String] {
    zip(panel.positions, values).map { "\(fixed(x(Double($0)))) \(fixed(y($1)))" }
  }

  private func fillNumber(_ label: String) -> Int { grid.areaLabels.firstIndex(of: label) ?? 0 }
  private func fill(_ label: String) -> String { grid.fillID(fillNumber(label)) }

  /// All white edges come first and all markers last, so that lines that run together do not hide each other.
  private func writeLines(to svg: inout SVGWriter) {
    let drawn = panel.lines.filter { line in line.values.contains { $0 != nil } }
    for line in drawn { Swatch.writeHalo(path(of: line), to: &svg) }
    for line in drawn { Swatch.writeStroke(path(of: line), line.style, to: &svg) }
    for line in drawn { writeMarkers(line, to: &svg) }
  }

  private func path(of line: StackedAreaChart.Line) -> String {
    var path = ""
    var isDrawing = false
    for (position, value) in zip(panel.positions, line.values) {
      guard let value else {
        isDrawing = false
        continue
      }
      path += "\(isDrawing ? "L" : "M")\(fixed(x(Double(position)))) \(fixed(y(value)))"
      isDrawing = true
    }
    return path
  }

  private func writeMarkers(_ line: StackedAreaChart.Line, to svg: inout SVGWriter) {
    for (offset, value) in line.values.enumerated() {
      guard let value, let marker = line.marker ?? lonePointMarker(line, offset) else { continue }
      Swatch.writeMarker(marker, x: x(Double(panel.positions[offset])), y: y(value), to: &svg)
    }
  }

  /// A point without neighbours draws no stroke and would vanish; it gets a marker.
  private func lonePointMarker(_ line: StackedAreaChart.Line, _ offset: Int) -> StackedAreaChart.Line.Marker? {
    let before = offset > 0 ? line.values[offset - 1] : nil
    let after = offset + 1 < line.values.count ? line.values[offset + 1] : nil
    return before == nil && after == nil ? .circle : nil
  }

  private enum Named {
    case area(String)
    case line(StackedAreaChart.Line)

    var label: String {
      switch self {
      case .area(let label): return label
      case .line(let line): return line.label
      }
    }
  }

  /// Names in drawing order with the height where each area or line ends: the middle of an area, the last value of a line.
  private var namedEnds: [(named: Named, height: Double)] {
    let last = panel.positions.count - 1
    let areas = panel.areas.enumerated().map { layer, area in
      (named: Named.area(area.label), height: y(edges[layer][last] - area.values[last] / 2))
    }
    let lines = panel.lines.compactMap { line in
      line.values.compactMap { $0 }.last.map { (named: Named.line(line), height: y($0)) }
    }
    // From the top of the stack down, so that areas that have shrunk to nothing keep the order of the stack.
    return areas.reversed() + lines
  }

  private func writeNames(to svg: inout SVGWriter) {
    let ends = namedEnds
    let strip = (layout.top(index) + 2)...(layout.bottom(index) - 2)
    guard let places = spread(ends.map(\.height), spacing: GridLayout.labelSpacing, within: strip) else { return }
    for (end, place) in zip(ends, places) {
      let edge = x.end
      let leader = "M\(fixed(edge + 2)) \(fixed(end.height))L\(fixed(edge + 11)) \(fixed(place))"
      svg.element("path", ["d": leader, "fill": "none", "stroke": Palette.mutedInk, "stroke-width": "1"])
      switch end.named {
      case .area(let label): Swatch.writeArea(fill(label), x: edge + 13, middle: place, to: &svg)
      case .line(let line): Swatch.writeLine(line, from: edge + 12, to: edge + 33, middle: place, to: &svg)
      }
      svg.element("text", ["x": fixed(edge + GridLayout.labelLead), "y": fixed(place + 4)], text: end.named.label)
    }
  }
}
