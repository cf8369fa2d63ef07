import LinearAlgebra
import Testing

@testable import Sensitivity

@Test func theDistancesAreSALibsOnTheSameSample() throws {
  for reference in try References.load().pawn {
    let found = try PawnIndices(inputs: Matrix(reference.inputs), outputs: reference.outputs, slices: reference.slices)
    #expect(largestDifference(found.minimum, reference.minimum) < 1e-12)
    #expect(largestDifference(found.mean, reference.mean) < 1e-12)
    #expect(largestDifference(found.median, reference.median) < 1e-12)
    #expect(largestDifference(found.maximum, reference.maximum) < 1e-12)
    #expect(found.dummyThreshold == nil)
  }
}

@Test func anInputWithoutEffectStaysBelowTheThresholdAndOthersDoNot() throws {
  let points = try sobolPoints(inputs: 4, count: 4096, seed: 3)
  let found = try PawnIndices(inputs: points, outputs: points.evaluated { Ishigami.output(Array($0.prefix(3))) }, dummies: .init(seed: 1))
  let threshold = try #require(found.dummyThreshold)
  #expect(found.median[3] < threshold)
  #expect(found.median[0] > 2 * threshold && found.median[1] > 2 * threshold && found.median[2] > threshold)
}
