import Emissions
import LinearAlgebra

/// A city made of random numbers: every kind of measure, shares of 0 % and 100 % among them, measures that add,
/// sectors that share streams, a process.
package struct RandomCity: CustomStringConvertible {
  package let seed: UInt64
  package private(set) var model: EmissionModel
  private var random: SeededGenerator

  package var description: String { "random city of seed \(seed)" }

  package init(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let years = Array(2025...(2025 + random.whole(2...7)))
    func path(_ first: ClosedRange<Double>, growth: ClosedRange<Double>) -> [Double] {
      var level = random.number(first)
      let factor = 1 + random.number(growth)
      return years.map { _ in
        defer { level *= factor }
        return level
      }
    }
    let drivers = (0..<random.whole(1...2)).map { EmissionModel.Driver(id: "driver\($0)", values: path(1e3...1e5, growth: -0.02...0.02)) }
    var streams = (0..<random.whole(2...4)).map {
      EmissionModel.Stream(
        id: "carrier\($0)", isProcess: false, emissionFactor: path(0.05...0.4, growth: -0.1...0), price: path(20...150, growth: 0...0.02))
    }
    streams.append(.init(id: "process", isProcess: true, emissionFactor: years.map { _ in 1 }, price: years.map { _ in 0 }))
    let sectors = (0..<random.whole(1...4)).map { s in
      let used = streams.indices.filter { _ in random.happens(0.6) }
      return EmissionModel.Sector(
        id: "sector\(s)", driver: random.whole(0...drivers.count - 1), activity: path(0.5...2, growth: -0.01...0.01),
        demands: (used.isEmpty ? [0] : used).map { .init(stream: $0, intensity: path(0.5...5, growth: -0.02...0.02)) })
    }
    model = EmissionModel(
      years: years, drivers: drivers, streams: streams, sectors: sectors, groups: ["a", "b"], measures: [],
      effectCap: random.happens(0.5) ? 1 : 0.9, carbonPrice: .init(first: 50, last: 150))
    for m in 0..<random.whole(3...14) { model.measures.append(Self.measure(m, model, &random)) }
    self.seed = seed
    self.random = random
  }

  private static func measure(_ m: Int, _ model: EmissionModel, _ random: inout SeededGenerator) -> Measure {
    let s = random.whole(0...model.sectors.count - 1), demands = model.sectors[s].demands
    let k = demands[random.whole(0...demands.count - 1)].stream
    let carriers = model.streams.indices.filter { !model.streams[$0].isProcess }
    let share = share(&random)
    let effect: Measure.Effect =
      switch random.whole(0...9) {
      case 0...2: .intensity(sector: s, stream: k, share: share)
      case 3: .activity(sector: s, share: share)
      case 4...5:
        .switching(
          sector: s, stream: k, to: carriers.first { $0 != k } ?? k, ratio: random.number(0.2...1), share: abs(share))
      case 6: .emissionFactor(stream: carriers[random.whole(0...carriers.count - 1)], share: share)
      case 7: .tonnes(sector: s, amount: random.number(-1e3...1e3))
      case 8: .sink(amount: random.number(0...1e3))
      default: .offset(amount: random.number(0...1e3))
      }
    return Measure(
      id: "measure\(m)", group: random.whole(0...1), effect: effect, adoption: adoption(model.years, &random),
      maxUptake: random.happens(0.5) ? 1 : random.number(0...1),
      cost: MeasureCost(
        capital: random.number(0...1e7), operatingShare: random.number(0...0.03), operating: random.number(0...1e5),
        saving: random.number(0...1e5), lifetime: random.whole(1...40)))
  }

  private static func share(_ random: inout SeededGenerator) -> Double {
    switch random.whole(0...9) {
    case 0...1: 1
    case 2: 1 - 1e-9
    case 3: -random.number(0...0.5)
    default: random.number(0...0.9)
    }
  }

  private static func adoption(_ years: [Int], _ random: inout SeededGenerator) -> Adoption {
    let start = Double(years[0] + random.whole(-2...2)), ramp = Double(random.whole(1...8))
    return switch random.whole(0...3) {
    case 0: .linear(start: start, years: ramp)
    case 1: .logistic(start: start, years: ramp)
    case 2: .step(start: start)
    default: .given(levels: years.map { _ in random.number(0...1) })
    }
  }

  /// Sets the yearly saving, EUR, that a measure states beside what saved energy is worth.
  package mutating func setStatedSaving(_ saving: Double, of m: Int) { model.measures[m].cost.saving = saving }

  /// Draws of the levers around their neutral values, one column each.
  package mutating func levers(draws: Int) -> Matrix {
    let layout = LeverLayout(model)
    var levers = Matrix(rows: layout.names.count, columns: draws)
    for (row, name) in layout.names.enumerated() {
      for n in 0..<draws { levers[row, n] = layout.neutral[row] + random.number(Self.spread(name)) }
    }
    return levers
  }

  private static func spread(_ lever: String) -> ClosedRange<Double> {
    switch lever.split(separator: "/")[0] {
    case "discount_rate": 0.01...0.08
    case "rebound": 0...0.3
    case "carbon_price_last": -50...50
    case "capital_learning": 0...0.02
    case "delay", "sector_delay": -0.5...1.5
    case "driver_growth_dev", "activity_growth_dev", "price_growth_dev": -0.01...0.01
    case "factor_delivery": -0.5...0.2
    default: -0.2...0.2
    }
  }

  /// The same city with its measures in another order.
  /// - Returns: the model, and for each of its measures the position in the first order.
  package mutating func shuffled() -> (model: EmissionModel, order: [Int]) {
    var order = Array(model.measures.indices)
    for i in order.indices.dropFirst().reversed() { order.swapAt(i, random.whole(0...i)) }
    var other = model
    other.measures = order.map { model.measures[$0] }
    return (other, order)
  }
}
