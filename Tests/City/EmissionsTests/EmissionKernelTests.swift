import LinearAlgebra
import TestCities
import Testing

@testable import Emissions

private func trace(_ model: EmissionModel, _ levers: [String: Double] = [:]) -> EmissionTrace {
  EmissionKernel(model).trace(model.levers(levers))
}

/// Emissions of the first year.
private func total(_ model: EmissionModel, _ levers: [String: Double] = [:]) -> Double { trace(model, levers).result.total[0, 0] }

@Suite struct EmissionKernelTests {
  /// 1000 inhabitants × 2 m² × 3 MWh × 0.1 t = 600 t; +10 % inhabitants and -20 % heat per m²: 1100 × 2 × 2.4 × 0.1 = 528 t.
  @Test func `Emissions are driver times activity times intensity times factor`() {
    let model = EmissionModel(
      years: [2025, 2026], drivers: [.init(id: "population", values: [1000, 1100])],
      streams: [.init(id: "heat", isProcess: false, emissionFactor: [0.1, 0.1], price: [0, 0])],
      sectors: [.init(id: "homes", driver: 0, activity: [2, 2], demands: [.init(stream: 0, intensity: [3, 2.4])])],
      groups: [], measures: [])
    let total = trace(model).result.total
    #expect(abs(total[0, 0] - 600) <= 600 * 4e-16)
    #expect(abs(total[1, 0] - 528) <= 528 * 4e-16)
  }

  /// Oil 1000 MWh at 0.25, electricity 100 MWh at 0.1; half of 90 % moves to pumps with a ratio of 1/3: 450 MWh of oil, 150 of power.
  /// 550 · 0.25 + 250 · 0.1 = 162.5 t of 260 t.
  @Test func `A heat pump moves its part at its ratio`() {
    let pumps = measure("pumps", .switching(sector: 0, stream: 0, to: 1, ratio: 1.0 / 3, share: 0.9), maxUptake: 0.5)
    let model = smallCity(streams: [(0.25, 80), (0.1, 120)], sectors: [[1000, 100]], measures: [pumps])
    let kept = trace(model)
    #expect(abs(kept.finalDemand[0][0][0] - 550) <= 1e-12 && abs(kept.finalDemand[0][1][0] - 250) <= 1e-12)
    #expect(abs(kept.result.total[0, 0] - 162.5) <= 1e-12)
    #expect(kept.result.baseline[0, 0] == 260)
    #expect(abs(kept.result.saving[0, 0] - (450 * 80 - 150 * 120)) <= 1e-10)
  }

  /// With insulation of 20 %: R = 0.55 · 0.8 = 0.44, 560 MWh saved, 0.45 of 0.65 of them by pumps: 560 · 0.45 / 0.65 / 3 MWh of power.
  @Test func `A heat pump shares what is saved with the insulation in proportion`() {
    let model = smallCity(
      streams: [(0.25, 0), (0.1, 0)], sectors: [[1000, 100]],
      measures: [
        measure("pumps", .switching(sector: 0, stream: 0, to: 1, ratio: 1.0 / 3, share: 0.9), maxUptake: 0.5),
        measure("insulation", .intensity(sector: 0, stream: 0, share: 0.2)),
      ])
    #expect(abs(total(model) - (440 * 0.25 + (100 + 560 * 0.45 / 0.65 / 3) * 0.1)) <= 1e-12)
  }

  /// A measure that makes 1000 MWh 1499.9 saves nothing of it: the pumps move half of the 1499.9 and leave the other half.
  @Test func `A switch beside a measure that adds moves its part of the larger demand`() {
    let model = smallCity(
      streams: [(0.25, 0), (0.1, 0)], sectors: [[1000, 0]],
      measures: [
        measure("pumps", .switching(sector: 0, stream: 0, to: 1, ratio: 1.0 / 3, share: 0.5)),
        measure("larger homes", .intensity(sector: 0, stream: 0, share: -0.4999)),
      ])
    let kept = trace(model)
    #expect(abs(kept.finalDemand[0][0][0] - 749.95) <= 1e-12 * 750)
    #expect(abs(kept.finalDemand[0][1][0] - 749.95 / 3) <= 1e-12 * 250)
  }

  /// A 30 % lower activity leaves 70 % to every demand of the sector; 50 % of a factor leaves half of the stream to every sector.
  @Test func `Activity works on a whole sector, a factor on a whole stream`() {
    let model = smallCity(
      streams: [(1, 0), (nil, 0)], sectors: [[100, 40], [200, nil]],
      measures: [measure("less", .activity(sector: 0, share: 0.3)), measure("clean", .emissionFactor(stream: 0, share: 0.5))])
    #expect(abs(total(model) - (35 + 28 + 100)) <= 1e-13 * 163)
  }

  @Test func `Effects in tonnes are whole whatever the cap on shares`() {
    let measures = [
      measure("tonnes", .tonnes(sector: 0, amount: -100)), measure("forest", .sink(amount: 60)), measure("credits", .offset(amount: 40)),
    ]
    let kept = trace(smallCity(measures: measures, effectCap: 0.5)).result
    #expect(kept.total[0, 0] == 900 && kept.sinks[0, 0] == 60 && kept.offsets[0, 0] == 40)
    #expect(total(smallCity(measures: measures), ["effect_factor/all": 1.25]) == 875)
  }

  @Test func `No share is above the cap`() {
    let measures = [measure("nearly all", .intensity(sector: 0, stream: 0, share: 0.9))]
    #expect(abs(total(smallCity(measures: measures, effectCap: 0.8)) - 200) <= 1e-12)
    #expect(abs(total(smallCity(measures: measures, effectCap: 0.95), ["effect_factor/all": 1.2]) - 50) <= 1e-12)
    #expect(total(smallCity(measures: measures), ["effect_factor/all": 1.2]) == 0)
  }

  /// Rebound of 25 % leaves three quarters of 40 %; the supplier's factor and the tonnes stay whole: 1000 · 0.7 · 0.5 - 50.
  @Test func `Rebound takes back what is saved in use only`() {
    let model = smallCity(measures: [
      measure("use", .intensity(sector: 0, stream: 0, share: 0.4)), measure("supplier", .emissionFactor(stream: 0, share: 0.5)),
      measure("tonnes", .tonnes(sector: 0, amount: -50)),
    ])
    #expect(abs(total(model, ["rebound": 0.25]) - 300) <= 1e-12 * 300)
  }

  /// ef[0] - 0.5 (ef[0] - ef[t]): half of the planned fall from 0.4 to 0.2; three times the fall would be below zero, and is zero.
  @Test func `The delivered share of a falling factor`() {
    var model = smallCity()
    model.streams[0].emissionFactor = [0.4, 0.3, 0.2]
    let half = trace(model, ["factor_delivery/stream0": 0.5]).factorBefore[0]
    for (factor, expected) in zip(half, [0.4, 0.35, 0.3]) { #expect(abs(factor - expected) <= 1e-16) }
    #expect(trace(model, ["factor_delivery/stream0": 3]).factorBefore[0][2] == 0)
  }

  /// A block of draws is 32 wide: the sizes stand before, at, after and twice past its edge.
  @Test(arguments: UInt64(1)...12)
  func `A draw gives the same digits in every batch`(_ seed: UInt64) {
    var city = RandomCity(seed: seed)
    let kernel = EmissionKernel(city.model), levers = city.levers(draws: 70)
    let alone = (0..<70).map { kernel.run(.column(levers.column(at: $0))) }
    for draws in [1, 31, 32, 33, 70] {
      let batch = kernel.run(Matrix((0..<levers.rows).map { Array(levers.row($0).prefix(draws)) }))
      for n in 0..<draws {
        for (name, matrix) in parts {
          let same = batch[keyPath: matrix].column(at: n).map(\.bitPattern) == alone[n][keyPath: matrix].column(at: 0).map(\.bitPattern)
          #expect(same, "\(name) of draw \(n) of \(draws), seed \(seed)")
        }
      }
    }
  }

  @Test(arguments: UInt64(1)...12)
  func `A traced draw gives the digits of a batch`(_ seed: UInt64) {
    var city = RandomCity(seed: seed)
    let kernel = EmissionKernel(city.model), levers = city.levers(draws: 3)
    let batch = kernel.run(levers), traced = kernel.trace(levers.column(at: 2)).result
    for (name, matrix) in parts {
      #expect(batch[keyPath: matrix].column(at: 2) == traced[keyPath: matrix].column(at: 0), "\(name), seed \(seed)")
    }
  }

  @Test(arguments: UInt64(1)...12)
  func `A measure that is switched off might as well not be there`(_ seed: UInt64) {
    var city = RandomCity(seed: seed)
    let levers = city.levers(draws: 1), off = 1
    var switches = Matrix(city.model.measures.map { _ in [1] })
    switches[off, 0] = 0
    let switched = EmissionKernel(city.model).run(levers, switches: switches)
    var without = city.model
    without.measures.remove(at: off)
    let left = EmissionKernel(without).run(levers)
    for (name, matrix) in parts {
      #expect(switched[keyPath: matrix].column(at: 0) == left[keyPath: matrix].column(at: 0), "\(name), seed \(seed)")
    }
  }

  @Test(arguments: UInt64(1)...12)
  func `Sector rows sum to the total`(_ seed: UInt64) {
    var city = RandomCity(seed: seed)
    let result = EmissionKernel(city.model).run(city.levers(draws: 5)), years = city.model.years.count
    for n in 0..<5 {
      for t in 0..<years {
        let sum = city.model.sectors.indices.reduce(0) { $0 + result.sectors[$1 * years + t, n] }
        #expect(sum == result.total[t, n], "seed \(seed)")
      }
    }
  }
}

private var parts: [(String, KeyPath<EnsembleResult, Matrix>)] {
  [
    ("sectors", \.sectors), ("total", \.total), ("baseline", \.baseline), ("sinks", \.sinks), ("offsets", \.offsets),
    ("investment", \.investment), ("operating", \.operating), ("annual cost", \.annualCost), ("saving", \.saving),
  ]
}
