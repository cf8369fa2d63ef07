/// The memory that one block of draws works in, taken once and used for every block.
final class KernelWorkspace {
  let years: Int
  let widest: Int
  private let memory: UnsafeMutablePointer<Double>
  private let size: Int
  private var used = 0

  private(set) var drivers: [UnsafeMutablePointer<Double>] = []
  private(set) var factorBefore: [UnsafeMutablePointer<Double>] = []
  private(set) var factorAfter: [UnsafeMutablePointer<Double>] = []
  private(set) var price: [UnsafeMutablePointer<Double>] = []
  private(set) var final: [UnsafeMutablePointer<Double>] = []
  private(set) var uptake: [UnsafeMutablePointer<Double>] = []
  private(set) var removed: [UnsafeMutablePointer<Double>] = []
  private(set) var scratch: [UnsafeMutablePointer<Double>] = []

  /// Scratch panels by the name they are used under.
  enum Scratch: Int, CaseIterable {
    case activity, keptActivity, demand, keptDemand, retained, restOfSavers, sumRemoved, saved, sector, baseline, total
    case sinks, offsets
    case investment, operating, annualCost, saving
  }

  /// Columns by the name they are used under, one figure per draw each.
  enum Columns: Int, CaseIterable { case one, annuity, capital, learning, stock, limit, share }

  init(_ model: EmissionModel, widest: Int) {
    years = model.years.count
    self.widest = widest
    let panels = model.drivers.count + 4 * model.streams.count + 2 * model.measures.count + Scratch.allCases.count
    size = panels * years * widest + Columns.allCases.count * widest
    memory = .allocate(capacity: size)
    memory.initialize(repeating: 0, count: size)
    drivers = take(model.drivers.count)
    factorBefore = take(model.streams.count)
    factorAfter = take(model.streams.count)
    price = take(model.streams.count)
    final = take(model.streams.count)
    uptake = take(model.measures.count)
    removed = take(model.measures.count)
    scratch = take(Scratch.allCases.count)
    column(.one).update(repeating: 1, count: widest)
  }

  deinit { memory.deallocate() }

  func column(_ name: Columns) -> UnsafeMutablePointer<Double> { memory + used + name.rawValue * widest }

  private func take(_ panels: Int) -> [UnsafeMutablePointer<Double>] {
    defer { used += panels * years * widest }
    return (0..<panels).map { memory + used + $0 * years * widest }
  }
}
