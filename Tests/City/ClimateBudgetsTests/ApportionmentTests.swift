import Testing

@testable import ClimateBudgets

@Suite struct ApportionmentTests {
  /// Hamilton's method on the apportionment example of 10,000 votes and 10 seats that textbooks use.
  @Test func largestRemaindersGetWhatIsLeft() {
    #expect(apportioned([4.7, 1.6, 1.58, 1.2, 0.6, 0.32], total: 10) == [5, 2, 1, 1, 1, 0])
  }

  @Test func aZeroStaysAZeroAndNegativePartsAreRoundedAlike() {
    #expect(apportioned([0, 0.4, 0.4, 0.2], total: 1) == [0, 1, 0, 0])
    #expect(apportioned([-2.4, -0.3, 0.2], total: -3) == [-3, 0, 0])
    #expect(apportioned([Double](), total: 5) == [])
  }

  @Test func unknownPartsStayUnknown() {
    #expect(apportioned([1.5, nil, 1.5] as [Double?], total: 3) == [2, nil, 1])
  }

  /// Any parts, any signs: the sum is the total, and no part moves by a whole step while the total is the rounded sum.
  @Test(arguments: 0..<200) func theSumIsTheTotalAndNoPartMovesAStep(seed: Int) {
    var state = UInt64(seed)
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(Int64(bitPattern: state) >> 40) / 1000
    }
    let parts = (0..<(1 + seed % 23)).map { _ in next() }
    let total = Int(parts.reduce(0, +).rounded())
    let steps = apportioned(parts, total: total)
    #expect(steps.reduce(0, +) == total)
    #expect(zip(parts, steps).allSatisfy { abs($0 - Double($1)) < 1 })
  }
}
