/// Several panels with one vertical scale in one picture (small multiples); a lone chart is a grid of one.
///
/// The SVG is an image with a name and a description for those who do not see it, keeps text as text of at least 12 units,
/// and is drawn for a width of 720 units: on the 170 mm of an A4 page its smallest text is 8 points.
/// Areas are named at their right edge where the names fit into `labelShare` of a panel, otherwise in one legend below.
package struct ChartGrid: Sendable {
  /// Writes an axis value with so many decimals, in the reader's number form.
  package typealias ValueText = @Sendable (_ value: Double, _ decimals: Int) -> String

  /// Begins every id in the SVG, so that several pictures can stand in one page: a letter, then letters, digits, `-`, `_`.
  package let id: String
  /// BCP 47 tag of the texts: `fi`.
  package let language: String
  /// The finding in one sentence, shown above the panels and read as the name of the picture.
  package let title: String
  /// What a reader who does not see the picture must know: the values that matter, in sentences.
  package let description: String
  /// Unit of every value, shown under the title.
  package let unit: String
  package let panels: [StackedAreaChart]
  package let columns: Int
  /// Width of the picture and height of the plot of one panel, in drawing units (1/96 inch on paper).
  package let width: Double
  package let plotHeight: Double
  package let valueText: ValueText

  package init(
    id: String, language: String, title: String, description: String, unit: String, panels: [StackedAreaChart], columns: Int = 1,
    width: Double = 720, plotHeight: Double = 240, valueText: @escaping ValueText
  ) {
    precondition(isIdentifier(id), "'\(id)' cannot begin an id: a letter, then letters, digits, '-' or '_'")
    precondition(!panels.isEmpty && columns > 0, "a grid needs a panel and a column")
    self.id = id
    self.language = language
    self.title = title
    self.description = description
    self.unit = unit
    self.panels = panels
    self.columns = min(columns, panels.count)
    self.width = width
    self.plotHeight = plotHeight
    self.valueText = valueText
  }

  /// The picture as an SVG document without an XML declaration, so that it can also stand inside HTML.
  package var svg: String {
    let layout = GridLayout(self)
    var svg = SVGWriter()
    svg.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(fixed(width)) \(fixed(layout.height))", "width": fixed(width),
        "height": fixed(layout.height), "role": "img", "aria-labelledby": "\(id)-title \(id)-desc", "lang": language,
        "xml:lang": language, "font-family": "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif",
        "font-size": "12", "fill": Palette.ink,
      ]
    ) { svg in
      svg.element("title", ["id": "\(id)-title"], text: title)
      svg.element("desc", ["id": "\(id)-desc"], text: description)
      svg.element("defs") { svg in
        for index in areaLabels.indices { Palette.write(index, id: fillID(index), to: &svg) }
      }
      svg.element("rect", ["width": fixed(width), "height": fixed(layout.height), "fill": Palette.paper])
      writeHead(layout, to: &svg)
      for (index, panel) in panels.enumerated() {
        PanelDrawing(grid: self, layout: layout, panel: panel, index: index).write(to: &svg)
      }
      if !layout.namesAtEdge { Legend(self, width: layout.innerWidth).write(at: layout.legendTop, left: layout.margin, to: &svg) }
    }
    return svg.text
  }

  private func writeHead(_ layout: GridLayout, to svg: inout SVGWriter) {
    for (row, line) in layout.titleLines.enumerated() {
      let y = layout.margin + 16 + Double(row) * 20
      svg.element("text", ["x": fixed(layout.margin), "y": fixed(y), "font-size": "16", "font-weight": "bold"], text: line)
    }
    svg.element("text", ["x": fixed(layout.margin), "y": fixed(layout.unitBaseline), "fill": Palette.mutedInk], text: unit)
  }

  func fillID(_ index: Int) -> String { "\(id)-fill-\(index)" }

  /// Every area label once, in order of first use: the same label has the same fill in every panel.
  var areaLabels: [String] { unique(panels.flatMap { $0.areas.map(\.label) }) }

  /// Every line once, in order of first use.
  var lineKinds: [StackedAreaChart.Line] {
    unique(panels.flatMap { $0.lines.map(\.label) }).compactMap { label in
      panels.lazy.flatMap(\.lines).first { $0.label == label }
    }
  }

  /// What every panel's values need together.
  var extent: ClosedRange<Double> {
    panels.map(\.extent).reduce(0...0) { min($0.lowerBound, $1.lowerBound)...max($0.upperBound, $1.upperBound) }
  }
}

private func unique(_ labels: [String]) -> [String] {
  var seen: Set<String> = []
  return labels.filter { seen.insert($0).inserted }
}

private func isIdentifier(_ id: String) -> Bool {
  guard let first = id.unicodeScalars.first, first.isASCII, first.properties.isAlphabetic else { return false }
  return id.unicodeScalars.allSatisfy { $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-" || $0 == "_") }
}
