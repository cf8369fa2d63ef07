import VectorMath

/// The memory that one block of draws works in, taken once and used for every block.
final class KernelWorkspace {
  let shape: BlockShape
  private let memory: UnsafeMutablePointer<Double>
  private let places: Places

  /// Panels by the name they are used under.
  enum Scratch: Int, CaseIterable {
    case activity, keptActivity, level, grown, rest, sumRemoved, part, uptake, removed
    case total, baseline, sinks, offsets
    case capital, annual, operatingCapital, running, investment, operating, annualCost, saving, netCost
  }

  /// Panels of every stream, one stream after the other.
  enum OfStream: Int, CaseIterable { case factorBefore, factorAfter, price, demand, keptDemand, moved, final }

  /// Columns by the name they are used under.
  enum Columns: Int, CaseIterable {
    case one, limit, share, capital, annual, operatingCapital, operating, saving, start, ramp, amount
    case discount, discountFactor, spare
  }

  init(_ model: EmissionModel, _ terms: KernelTerms, levers: Int, shape: BlockShape) {
    self.shape = shape
    places = Places(
      streams: model.streams.count, drivers: model.drivers.count, sectors: model.sectors.count, lifetimes: terms.lifetimes.count,
      levers: levers, measures: model.measures.count, panel: shape.count, width: shape.draws)
    // Vectors are read whole, from multiples of their own size.
    memory = UnsafeMutableRawPointer.allocate(byteCount: places.size * 8, alignment: 64).bindMemory(to: Double.self, capacity: places.size)
    memory.initialize(repeating: 0, count: places.size)
    column(.one).update(repeating: 1, count: shape.draws)
    switches.update(repeating: 1, count: model.measures.count * shape.draws)
  }

  deinit { memory.deallocate() }

  func scratch(_ name: Scratch) -> Panel { panel(name.rawValue) }
  func stream(_ name: OfStream, _ k: Int) -> Panel { panel(places.ofStreams + name.rawValue * places.streams + k) }
  func driver(_ d: Int) -> Panel { panel(places.ofDrivers + d) }
  /// Emissions of a sector.
  func sector(_ s: Int) -> Panel { panel(places.ofSectors + s) }

  func column(_ name: Columns) -> Column { memory + places.columns + name.rawValue * shape.draws }
  /// Yearly payment per euro, by place in the terms' list of lifetimes.
  func annuity(_ lifetime: Int) -> Column { memory + places.annuities + lifetime * shape.draws }
  func outcome(_ row: Int) -> Column { memory + places.outcomes + row * shape.draws }
  func lever(_ row: Int) -> Column { memory + places.levers + row * shape.draws }
  /// One row per measure; ones unless a run switches measures off.
  var switches: Column { memory + places.switches }

  private func panel(_ index: Int) -> Panel { Panel(start: memory + index * shape.count, shape: shape) }

  /// Where things stand in the memory: panels by index, then columns by offset.
  private struct Places {
    let streams: Int
    let ofStreams = Scratch.allCases.count
    let ofDrivers: Int
    let ofSectors: Int
    let columns: Int, annuities: Int, outcomes: Int, levers: Int, switches: Int
    let size: Int

    init(streams: Int, drivers: Int, sectors: Int, lifetimes: Int, levers: Int, measures: Int, panel: Int, width: Int) {
      self.streams = streams
      ofDrivers = ofStreams + OfStream.allCases.count * streams
      ofSectors = ofDrivers + drivers
      columns = (ofSectors + sectors) * panel
      annuities = columns + Columns.allCases.count * width
      outcomes = annuities + lifetimes * width
      self.levers = outcomes + OutcomeRow.allCases.count * width
      switches = self.levers + levers * width
      size = switches + measures * width
    }
  }
}
