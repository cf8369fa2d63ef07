import Testing

@testable import Charts

@Suite struct LabelSpreadTests {
  @Test func labelsWithRoomStayWhereTheyBelong() {
    #expect(spread([10, 50, 90], spacing: 15, within: 0...100) == [10, 50, 90])
  }

  @Test func labelsAtOnePlaceSpreadAroundIt() {
    #expect(spread([50, 50, 50], spacing: 10, within: 0...100) == [40, 50, 60])
  }

  @Test func labelsAtTheEdgeArePushedInside() {
    #expect(spread([99, 100, 100], spacing: 10, within: 0...100) == [80, 90, 100])
  }

  @Test func orderOfHeightsIsKeptWhateverTheOrderOfInput() {
    #expect(spread([60, 20, 58], spacing: 10, within: 0...100) == [64, 20, 54])
  }

  @Test func aStripTooShortHasNoAnswer() {
    #expect(spread([1, 2, 3], spacing: 10, within: 0...19) == nil)
    #expect(spread([1, 2, 3], spacing: 10, within: 0...20) == [0, 10, 20])
  }

  @Test func labelsNeverOverlapAndNeverLeaveTheStrip() throws {
    for seed in 0..<200 {
      let wished = (0..<11).map { Double(($0 * $0 * 37 + seed * 61 + $0 * seed) % 240) }
      let places = try #require(spread(wished, spacing: 15, within: 2...238))
      let sorted = places.sorted()
      #expect(zip(sorted, sorted.dropFirst()).allSatisfy { $1 - $0 > 15 - 1e-9 }, "seed \(seed): \(sorted)")
      #expect(sorted[0] >= 2 && sorted[10] <= 238 + 1e-9, "seed \(seed): \(sorted)")
    }
  }
}
