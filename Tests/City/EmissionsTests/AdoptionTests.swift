import Foundation
import Testing

@testable import Emissions

private func level(_ curve: Adoption, in year: Double, delay: Double = 0, rampFactor: Double = 1) -> Double {
  curve.level(tau: year - 2024, firstYear: 2024, delay: delay, rampFactor: rampFactor)
}

@Suite struct AdoptionTests {
  /// Exactly, for every whole ramp: rounding must not leave an adopted measure a bit short of 1.
  @Test(arguments: 1...40)
  func `A logistic curve is exactly 0 up to its start and exactly 1 from start + ramp on`(_ ramp: Int) {
    let curve = Adoption.logistic(start: 2030, years: Double(ramp))
    for year in [2024, 2029, 2030.0] { #expect(level(curve, in: year) == 0) }
    for year in [0, 1, 20] { #expect(level(curve, in: 2030 + Double(ramp + year)) == 1) }
  }

  @Test(arguments: [2.0, 6, 17, 18.5])
  func `A logistic curve is 0.5 in its middle and symmetric about it`(_ ramp: Double) {
    let curve = Adoption.logistic(start: 2028, years: ramp)
    #expect(level(curve, in: 2028 + ramp / 2) == 0.5)
    for share in [0.1, 0.25, 0.4] {
      let sum = level(curve, in: 2028 + ramp * share) + level(curve, in: 2028 + ramp * (1 - share))
      #expect(abs(sum - 1) <= 1e-15 * 20)  // two exponentials, and (start + part) rounded at 2028
    }
  }

  /// (1 / (1 + exp(ln 19 / 2 · ∓1)) - 0.05) / 0.9 with 40 digits; z is -ln 19 / 2 a quarter of the way.
  @Test func `A logistic curve passes its quarter points`() {
    let curve = Adoption.logistic(start: 2024, years: 16)
    #expect(abs(level(curve, in: 2028) - 0.1517838854037452810022828) <= 1e-15)
    #expect(abs(level(curve, in: 2036) - 0.8482161145962547189977172) <= 1e-15)
  }

  @Test func `A logistic curve never falls`() {
    let curve = Adoption.logistic(start: 2025.3, years: 12.7)
    let levels = (0...300).map { level(curve, in: 2024 + Double($0) / 20) }
    for (before, after) in zip(levels, levels.dropFirst()) { #expect(before <= after) }
  }

  @Test func `A linear ramp is straight between exact ends`() {
    let curve = Adoption.linear(start: 2026, years: 8)
    #expect([2024, 2026, 2027, 2030, 2032, 2034, 2040].map { level(curve, in: $0) } == [0, 0, 0.125, 0.5, 0.75, 1, 1])
  }

  @Test func `A step is whole from its start on`() {
    #expect([2029, 2029.99, 2030, 2031].map { level(.step(start: 2030), in: $0) } == [0, 0, 1, 1])
  }

  @Test func `Delay and ramp factor move and stretch a curve`() {
    let linear = Adoption.linear(start: 2026, years: 4)
    #expect([2028, 2030, 2032, 2036].map { level(linear, in: $0, delay: 2, rampFactor: 2) } == [0, 0.25, 0.5, 1])
    #expect([2024, 2026].map { level(linear, in: $0, delay: -2) } == [0, 0.5])
    let logistic = Adoption.logistic(start: 2026, years: 4)
    #expect([2028, 2032, 2036].map { level(logistic, in: $0, delay: 2, rampFactor: 2) } == [0, 0.5, 1])
    #expect([2030, 2031, 2032].map { level(.step(start: 2030), in: $0, delay: 1.5) } == [0, 0, 1])
  }

  @Test func `Given levels are read between years when late, and held at their ends`() {
    let curve = Adoption.given(levels: [0, 0.2, 0.6, 1])
    #expect([2024, 2025, 2026, 2027, 2030].map { level(curve, in: $0) } == [0, 0.2, 0.6, 1, 1])
    #expect([2024, 2025, 2028].map { level(curve, in: $0, delay: 1) } == [0, 0, 1])
    #expect(abs(level(curve, in: 2026, delay: 0.5) - 0.4) <= 1e-15)
    #expect(abs(level(curve, in: 2026, delay: -0.25) - 0.7) <= 1e-15)
  }
}
