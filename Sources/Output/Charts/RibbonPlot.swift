/// Areas between two edges over rising positions, and lines over them: stacks, wedges, bands.
struct RibbonPlot: Plot {
  struct Ribbon: Hashable {
    let label: String
    let lower: [Double]
    let upper: [Double]
    let fill: Fill
    /// Where its name points to at the last position; the middle when nil.
    var nameLevel: Double?

    var key: Key { Key(label: label, sample: .area(fill)) }
  }

  let x: ChartAxis
  let y: ChartAxis
  let positions: [Double]
  let ribbons: [Ribbon]
  let lines: [ChartLine]
  let includesZero: Bool

  init(x: ChartAxis, y: ChartAxis, positions: [Double], ribbons: [Ribbon], lines: [ChartLine], includesZero: Bool = true) {
    precondition(zip(positions, positions.dropFirst()).allSatisfy { $0 < $1 }, "positions must rise")
    for ribbon in ribbons {
      precondition(
        ribbon.lower.count == positions.count && ribbon.upper.count == positions.count, "'\(ribbon.label)' must have one value a position")
      precondition((ribbon.lower + ribbon.upper).allSatisfy(\.isFinite), "'\(ribbon.label)' must be finite")
    }
    for line in lines {
      precondition(line.values.count == positions.count, "'\(line.label)' must have one value a position")
      precondition(line.values.allSatisfy { $0?.isFinite ?? true }, "'\(line.label)' must be finite")
    }
    self.x = x
    self.y = y
    self.positions = positions
    self.ribbons = ribbons
    self.lines = lines
    self.includesZero = includesZero
  }

  var extent: ClosedRange<Double>? {
    let values = ribbons.flatMap { $0.lower + $0.upper } + lines.flatMap { $0.values.compactMap { $0 } }
    return values.isEmpty ? nil : range(values + (includesZero ? [0] : []))
  }

  var keys: [Key] { unique(ribbons.map(\.key) + lines.map(\.key)) }

  func namesFit(_ width: Double) -> Bool {
    nameRoom <= width / 3 && Double(keys.count) * Sheet.lineSpacing <= PositionPlane.plotHeight(width)
  }

  /// From the edge of the plot to the end of the longest name: leader 13, sample and name.
  private var nameRoom: Double { 13 + Key.lead + (keys.map { textWidth($0.label, size: 12) }.max() ?? 0) }

  func draw(_ frame: Frame, on sheet: inout Sheet) -> Double {
    guard let extent = frame.extent, !positions.isEmpty else {
      return sheet.nothing(in: frame)
    }
    let isLone = positions.count == 1
    let domain = isLone ? positions[0] - 1...positions[0] + 1 : positions[0]...positions[positions.count - 1]
    let plane = PositionPlane(
      frame, x: x, y: y, domain: domain, named: x.isOrdinal ? positions : nil, extent: extent, nameRoom: frame.hasNames ? nameRoom : 20,
      form: sheet.form)
    plane.drawGrid(on: &sheet)
    drawRibbons(plane, on: &sheet)
    plane.drawAxes(on: &sheet)
    drawLines(plane, on: &sheet)
    if frame.hasNames { drawNames(plane, on: &sheet) }
    return plane.bottom
  }

  /// A ribbon too thin for a white edge would vanish under it, so thin ones come last, edged in their own colour.
  private func drawRibbons(_ plane: PositionPlane, on sheet: inout Sheet) {
    // Fills are given in the order of the stack, whatever the order of drawing.
    let drawn = ribbons.filter { zip($0.lower, $0.upper).contains { $0 != $1 } }
    func isThin(_ ribbon: Ribbon) -> Bool {
      (zip(ribbon.lower, ribbon.upper).map { abs(plane.y($0) - plane.y($1)) }.max() ?? 0) < 4
    }
    for ribbon in ribbons { sheet.reserve(ribbon.fill, ribbon.label) }
    for ribbon in drawn.filter({ !isThin($0) }) + drawn.filter(isThin) {
      let d = "M" + (points(ribbon.upper, plane) + points(ribbon.lower, plane).reversed()).joined(separator: "L") + "Z"
      sheet.shape(d, ribbon.fill, ribbon.label, isThin: isThin(ribbon))
    }
  }

  /// A single position has no width of its own and is drawn as a column around it.
  private func points(_ values: [Double], _ plane: PositionPlane) -> [String] {
    if positions.count == 1 {
      return [-0.4, 0.4].map { "\(fixed(plane.x(positions[0] + $0))) \(fixed(plane.y(values[0])))" }
    }
    return zip(positions, values).map { "\(fixed(plane.x($0))) \(fixed(plane.y($1)))" }
  }

  /// All white edges come first and all markers last, so that lines that run together do not hide each other.
  private func drawLines(_ plane: PositionPlane, on sheet: inout Sheet) {
    let drawn = lines.map { (line: $0, d: path(of: $0, plane)) }.filter { $0.d.contains("L") }
    for (_, d) in drawn { sheet.halo(d) }
    for (line, d) in drawn { sheet.line(d, line.style) }
    for line in lines { drawMarkers(line, plane, on: &sheet) }
  }

  private func path(of line: ChartLine, _ plane: PositionPlane) -> String {
    var path = ""
    var isDrawing = false
    for (position, value) in zip(positions, line.values) {
      guard let value else {
        isDrawing = false
        continue
      }
      path += "\(isDrawing ? "L" : "M")\(fixed(plane.x(position))) \(fixed(plane.y(value)))"
      isDrawing = true
    }
    return path
  }

  /// A point without neighbours draws no stroke and would vanish; it gets a marker.
  private func drawMarkers(_ line: ChartLine, _ plane: PositionPlane, on sheet: inout Sheet) {
    for (offset, value) in line.values.enumerated() {
      let before = offset > 0 ? line.values[offset - 1] : nil
      let after = offset + 1 < line.values.count ? line.values[offset + 1] : nil
      let isLone = before == nil && after == nil
      guard let value, let marker = line.marker ?? (isLone ? .circle : nil) else { continue }
      sheet.marker(marker, x: plane.x(positions[offset]), y: plane.y(value))
    }
  }

  /// Names at the right edge where each ribbon or line ends, spread so that they do not touch.
  private func drawNames(_ plane: PositionPlane, on sheet: inout Sheet) {
    let areas = ribbons.compactMap { ribbon in
      zip(ribbon.lower, ribbon.upper).map { ($0 + $1) / 2 }.last.map { (key: ribbon.key, y: plane.y(ribbon.nameLevel ?? $0)) }
    }
    let ends = lines.compactMap { line in line.values.compactMap { $0 }.last.map { (key: line.key, y: plane.y($0)) } }
    // From the top of the stack down, so that areas that have shrunk to nothing keep the order of the stack.
    let names = areas.reversed() + ends
    let strip = (plane.y.end + 2)...(plane.y.start - 2)
    guard let places = spread(names.map(\.y), spacing: Sheet.lineSpacing, within: strip) else { return }
    for (name, place) in zip(names, places) {
      sheet.strokes("M\(fixed(plane.x.end + 2)) \(fixed(name.y))L\(fixed(plane.x.end + 11)) \(fixed(place))", Palette.mutedInk)
      sheet.sample(name.key, x: plane.x.end + 13, middle: place)
      sheet.text(name.key.label, x: plane.x.end + 13 + Key.lead, y: place + 4)
    }
  }
}
