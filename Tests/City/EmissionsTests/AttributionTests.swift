import Emissions
import Foundation
import LinearAlgebra
import TestCities
import Testing

/// Effects of the first year.
private func effects(_ model: EmissionModel) -> [Double] {
  Attribution.emissions(model, EmissionKernel(model).trace(model.neutralLevers)).effects.map { $0[0] }
}

private func halves(_ first: Double, _ second: Double) -> EmissionModel {
  smallCity(measures: [
    measure("first", .intensity(sector: 0, stream: 0, share: first)), measure("second", .intensity(sector: 0, stream: 0, share: second)),
  ])
}

@Suite struct AttributionTests {
  /// By hand: -800 ln 0.4 / ln 0.2 and -800 ln 0.5 / ln 0.2 of 1000 t.
  @Test func `Measures of 60 % and 50 % leave 20 % and their effects sum to 80 %`() {
    let model = halves(0.6, 0.5)
    #expect(EmissionKernel(model).trace(model.neutralLevers).result.total.column(at: 0) == [200, 200, 200])
    let parts = effects(model)
    #expect(abs(parts[0] - -455.45875354128559465) <= 455 * 4e-16)
    #expect(abs(parts[1] - -344.54124645871440535) <= 345 * 4e-16)
    // Exactly: to the last bit of 800, the size of the sum.
    #expect(abs(parts[0] + parts[1] - -800) <= (800.0).ulp)
  }

  @Test func `Their effects swap when their order is swapped`() {
    let there = effects(halves(0.6, 0.5)), back = effects(halves(0.5, 0.6))
    #expect(there[0] == back[1])
    #expect(there[1] == back[0])
  }

  @Test func `Equal measures have equal effects`() {
    let parts = effects(halves(0.3, 0.3))
    #expect(parts[0] == parts[1])
  }

  @Test func `A measure that removes everything takes the whole change`() {
    #expect(effects(halves(1, 0.5)) == [-1000, 0])
    #expect(effects(halves(1, 1)) == [-500, -500])
    #expect(effects(halves(1, 0)) == [-1000, 0])
  }

  /// Oil 1000 MWh at 0.3, half of it to pumps that need a third; the factor of electricity, 0.2, is cut by half.
  /// Pumps: -150 t of oil and +500 / 3 · 0.2 t of power. The cleaner power is the other measure's: -0.1 · (600 + 500 / 3) t.
  @Test func `Moved energy is the switch's, its cleaner factor is the stream's`() {
    let model = smallCity(
      streams: [(0.3, 0), (0.2, 0)], sectors: [[1000, 600]],
      measures: [
        measure("pumps", .switching(sector: 0, stream: 0, to: 1, ratio: 1.0 / 3, share: 0.5)),
        measure("wind", .emissionFactor(stream: 1, share: 0.5)),
      ])
    let parts = effects(model)
    #expect(abs(parts[0] - (-150 + 100.0 / 3)) <= 1e-12)
    #expect(abs(parts[1] - (-60 - 50.0 / 3)) <= 1e-12)
  }

  @Test func `Tonnes are what they are, sinks and offsets are no emissions`() {
    let model = smallCity(measures: [
      measure("tonnes", .tonnes(sector: 0, amount: -70)), measure("forest", .sink(amount: 50)), measure("credits", .offset(amount: 20)),
    ])
    #expect(effects(model) == [-70, 0, 0])
  }

  /// 1e-12 of the larger total: logarithms of shares near 1 are differences of terms of that size.
  @Test(arguments: UInt64(1)...150)
  func `Effects sum to total less baseline`(_ seed: UInt64) {
    var city = RandomCity(seed: seed)
    let kernel = EmissionKernel(city.model)
    let trace = kernel.trace(city.levers(draws: 1).column(at: 0))
    let attribution = Attribution.emissions(city.model, trace)
    let size = max(trace.result.baseline.column(at: 0).max() ?? 0, trace.result.total.column(at: 0).max() ?? 0)
    for t in city.model.years.indices {
      let sum = attribution.effects.reduce(0) { $0 + $1[t] }
      #expect(abs(sum - (trace.result.total[t, 0] - trace.result.baseline[t, 0])) <= 1e-12 * size, "seed \(seed), \(city.model.years[t])")
    }
  }

  @Test(arguments: UInt64(1)...150)
  func `Effects on the cost of energy sum to what is saved`(_ seed: UInt64) {
    var city = RandomCity(seed: seed)
    for m in city.model.measures.indices { city.setStatedSaving(0, of: m) }
    let trace = EmissionKernel(city.model).trace(city.levers(draws: 1).column(at: 0))
    let attribution = Attribution.energyCost(city.model, trace)
    let size = city.model.years.indices.map { t in
      trace.demand.reduce(0) { sum, sector in sum + zip(sector, trace.price).reduce(0) { $0 + $1.0[t] * $1.1[t] } }
    }
    for t in city.model.years.indices {
      let sum = attribution.effects.reduce(0) { $0 + $1[t] }
      // Twice: measures that add can make the later cost larger than the one before.
      #expect(abs(sum + trace.result.saving[t, 0]) <= 2e-12 * size[t], "seed \(seed), \(city.model.years[t])")
    }
  }

  @Test(arguments: UInt64(1)...60)
  func `Effects do not depend on the order of measures`(_ seed: UInt64) {
    var city = RandomCity(seed: seed)
    let levers = city.levers(draws: 1).column(at: 0)
    let (shuffled, order) = city.shuffled()
    let trace = EmissionKernel(city.model).trace(levers)
    let there = Attribution.emissions(city.model, trace).effects
    let other = Attribution.emissions(shuffled, EmissionKernel(shuffled).trace(levers)).effects
    let size = max(trace.result.baseline.column(at: 0).max() ?? 0, trace.result.total.column(at: 0).max() ?? 0)
    for (position, m) in order.enumerated() {
      for t in city.model.years.indices { #expect(abs(other[position][t] - there[m][t]) <= 1e-12 * size, "seed \(seed)") }
    }
  }
}
