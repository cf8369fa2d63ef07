import Foundation

/// One product of polynomials of single inputs; without factors the constant.
package struct PolynomialTerm: Hashable, Sendable {
  /// Inputs in rising order with the degree, at least 1, of each.
  package let factors: [Factor]

  package struct Factor: Hashable, Sendable {
    package let input: Int
    package let degree: Int

    package init(input: Int, degree: Int) {
      self.input = input
      self.degree = degree
    }
  }

  package init(_ factors: [Factor]) { self.factors = factors }
}

/// Which products are tried: total degree up to `degree`, thinned by a hyperbola and by the number of inputs in a product.
///
/// A term belongs when (Σ αᵢ^q)^(1/q) ≤ degree; q = 1 keeps all, less keeps fewer products of many inputs.
/// Blatman & Sudret (2011), *J. Comput. Phys.* 230(6), 2345-2367, §3.2, doi:10.1016/j.jcp.2010.12.021.
package struct PolynomialTruncation: Hashable, Sendable {
  package let degree: Int
  package let hyperbolicNorm: Double
  package let mostInputs: Int

  package init(degree: Int, hyperbolicNorm: Double = 1, mostInputs: Int = .max) {
    precondition(degree >= 1, "a degree of at least 1")
    precondition(hyperbolicNorm > 0 && hyperbolicNorm <= 1, "the norm lies above 0 and at most at 1, not \(hyperbolicNorm)")
    precondition(mostInputs >= 1, "a term holds at least one input")
    self.degree = degree
    self.hyperbolicNorm = hyperbolicNorm
    self.mostInputs = mostInputs
  }

  /// The terms for `inputs` inputs: the constant, then by total degree, then by their inputs.
  package func terms(inputs: Int) -> [PolynomialTerm] {
    var found: [PolynomialTerm] = []
    extend([], from: 0, inputs: inputs, into: &found)
    return found.enumerated().sorted { ($0.element.totalDegree, $0.offset) < ($1.element.totalDegree, $1.offset) }.map(\.element)
  }

  private func extend(_ factors: [PolynomialTerm.Factor], from first: Int, inputs: Int, into found: inout [PolynomialTerm]) {
    found.append(PolynomialTerm(factors))
    if factors.count == mostInputs { return }
    for input in first..<max(inputs, first) {
      for degree in 1...self.degree {
        let longer = factors + [.init(input: input, degree: degree)]
        if !holds(longer) { break }
        extend(longer, from: input + 1, inputs: inputs, into: &found)
      }
    }
  }

  /// A little room, because the powers of exact cases are rounded.
  private func holds(_ factors: [PolynomialTerm.Factor]) -> Bool {
    let norm = factors.reduce(0) { $0 + pow(Double($1.degree), hyperbolicNorm) }
    return norm <= pow(Double(degree), hyperbolicNorm) * (1 + 1e-12)
  }
}

extension PolynomialTerm {
  fileprivate var totalDegree: Int { factors.reduce(0) { $0 + $1.degree } }
}
