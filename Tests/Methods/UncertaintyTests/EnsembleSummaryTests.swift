import Foundation
import LinearAlgebra
import Statistics
import Testing

@testable import Uncertainty

/// Tolerances are five standard errors from theory: a right estimator would leave them for one seed in two million.
@Suite("Summary of an ensemble")
struct EnsembleSummaryTests {
  private let draws = 40_000

  @Test("Normal draws give the normal's mean, variance and percentiles")
  func normal() throws {
    let (mean, sigma, n) = (212.0, 15.0, Double(draws))
    let summary = try summarise([normals(draws, stream: 11, mean: mean, sigma: sigma)]).outputs[0].whole
    #expect(abs(summary.mean - mean) <= 5 * sigma / n.squareRoot())
    #expect(abs(summary.variance / (sigma * sigma) - 1) <= 5 * (2 / n).squareRoot())
    for (p, (found, z)) in zip([0.05, 0.25, 0.5, 0.75, 0.95], zip(summary.quantiles, [-1.6448536, -0.6744898, 0, 0.6744898, 1.6448536])) {
      let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot() / sigma
      let error = 5 * (p * (1 - p) / n).squareRoot() / density + 0x1p-11 * mean
      #expect(abs(found - (mean + sigma * z)) <= error)
    }
    #expect(abs(summary.standardError - sigma / n.squareRoot()) <= 0.05 * sigma / n.squareRoot())
  }

  @Test("Exponential draws give mean 1, variance 1 and the logarithms of the tails")
  func exponential() throws {
    let n = Double(draws)
    let summary = try summarise([exponentials(draws, stream: 12)]).outputs[0].whole
    #expect(abs(summary.mean - 1) <= 5 / n.squareRoot())
    #expect(abs(summary.variance - 1) <= 5 * (8 / n).squareRoot())
    for (p, found) in zip([0.05, 0.25, 0.5, 0.75, 0.95], summary.quantiles) {
      #expect(abs(found + log(1 - p)) <= 5 * (p / (1 - p) / n).squareRoot() + 0x1p-11 * found)
    }
  }

  @Test("Draws that fit the budget give the quantiles of the sorted sample, to the bit, also in halves")
  func exact() throws {
    let rows = [normals(1001, stream: 1), awkwardNumbers(1001, stream: 5), normals(1001, stream: 2, mean: 1e9)]
    let probabilities = [0, 0.05, 0.25, 0.5, 0.7, 0.95, 1]
    let results = try summarise(rows, quantiles: probabilities, byteBudget: 3 * 1001 * 8)
    #expect(results.quantileError == 0)
    for (row, summary) in zip(rows, results.outputs) {
      for (half, start) in [(Half.whole, 0), (.even, 0), (.odd, 1)] {
        let sample = SortedSample(half == .whole ? row : stride(from: start, to: row.count, by: 2).map { row[$0] })
        #expect(summary[half].quantiles == probabilities.map(sample.quantile))
        #expect(summary[half].min == sample.values.first)
        #expect(summary[half].max == sample.values.last)
        #expect(summary[half].count == sample.values.count)
      }
    }
    #expect(try summarise(rows, byteBudget: 3 * 1001 * 8 - 1).quantileError == 0x1p-11)
  }

  @Test("Mean and variance of a half are those of its draws alone")
  func halves() throws {
    let row = normals(999, stream: 3, mean: 50, sigma: 4)
    let summary = try summarise([row]).outputs[0]
    for (half, start) in [(Half.even, 0), (.odd, 1)] {
      let alone = stride(from: start, to: row.count, by: 2).map { row[$0] }
      let mean = alone.reduce(0, +) / Double(alone.count)
      let variance = alone.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(alone.count - 1)
      // Roundings of the plain sums here: 500 terms of 1e-16 at most; squares from centre 0 are 150 times the variance.
      #expect(abs(summary[half].mean - mean) <= 1e-13 * mean)
      #expect(abs(summary[half].variance - variance) <= 1e-12 * variance)
    }
    #expect(summary.halfDifference(\.mean) == summary.even.mean - summary.odd.mean)
  }

  @Test("A centre keeps the variance of small draws far from zero")
  func centre() throws {
    let row = (0..<100).map { 1e9 + Double($0 % 2) * 1e-6 }
    var ensemble = EnsembleSummary(rows: 1, centres: [1e9], expectedDraws: 100)
    try ensemble.absorb(Matrix([row]), first: 0)
    let step = row[1] - row[0]
    #expect(abs(ensemble.finish().outputs[0].whole.variance - step * step * 25 / 99) <= 1e-15 * step * step)
  }

  @Test("Any split, order, thread and merge gives the same bytes", arguments: [0, 1 << 20], 0..<2)
  func orderFree(byteBudget: Int, seed: Int) throws {
    let n = 3001
    let rows = Matrix([awkwardNumbers(n, stream: 8), normals(n, stream: 9, mean: 200, sigma: 9), exponentials(n, stream: 10)])
    let limits = [OutputLimit(row: 1, value: 205), OutputLimit(row: 0, value: 0.2), OutputLimit(row: 1, value: 150)]
    let empty = EnsembleSummary(rows: 3, limits: limits, centres: [0, 190, 1], expectedDraws: n, byteBudget: byteBudget)
    var whole = empty
    try absorb(rows, 0..<n, in: &whole)
    var threads = [empty, empty, empty]
    for (i, range) in randomSplit(n, pieces: 40, seed: UInt64(seed)).enumerated() { try absorb(rows, range, in: &threads[(i * i) % 3]) }
    var merged = threads[seed % 3]
    merged.merge(threads[(seed + 1) % 3])
    merged.merge(threads[(seed + 2) % 3])
    // Swift prints the shortest digits that give the same double back, so equal text means equal bits, -0 included.
    #expect("\(merged.finish())" == "\(whole.finish())")
  }

  @Test("Any number of threads gives the same bytes", arguments: [0, 1 << 20])
  func threads(byteBudget: Int) throws {
    let n = 2_500
    let rows = Matrix((0..<9).map { awkwardNumbers(n, stream: 20 + UInt64($0)) })
    let limits = (0..<9).map { OutputLimit(row: (5 * $0) % 9, value: Double($0) / 9 - 0.5) } + [OutputLimit(row: 4, value: 7)]
    func results(threads: Int) throws -> String {
      var ensemble = EnsembleSummary(rows: 9, limits: limits, expectedDraws: n, byteBudget: byteBudget)
      for range in [0..<1_001, 1_001..<n] {
        try rows.withUnsafePointer { elements in
          guard let start = elements.baseAddress else { return }
          let block = OutputBlock(start + range.lowerBound, rows: 0..<9, draws: range.count, rowStride: n, first: range.lowerBound)
          try ensemble.absorb(block, threads: threads)
        }
      }
      return "\(ensemble.finish())"
    }
    let alone = try results(threads: 1)
    for threads in [2, 7, 40] { #expect(try results(threads: threads) == alone, "\(threads) threads") }
  }

  @Test("Of several outputs that are no numbers the first is told, on any number of threads", arguments: [1, 2, 4])
  func firstFault(threads: Int) throws {
    var rows = Matrix((0..<4).map { normals(50, stream: $0) })
    (rows[1, 42], rows[3, 7]) = (.nan, .nan)
    var ensemble = EnsembleSummary(rows: 4, expectedDraws: 50)
    let error = try #require(throws: UncertaintyError.self) {
      try rows.withUnsafePointer { elements in
        guard let start = elements.baseAddress else { return }
        try ensemble.absorb(OutputBlock(start, rows: 0..<4, draws: 50, rowStride: 50, first: 0), threads: threads)
      }
    }
    #expect(error.description == "output 1 of draw 42 is nan; expected a finite number below 1e141 in magnitude")
  }

  @Test("Rows may come in blocks of their own")
  func panels() throws {
    let rows = Matrix([normals(500, stream: 1), normals(500, stream: 2), normals(500, stream: 3)])
    var (together, apart) = (EnsembleSummary(rows: 3, expectedDraws: 500), EnsembleSummary(rows: 3, expectedDraws: 500))
    try together.absorb(rows, first: 0)
    try rows.withUnsafePointer { elements in
      guard let start = elements.baseAddress else { return }
      try apart.absorb(OutputBlock(start + 500, rows: 1..<3, draws: 500, rowStride: 500, first: 0))
      try apart.absorb(OutputBlock(start, rows: 0..<1, draws: 500, rowStride: 500, first: 0))
    }
    #expect(apart.finish().outputs == together.finish().outputs)
  }

  @Test("An output that is no number stops the ensemble and says where", arguments: [Double.nan, .infinity, -1e142])
  func notFinite(value: Double) throws {
    var rows = Matrix([normals(50, stream: 1), normals(50, stream: 2)])
    rows[1, 42] = value
    var ensemble = EnsembleSummary(rows: 2, expectedDraws: 150)
    let error = try #require(throws: UncertaintyError.self) { try ensemble.absorb(rows, first: 100) }
    #expect(error.description == "output 1 of draw 142 is \(value); expected a finite number below 1e141 in magnitude")
  }
}
