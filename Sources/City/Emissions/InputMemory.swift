/// The block's part of the inputs, and memory to work with them; none where a model has no drawn inputs.
struct InputMemory {
  /// Rows × draws, in the order of the `InputLayout`.
  let rows: Column
  let shape: BlockShape
  private let columns: Column
  private let panels: UnsafeMutablePointer<Double>
  /// One a year, for the intensity of a demand that stands in a panel of its own.
  let ones: UnsafeMutablePointer<Double>

  enum Columns: Int, CaseIterable { case uptake, effect, capital, annuity, delay, rampFactor, ramp, slope, step }
  enum Panels: Int, CaseIterable { case activity, keptActivity, emissions }

  /// How many numbers the memory has.
  static func size(_ layout: InputLayout, _ shape: BlockShape) -> Int {
    if layout.count == 0 { return 0 }
    return (layout.count + Columns.allCases.count) * shape.draws + Panels.allCases.count * shape.count + (shape.years + 7) / 8 * 8
  }

  /// - Parameter start: of as many numbers as `size` says.
  init(_ layout: InputLayout, _ shape: BlockShape, at start: UnsafeMutablePointer<Double>) {
    self.shape = shape
    rows = start
    columns = rows + layout.count * shape.draws
    panels = columns + Columns.allCases.count * shape.draws
    ones = panels + Panels.allCases.count * shape.count
    if layout.count > 0 { ones.update(repeating: 1, count: shape.years) }
  }

  func series(_ row: Int) -> Panel { Panel(start: rows + row * shape.draws, shape: shape) }
  func column(_ row: Int) -> Column { rows + row * shape.draws }
  /// Columns of one ramp, which is its own in every draw.
  var ramps: KernelWorkspace.RampColumns { .init(start: column(.ramp), count: 1, draws: shape.draws) }
  func column(_ name: Columns) -> Column { columns + name.rawValue * shape.draws }
  func panel(_ name: Panels) -> Panel { Panel(start: panels + name.rawValue * shape.count, shape: shape) }
}
