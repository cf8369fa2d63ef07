import Statistics
import Testing

@Suite struct SortedSampleTests {
  /// The definition by hand: h = (n - 1) p between the order statistics.
  @Test(arguments: [(0.0, 1.0), (0.25, 1.75), (0.5, 2.5), (1.0 / 3, 2.0), (0.9, 3.7), (1.0, 4.0)])
  func aQuantileLiesOnTheLineBetweenOrderStatistics(p: Double, expected: Double) {
    #expect(abs(SortedSample([3, 1, 4, 2]).quantile(p) - expected) <= 4 * expected.ulp)
  }

  @Test func oneValueIsAllItsQuantiles() {
    #expect(SortedSample([7]).quantile(0.05) == 7)
  }

  @Test func anInfiniteNeighbourDoesNotSpoilAnOrderStatistic() {
    #expect(SortedSample([1, 2, .infinity]).quantile(0.5) == 2)
  }
}
