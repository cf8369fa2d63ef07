import Foundation

/// The beta distribution on 0 to 1, which PERT estimates are made of.
package struct BetaDistribution: Hashable, Sendable {
  package let alpha: Double
  package let beta: Double

  package init(alpha: Double, beta: Double) {
    precondition(alpha > 0 && beta > 0, "the shapes of a beta distribution are positive, not \(alpha) and \(beta)")
    (self.alpha, self.beta) = (alpha, beta)
  }

  /// The distribution of 1 - X: where x is near 1, ask it about 1 - x.
  package var mirrored: BetaDistribution { BetaDistribution(alpha: beta, beta: alpha) }

  /// P(X <= x) = I_x(α, β); 0 below 0 and 1 above 1.
  package func cdf(_ x: Double) -> Double { regularisedIncompleteBeta(x: x, complement: 1 - x, alpha, beta) }

  /// x^(α-1) (1-x)^(β-1) / B(α, β) for x in (0, 1).
  package func density(_ x: Double) -> Double {
    exp((alpha - 1) * log(x) + (beta - 1) * log1p(-x) - logBeta(alpha, beta))
  }

  /// The x that P(X <= x) = p holds for. Newton steps kept inside a bracket; for p > 1/2 on the mirrored distribution.
  /// - Parameter guess: where to start, such as the quantile of a neighbouring p.
  package func quantile(_ p: Double, near guess: Double? = nil) -> Double {
    precondition(p >= 0 && p <= 1, "a probability lies between 0 and 1, not \(p)")
    return p <= 0.5 ? lowerQuantile(p, near: guess) : 1 - mirrored.lowerQuantile(1 - p, near: guess.map { 1 - $0 })
  }

  private func lowerQuantile(_ p: Double, near guess: Double?) -> Double {
    if p == 0 { return 0 }
    var (low, high) = (0.0, 1.0)
    // Without a guess: the leading term x^α / (α B) of the distribution near 0, which Newton's concave side starts from.
    var x = guess ?? exp((log(p) + log(alpha) + logBeta(alpha, beta)) / alpha)
    if !(x > 0 && x < 1) { x = alpha / (alpha + beta) }
    for _ in 0..<200 {
      let excess = cdf(x) - p
      if excess > 0 { high = x } else { low = x }
      let newton = x - excess / density(x)
      let next = newton > low && newton < high ? newton : 0.5 * (low + high)
      if abs(next - x) <= 2 * x.ulp { return next }
      x = next
    }
    return x
  }
}
