import Testing

@testable import Uncertainty

@Suite("A probability and its Monte Carlo error")
struct ProportionTests {
  /// Newcombe (1998), *Statistics in Medicine* 17, 857-872, table I, method 3 (score without continuity correction); four decimals.
  @Test(
    "Wilson's interval equals Newcombe's table",
    arguments: [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)])
  func newcombe(successes: Int, draws: Int, low: Double, high: Double) {
    let interval = Proportion(successes, of: draws).interval
    #expect(abs(interval.lowerBound - low) <= 0.00005)
    #expect(abs(interval.upperBound - high) <= 0.00005)
  }

  @Test("All and none stay between 0 and 1, and mirror each other")
  func ends() {
    #expect(Proportion(0, of: 20).interval.lowerBound == 0)
    #expect(Proportion(20, of: 20).interval.upperBound == 1)
    #expect(abs(Proportion(20, of: 20).interval.lowerBound - (1 - Proportion(0, of: 20).interval.upperBound)) <= 1e-15)
  }

  @Test("A fair coin thrown 100 times has a standard error of 5 %")
  func coin() { #expect(Proportion(50, of: 100).standardError == 0.05) }

  @Test("The 95 % interval covers the truth for about 95 of 100 seeds")
  func coverage() {
    let covered = (0..<2000).filter { seed in
      Proportion(uniforms(200, stream: UInt64(seed)).count { $0 <= 0.3 }, of: 200).interval.contains(0.3)
    }
    // The binomial distribution with n = 200, p = 0.3 gives a coverage of 0.94-0.96; five standard deviations of 2000 seeds are 0.024.
    #expect((1832...1968).contains(covered.count))
  }
}
