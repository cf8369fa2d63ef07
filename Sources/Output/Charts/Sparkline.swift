/// A line of values small enough for a table cell or a sentence; a dot marks the last value.
package struct Sparkline: Sendable {
  /// Read in place of the picture: `Emissions from 900 to 310 kt, 2020–2035`.
  package let description: String
  /// Nil where nothing is known.
  package let values: [Double?]
  /// A level to compare with, drawn dotted.
  package let reference: Double?

  package init(description: String, values: [Double?], reference: Double? = nil) {
    precondition((values + [reference]).allSatisfy { $0?.isFinite ?? true }, "a sparkline needs finite values")
    self.description = description
    self.values = values
    self.reference = reference
  }

  /// An inline SVG element without ids: any number of them can stand in one page.
  package func svg(width: Double = 96, height: Double = 24) -> String {
    var svg = SVGWriter()
    svg.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(fixed(width)) \(fixed(height))", "width": fixed(width),
        "height": fixed(height), "role": "img", "aria-label": description,
      ]
    ) { svg in draw(width, height, to: &svg) }
    return svg.text
  }

  private func draw(_ width: Double, _ height: Double, to svg: inout SVGWriter) {
    let known = values.enumerated().compactMap { index, value in value.map { (Double(index), $0) } }
    guard let covered = range(known.map(\.1) + (reference.map { [$0] } ?? [])), let last = known.last else { return }
    let isFlat = covered.lowerBound == covered.upperBound
    let domain = isFlat ? covered.lowerBound - 1...covered.upperBound + 1 : covered
    let x = Scale(domain: 0...Double(max(1, values.count - 1)), start: 4, end: width - 5)
    let y = Scale(domain: domain, start: height - 5, end: 5)
    if let reference {
      let d = "M0 \(fixed(y(reference)))H\(fixed(width))"
      svg.element("path", ["d": d, "stroke": Palette.mutedInk, "stroke-width": "1", "stroke-dasharray": "2 3"])
    }
    var d = ""
    for (offset, point) in known.enumerated() {
      let isJoined = offset > 0 && known[offset - 1].0 == point.0 - 1
      d += "\(isJoined ? "L" : "M")\(fixed(x(point.0))) \(fixed(y(point.1)))"
    }
    svg.element("path", ["d": d, "fill": "none", "stroke": Palette.colours[2], "stroke-width": "1.8", "stroke-linejoin": "round"])
    svg.element("circle", ["cx": fixed(x(last.0)), "cy": fixed(y(last.1)), "r": "3", "fill": Palette.ink])
  }
}
