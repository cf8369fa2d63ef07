import EmissionVectors

/// The memory that one block of draws works in, taken once and used for every block, with the tables of what stands where.
final class KernelWorkspace {
  let shape: BlockShape
  /// One table per sector, and one entry per stream.
  private(set) var sectors: [SectorTable] = []
  let streams: UnsafeMutablePointer<BlockStream>

  private let memory: Arena
  private let panels: UnsafeMutablePointer<Double>
  private let columns: UnsafeMutablePointer<Double>
  private let slots: UnsafeMutablePointer<Double>
  private let streamCount: Int
  private let sectorCount: Int
  private let cells: UnsafeMutablePointer<BlockCell>
  private let moves: UnsafeMutablePointer<BlockMove>

  let annuities: Column
  let ramps: RampColumns
  let outcomes: Column
  let levers: Column
  /// One row per measure; ones unless a run switches measures off.
  let switches: Column
  let inputs: InputMemory

  /// Panels by the name they are used under.
  enum Scratch: Int, CaseIterable {
    case activity, keptActivity, total, baseline, sinks, offsets
    case capital, annual, operatingCapital, running, investment, operating, annualCost, saving, netCost
  }

  /// Panels of every stream, one stream after the other; the last four are a trace's.
  enum OfStream: Int, CaseIterable { case factorBefore, factorAfter, price, demand, keptDemand, retained, final }

  /// Columns by the name they are used under.
  enum Columns: Int, CaseIterable { case one, limit, start, amount, discount, discountFactor }

  /// What measures with ramps of the same length share: columns of the length, the slope of the logistic curve and its step.
  struct RampColumns {
    let start: Column
    let count: Int
    let draws: Int

    func length(_ ramp: Int) -> Column { start + ramp * draws }
    func slope(_ ramp: Int) -> Column { start + (count + ramp) * draws }
    func step(_ ramp: Int) -> Column { start + (2 * count + ramp) * draws }
  }

  /// The measures of a sector's cells and where their columns stand.
  struct SectorTable {
    let cells: UnsafePointer<BlockCell>
    let count: Int
    /// Measures in the order of their slots.
    let measures: [Int]
  }

  init(_ kernel: EmissionKernel, shape: BlockShape, traced: Bool = false) {
    let model = kernel.model, terms = kernel.terms, width = shape.draws, all = terms.sectors.flatMap(\.cells)
    let panelCount = Scratch.allCases.count + OfStream.allCases.count * model.streams.count + model.drivers.count + model.sectors.count
    let slotCount = max(1, terms.sectors.map { $0.cells.reduce(0) { $0 + $1.measures.count } }.max() ?? 1)
    let rows = kernel.layout.names.count + terms.lifetimes.count + 3 * terms.ramps.count + OutcomeRow.allCases.count + model.measures.count
    let intensities = terms.sectors.reduce(0) { $0 + wholeVectors($1.intensities.count) }
    self.shape = shape
    memory = Arena(
      panelCount * shape.count + Columns.allCases.count * width + slotCount * shape.slotSize + rows * width + intensities
        + InputMemory.size(kernel.inputs, shape))
    panels = memory.take(panelCount * shape.count)
    columns = memory.take(Columns.allCases.count * width)
    slots = memory.take(slotCount * shape.slotSize)
    levers = memory.take(kernel.layout.names.count * width)
    ramps = RampColumns(start: memory.take(3 * terms.ramps.count * width), count: terms.ramps.count, draws: width)
    annuities = memory.take(terms.lifetimes.count * width)
    outcomes = memory.take(OutcomeRow.allCases.count * width)
    switches = memory.take(model.measures.count * width)
    inputs = InputMemory(kernel.inputs, shape, at: memory.take(InputMemory.size(kernel.inputs, shape)))
    streamCount = model.streams.count
    sectorCount = model.sectors.count
    streams = .allocate(capacity: streamCount)
    cells = .allocate(capacity: all.count)
    moves = .allocate(capacity: all.reduce(0) { $0 + $1.moves.count })
    column(.one).update(repeating: 1, count: width)
    switches.update(repeating: 1, count: model.measures.count * width)
    for k in 0..<streamCount {
      // Where no measure acts on a stream, its factor is one panel under both names.
      let after = stream(kernel.places.onStream[k].isEmpty ? .factorBefore : .factorAfter, k)
      (streams + k).initialize(
        to: BlockStream(factor_before: stream(.factorBefore, k).start, factor_after: after.start, price: stream(.price, k).start))
    }
    makeTables(kernel, traced: traced)
  }

  private func makeTables(_ kernel: EmissionKernel, traced: Bool) {
    let years = shape.years
    var cell = cells, move = moves
    for term in kernel.terms.sectors {
      let intensities = memory.take(wholeVectors(term.intensities.count)), firstCell = cell
      intensities.update(from: term.intensities, count: term.intensities.count)
      var slot = 0
      for (c, part) in term.cells.enumerated() {
        let firstMove = move
        for (i, m) in part.measures.enumerated() {
          guard let moved = part.moves.first(where: { $0.measure == m }) else { continue }
          move.initialize(to: BlockMove(slot: level(slot + i).start, to: Int32(moved.to), ratio: moved.ratio))
          move += 1
        }
        func kept(_ name: OfStream) -> UnsafeMutablePointer<Double>? { traced ? stream(name, part.stream).start : nil }
        cell.initialize(
          to: BlockCell(
            stream: Int32(part.stream), intensity: intensities + c * years, slots: level(slot).start, adding: part.adding,
            saving: part.measures.count - part.adding, moves: firstMove, moving: part.moves.count, demand: kept(.demand),
            kept: kept(.keptDemand), retained: kept(.retained), final: traced ? stream(.final, 0).start : nil))
        cell += 1
        slot += part.measures.count
      }
      sectors.append(SectorTable(cells: firstCell, count: term.cells.count, measures: term.cells.flatMap(\.measures)))
    }
  }

  deinit {
    streams.deallocate()
    cells.deallocate()
    moves.deallocate()
  }

  func scratch(_ name: Scratch) -> Panel { panel(name.rawValue) }
  func stream(_ name: OfStream, _ k: Int) -> Panel { panel(Scratch.allCases.count + name.rawValue * streamCount + k) }
  /// Emissions of a sector.
  func sector(_ s: Int) -> Panel { panel(Scratch.allCases.count + OfStream.allCases.count * streamCount + s) }
  func driver(_ d: Int) -> Panel { panel(Scratch.allCases.count + OfStream.allCases.count * streamCount + sectorCount + d) }
  private func panel(_ index: Int) -> Panel { Panel(start: panels + index * shape.count, shape: shape) }

  func column(_ name: Columns) -> Column { columns + name.rawValue * shape.draws }
  func lever(_ row: Int) -> Column { levers + row * shape.draws }

  /// A measure's own columns and its curve, until the next measure of the slot. Slot 0 also serves measures outside cells.
  func level(_ slot: Int) -> Panel { Panel(start: slots + slot * shape.slotSize, shape: shape) }
  func share(_ slot: Int) -> Column { level(slot).start + vector_slot_columns(shape.years, shape.draws) }
  func capital(_ slot: Int) -> Column { share(slot) + shape.draws }
  func annual(_ slot: Int) -> Column { capital(slot) + shape.draws }
}

/// The next multiple of eight.
private func wholeVectors(_ count: Int) -> Int { (count + 7) / 8 * 8 }

/// One piece of zeroed memory, given out in parts that start on multiples of the vectors' size.
private final class Arena {
  private let memory: UnsafeMutablePointer<Double>
  private let size: Int
  private var used = 0

  init(_ size: Int) {
    self.size = size
    memory = UnsafeMutableRawPointer.allocate(byteCount: size * MemoryLayout<Double>.stride, alignment: 64)
      .bindMemory(to: Double.self, capacity: size)
    memory.initialize(repeating: 0, count: size)
  }

  deinit { memory.deallocate() }

  func take(_ count: Int) -> UnsafeMutablePointer<Double> {
    precondition(count % 8 == 0 && used + count <= size, "\(count) more numbers than the block has memory for")
    defer { used += count }
    return memory + used
  }
}
