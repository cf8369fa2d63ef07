/// The paper of one picture: shapes and texts in drawing order, and the fills that they use.
struct Sheet {
  static let margin = 12.0
  static let lineSpacing = 15.0

  let id: String
  let form: ChartForm
  /// What drawing left out, found out while drawing.
  var notes: [String] = []
  private(set) var svg = SVGWriter()
  private var labels: [String: Int] = [:]
  private var used: Set<Int> = []

  init(id: String, form: ChartForm) {
    self.id = id
    self.form = form
  }

  /// The number of a fill in the palette: the same label has the same fill everywhere in the picture.
  private mutating func number(of fill: Fill, _ label: String) -> Int? {
    switch fill {
    case .number(let number): return number
    case .tone: return nil
    case .named:
      let number = labels[label] ?? labels.count
      labels[label] = number
      return number
    }
  }

  /// Gives a label its fill now, before it is drawn.
  mutating func reserve(_ fill: Fill, _ label: String) { _ = number(of: fill, label) }

  /// A closed shape; an edge keeps neighbours apart and light fills visible on paper.
  mutating func shape(_ d: String, _ fill: Fill, _ label: String, isThin: Bool = false) {
    let (paint, edge) = paint(fill, label, isThin: isThin)
    svg.element("path", ["d": d, "fill": paint, "stroke": edge, "stroke-width": "1", "stroke-linejoin": "round"])
  }

  private mutating func paint(_ fill: Fill, _ label: String, isThin: Bool) -> (paint: String, edge: String) {
    if case .tone(let tone) = fill { return (Palette.tones[min(tone, Palette.tones.count - 1)], Palette.toneEdge) }
    let number = number(of: fill, label) ?? 0
    used.insert(number)
    return ("url(#\(id)-f\(number))", isThin ? Palette.visible(number) : Palette.edge(number))
  }

  /// A rectangle between two corners in any order.
  mutating func box(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, _ fill: Fill, _ label: String) {
    let isThin = abs(x1 - x0) < 3 || abs(y1 - y0) < 3
    shape(
      "M\(fixed(min(x0, x1))) \(fixed(min(y0, y1)))H\(fixed(max(x0, x1)))V\(fixed(max(y0, y1)))H\(fixed(min(x0, x1)))Z", fill, label,
      isThin: isThin)
  }

  /// A piece of bare paper for a text to stand on.
  mutating func plate(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
    svg.element("rect", ["x": fixed(x), "y": fixed(y), "width": fixed(width), "height": fixed(height), "fill": Palette.paper])
  }

  /// Straight strokes of one colour.
  mutating func strokes(_ d: String, _ colour: String, width: String = "1") {
    if !d.isEmpty { svg.element("path", ["d": d, "fill": "none", "stroke": colour, "stroke-width": width]) }
  }

  mutating func line(_ d: String, _ style: ChartLine.Style) {
    let dashes = [ChartLine.Style.solid: "none", .dashed: "9 5", .dotted: "2 4"][style] ?? "none"
    svg.element(
      "path",
      ["d": d, "fill": "none", "stroke": Palette.ink, "stroke-width": "2.2", "stroke-linejoin": "round", "stroke-dasharray": dashes])
  }

  /// A white edge for a line, so that it shows on dark areas too.
  mutating func halo(_ d: String) {
    svg.element("path", ["d": d, "fill": "none", "stroke": Palette.paper, "stroke-width": "5", "stroke-linejoin": "round"])
  }

  mutating func marker(_ marker: ChartLine.Marker, x: Double, y: Double) {
    let d: String
    switch marker {
    case .circle: d = "M\(fixed(x - 4)) \(fixed(y))a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z"
    case .square: d = "M\(fixed(x - 3.5)) \(fixed(y - 3.5))h7v7h-7Z"
    case .diamond: d = "M\(fixed(x)) \(fixed(y - 5))l5 5l-5 5l-5 -5Z"
    }
    svg.element("path", ["d": d, "fill": Palette.paper, "stroke": Palette.ink, "stroke-width": "1.8"])
  }

  /// A small sample of what a key looks like, `Key.sampleWidth` wide.
  mutating func sample(_ key: Key, x: Double, middle: Double) {
    switch key.sample {
    case .area(let fill): box(x, middle - 6, x + 24, middle + 6, fill, key.label)
    case .line(let style, let marker):
      line("M\(fixed(x)) \(fixed(middle))H\(fixed(x + 24))", style)
      if let marker { self.marker(marker, x: x + 12, y: middle) }
    case .mark(let marker): self.marker(marker, x: x + 12, y: middle)
    }
  }

  enum Anchor: String { case start, middle, end }

  /// One line of text. What is wider than `room` is cut with an ellipsis and told in full to those who point at it.
  mutating func text(
    _ text: String, x: Double, y: Double, anchor: Anchor = .start, room: Double = .infinity, size: Double = 12, isBold: Bool = false,
    isMuted: Bool = false, full: String? = nil
  ) {
    let short = truncated(text, width: room, size: size)
    guard !short.isEmpty else { return }
    var attributes = [("x", fixed(x)), ("y", fixed(y))]
    if anchor != .start { attributes.append(("text-anchor", anchor.rawValue)) }
    if size != 12 { attributes.append(("font-size", fixed(size))) }
    if isBold { attributes.append(("font-weight", "bold")) }
    if isMuted { attributes.append(("fill", Palette.mutedInk)) }
    svg.text(short, attributes, title: full ?? (short == text ? nil : text))
  }

  /// Wrapped text from `top` down; returns where it ends.
  mutating func paragraph(
    _ text: String, left: Double, top: Double, width: Double, size: Double, most: Int = 6, isBold: Bool = false, isMuted: Bool = false
  ) -> Double {
    let spacing = size * 1.25
    let lines = wrapped(text, width: width, size: isBold ? size * 1.1 : size, most: most)
    for (row, line) in lines.enumerated() {
      let isCut = row == lines.count - 1 && line.hasSuffix("…") && !text.hasSuffix("…")
      self.text(
        line, x: left, y: top + spacing * Double(row) + size, size: size, isBold: isBold, isMuted: isMuted, full: isCut ? text : nil)
    }
    return top + spacing * Double(lines.count)
  }

  /// Says that there is nothing to draw.
  mutating func nothing(in frame: Frame) -> Double {
    paragraph(form.words.noData, left: frame.left, top: frame.top, width: frame.width, size: 12, isMuted: true)
  }

  /// The whole SVG element.
  func document(title: String, description: String, width: Double, height: Double) -> String {
    var page = SVGWriter()
    page.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(fixed(width)) \(fixed(height))", "width": fixed(width),
        "height": fixed(height), "role": "img", "aria-labelledby": "\(id)-title \(id)-desc", "lang": form.language,
        "xml:lang": form.language, "font-family": "system-ui, sans-serif", "font-size": "12", "fill": Palette.ink,
      ]
    ) { page in
      page.element("title", ["id": "\(id)-title"], text: title)
      page.element("desc", ["id": "\(id)-desc"], text: description)
      if !used.isEmpty {
        page.element("defs") { page in
          for number in used.sorted() { Palette.write(number, id: "\(id)-f\(number)", to: &page) }
        }
      }
      page.element("rect", ["width": fixed(width), "height": fixed(height), "fill": Palette.paper])
      page.append(svg)
    }
    return page.text
  }
}
