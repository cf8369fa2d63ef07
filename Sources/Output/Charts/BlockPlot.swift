/// Blocks side by side on two number axes, numbered, with a list of their names below.
struct BlockPlot: Plot {
  let x: ChartAxis
  let y: ChartAxis
  let blocks: [MarginalCostCurve.Block]
  let references: [ReferenceLine]

  /// So many blocks are named; the widest are chosen.
  static let mostNames = 30

  var extent: ClosedRange<Double>? {
    blocks.isEmpty ? nil : range(blocks.map(\.unitCost) + references.map(\.value) + [0])
  }

  var keys: [Key] { references.map(\.key) }
  func namesFit(_ width: Double) -> Bool { keys.isEmpty }

  func draw(_ frame: Frame, on sheet: inout Sheet) -> Double {
    guard let extent = frame.extent, !blocks.isEmpty else {
      return sheet.paragraph(sheet.form.words.noData, left: frame.left, top: frame.top, width: frame.width, size: 12, isMuted: true)
    }
    let total = blocks.reduce(0) { $0 + $1.amount }
    let plane = PositionPlane(frame, x: x, y: y, domain: 0...total, named: nil, extent: extent, nameRoom: 20, form: sheet.form)
    let drawn = BlockPlot.merged(blocks, leastAmount: 1.5 / abs(plane.x(total) - plane.x(0)) * total)
    if drawn.count < blocks.count { sheet.notes.append(sheet.form.words.merged(drawn.count, blocks.count)) }
    plane.drawGrid(on: &sheet)
    let named = BlockPlot.named(drawn)
    var start = 0.0
    for (index, block) in drawn.enumerated() {
      let (left, right) = (plane.x(start), plane.x(start + block.amount))
      sheet.box(left, plane.y(0), right, plane.y(block.unitCost), block.unitCost < 0 ? .fall : .rise, block.label)
      start += block.amount
    }
    plane.drawAxes(on: &sheet)
    for reference in references {
      let d = "M\(fixed(plane.x.start)) \(fixed(plane.y(reference.value)))H\(fixed(plane.x.end))"
      sheet.halo(d)
      sheet.line(d, reference.style)
    }
    start = 0
    for (index, block) in drawn.enumerated() {
      let (left, right) = (plane.x(start), plane.x(start + block.amount))
      start += block.amount
      guard let number = named.firstIndex(of: index).map({ String($0 + 1) }), textWidth(number, size: 12) + 2 <= right - left else {
        continue
      }
      sheet.text(number, x: (left + right) / 2, y: plane.y(block.unitCost) + (block.unitCost < 0 ? 14 : -4), anchor: .middle)
    }
    return drawList(named.map { drawn[$0] }, of: drawn.count, frame, top: plane.bottom, on: &sheet)
  }

  /// Neighbours too narrow to be seen become one block with the same area; those below zero never join those above.
  static func merged(_ blocks: [MarginalCostCurve.Block], leastAmount: Double) -> [MarginalCostCurve.Block] {
    var drawn: [MarginalCostCurve.Block] = []
    for block in blocks {
      if let last = drawn.last, max(last.amount, block.amount) < leastAmount, (last.unitCost < 0) == (block.unitCost < 0) {
        let amount = last.amount + block.amount
        let cost = (last.amount * last.unitCost + block.amount * block.unitCost) / amount
        drawn[drawn.count - 1] = .init("", amount: amount, unitCost: cost)
      } else {
        drawn.append(block)
      }
    }
    return drawn
  }

  /// Which blocks have a number and a name: the widest, in drawing order.
  private static func named(_ blocks: [MarginalCostCurve.Block]) -> [Int] {
    let candidates = blocks.indices.filter { !blocks[$0].label.isEmpty }
    return candidates.sorted { (-blocks[$0].amount, $0) < (-blocks[$1].amount, $1) }.prefix(mostNames).sorted()
  }

  /// Numbers, names and figures in one or two columns.
  private func drawList(
    _ named: [MarginalCostCurve.Block], of all: Int, _ frame: Frame, top: Double, on sheet: inout Sheet
  ) -> Double {
    let columns = frame.width >= 600 && named.count > 3 ? 2 : 1
    let rows = (named.count + columns - 1) / columns
    let width = (frame.width - Double(columns - 1) * 24) / Double(columns)
    for (index, block) in named.enumerated() {
      let left = frame.left + Double(index / max(1, rows)) * (width + 24)
      let y = top + 16 + Double(index % max(1, rows)) * 17
      let cost = [sheet.form.number(block.unitCost, self.y.decimals), self.y.unit].joined(separator: "\u{A0}")
      let figure = truncated(cost, width: width / 2, size: 12)
      sheet.text(String(index + 1), x: left + 18, y: y, anchor: .end)
      sheet.text(block.label, x: left + 26, y: y, room: width - 34 - textWidth(figure, size: 12))
      sheet.text(figure, x: left + width, y: y, anchor: .end)
    }
    return top + Double(rows) * 17 + 6
  }
}
