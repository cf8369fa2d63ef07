import Foundation
import Statistics

struct Moments: Hashable, Sendable {
  let mean: Double
  let sd: Double

  init(mean: Double, sd: Double) { (self.mean, self.sd) = (mean, sd) }

  /// From E[Y] and E[Y²] of Y = (X - origin) / scale.
  fileprivate init(origin: Double, scale: Double, first: Double, second: Double) {
    self.init(mean: origin + scale * first, sd: scale * max(second - first * first, 0).squareRoot())
  }
}

extension Distribution {
  package var mean: Double { moments.mean }
  /// The standard deviation.
  package var sd: Double { moments.sd }

  private var moments: Moments {
    if let steps { return steps.moments }
    let (narrowest, low, high) = untruncated
    return narrowest.moments(from: low, to: high)
  }

  /// The distribution inside all truncations, and the interval they leave.
  private var untruncated: (Distribution, low: Double, high: Double) {
    guard case .truncated(let whole, let low, let high) = self else { return (self, -.infinity, .infinity) }
    let (inner, innerLow, innerHigh) = whole.untruncated
    return (inner, max(low, innerLow), min(high, innerHigh))
  }

  /// Mean and standard deviation between `from` and `to`, each in closed form.
  /// Source: Johnson, Kotz & Balakrishnan, *Continuous Univariate Distributions*, 2nd ed., §13.10.1 (normal), §14.8 (lognormal).
  private func moments(from: Double, to: Double) -> Moments {
    switch self {
    case .normal(let mean, let sd): normalMoments(mean, sd, (from - mean) / sd, (to - mean) / sd)
    case .lognormal(let mu, let sigma):
      lognormalMoments(mu, sigma, from <= 0 ? -.infinity : (log(from) - mu) / sigma, to <= 0 ? -.infinity : (log(to) - mu) / sigma)
    case .triangular(let low, let mode, let high): triangularMoments(low, mode, high, max(from, low), min(to, high))
    case .pert(let low, let mode, let high):
      pertMoments(pertShape(low, mode, high), low, high - low, max(from, low), min(to, high))
    case .uniform(let low, let high): uniformMoments(max(from, low), min(to, high))
    case .logUniform(let low, let high): logUniformMoments(max(from, low), min(to, high))
    case .discrete, .empirical, .truncated: preconditionFailure("\(self) is not one of the smooth distributions")
    }
  }
}

/// φ(z), the standard normal density.
package func normalDensity(_ z: Double) -> Double { exp(-0.5 * z * z) / (2 * .pi).squareRoot() }

/// Φ(b) - Φ(a), from the tail that keeps the digits.
private func normalMass(_ a: Double, _ b: Double) -> Double { a > 0 ? normalCDF(-a) - normalCDF(-b) : normalCDF(b) - normalCDF(a) }

private func normalMoments(_ mean: Double, _ sd: Double, _ a: Double, _ b: Double) -> Moments {
  let mass = normalMass(a, b)
  let first = (normalDensity(a) - normalDensity(b)) / mass
  let slope = (a.isInfinite ? 0 : a * normalDensity(a)) - (b.isInfinite ? 0 : b * normalDensity(b))
  return Moments(origin: mean, scale: sd, first: first, second: 1 + slope / mass)
}

private func lognormalMoments(_ mu: Double, _ sigma: Double, _ a: Double, _ b: Double) -> Moments {
  let mass = normalMass(a, b)
  let first = exp(0.5 * sigma * sigma) * normalMass(a - sigma, b - sigma) / mass
  if a == -.infinity && b == .infinity {
    return Moments(mean: exp(mu) * first, sd: exp(mu) * first * expm1(sigma * sigma).squareRoot())
  }
  let second = exp(2 * sigma * sigma) * normalMass(a - 2 * sigma, b - 2 * sigma) / mass
  return Moments(origin: 0, scale: exp(mu), first: first, second: second)
}

/// Three-point Gauss-Legendre on each side of the mode, exact for polynomials of degree 5; density times x² has degree 3.
private func triangularMoments(_ low: Double, _ mode: Double, _ high: Double, _ from: Double, _ to: Double) -> Moments {
  var (mass, first, second) = (0.0, 0.0, 0.0)
  for (start, end, foot) in [(min(from, mode), min(to, mode), low), (max(from, mode), max(to, mode), high)] where end > start {
    for (node, weight) in [(-0.6.squareRoot(), 5.0 / 18), (0, 8.0 / 18), (0.6.squareRoot(), 5.0 / 18)] {
      let x = 0.5 * (start + end) + 0.5 * (end - start) * node
      let part = weight * (end - start) * (x - foot) / (mode - foot)
      let y = x - mode
      mass += part
      first += part * y
      second += part * y * y
    }
  }
  return Moments(origin: mode, scale: 1, first: first / mass, second: second / mass)
}

/// E[Bᵏ; B < x] = E[Bᵏ] I_x(α + k, β).
private func pertMoments(_ shape: BetaDistribution, _ low: Double, _ width: Double, _ from: Double, _ to: Double) -> Moments {
  let (a, b) = ((from - low) / width, (to - low) / width)
  func part(_ power: Double) -> Double {
    let shifted = BetaDistribution(alpha: shape.alpha + power, beta: shape.beta)
    return shifted.cdf(b) - shifted.cdf(a)
  }
  let sum = shape.alpha + shape.beta
  let first = shape.alpha / sum
  let second = first * (shape.alpha + 1) / (sum + 1)
  return Moments(origin: low, scale: width, first: first * part(1) / part(0), second: second * part(2) / part(0))
}

private func uniformMoments(_ low: Double, _ high: Double) -> Moments {
  Moments(mean: 0.5 * (low + high), sd: (high - low) / 12.squareRoot())
}

private func logUniformMoments(_ low: Double, _ high: Double) -> Moments {
  let span = log(high / low)
  let first = (high / low - 1) / span
  return Moments(origin: 0, scale: low, first: first, second: first * (high / low + 1) / 2)
}
