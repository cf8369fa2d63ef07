/// Small samples of fills and lines, and the line drawing that they share with the plots.
enum Swatch {
  static func writeArea(_ fill: String, x: Double, middle: Double, to svg: inout SVGWriter) {
    svg.element(
      "rect",
      [
        "x": fixed(x), "y": fixed(middle - 6), "width": "18", "height": "12", "fill": "url(#\(fill))",
        "stroke": Palette.mutedInk, "stroke-width": "0.75",
      ])
  }

  static func writeLine(_ line: StackedAreaChart.Line, from: Double, to end: Double, middle: Double, to svg: inout SVGWriter) {
    writeStroke("M\(fixed(from)) \(fixed(middle))H\(fixed(end))", line.style, to: &svg)
    if let marker = line.marker { writeMarker(marker, x: (from + end) / 2, y: middle, to: &svg) }
  }

  /// A white edge for a line, so that it shows on dark areas too.
  static func writeHalo(_ path: String, to svg: inout SVGWriter) {
    svg.element("path", ["d": path, "fill": "none", "stroke": Palette.paper, "stroke-width": "5", "stroke-linejoin": "round"])
  }

  static func writeStroke(_ path: String, _ style: StackedAreaChart.Line.Style, to svg: inout SVGWriter) {
    let dashes: String
    switch style {
    case .solid: dashes = "none"
    case .dashed: dashes = "9 5"
    case .dotted: dashes = "2 4"
    }
    svg.element(
      "path",
      ["d": path, "fill": "none", "stroke": Palette.ink, "stroke-width": "2.25", "stroke-linejoin": "round", "stroke-dasharray": dashes])
  }

  static func writeMarker(_ marker: StackedAreaChart.Line.Marker, x: Double, y: Double, to svg: inout SVGWriter) {
    let path: String
    switch marker {
    case .circle: path = "M\(fixed(x - 4)) \(fixed(y))a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z"
    case .square: path = "M\(fixed(x - 3.5)) \(fixed(y - 3.5))h7v7h-7Z"
    case .diamond: path = "M\(fixed(x)) \(fixed(y - 5))l5 5l-5 5l-5 -5Z"
    }
    svg.element("path", ["d": path, "fill": Palette.paper, "stroke": Palette.ink, "stroke-width": "1.75"])
  }
}
