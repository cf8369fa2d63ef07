import Foundation
import Sampling
import Testing

@testable import Uncertainty

@Suite("Limits kept and exceeded")
struct LimitSummaryTests {
  /// For a normal with z = (limit - mean) / sigma: P = Φ(z), shortfall sigma (φ(z) - z (1 - Φ(z))), overrun shortfall / (1 - Φ(z)).
  @Test("A normal output has the analytic probability, shortfall and overrun within five of its own errors", arguments: [195.0, 212, 230])
  func normal(limit: Double) throws {
    let (mean, sigma) = (212.0, 15.0)
    let found = try summarise(
      [normals(40_000, stream: 21, mean: mean, sigma: sigma)], limits: [OutputLimit(row: 0, value: limit)]
    ).limits[0].whole
    let z = (limit - mean) / sigma
    let shortfall = sigma * (exp(-z * z / 2) / (2 * Double.pi).squareRoot() - z * normalCDF(-z))
    #expect(abs(found.kept.estimate - normalCDF(z)) <= 5 * found.kept.standardError)
    #expect(found.kept.interval.contains(found.kept.estimate))
    #expect(abs(found.shortfall.value - shortfall) <= 5 * (try #require(found.shortfall.standardError)))
    let overrun = try #require(found.overrun)
    #expect(abs(overrun.value - shortfall / normalCDF(-z)) <= 5 * (try #require(overrun.standardError)))
  }

  @Test("Small numbers can be followed by hand: a draw on the limit keeps it, each half has its own answer")
  func byHand() throws {
    let results = try summarise([[1, 2, 3, 4, 5, 6]], limits: [3, 6, 5.5, 0].map { OutputLimit(row: 0, value: $0) })
    let three = results.limits[0]
    #expect(three.whole.kept == Proportion(3, of: 6))
    #expect(three.whole.shortfall.value == 1)
    // Excesses 0, 0, 0, 1, 2, 3: variance (14 - 36/6) / 5 = 1.6, and 1 for 1, 2, 3 alone.
    #expect(three.whole.shortfall.standardError == (1.6 / 6).squareRoot())
    #expect(three.whole.overrun == Estimate(value: 2, standardError: (1.0 / 3).squareRoot()))
    #expect(three.even.kept == Proportion(2, of: 3))
    #expect(three.odd.shortfall.value == 4.0 / 3)
    #expect(results.limits[1].whole.overrun == nil)
    #expect(results.limits[1].whole.shortfall == Estimate(value: 0, standardError: 0))
    #expect(results.limits[2].whole.overrun == Estimate(value: 0.5, standardError: nil))
    #expect(results.limits[3].whole.overrun?.value == 3.5)
  }
}
