import LinearAlgebra
import Testing

@testable import Sensitivity

@Test func coefficientsAndPartialCorrelationsAreNumPysOnTheSameSample() throws {
  let reference = try References.load().regression
  for (scale, expected) in [(RegressionIndices.Scale.values, reference.values), (.ranks, reference.ranks)] {
    let found = try RegressionIndices(inputs: Matrix(reference.inputs), outputs: reference.outputs, names: ["a", "b", "c", "d"], on: scale)
    #expect(largestDifference(found.standardised, expected.standardised) < 1e-12)
    #expect(largestDifference(found.partial, expected.partial) < 1e-12)
    #expect(abs(found.rSquared - expected.rSquared) < 1e-12)
  }
}

@Test func aMonotonicModelIsAllExplainedByRanks() throws {
  let points = try sobolPoints(inputs: 1, count: 256, seed: 1)
  let outputs = points.evaluated { $0[0] * $0[0] * $0[0] }
  let ranked = try RegressionIndices(inputs: points, outputs: outputs, names: ["a"], on: .ranks)
  #expect(abs(ranked.rSquared - 1) < 1e-12 && abs(ranked.standardised[0] - 1) < 1e-12)
  let plain = try RegressionIndices(inputs: points, outputs: outputs, names: ["a"], on: .values)
  // corr(x, x³)² = 0.84 for x uniform on 0 … 1; 256 even points come within one in a thousand.
  #expect(abs(plain.rSquared - 0.84) < 1e-3)
}

@Test func inputsThatFollowFromEachOtherAreNamed() throws {
  let points = try sobolPoints(inputs: 2, count: 32, seed: 1)
  let doubled = Matrix([Array(points.row(0)), Array(points.row(1)), points.row(0).map { 3 - 2 * $0 }])
  let error = try #require(throws: SensitivityError.self) {
    try RegressionIndices(inputs: doubled, outputs: points.evaluated { $0[0] }, names: ["heat", "light", "cold"], on: .values)
  }
  #expect(error.description == "'cold' follows exactly from 'heat'")
}

@Test func equalValuesShareTheirRank() {
  #expect(ranks([3, 1, 3, 2, 3]) == [4, 1, 4, 2, 4])
}
