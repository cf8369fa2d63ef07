import Sampling

/// Polynomials that are orthonormal under the distribution of one input.
///
/// Xiu & Karniadakis (2002), *SIAM J. Sci. Comput.* 24(2), 619-644, doi:10.1137/S1064827501387826.
package enum PolynomialFamily: Hashable, Sendable {
  /// For an argument uniform on -1 … 1.
  case legendre
  /// For a standard normal argument.
  case hermite

  /// The argument at a probability. Any input with distribution function F is reached by way of its own probability u = F(x)
  /// (isoprobabilistic transform); choose the family in whose argument the model is smoother: Legendre for a bounded input, Hermite
  /// for a normal or lognormal one.
  package func argument(atProbability u: Double) -> Double {
    switch self {
    case .legendre: 2 * u - 1
    case .hermite: normalQuantile(u)
    }
  }

  /// The polynomials of degree 0 … `degree` at `x`, each of mean square one.
  ///
  /// Recurrences DLMF 18.9.1 with table 18.9.1; norms 1 / (2k + 1) of Legendre's P_k and k! of Hermite's He_k.
  package func values(at x: Double, degree: Int) -> [Double] {
    var plain = [1, x]
    for k in 1..<max(degree, 1) {
      let n = Double(k)
      switch self {
      case .legendre: plain.append(((2 * n + 1) * x * plain[k] - n * plain[k - 1]) / (n + 1))
      case .hermite: plain.append(x * plain[k] - n * plain[k - 1])
      }
    }
    var factorial = 1.0
    return (0...degree).map { k in
      factorial *= Double(max(k, 1))
      return self == .legendre ? plain[k] * Double(2 * k + 1).squareRoot() : plain[k] / factorial.squareRoot()
    }
  }
}
