import Emissions
import Foundation
import Testing

@Suite struct CapitalCostTests {
  /// i / (1 - (1 + i)^-L) with 40 digits; textbooks print 0.0672, 0.1295 and 0.2638.
  @Test(arguments: [
    (0.03, 20, 0.06721570759685913436), (0.05, 10, 0.12950457496545669549), (0.1, 5, 0.26379748079474537682),
    (0.05, 4, 0.28201183260346277660),
  ])
  func `The annuity factor is the textbook's`(_ rate: Double, _ lifetime: Int, _ factor: Double) {
    #expect(abs(annuityFactor(rate: rate, lifetime: lifetime) - factor) <= 1e-15 * factor * 2)
  }

  @Test func `Without interest capital is repaid in equal parts`() {
    #expect(annuityFactor(rate: 0, lifetime: 8) == 0.125)
  }

  /// For small i the factor is (1 + i (L + 1) / 2 + i² (L² - 1) / 12) / L; the next term is below 1e-20.
  @Test(arguments: [1e-8, 1e-7, 1e-6])
  func `The annuity factor keeps its digits at the smallest rates`(_ rate: Double) {
    let exact = (1 + rate * 10.5 + rate * rate * 399 / 12) / 20
    #expect(abs(annuityFactor(rate: rate, lifetime: 20) - exact) <= 1e-15 * exact)
  }

  @Test func `An annuity over its lifetime is worth the capital`() {
    for rate in [0.01, 0.035, 0.12] {
      let payments = [Double](repeating: annuityFactor(rate: rate, lifetime: 25), count: 25)
      #expect(abs(presentValue([0] + payments, rate: rate) - 1) <= 1e-14)  // 25 products and sums
    }
  }

  /// 100 + 110 / 1.1 - 121 / 1.21 = 100.
  @Test func `Present value discounts from the second amount on`() {
    #expect(abs(presentValue([100, 110, -121], rate: 0.1) - 100) <= 1e-13)
    #expect(presentValue([1, 2, 3], rate: 0) == 6)
    #expect(presentValue([], rate: 0.03) == 0)
  }

  /// Four years, life of 8: 80 used 4 years keeps 40, 80 used 1 year keeps 70; life of 2: what is 4 years old is worth nothing.
  @Test func `Residual value is written off in equal parts`() {
    #expect(residualValue([80, 0, 0, 80], lifetime: 8) == 110)
    #expect(residualValue([80, 0, 0, 80], lifetime: 2) == 40)
    #expect(residualValue([80, 0, 0, 0], lifetime: 4) == 0)
    #expect(residualValue([], lifetime: 4) == 0)
  }
}
