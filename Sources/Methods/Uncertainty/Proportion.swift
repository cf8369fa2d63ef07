/// How many of some independent draws did something: an estimated probability with its Monte Carlo error.
package struct Proportion: Hashable, Sendable {
  package let successes: Int
  package let draws: Int

  package init(_ successes: Int, of draws: Int) {
    precondition(draws > 0 && (0...draws).contains(successes), "\(successes) of \(draws) is not a proportion")
    (self.successes, self.draws) = (successes, draws)
  }

  package var estimate: Double { Double(successes) / Double(draws) }

  /// Binomial: √(p (1 - p) / n). It is 0 where all or none of the draws did; `interval` is honest there too.
  package var standardError: Double { (estimate * (1 - estimate) / Double(draws)).squareRoot() }

  /// Wilson's score interval of 95 %: the probabilities that a test at 5 % would not reject.
  ///
  /// Source: Wilson (1927), *JASA* 22, 209-212, doi:10.1080/01621459.1927.10502953; recommended by Brown, Cai & DasGupta (2001),
  /// *Statistical Science* 16(2), 101-133, doi:10.1214/ss/1009213286.
  package var interval: ClosedRange<Double> {
    let (n, z) = (Double(draws), 1.959963984540054)
    let centre = (estimate + z * z / (2 * n)) / (1 + z * z / n)
    let reach = z / (1 + z * z / n) * (estimate * (1 - estimate) / n + z * z / (4 * n * n)).squareRoot()
    return (successes == 0 ? 0 : centre - reach)...(successes == draws ? 1 : centre + reach)
  }
}
