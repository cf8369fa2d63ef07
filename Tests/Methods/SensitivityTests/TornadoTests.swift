import LinearAlgebra
import Testing

@testable import Sensitivity

@Test func barsStandByLengthWithTheirEnds() throws {
  let design = TornadoDesign(centre: [1, 2, 0], low: [0, 1, -1], high: [2, 4, 1])
  #expect(design.matrix() == Matrix([[1, 0, 2, 1, 1, 1, 1], [2, 2, 2, 1, 4, 2, 2], [0, 0, 0, 0, 0, -1, 1]]))
  let bars = try design.bars(outputs: design.matrix().evaluated { $0[0] - 2 * $0[1] + 9 * $0[2] * $0[2] })
  #expect(bars.map(\.input) == [2, 1, 0])
  #expect(bars.map(\.length) == [9, 6, 2])
  #expect(bars.map(\.turnsBack) == [true, false, false])
  #expect(bars[1] == TornadoBar(input: 1, atCentre: -3, atLow: -1, atHigh: -7))
}

@Test func outputsOfAnotherDesignAreRefused() {
  let design = TornadoDesign(centre: [1], low: [0], high: [2])
  #expect(throws: SensitivityError.outputsForOtherInputs(outputs: 2, evaluations: 3)) { try design.bars(outputs: [1, 2]) }
  #expect(
    SensitivityError.outputsForOtherInputs(outputs: 2, evaluations: 3).description == "2 outputs were given for 3 evaluations")
}
