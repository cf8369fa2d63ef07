import Sampling
import Testing

@Suite struct NormalScoresTests {
  /// SciPy 1.17.1, scipy.special.ndtri. Tolerance 1e-15 relative: both promise about one part in 10¹⁶ of their own formula, and
  /// a few roundings lie between. Near p = 1/2 the score is the rounding of p - 1/2 itself, which both share.
  static let quantiles: [(Double, Double)] = [
    (1e-300, -37.0470962993612), (1e-100, -21.273453560965322), (1e-20, -9.262340089798409), (1e-10, -6.361340902404056),
    (1e-05, -4.264890793922825), (0.001, -3.090232306167813), (0.02425, -1.972961051311885), (0.075, -1.4395314709384563),
    (0.0750001, -1.4395307645017301), (0.1, -1.2815515655446004), (0.3, -0.5244005127080409), (0.49, -0.02506890825871106),
    (0.5, 0.0), (0.5000001, 2.506628273311648e-07), (0.61, 0.27931903444745415), (0.9, 1.2815515655446004),
    (0.925, 1.4395314709384563), (0.9250001, 1.439532177375901), (0.97575, 1.972961051311885), (0.999, 3.090232306167813),
    (0.9999999, 5.199337582290661),
  ]

  /// SciPy 1.17.1, scipy.special.ndtr.
  static let probabilities: [(Double, Double)] = [
    (-37, 5.7255712225239266e-300), (-20, 2.7536241186061556e-89), (-8.5, 9.47953482220325e-18), (-5, 2.866515718791933e-07),
    (-3, 0.0013498980316300933), (-1.5, 0.06680720126885807), (-0.3, 0.3820885778110474), (0, 0.5), (0.1, 0.539827837277029),
    (0.7, 0.758036347776927), (1, 0.8413447460685429), (2.5, 0.9937903346742238), (4, 0.9999683287581669), (6, 0.9999999990134123),
    (8, 0.9999999999999993),
  ]

  @Test(arguments: quantiles) func quantilesAgreeWithSciPy(p: Double, scipy: Double) {
    #expect(abs(normalQuantile(p) - scipy) <= 1e-15 * abs(scipy))
  }

  @Test func probabilitiesAgreeWithSciPy() {
    let bulk = numbers(Self.probabilities.count) { base in
      for (i, item) in Self.probabilities.enumerated() { base[i] = item.0 }
      normalCDFs(base, count: Self.probabilities.count)
    }
    for (i, (x, scipy)) in Self.probabilities.enumerated() {
      // The tails multiply the rounding of x / √2 by x²; 2 ε beyond that for the library's erfc.
      #expect(abs(normalCDF(x) - scipy) <= (2 + x * x) * .ulpOfOne * scipy, "Φ(\(x))")
      #expect(abs(bulk[i] - normalCDF(x)) <= 1e-14 * normalCDF(x) || abs(x) > 7 && bulk[i] == normalCDF(x), "bulk Φ(\(x))")
    }
  }

  /// The formula of the bulk loop against erfc over its whole range; x²/2 roundings of 1e-16 at most, 25 of them at the end.
  @Test func bulkProbabilitiesAreThoseOfErfc() {
    let scores = (0...2_000).map { Double($0 - 1_000) * 0.0085 }
    let bulk = numbers(scores.count) { base in
      for (i, score) in scores.enumerated() { base[i] = score }
      normalCDFs(base, count: scores.count)
    }
    for (score, q) in zip(scores, bulk) { #expect(abs(q - normalCDF(score)) <= 1e-14 * normalCDF(score), "Φ(\(score))") }
  }

  @Test func bulkQuantilesAreThoseOfTheScalar() {
    let p = (0..<1_000).map { uniform(seed: 3, stream: 1, draw: UInt64($0)) }
    let bulk = numbers(p.count) { base in
      for (i, value) in p.enumerated() { base[i] = value }
      normalQuantiles(base, count: p.count)
    }
    #expect(bulk == p.map(normalQuantile))
  }

  @Test func theEndsAreInfinite() {
    #expect(normalQuantile(0) == -.infinity)
    #expect(normalQuantile(1) == .infinity)
  }
}
