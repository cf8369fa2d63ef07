import Foundation
import LinearAlgebra
import Sampling

@testable import Sensitivity

/// Ishigami & Homma (1990), doi:10.1109/ISUMA.1990.151285: sin x₁ + a sin² x₂ + b x₃⁴ sin x₁ on -π … π, a = 7, b = 0.1.
/// Its indices follow from the integrals of Sobol' & Levitan (1999), doi:10.1016/S0010-4655(98)00156-8.
enum Ishigami {
  static let names = ["x1", "x2", "x3"]
  static let first = [0.3139, 0.4424, 0]
  static let total = [0.5576, 0.4424, 0.2437]
  static let pair13 = 0.2437

  static func value(_ x: [Double]) -> Double { sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * pow(x[2], 4) * sin(x[0]) }

  /// At probabilities.
  static func output(_ u: [Double]) -> Double { value(u.map { Double.pi * (2 * $0 - 1) }) }
}

/// Sobol's G function, Π (|4 xᵢ - 2| + aᵢ) / (1 + aᵢ), with its indices in closed form: Saltelli et al. (2010), doi:10.1016/j.cpc.2009.09.018.
struct SobolG {
  let a: [Double]
  static let eight = SobolG(a: [0, 1, 4.5, 9, 99, 99, 99, 99])

  var names: [String] { a.indices.map { "x\($0 + 1)" } }

  func output(_ u: [Double]) -> Double { zip(u, a).reduce(1) { $0 * (abs(4 * $1.0 - 2) + $1.1) / (1 + $1.1) } }

  private var partial: [Double] { a.map { 1 / (3 * (1 + $0) * (1 + $0)) } }
  private var variance: Double { partial.reduce(1) { $0 * (1 + $1) } - 1 }
  var first: [Double] { partial.map { $0 / variance } }
  var total: [Double] { partial.map { $0 / (1 + $0) * (variance + 1) / variance } }
}

extension Matrix {
  /// A model at every column.
  func evaluated(_ model: ([Double]) -> Double) -> [Double] { (0..<columns).map { model(column(at: $0)) } }
}

/// The first `count` points of a scrambled Sobol' sequence, shape (inputs, count).
func sobolPoints(inputs: Int, count: Int, seed: UInt64) throws -> Matrix {
  try SaltelliDesign.sobolPoints(names: (1...inputs).map { "x\($0)" }, count: count, seed: seed).a
}

func largestDifference(_ a: [Double], _ b: [Double]) -> Double {
  a.count == b.count ? zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) } : .infinity
}
