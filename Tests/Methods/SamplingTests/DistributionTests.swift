import Foundation
import Sampling
import Testing

@Suite struct DistributionTests {
  static let smooth: [Distribution] = [
    .normal(mean: 10, sd: 3), .lognormal(mu: 0.2, sigma: 0.5), .triangular(low: -1, mode: 0, high: 4),
    .triangular(low: 0, mode: 0, high: 2), .triangular(low: 0, mode: 2, high: 2),
    .pert(low: 10, mode: 12, high: 20), .pert(low: 0, mode: 0, high: 1), .uniform(low: -2, high: 3),
    .logUniform(low: 0.01, high: 100), .truncated(.normal(mean: 0, sd: 1), low: 0.5, high: .infinity),
    .truncated(.truncated(.lognormal(mu: 0, sigma: 1), low: 0.5, high: 9), low: 0.1, high: 3),
    .truncated(.triangular(low: 0, mode: 1, high: 4), low: 0.5, high: 3), .truncated(.pert(low: 0, mode: 4, high: 5), low: 1, high: 4.5),
  ]

  /// 1e-12 in probability: a truncation of a third of the mass and the continued fraction of the beta leave about 1e-14.
  @Test(arguments: smooth) func theDistributionUndoesTheQuantile(distribution: Distribution) {
    for u in [1e-6, 0.01, 0.2, 0.5, 0.77, 0.99, 0.999_999] {
      #expect(abs(distribution.cdf(distribution.quantile(u)) - u) <= 1e-12, "u = \(u)")
    }
  }

  /// Midpoints of n = 20,000 equal probabilities. The midpoint rule leaves out, at each end, a part of the order of (last value -
  /// mean)² / n of the variance: 3e-3 relative bounds it for the heaviest tail here (the lognormals).
  @Test(arguments: smooth) func meanAndDeviationAreThoseOfTheQuantiles(distribution: Distribution) {
    let n = 20_000
    let values = (0..<n).map { distribution.quantile((Double($0) + 0.5) / Double(n)) }
    let mean = values.reduce(0, +) / Double(n)
    let sd = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(n)).squareRoot()
    #expect(abs(distribution.mean - mean) <= 1e-3 * sd)
    #expect(abs(distribution.sd - sd) <= 3e-3 * sd)
  }

  /// Means and deviations in closed form or by adaptive quadrature to 1e-13 (SciPy 1.17.1, scipy.integrate.quad; truncnorm); 1e-10
  /// is a hundred times the digits that the difference of moments can lose.
  @Test func truncatedMomentsAgreeWithQuadrature() {
    let known: [(Distribution, Double, Double)] = [
      (.truncated(.normal(mean: 10, sd: 3), low: 7, high: 16), 10.688911537273988, 2.1628367605771373),
      (.truncated(.normal(mean: 0, sd: 1), low: 0.5, high: .infinity), 1.1410777703680648, 0.5181509501640216),
      (.truncated(.lognormal(mu: log(2), sigma: 0.5), low: 1, high: 5), 2.2542406787693703, 0.8977320245295962),
      (.truncated(.triangular(low: 0, mode: 1, high: 4), low: 0.5, high: 3), 1.6016260162601625, 0.6586181320583269),
      (.truncated(.pert(low: 10, mode: 13, high: 20), low: 11, high: 16), 13.396827965888383, 1.3245028681645878),
      (.logUniform(low: 2, high: 50), 14.912038429430686, 12.858620028773705),
      (.triangular(low: 1, mode: 2, high: 6), 3, (21.0 / 18).squareRoot()),
      (.pert(low: 1, mode: 2, high: 6), 2.5, (1.5 * 3.5 / 7).squareRoot()),
    ]
    for (distribution, mean, sd) in known {
      #expect(abs(distribution.mean - mean) <= 1e-10 * abs(mean), "\(distribution)")
      #expect(abs(distribution.sd - sd) <= 1e-10 * sd, "\(distribution)")
    }
  }

  /// SciPy 1.17.1, scipy.stats.beta.ppf, through PERT on 0 to 1: shapes 1 + 4 mode and 5 - 4 mode.
  @Test(arguments: [
    (0, 0.3, 0.0688500849051623), (1, 0.01, 0.39810717055349726), (0.5, 0.5, 0.5), (0.3, 0.05, 0.09570428352919888),
    (0.3, 0.95, 0.6915510177116264), (0.1, 1e-6, 1.2620536001735436e-05), (0.1, 0.999_999, 0.9580572865959938),
  ]) func pertQuantilesAgreeWithSciPy(mode: Double, u: Double, scipy: Double) {
    // The distribution is known to about 1e-14; at u = 1 - 1e-6 that is 1e-9 of the tail, which moves the quantile by 3e-11.
    #expect(abs(Distribution.pert(low: 0, mode: mode, high: 1).quantile(u) - scipy) <= (u > 0.99 ? 1e-10 : 1e-12) * scipy)
  }

  @Test func discreteValuesJump() {
    let values = Distribution.discrete([.init(5, weight: 1), .init(1, weight: 2), .init(9, weight: 0), .init(3, weight: 1)])
    #expect([0.01, 0.5, 0.500001, 0.75, 0.76, 0.9999].map(values.quantile) == [1, 1, 3, 3, 5, 5])
    #expect([0, 1, 2, 3, 5, 10].map { values.cdf($0) } == [0, 0.5, 0.5, 0.75, 1, 1])
    #expect(values.mean == 2.5 && values.sd == 2.75.squareRoot() && values.central == 1)
    let tail = Distribution.truncated(values, low: 2, high: 5)
    #expect([0.5, 0.51].map(tail.quantile) == [3, 5] && tail.mean == 4 && tail.cdf(3) == 0.5)
  }

  @Test func empiricalValuesAreEquallyLikely() {
    let values = Distribution.empirical([4, 1, 1, 8])
    #expect([0.25, 0.5, 0.51, 0.75, 0.76].map(values.quantile) == [1, 1, 4, 4, 8])
    #expect(values.mean == 3.5 && values.central == 1)
  }

  @Test func theCentralValueIsTheReferenceModels() {
    #expect(Distribution.normal(mean: 4, sd: 1).central == 4)
    #expect(Distribution.lognormal(mu: 0, sigma: 1).central == 1)
    #expect(Distribution.triangular(low: 0, mode: 1, high: 9).central == 1)
    #expect(Distribution.truncated(.normal(mean: 4, sd: 1), low: 5, high: 9).central == 5)
  }

  @Test func threePercentilesMakeADistribution() throws {
    let made: [Distribution] = [
      try .normal(p10: 2, p50: 5, p90: 8), try .lognormal(p10: 2, p50: 4, p90: 8), try .triangular(p10: 2, p50: 4.5, p90: 8),
    ]
    let percentiles = [[2, 5, 8], [2, 4, 8], [2, 4.5, 8]]
    for (distribution, expected) in zip(made, percentiles) {
      for (p, value) in zip([0.1, 0.5, 0.9], expected) { #expect(abs(distribution.quantile(p) - value) <= 1e-12 * 8, "\(distribution)") }
    }
  }

  @Test func percentilesThatCannotBeAreRefusedWithTheirReason() {
    func words(_ make: () throws(DistributionFault) -> Distribution) -> String {
      do throws(DistributionFault) { return "\(try make())" } catch { return error.description }
    }
    #expect(
      words { () throws(DistributionFault) in try .normal(p10: 2, p50: 4, p90: 8) }
        == "P50 4.0 between P10 2.0 and P90 8.0; expected the middle 5.0 for a normal distribution; a triangular one can lean")
    #expect(
      words { () throws(DistributionFault) in try .lognormal(p10: 0, p50: 4, p90: 8) }
        == "P10 0.0; expected a number above 0 for a lognormal distribution")
    #expect(
      words { () throws(DistributionFault) in try .normal(p10: 2, p50: 1, p90: 8) }
        == "P10 2.0, P50 1.0 and P90 8.0; expected finite numbers with P10 < P50 < P90")
    let triangular = words { () throws(DistributionFault) in try .triangular(p10: 0, p50: 3, p90: 10) }
    #expect(triangular.hasPrefix("P50 3.0 between P10 0.0 and P90 10.0; expected a number from 3.81966"))
  }

  @Test func everyFaultSaysWhatWasFoundAndExpected() {
    func words(_ distribution: Distribution) -> [String] { distribution.faults.map(\.description) }
    #expect(words(.normal(mean: .nan, sd: 0)) == ["mean nan; expected a finite number", "sd 0.0; expected a finite number above 0"])
    #expect(words(.triangular(low: 0, mode: 3, high: 2)) == ["low 0.0, mode 3.0 and high 2.0; expected low <= mode <= high and low < high"])
    #expect(words(.uniform(low: 2, high: 2)) == ["low 2.0 and high 2.0; expected low < high"])
    #expect(words(.logUniform(low: 0, high: 2)) == ["low 0.0; expected a finite number above 0"])
    #expect(words(.discrete([])) == ["no values; expected at least one"])
    #expect(words(.discrete([.init(1, weight: -1)])) == ["weight -1.0 of the value 1.0; expected a finite number, 0 or above"])
    #expect(words(.discrete([.init(1, weight: 0)])) == ["no weight above 0; expected at least one"])
    #expect(words(.empirical([1, .infinity])) == ["value inf; expected a finite number"])
    #expect(
      words(.truncated(.uniform(low: 0, high: 1), low: 1, high: 2))
        == ["truncation from 1.0 to 2.0, which keeps 0.0 of the distribution; expected at least 1e-06"])
    #expect(words(.truncated(.normal(mean: 0, sd: -1), low: 0, high: 1)) == ["sd -1.0; expected a finite number above 0"])
    for distribution in Self.smooth { #expect(distribution.faults.isEmpty, "\(distribution)") }
  }
}
