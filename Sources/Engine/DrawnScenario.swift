import Emissions
import LinearAlgebra

/// A scenario ready to be drawn: values of its uncertain levers and figures in, figures of the run out.
///
/// In a draw that gives the figure K the value v, every output is that of a run in which K is v: what is computed from K follows, also
/// the base-year calibration, which sees the drawn figures and the central levers.
struct DrawnScenario {
  let inputs: ScenarioInputs
  let kernel: EmissionKernel
  private let calibration: DrawnCalibration?
  /// Rows of the kernel's inputs; nil where every draw needs a model of its own.
  private let rows: [DrawnValue]?
  private let leverSlots: [(row: Int, value: DrawnValue)]

  init(_ inputs: ScenarioInputs) throws(EngineError) {
    self.inputs = inputs
    let slots = inputs.uncertain.slots
    leverSlots = slots.compactMap { slot in if case .lever(let row) = slot.place { (row, slot.values[0]) } else { nil } }
    let ofModel = slots.filter { if case .lever = $0.place { false } else { true } }
    let (model, _) = try calibrated(inputs)
    guard !ofModel.isEmpty, ofModel.allSatisfy({ isWorkedInBlocks($0, inputs) }) else {
      kernel = EmissionKernel(model)
      rows = ofModel.isEmpty ? [] : nil
      calibration = nil
      return
    }
    let modelSlots = ofModel.compactMap { slot in if case .model(let place) = slot.place { (place, slot.values) } else { nil } }
    calibration = ofModel.contains(where: movesCalibration) ? inputs.calibration.map { DrawnCalibration(inputs, $0, ofModel) } : nil
    let scaled = calibration == nil ? model : inputs.model
    kernel = EmissionKernel(scaled, inputs: InputLayout(scaled, modelSlots.map(\.0), scalesDemands: calibration != nil))
    rows = modelSlots.flatMap(\.1)
  }

  /// What a run of so many draws works in; it is taken once and used again.
  struct Memory {
    fileprivate var values = Matrix(rows: 0, columns: 0)
    fileprivate var levers = Matrix(rows: 0, columns: 0)
    fileprivate var drawn = Matrix(rows: 0, columns: 0)
    fileprivate(set) var result: EnsembleResult?
  }

  /// Runs draws that need not be held at once.
  /// - Parameters:
  ///   - sample: fills the values of the uncertain levers and figures of a range, shape (parameters, range).
  ///   - consume: gets the run's figures of a range; in the order of the draws, one call at a time.
  func forEachChunk(
    draws: Int, keeping kept: KeptFigures, basis: OutcomeBasis, threads: Int,
    sample: (Range<Int>, inout Matrix) -> Void, consume: (Range<Int>, EnsembleResult) throws(EngineError) -> Void
  ) throws(EngineError) {
    let chunk = 4096
    var memory = Memory()
    for first in stride(from: 0, to: draws, by: chunk) {
      let range = first..<min(first + chunk, draws)
      try run(range, in: &memory, keeping: kept, basis: basis, threads: threads, sample: sample)
      if let result = memory.result { try consume(range, result) }
    }
  }

  /// Runs the draws of a range; the result is in the memory until the next run.
  func run(
    _ range: Range<Int>, in memory: inout Memory, keeping kept: KeptFigures, basis: OutcomeBasis, threads: Int,
    sample: (Range<Int>, inout Matrix) -> Void
  ) throws(EngineError) {
    // The run writes into memory that it alone holds.
    var result = memory.result.take() ?? kernel.emptyResult(draws: 0, keeping: kept, basis: basis)
    if result.draws != range.count {
      memory.values = Matrix(rows: inputs.uncertain.parameters.count, columns: range.count)
      memory.levers = Matrix(rows: inputs.levers.count, columns: range.count)
      memory.drawn = Matrix(rows: kernel.inputs.count, columns: range.count)
      result = kernel.emptyResult(draws: range.count, keeping: kept, basis: basis)
    }
    sample(range, &memory.values)
    fill(&memory.levers, memory.values)
    if rows != nil {
      try fill(&memory.drawn, memory.values, threads)
      kernel.run(memory.levers, inputs: kernel.inputs.count > 0 ? memory.drawn : nil, into: &result, threads: threads)
    } else {
      try runEach(memory.levers, memory.values, &result, threads)
    }
    memory.result = result
  }

  private var firstFigure: Int { inputs.uncertain.rows.count }

  private func fill(_ levers: inout Matrix, _ values: Matrix) {
    spread(inputs.levers, over: &levers)
    for (row, value) in leverSlots { put(value.values(values, first: firstFigure), in: row, of: &levers) }
    copy(values, to: inputs.uncertain.rows, of: &levers)
  }

  private func fill(_ drawn: inout Matrix, _ values: Matrix, _ threads: Int) throws(EngineError) {
    for (row, value) in (rows ?? []).enumerated() { put(value.values(values, first: firstFigure), in: row, of: &drawn) }
    guard let calibration, let first = kernel.inputs.demandFactors else { return }
    try calibration.fill(&drawn, from: first, values, firstFigure: firstFigure, threads)
  }

  // MARK: Draw by draw

  /// Calibrates every draw before any is run, so that one that cannot be calibrated stops the run.
  private func runEach(_ levers: Matrix, _ values: Matrix, _ result: inout EnsembleResult, _ threads: Int) throws(EngineError) {
    var models: [EmissionModel] = []
    models.reserveCapacity(values.columns)
    for n in 0..<values.columns { models.append(try calibrated(inputs.withFigures { values[firstFigure + $0, n] }).0) }
    let all = models
    kernel.runEach(levers, into: &result, threads: threads) { all[$0] }
  }
}

extension ScenarioInputs {
  /// The scenario of a run in which the uncertain figures have these values; levers are left as they are.
  func withFigures(_ figures: (Int) -> Double) -> ScenarioInputs {
    var drawn = self
    for slot in uncertain.slots {
      let values = slot.values.map { $0.value(figures) }
      switch slot.place {
      case .model(let place): drawn.model.set(place, values)
      case .inventory(let sector): drawn.calibration?.inventory[sector] = values[0]
      case .lever: break
      }
    }
    return drawn
  }
}

extension ScenarioInputs {
  /// - Parameter values: of the uncertain levers and figures, as `sampler` draws them.
  func withFigures(ofDraw values: [Double]) -> ScenarioInputs { withFigures { values[uncertain.rows.count + $0] } }

  /// - Parameter values: of the uncertain levers and figures, as `sampler` draws them.
  func levers(ofDraw values: [Double]) -> [Double] {
    var drawn = levers
    for slot in uncertain.slots {
      if case .lever(let row) = slot.place { drawn[row] = slot.values[0].value { values[uncertain.rows.count + $0] } }
    }
    for (parameter, row) in uncertain.rows.enumerated() { drawn[row] = values[parameter] }
    return drawn
  }
}

/// Whether measures that save must save in every draw, and those that add add: the kernel takes the adding ones first.
private func isWorkedInBlocks(_ slot: DrawnSlot, _ inputs: ScenarioInputs) -> Bool {
  guard case .model(let place) = slot.place else { return true }
  guard case .share = place else { return InputLayout.isWorkedInBlocks(place) }
  let figures = inputs.uncertain.figures, reach = slot.values[0].reach { figures[$0].reach }
  let central = slot.values[0].value { figures[$0].central }
  return central > 0 && reach.lowerBound >= 0 || central < 0 && reach.upperBound <= 0
}

private func movesCalibration(_ slot: DrawnSlot) -> Bool {
  switch slot.place {
  case .model(let place): place.isOfTheWorld
  case .inventory: true
  case .lever: false
  }
}

private func put(_ values: [Double], in row: Int, of matrix: inout Matrix) {
  for n in 0..<matrix.columns { matrix[row, n] = values[n] }
}

/// Every column of the matrix is `column`. By whole rows, like `copy`, because it is done for every draw of an ensemble.
private func spread(_ column: [Double], over matrix: inout Matrix) {
  let (columns, stride) = (matrix.columns, matrix.rowStride)
  matrix.withUnsafeMutablePointer { elements in
    guard let start = elements.baseAddress else { return }
    for row in column.indices { (start + row * stride).update(repeating: column[row], count: columns) }
  }
}

/// The first rows of `values`, each to its row of the matrix.
private func copy(_ values: Matrix, to rows: [Int], of matrix: inout Matrix) {
  let stride = matrix.rowStride
  matrix.withUnsafeMutablePointer { elements in
    values.withUnsafePointer { source in
      guard let start = elements.baseAddress, let from = source.baseAddress else { return }
      for (parameter, row) in rows.enumerated() {
        (start + row * stride).update(from: from + parameter * values.rowStride, count: values.columns)
      }
    }
  }
}

/// Factors that bring the drawn city without measures to its inventory, which may be drawn too. The kernel ends in the calibration year.
private struct DrawnCalibration {
  private let kernel: EmissionKernel
  private let levers: [Double]
  private let basis: CalibrationBasis
  /// Rows of the kernel's inputs.
  private let rows: [DrawnValue]
  private let inventory: [DrawnValue]

  init(_ inputs: ScenarioInputs, _ basis: CalibrationBasis, _ slots: [DrawnSlot]) {
    self.basis = basis
    levers = inputs.levers
    let years = 1 + (inputs.model.years.firstIndex(of: basis.year) ?? 0)
    let world = slots.compactMap { slot -> (ModelSlot, [DrawnValue])? in
      if case .model(let place) = slot.place, place.isOfTheWorld { (place, Array(slot.values.prefix(years))) } else { nil }
    }
    let model = inputs.model.withoutMeasures(years: years)
    kernel = EmissionKernel(model, inputs: InputLayout(model, world.map(\.0)))
    rows = world.flatMap(\.1)
    var inventory = basis.inventory.map(DrawnValue.constant)
    for slot in slots { if case .inventory(let sector) = slot.place { inventory[sector] = slot.values[0] } }
    self.inventory = inventory
  }

  /// One factor per sector and draw, from row `first` on.
  func fill(_ drawn: inout Matrix, from first: Int, _ values: Matrix, firstFigure: Int, _ threads: Int) throws(EngineError) {
    let draws = values.columns, years = kernel.model.years.count
    var central = Matrix(rows: levers.count, columns: draws), world = Matrix(rows: rows.count, columns: draws)
    spread(levers, over: &central)
    for (row, value) in rows.enumerated() { put(value.values(values, first: firstFigure), in: row, of: &world) }
    let modelled = kernel.run(central, inputs: rows.isEmpty ? nil : world, keeping: .sectors, threads: threads).sectors
    for s in inventory.indices {
      let wanted = inventory[s].values(values, first: firstFigure)
      for n in 0..<draws {
        let found = modelled[s * years + years - 1, n]
        if found <= 0, wanted[n] != 0 { throw .cannotCalibrate(year: basis.year) }
        drawn[first + s, n] = found > 0 ? wanted[n] / found : 1
      }
    }
  }
}
