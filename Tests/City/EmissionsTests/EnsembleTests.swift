import LinearAlgebra
import TestCities
import Testing
import EmissionVectors

@testable import Emissions

private var everything: [(String, KeyPath<EnsembleResult, Matrix>)] {
  [
    ("sectors", \.sectors), ("total", \.total), ("baseline", \.baseline), ("sinks", \.sinks), ("offsets", \.offsets),
    ("investment", \.investment), ("operating", \.operating), ("annual cost", \.annualCost), ("saving", \.saving), ("net cost", \.netCost),
  ]
}

private func basis(_ model: EmissionModel) -> OutcomeBasis {
  OutcomeBasis(model, target: Target(id: "target", year: model.years[1], level: 1e4), carbonBudget: 1e6)
}

/// Every figure of a result by name.
private func figures(_ result: EnsembleResult) -> [(name: String, values: Matrix)] {
  let outcomes = OutcomeRow.allCases.compactMap { row in
    result.outcome(row).map { ("\(row)", Matrix(rows: 1, columns: result.draws, storage: Array($0))) }
  }
  return everything.map { ($0.0, result[keyPath: $0.1]) } + outcomes
}

private func expectSameBits(_ a: EnsembleResult, _ b: EnsembleResult, _ comment: Comment) {
  for (a, b) in zip(figures(a), figures(b)) { #expect(a.values == b.values, "\(a.name), \(comment)") }
}

/// Differences within 1e-12 of the largest figure of their kind: what the reference model asks of any way of working.
/// Cost per tonne is a quotient of two such figures and as large as tonnes are few, so it is left to its parts.
private func expectClose(_ a: EnsembleResult, _ b: EnsembleResult, _ comment: Comment) {
  for (a, b) in zip(figures(a), figures(b)) where a.name != "costPerTonne" {
    let entries = (0..<a.values.rows).flatMap { i in zip(a.values.row(i), b.values.row(i)) }
    let largest = entries.map { abs($0.0) }.max() ?? 0
    let scale = scale(of: a.name, largest)
    #expect(entries.allSatisfy { abs($0.0 - $0.1) <= 1e-12 * scale }, "\(a.name), \(comment)")
  }
}

/// Money is a difference of sums in the millions also where what is left is small.
private func scale(of name: String, _ largest: Double) -> Double {
  ["saving", "net cost", "netPresentCost", "socialCost", "abated"].contains(name) ? max(largest, 1e7) : largest
}

@Suite struct EnsembleTests {
  @Test(arguments: UInt64(1)...6) func `Every number of threads gives the same bytes`(_ seed: UInt64) {
    var city = RandomCity(seed: seed)
    let levers = city.levers(draws: 301), kernel = EmissionKernel(city.model)
    let alone = kernel.run(levers, basis: basis(city.model))
    for threads in [2, 7, 400] {
      expectSameBits(kernel.run(levers, basis: basis(city.model), threads: threads), alone, "\(threads) threads, seed \(seed)")
    }
  }

  @Test(arguments: UInt64(1)...6) func `Blocks of three sizes agree`(_ seed: UInt64) {
    var city = RandomCity(seed: seed)
    let levers = city.levers(draws: 150), narrow = EmissionKernel(city.model, blockWidth: 16).run(levers, basis: basis(city.model))
    for width in [32, 64] {
      let wide = EmissionKernel(city.model, blockWidth: width).run(levers, basis: basis(city.model))
      expectClose(wide, narrow, "block \(width), seed \(seed)")
    }
  }

  @Test(arguments: UInt64(1)...12) func `The processor's vector paths agree`(_ seed: UInt64) {
    var city = RandomCity(seed: seed)
    let levers = city.levers(draws: 50), plain = EmissionKernel(city.model, path: .plain).run(levers, basis: basis(city.model))
    for path in VectorPath.available.dropFirst() {
      let wide = EmissionKernel(city.model, path: path).run(levers, basis: basis(city.model))
      expectClose(wide, plain, "path \(path.rawValue), seed \(seed)")
    }
  }

  @Test(arguments: VectorPath.available) func `A part of a block gives the digits of a whole one on every path`(_ path: VectorPath) {
    var city = RandomCity(seed: 3)
    let levers = city.levers(draws: 64), kernel = EmissionKernel(city.model, path: path), whole = kernel.run(levers)
    for draws in [1, 7, 15, 17, 33] {
      // The columns stand in the wider matrix, so that rows are further apart than they are long.
      let some = Matrix(rows: levers.rows, columns: draws, rowStride: 64, storage: levers.withUnsafePointer { Array($0) })
      let part = kernel.run(some)
      for (name, figure) in everything {
        for n in [0, draws - 1] {
          #expect(part[keyPath: figure].column(at: n) == whole[keyPath: figure].column(at: n), "\(name) of \(draws)")
        }
      }
    }
  }

  @Test func `Figures that nobody asked for have no rows, and the others the same digits`() {
    var city = RandomCity(seed: 5)
    let levers = city.levers(draws: 40), kernel = EmissionKernel(city.model)
    let all = kernel.run(levers), some = kernel.run(levers, keeping: [.total, .netCost])
    #expect(some.total == all.total && some.netCost == all.netCost)
    #expect(some.sectors.rows == 0 && some.operating.rows == 0 && some.outcome(.cumulative) == nil)
  }

  @Test func `Outcomes without a target or a budget are not given`() {
    var city = RandomCity(seed: 5)
    let result = EmissionKernel(city.model).run(city.levers(draws: 2))
    #expect(result.outcome(.targetGap) == nil && result.outcome(.budgetGap) == nil && result.outcome(.cumulative)?.count == 2)
  }

  /// `outcomes(_:levers:target:carbonBudget:)` reckons each draw by itself from the yearly figures.
  @Test(arguments: UInt64(1)...6) func `Outcomes of the batch are those of each draw`(_ seed: UInt64) {
    var city = RandomCity(seed: seed)
    let levers = city.levers(draws: 20), kernel = EmissionKernel(city.model)
    let target = Target(id: "target", year: city.model.years[1], level: 1e4)
    let result = kernel.run(levers, basis: OutcomeBasis(city.model, target: target, carbonBudget: 1e6))
    for (n, one) in kernel.outcomes(result, levers: levers, target: target, carbonBudget: 1e6).enumerated() {
      func expect(_ row: OutcomeRow, _ expected: Double?, scale: Double) {
        guard let value = result.outcome(row)?[draw: n], let expected else { return #expect(Bool(false), "no \(row)") }
        #expect(abs(value - expected) <= 1e-13 * scale, "\(row) of draw \(n), seed \(seed)")
      }
      let money = max(abs(one.netPresentCost), 1e8)
      expect(.cumulative, one.cumulative, scale: one.cumulative)
      expect(.targetGap, one.targetGap, scale: one.cumulative)
      expect(.budgetGap, one.budgetGap, scale: 1e6 + one.cumulative)
      expect(.abated, one.abated, scale: one.cumulative)
      expect(.netPresentCost, one.netPresentCost, scale: money)
      expect(.socialCost, one.socialCost, scale: money)
      expect(.costPerTonne, one.costPerTonne, scale: money / abs(one.abated))
      expect(.peakInvestment, one.peakInvestment, scale: one.peakInvestment)
    }
  }

  @Test func `Draws that come in chunks give the bytes of one batch`() {
    var city = RandomCity(seed: 8)
    let levers = city.levers(draws: 130), kernel = EmissionKernel(city.model), whole = kernel.run(levers)
    for chunk in [1, 50, 64, 1000] {
      var next = 0
      kernel.forEachChunk(draws: 130, chunk: chunk, threads: 2) { range, matrix in
        for row in 0..<matrix.rows { for n in range { matrix[row, n - range.lowerBound] = levers[row, n] } }
      } consume: { range, _, result in
        #expect(range.lowerBound == next)
        next = range.upperBound
        for n in range {
          #expect(result.total.column(at: n - range.lowerBound) == whole.total.column(at: n), "draw \(n) in chunks of \(chunk)")
        }
      }
      #expect(next == 130)
    }
  }
}

extension ArraySlice {
  /// Element n of a row, counted from its start.
  fileprivate subscript(draw n: Int) -> Element { self[startIndex + n] }
}
