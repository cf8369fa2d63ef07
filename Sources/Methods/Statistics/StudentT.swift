import Foundation

/// Student's t distribution, which carries the uncertainty of a fitted line with few points.
package struct StudentT: Sendable {
  package let degreesOfFreedom: Double

  package init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "degrees of freedom must be positive, not \(degreesOfFreedom)")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// P(T <= t).
  package func cdf(_ t: Double) -> Double { t < 0 ? upperTail(-t) : 1 - upperTail(t) }

  /// The t that P(T <= t) = p holds for; infinite at 0 and 1.
  ///
  /// Bracketed Newton steps on the upper tail, which keeps its digits where the cdf is near 1.
  package func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a probability lies between 0 and 1, not \(p)")
    if p == 0.5 { return 0 }
    if p < 0.5 { return p == 0 ? -.infinity : -upperQuantile(p) }
    return p == 1 ? .infinity : upperQuantile(1 - p)
  }

  /// P(T > t) for t >= 0: half of I_x(ν/2, 1/2) at x = ν / (ν + t²).
  private func upperTail(_ t: Double) -> Double {
    let ratio = t * t / degreesOfFreedom
    return 0.5 * regularisedIncompleteBeta(x: 1 / (1 + ratio), complement: ratio / (1 + ratio), degreesOfFreedom / 2, 0.5)
  }

  private func density(_ t: Double) -> Double {
    let v = degreesOfFreedom
    return exp(-logBeta(v / 2, 0.5) - 0.5 * log(v) - (v + 1) / 2 * log(1 + t * t / v))
  }

  /// The t > 0 with `tail` above it, for `tail` in (0, 0.5).
  private func upperQuantile(_ tail: Double) -> Double {
    var (low, high) = (0.0, 1.0)
    while upperTail(high) > tail && high < .greatestFiniteMagnitude / 4 { (low, high) = (high, 2 * high) }
    var t = 0.5 * (low + high)
    for _ in 0..<200 {
      let excess = upperTail(t) - tail
      if excess > 0 { low = t } else { high = t }
      let newton = t + excess / density(t)
      let next = newton > low && newton < high ? newton : 0.5 * (low + high)
      if abs(next - t) <= 2 * t.ulp { return next }
      t = next
    }
    return t
  }
}

/// I_x(a, b), with `complement` = 1 - x given separately so that neither end loses digits.
///
/// Source: NIST *Digital Library of Mathematical Functions*, §8.17(v), continued fraction 8.17.22 by Lentz's method,
/// and the symmetry 8.17.4 where it converges faster.
func regularisedIncompleteBeta(x: Double, complement: Double, _ a: Double, _ b: Double) -> Double {
  if x <= 0 { return 0 }
  if complement <= 0 { return 1 }
  let front = exp(a * log(x) + b * log(complement) - logBeta(a, b))
  return x < (a + 1) / (a + b + 2)
    ? front / a / betaContinuedFraction(x, a, b)
    : 1 - front / b / betaContinuedFraction(complement, b, a)
}

/// 1 + d₁/(1 + d₂/(1 + …)) of DLMF 8.17.22; needs about √max(a, b) terms.
private func betaContinuedFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
  let tiny = 1e-300
  var (c, d, fraction) = (1.0, 0.0, 1.0)
  for k in 1...100_000 {
    let m = Double(k / 2)
    let term =
      k.isMultiple(of: 2)
      ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 + term * d
    d = 1 / (abs(d) < tiny ? tiny : d)
    c = 1 + term / c
    c = abs(c) < tiny ? tiny : c
    fraction *= c * d
    if abs(c * d - 1) <= .ulpOfOne { break }
  }
  return fraction
}

func logBeta(_ a: Double, _ b: Double) -> Double { logGamma(a) + logGamma(b) - logGamma(a + b) }

private func logGamma(_ x: Double) -> Double {
  let (value, _): (Double, Int) = lgamma(x)
  return value
}
