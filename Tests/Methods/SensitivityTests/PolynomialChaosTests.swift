import Foundation
import LinearAlgebra
import Testing

@testable import Sensitivity

@Test func ishigamiIsKnownWithinFiveThousandthsAtDegreeNine() throws {
  let points = try sobolPoints(inputs: 3, count: 1024, seed: 5)
  for fit in [PolynomialChaos.Fit.leastSquares, .sparse] {
    let chaos = try PolynomialChaos(
      arguments: legendreArguments(points), families: Array(repeating: .legendre, count: 3),
      outputs: points.evaluated(Ishigami.output), truncation: PolynomialTruncation(degree: 9), fit: fit)
    let indices = chaos.indices()
    #expect(largestDifference(indices.first, Ishigami.first) < 0.005)
    #expect(largestDifference(indices.total, Ishigami.total) < 0.005)
    #expect(abs(try #require(indices.second)[0, 2] - Ishigami.pair13) < 0.005)
    // The mean of Ishigami's function is a / 2.
    #expect(abs(chaos.mean - 3.5) < 0.01 && chaos.leaveOneOutError < 0.01)
  }
}

@Test func sparseSelectionFindsIshigamiWithFewerEvaluationsThanTerms() throws {
  let points = try sobolPoints(inputs: 3, count: 200, seed: 5)
  #expect(PolynomialTruncation(degree: 9).terms(inputs: 3).count == 220)
  let chaos = try PolynomialChaos(
    arguments: legendreArguments(points), families: Array(repeating: .legendre, count: 3),
    outputs: points.evaluated(Ishigami.output), truncation: PolynomialTruncation(degree: 9), fit: .sparse)
  #expect(chaos.terms.count < 100)
  #expect(largestDifference(chaos.indices().first, Ishigami.first) < 0.01)
}

@Test func aPolynomialIsFoundExactlyFromTwoFamilies() throws {
  // y = 2 + z + 3 u z, z standard normal, u uniform on -1 … 1: variance 1 + 9 / 3 = 4.
  let points = try sobolPoints(inputs: 2, count: 64, seed: 9)
  let families = [PolynomialFamily.hermite, .legendre]
  let arguments = Matrix((0..<2).map { i in points.row(i).map(families[i].argument(atProbability:)) })
  for fit in [PolynomialChaos.Fit.leastSquares, .sparse] {
    let chaos = try PolynomialChaos(
      arguments: arguments, families: families, outputs: arguments.evaluated { 2 + $0[0] + 3 * $0[0] * $0[1] },
      truncation: PolynomialTruncation(degree: 3), fit: fit)
    #expect(abs(chaos.mean - 2) < 1e-12 && abs(chaos.variance - 4) < 1e-12 && chaos.leaveOneOutError < 1e-20)
    #expect(abs(chaos.value(at: [0.5, -0.2]) - 2.2) < 1e-12)
    let indices = chaos.indices()
    #expect(largestDifference(indices.first, [0.25, 0]) < 1e-12)
    #expect(largestDifference(indices.total, [1, 0.75]) < 1e-12)
    #expect(largestDifference(chaos.indices(groups: InputGroups(["all", "all"])).first, [1]) < 1e-12)
  }
}

@Test func theLeaveOneOutErrorIsThatOfFitsWithoutOneOutput() throws {
  let points = try sobolPoints(inputs: 2, count: 20, seed: 2)
  let arguments = legendreArguments(points)
  let outputs = points.evaluated { exp($0[0]) + sin(5 * $0[1]) }
  let families = [PolynomialFamily.legendre, .legendre]
  let fitted = { (kept: [Int]) in
    try PolynomialChaos(
      arguments: Matrix((0..<2).map { i in kept.map { arguments[i, $0] } }), families: families, outputs: kept.map { outputs[$0] },
      truncation: PolynomialTruncation(degree: 2), fit: .leastSquares)
  }
  let mean = outputs.reduce(0, +) / 20
  let variance = outputs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20
  let errors = try (0..<20).map { i in
    outputs[i] - (try fitted((0..<20).filter { $0 != i }).value(at: arguments.column(at: i)))
  }
  let expected = errors.reduce(0) { $0 + $1 * $1 } / 20 / variance
  #expect(abs(try fitted(Array(0..<20)).leaveOneOutError / expected - 1) < 1e-10)
}

@Test func theTruncationHasTheTermsOfItsDefinition() {
  // (n + p)! / (n! p!) of total degree; with q = 1/2 and degree 4 only x y, 1 + 1 = √4, is left of the products of two.
  #expect(PolynomialTruncation(degree: 3).terms(inputs: 4).count == 35)
  #expect(PolynomialTruncation(degree: 4, hyperbolicNorm: 0.5).terms(inputs: 2).count == 1 + 4 + 4 + 1)
  #expect(PolynomialTruncation(degree: 3, mostInputs: 1).terms(inputs: 4).count == 13)
  #expect(
    PolynomialTruncation(degree: 2).terms(inputs: 2).map { $0.factors.map { [$0.input, $0.degree] } } == [
      [], [[0, 1]], [[1, 1]], [[0, 1], [1, 1]], [[0, 2]], [[1, 2]],
    ])
}

@Test func polynomialsAreOrthonormalUnderTheirDistribution() {
  // Legendre by the trapezoidal rule on a fine even grid of arguments; the error of h²/12 of the slopes at the ends is below 1e-5.
  let n = 20_000
  for i in 0...4 {
    for j in 0...i {
      let legendre = (0..<n).reduce(0.0) { sum, k in
        let p = PolynomialFamily.legendre.values(at: (2 * Double(k) + 1) / Double(n) - 1, degree: 4)
        return sum + p[i] * p[j] / Double(n)
      }
      #expect(abs(legendre - (i == j ? 1 : 0)) < 1e-5)
      // Hermite with the normal density on -12 … 12, where the rule converges beyond all powers of the step.
      let hermite = (0...2400).reduce(0.0) { sum, k in
        let x = -12 + 0.01 * Double(k)
        let p = PolynomialFamily.hermite.values(at: x, degree: 4)
        return sum + 0.01 * p[i] * p[j] * exp(-x * x / 2) / (2 * Double.pi).squareRoot()
      }
      #expect(abs(hermite - (i == j ? 1 : 0)) < 1e-12)
    }
  }
}

private func legendreArguments(_ points: Matrix) -> Matrix {
  Matrix((0..<points.rows).map { points.row($0).map(PolynomialFamily.legendre.argument(atProbability:)) })
}
