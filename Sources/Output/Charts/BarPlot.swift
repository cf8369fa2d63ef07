/// Bars between two values, in a row for every category; as columns where the categories' names have room under them.
struct BarPlot: Plot {
  struct Bar: Sendable {
    /// Which of the category's lanes, side by side.
    var lane = 0
    let from: Double
    let to: Double
    let key: Key
    /// Stands beyond `to`; a change has its sign before it.
    var figure: Double?
    var isSigned = false
  }

  /// A value on a line between two others.
  struct Interval: Sendable {
    let low: Double
    let value: Double
    let high: Double
  }

  struct Category: Sendable {
    let label: String
    var bars: [Bar] = []
    var interval: Interval?
    /// A thin line from this value to the next category, to show that one begins where the other ends.
    var link: Double?
  }

  let axis: ChartAxis
  let categories: [Category]
  var lanes = 1
  /// Where lengths are measured from.
  var ground: Double? = 0
  var references: [ReferenceLine] = []
  var mayStand = false
  /// Fills that the categories do not tell by their own names.
  var fills: [Key] = []

  var extent: ClosedRange<Double>? {
    let values = categories.flatMap { category in
      category.bars.flatMap { [$0.from, $0.to] } + (category.interval.map { [$0.low, $0.value, $0.high] } ?? [])
    }
    precondition(values.allSatisfy(\.isFinite), "'\(axis.text)' must be finite")
    return values.isEmpty ? nil : range(values + references.map(\.value) + (ground.map { [$0] } ?? []))
  }

  var keys: [Key] { categories.isEmpty ? [] : unique(fills + references.map(\.key)) }

  func namesFit(_ width: Double) -> Bool { keys.isEmpty }

  func draw(_ frame: Frame, on sheet: inout Sheet) -> Double {
    guard let extent = frame.extent, !categories.isEmpty else {
      return sheet.nothing(in: frame)
    }
    for key in keys { if case .area(let fill) = key.sample { sheet.reserve(fill, key.label) } }
    let plane = CategoryPlane(frame, self, extent: extent, form: sheet.form)
    plane.drawGrid(on: &sheet)
    for (slot, category) in categories.enumerated() {
      for bar in category.bars {
        let (from, to) = plane.lane(bar.lane, of: lanes, slot: slot)
        plane.box(from, to, bar.from, bar.to, bar.key, on: &sheet)
      }
      if let link = category.link, slot + 1 < categories.count { plane.link(at: link, from: slot, on: &sheet) }
    }
    plane.drawGround(on: &sheet)
    for reference in references { plane.draw(reference, on: &sheet) }
    // Names, marks and figures lie over the lines.
    plane.drawNames(on: &sheet)
    for (slot, category) in categories.enumerated() {
      for bar in category.bars { plane.figure(of: bar, text(bar, sheet.form), slot: slot, on: &sheet) }
      if let interval = category.interval { plane.draw(interval, text(interval, sheet.form), slot: slot, on: &sheet) }
    }
    return plane.bottom
  }

  func text(_ bar: Bar, _ form: ChartForm) -> String {
    guard let figure = bar.figure else { return "" }
    return (bar.isSigned && figure > 0 ? "+" : "") + form.number(figure, axis.decimals)
  }

  func text(_ interval: Interval, _ form: ChartForm) -> String {
    let (value, low, high) = (interval.value, interval.low, interval.high)
    return "\(form.number(value, axis.decimals)) (\(form.number(low, axis.decimals))\u{A0}–\u{A0}\(form.number(high, axis.decimals)))"
  }
}
