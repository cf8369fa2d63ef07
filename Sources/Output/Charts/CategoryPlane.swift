/// One number axis and one of categories, as rows with the values to the right or as columns with the values up.
struct CategoryPlane {
  let bottom: Double
  private let isUpright: Bool
  private let frame: Frame
  private let plot: BarPlot
  private let values: Scale
  /// Where the categories begin, and how much each has.
  private let start: Double
  private let pitch: Double
  private let marks: [(value: Double, text: String)]
  private let labels: [[String]]
  /// On a narrow screen names stand over their rows, and this is the room that each has there.
  private let nameHeight: Double
  /// Where the names under columns begin.
  private let labelTop: Double
  /// Figures give way where they would leave no room for the bars.
  private let showsFigures: Bool

  init(_ frame: Frame, _ plot: BarPlot, extent: ClosedRange<Double>, form: ChartForm) {
    self.frame = frame
    self.plot = plot
    let head = frame.top + (plot.axis.text.isEmpty ? 8 : 26)
    let ticks = Ticks(covering: extent, about: 5)
    let bounds = ticks.values[0]...ticks.values[ticks.values.count - 1]
    let texts = ticks.values.map { form.number($0, ticks.decimals) }
    let widest = texts.map { textWidth($0, size: 12) }.max() ?? 0

    let gutter = widest + 8
    let slot = (frame.width - gutter) / Double(plot.categories.count)
    let names = plot.categories.map { wrapped($0.label, width: slot - 6, size: 12, most: 3) }
    isUpright = plot.mayStand && zip(names, plot.categories).allSatisfy { $0.joined(separator: " ") == $1.label }
    if isUpright {
      labels = names
      marks = zip(ticks.values, texts).map { ($0, $1) }
      start = frame.left + gutter
      pitch = slot
      let height = PositionPlane.plotHeight(frame.width)
      labelTop = head + height
      showsFigures = true
      nameHeight = 0
      // A figure under a bar that reaches the lowest mark must not touch the names.
      let hasBelow = plot.categories.contains { $0.bars.contains { $0.to < $0.from && $0.figure != nil } }
      values = Scale(domain: bounds, start: labelTop - (hasBelow ? 14 : 0), end: head + 8)
      bottom = head + height + 8 + Double(names.map(\.count).max() ?? 1) * Sheet.lineSpacing
    } else {
      let isNarrow = frame.width < 420
      let rows = plot.categories.map { wrapped($0.label, width: frame.width * (isNarrow ? 1 : 0.36), size: 12, most: isNarrow ? 1 : 2) }
      labels = rows
      nameHeight = isNarrow ? Sheet.lineSpacing : 0
      let column = isNarrow ? widest / 2 : 10 + (rows.flatMap { $0 }.map { textWidth($0, size: 12) }.max() ?? 0)
      let wished = CategoryPlane.room(plot, form)
      showsFigures = frame.width - column - wished.below - wished.above >= 80
      let ends = showsFigures ? wished : (below: 0, above: 0)
      labelTop = head
      let left = frame.left + column + ends.below
      let right = frame.right - max(ends.above, widest / 2)
      // As many marks, counted from zero, as do not touch.
      let room = max(right - left, 40) / Double(ticks.values.count - 1)
      let step = [1, 2, 5].first { Double($0) * room >= widest + 10 } ?? ticks.values.count
      let zero = ticks.values.firstIndex(of: 0) ?? 0
      marks = zip(ticks.values, texts).enumerated().filter { ($0.offset - zero) % step == 0 }.map { ($0.element.0, $0.element.1) }
      start = head
      pitch = max(nameHeight * 1.4 + Double(plot.lanes) * 16 + 10, Double(rows.map(\.count).max() ?? 1) * Sheet.lineSpacing + 6)
      values = Scale(domain: bounds, start: left, end: max(right, left + 40))
      bottom = head + pitch * Double(plot.categories.count) + 24
    }
  }

  /// What value texts beyond the bars need at either end of the axis.
  private static func room(_ plot: BarPlot, _ form: ChartForm) -> (below: Double, above: Double) {
    var room = (below: 0.0, above: 0.0)
    for category in plot.categories {
      for bar in category.bars {
        let text = plot.text(bar, form)
        let needed = text.isEmpty ? 0 : textWidth(text, size: 12) + 8
        if bar.to >= bar.from { room.above = max(room.above, needed) } else { room.below = max(room.below, needed) }
      }
      if let interval = category.interval { room.above = max(room.above, textWidth(plot.text(interval, form), size: 12) + 12) }
    }
    return room
  }

  private var end: Double { start + pitch * Double(plot.categories.count) }

  /// The bounds of a lane along the categories.
  func lane(_ lane: Int, of lanes: Int, slot: Int) -> (Double, Double) {
    let used = isUpright ? pitch * 0.76 : min(pitch - nameHeight - 8, Double(lanes) * 18)
    let free = pitch - nameHeight - used
    let first = start + pitch * Double(slot) + nameHeight + (nameHeight > 0 ? min(4, free / 2) : free / 2)
    let thickness = used / Double(lanes)
    return (first + thickness * Double(lane), first + thickness * Double(lane + 1))
  }

  func box(_ a0: Double, _ a1: Double, _ v0: Double, _ v1: Double, _ key: Key, on sheet: inout Sheet) {
    guard v0 != v1, case .area(let fill) = key.sample else { return }
    if isUpright {
      sheet.box(a0, values(v0), a1, values(v1), fill, key.label)
    } else {
      sheet.box(values(v0), a0, values(v1), a1, fill, key.label)
    }
  }

  /// A figure beyond the end of a bar; left out where its column is too narrow for it.
  func figure(of bar: BarPlot.Bar, _ text: String, slot: Int, on sheet: inout Sheet) {
    let (from, to) = lane(bar.lane, of: plot.lanes, slot: slot)
    let middle = (from + to) / 2
    let isAbove = bar.to >= bar.from
    let width = textWidth(text, size: 12)
    guard showsFigures, !text.isEmpty, !isUpright || width <= to - from else { return }
    let x = isUpright ? middle : values(bar.to) + (isAbove ? 5 : -5)
    let y = isUpright ? values(bar.to) + (isAbove ? -4 : 14) : middle + 4
    let anchor: Sheet.Anchor = isUpright ? .middle : isAbove ? .start : .end
    let left = anchor == .middle ? x - width / 2 : anchor == .end ? x - width : x
    // A line to compare with would run through the figure.
    let isCrossed = plot.references.contains { reference in
      let place = values(reference.value)
      return isUpright ? (y - 12...y + 3).contains(place) : (left - 3...left + width + 3).contains(place)
    }
    if isCrossed { sheet.plate(left - 2, y - 11, width + 4, 14) }
    sheet.text(text, x: x, y: y, anchor: anchor)
  }

  func draw(_ interval: BarPlot.Interval, _ text: String, slot: Int, on sheet: inout Sheet) {
    let (top, end) = lane(0, of: 1, slot: slot)
    let middle = (top + end) / 2
    let (low, high) = (values(interval.low), values(interval.high))
    sheet.strokes(
      "M\(fixed(low)) \(fixed(middle - 5))v10M\(fixed(low)) \(fixed(middle))H\(fixed(high))M\(fixed(high)) \(fixed(middle - 5))v10",
      Palette.ink, width: "1.6")
    sheet.marker(.circle, x: values(interval.value), y: middle)
    if showsFigures { sheet.text(text, x: frame.right, y: middle + 4, anchor: .end) }
  }

  func link(at value: Double, from slot: Int, on sheet: inout Sheet) {
    let from = lane(0, of: 1, slot: slot).1
    let to = lane(0, of: 1, slot: slot + 1).0
    let place = values(value)
    sheet.strokes(
      isUpright ? "M\(fixed(from)) \(fixed(place))H\(fixed(to))" : "M\(fixed(place)) \(fixed(from))V\(fixed(to))", Palette.mutedInk)
  }

  private func across(_ value: Double) -> String {
    let place = fixed(values(value))
    return isUpright ? "M\(fixed(start)) \(place)H\(fixed(end))" : "M\(place) \(fixed(start))V\(fixed(end))"
  }

  func draw(_ reference: ReferenceLine, on sheet: inout Sheet) {
    sheet.halo(across(reference.value))
    sheet.line(across(reference.value), reference.style)
  }

  func drawGrid(on sheet: inout Sheet) {
    sheet.text(plot.axis.text, x: frame.left, y: frame.top + 14, room: frame.width, isMuted: true)
    sheet.strokes(marks.map { across($0.value) }.joined(), Palette.grid)
    for mark in marks {
      if isUpright {
        sheet.text(mark.text, x: start - 6, y: values(mark.value) + 4, anchor: .end)
      } else {
        sheet.text(mark.text, x: values(mark.value), y: end + 17, anchor: .middle)
      }
    }
  }

  func drawGround(on sheet: inout Sheet) {
    if let ground = plot.ground { sheet.strokes(across(ground), Palette.ink) }
  }

  /// Names over their rows hide the lines that they would stand on.
  func drawNames(on sheet: inout Sheet) {
    for (slot, lines) in labels.enumerated() {
      let middle = start + pitch * (Double(slot) + 0.5)
      for (row, line) in lines.enumerated() {
        let full = line.hasSuffix("…") ? plot.categories[slot].label : nil
        if isUpright {
          sheet.text(line, x: middle, y: labelTop + 17 + Double(row) * Sheet.lineSpacing, anchor: .middle, full: full)
        } else {
          let centred = middle + 4 + (Double(row) - Double(lines.count - 1) / 2) * Sheet.lineSpacing
          let y = nameHeight > 0 ? start + pitch * Double(slot) + 13 : centred
          if nameHeight > 0 { sheet.plate(frame.left, y - 11, textWidth(line, size: 12) + 3, 14) }
          sheet.text(line, x: frame.left, y: y, full: full)
        }
      }
    }
  }
}
