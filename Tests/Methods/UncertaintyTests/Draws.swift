import Foundation
import LinearAlgebra
import Sampling

@testable import Uncertainty

/// Uniform numbers in (0, 1) that depend on the stream and the index only.
func uniforms(_ count: Int, stream: UInt64) -> [Double] {
  (0..<count).map { (Double(splitmix64(splitmix64(stream) &+ UInt64($0)) >> 12) + 0.5) * 0x1p-52 }
}

func normals(_ count: Int, stream: UInt64, mean: Double = 0, sigma: Double = 1) -> [Double] {
  uniforms(count, stream: stream).map { mean + sigma * normalQuantile($0) }
}

func exponentials(_ count: Int, stream: UInt64) -> [Double] { uniforms(count, stream: stream).map { -log1p(-$0) } }

/// A budget of 0 bytes makes the quantiles come from buckets.
func summarise(
  _ rows: [[Double]], limits: [OutputLimit] = [], quantiles: [Double] = EnsembleSummary.defaultProbabilities, byteBudget: Int = 0
) throws -> EnsembleResults {
  var ensemble = EnsembleSummary(
    rows: rows.count, limits: limits, quantiles: quantiles, expectedDraws: rows[0].count, byteBudget: byteBudget)
  try ensemble.absorb(Matrix(rows), first: 0)
  return ensemble.finish()
}

/// The draws `range` of every row, absorbed from the middle of the matrix.
func absorb(_ rows: Matrix, _ range: Range<Int>, in ensemble: inout EnsembleSummary) throws {
  try rows.withUnsafePointer { elements in
    guard let start = elements.baseAddress else { return }
    try ensemble.absorb(
      OutputBlock(start + range.lowerBound, rows: 0..<rows.rows, draws: range.count, rowStride: rows.rowStride, first: range.lowerBound))
  }
}

/// A division of 0..<count at random places, in random order, from a seed.
func randomSplit(_ count: Int, pieces: Int, seed: UInt64) -> [Range<Int>] {
  let cuts = (uniforms(pieces - 1, stream: seed).map { Int($0 * Double(count)) } + [0, count]).sorted()
  let order = uniforms(pieces, stream: seed &+ 1)
  return (0..<pieces).sorted { order[$0] < order[$1] }.map { cuts[$0]..<cuts[$0 + 1] }
}

/// Numbers that a sketch or a sum could stumble over: of every size and sign, zeros, -0, ties.
func awkwardNumbers(_ count: Int, stream: UInt64) -> [Double] {
  let (sizes, kinds) = (uniforms(count, stream: stream), uniforms(count, stream: stream &+ 1))
  return (0..<count).map { i in
    switch Int(kinds[i] * 10) {
    case 0: 0
    case 1: -0.0
    case 2: 7
    case 3: Double(sign: .plus, exponent: Int(sizes[i] * 900) - 450, significand: 1 + kinds[i])
    case 4: -Double(sign: .plus, exponent: Int(sizes[i] * 900) - 450, significand: 1 + kinds[i])
    case 5: -1000 * sizes[i]
    default: sizes[i] - 0.5
    }
  }
}
