/// Two number axes: positions along the bottom, values up the left side.
struct PositionPlane {
  let x: Scale
  let y: Scale
  /// Down to where the axes and their names reach.
  let bottom: Double
  private let frame: Frame
  private let xAxis: ChartAxis
  private let yAxis: ChartAxis
  private let xMarks: [(value: Double, text: String)]
  private let yMarks: [(value: Double, text: String)]

  static func plotHeight(_ width: Double) -> Double { min(280, max(170, width * 0.36)) }

  /// - Parameters:
  ///   - named: positions that may be named as they are (years); nil for round marks that may widen the axis.
  ///   - nameRoom: kept free at the right.
  init(
    _ frame: Frame, x xAxis: ChartAxis, y yAxis: ChartAxis, domain: ClosedRange<Double>, named: [Double]?, extent: ClosedRange<Double>,
    nameRoom: Double, form: ChartForm
  ) {
    self.frame = frame
    self.xAxis = xAxis
    self.yAxis = yAxis
    let ticks = Ticks(covering: extent)
    yMarks = ticks.values.map { ($0, form.number($0, ticks.decimals)) }
    let gutter = 8 + (yMarks.map { textWidth($0.text, size: 12) }.max() ?? 0)
    let left = frame.left + gutter
    // The last number under the axis is centred on its mark and reaches beyond it.
    let numberWidth = named == nil ? textWidth(form.number(domain.upperBound, 1), size: 12) : 0
    let width = frame.width - gutter - max(nameRoom, numberWidth / 2 + 8)
    let top = frame.top + (yAxis.text.isEmpty ? 8 : 26)
    let height = PositionPlane.plotHeight(frame.width)
    y = Scale(domain: ticks.values[0]...ticks.values[ticks.values.count - 1], start: top + height, end: top)
    if let named {
      x = Scale(domain: domain, start: left, end: left + width)
      xMarks = namedPositions(named.map { Int($0) }, width: width, room: 40).map { (Double($0), String($0)) }
    } else {
      let ticks = Ticks(covering: domain, about: max(1, Int(width / max(60, numberWidth + 20))))
      x = Scale(domain: ticks.values[0]...ticks.values[ticks.values.count - 1], start: left, end: left + width)
      xMarks = ticks.values.map { ($0, form.number($0, ticks.decimals)) }
    }
    bottom = top + height + 24 + (xAxis.text.isEmpty ? 0 : 17)
  }

  func drawGrid(on sheet: inout Sheet) {
    sheet.text(yAxis.text, x: frame.left, y: frame.top + 14, room: frame.width, isMuted: true)
    sheet.strokes(yMarks.map { "M\(fixed(x.start)) \(fixed(y($0.value)))H\(fixed(x.end))" }.joined(), Palette.grid)
    for mark in yMarks { sheet.text(mark.text, x: x.start - 6, y: y(mark.value) + 4, anchor: .end) }
  }

  func drawAxes(on sheet: inout Sheet) {
    let zero = y(min(max(0, y.domain.lowerBound), y.domain.upperBound))
    let marks = xMarks.map { "M\(fixed(x($0.value))) \(fixed(y.start))v5" }.joined()
    sheet.strokes("M\(fixed(x.start)) \(fixed(zero))H\(fixed(x.end))" + marks, Palette.ink)
    for mark in xMarks { sheet.text(mark.text, x: x(mark.value), y: y.start + 18, anchor: .middle) }
    sheet.text(xAxis.text, x: x.end, y: y.start + 35, anchor: .end, room: x.end - frame.left, isMuted: true)
  }
}
