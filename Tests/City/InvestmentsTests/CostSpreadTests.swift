import Investments
import Testing

@Suite struct CostSpreadTests {
  @Test func `The named spreads are their weights`() {
    let sixths: [Double] = [1, 2, 3].map { $0 / 6 }, curve: [Double] = [1.25, 2.25, 1.25].map { $0 / 4.75 }
    #expect(CostSpread.even.shares(years: 4) == [0.25, 0.25, 0.25, 0.25])
    #expect(CostSpread.rising.shares(years: 3) == sixths)
    #expect(CostSpread.falling.shares(years: 3) == Array(sixths.reversed()))
    // 0.5 · 2.5, 1.5 · 1.5 and 2.5 · 0.5 of 4.75
    #expect(CostSpread.sCurve.shares(years: 3) == curve)
  }

  @Test(arguments: CostSpread.allCases) func `Every spread sums to the whole`(_ spread: CostSpread) {
    for years in 1...39 { #expect(abs(spread.shares(years: years).reduce(0, +) - 1) < 1e-12) }
  }
}
