import Foundation
import Statistics
import Testing

@Suite struct StudentTTests {
  /// Tables print six decimals, so half a unit of the sixth is what they can prove.
  @Test(arguments: [(0.975, 5.0, 2.570582), (0.95, 10.0, 1.812461), (0.975, 3.0, 3.182446), (0.995, 30.0, 2.749996)])
  func quantilesAgreeWithTheTables(p: Double, degrees: Double, table: Double) {
    #expect(abs(StudentT(degreesOfFreedom: degrees).quantile(p) - table) <= 0.5e-6)
  }

  /// ν = 1 is Cauchy's, tan(π (p - 1/2)); ν = 2 is (2p - 1) / √(2p (1 - p)).
  @Test(arguments: [0.0001, 0.025, 0.3, 0.5, 0.6, 0.9, 0.975, 0.9999999])
  func oneAndTwoDegreesOfFreedomHaveTheirClosedForms(p: Double) {
    let cauchy = p < 0.25 ? -1 / tan(.pi * p) : p > 0.75 ? 1 / tan(.pi * (1 - p)) : tan(.pi * (p - 0.5))
    let two = (2 * p - 1) / (2 * p * (1 - p)).squareRoot()
    // A hundred ε: the continued fraction and Newton's last step, relative to the value.
    #expect(abs(StudentT(degreesOfFreedom: 1).quantile(p) - cauchy) <= 100 * .ulpOfOne * max(1, abs(cauchy)))
    #expect(abs(StudentT(degreesOfFreedom: 2).quantile(p) - two) <= 100 * .ulpOfOne * max(1, abs(two)))
  }

  @Test(arguments: [1.0, 2, 4.5, 11, 75, 1000]) func theQuantileUndoesTheDistribution(degrees: Double) {
    let t = StudentT(degreesOfFreedom: degrees)
    for p in [0.001, 0.1, 0.4, 0.5, 0.77, 0.995] {
      // The gamma functions of ν = 1000 are near 2600, so their difference is known to about 1e-12.
      #expect(abs(t.cdf(t.quantile(p)) - p) <= 1e-12)
      #expect(t.quantile(p) == -t.quantile(1 - p) || abs(t.quantile(p) + t.quantile(1 - p)) <= 1e-11)
    }
  }

  @Test func theEndsAreInfinite() {
    #expect(StudentT(degreesOfFreedom: 3).quantile(0) == -.infinity)
    #expect(StudentT(degreesOfFreedom: 3).quantile(1) == .infinity)
  }

  /// The normal limit: z(0.975) = 1.959964 in the tables; t exceeds it by about (z³ + z) / 4ν.
  @Test func manyDegreesOfFreedomApproachTheNormal() {
    #expect(abs(StudentT(degreesOfFreedom: 1e7).quantile(0.975) - 1.959964) <= 1e-6)
  }
}
