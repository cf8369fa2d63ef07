/// Which parameters move together, by name, and how strongly.
package struct Correlations: Hashable, Sendable {
  /// What the coefficients are.
  package enum Meaning: Hashable, Sendable {
    /// Spearman's rank correlations of the values; a Gaussian copula has them at score correlation 2 sin(π r / 6).
    /// Source: Kruskal (1958), *Ordinal measures of association*, JASA 53, 814-861, doi:10.2307/2281954.
    case spearman
    /// Correlations of the normal scores, as CITYREF-1 states them.
    case normalScores
  }

  /// Every two of `names` have the coefficient `value`; a pair is a block of two.
  package struct Block: Hashable, Sendable {
    package let names: [String]
    package let value: Double

    package init(_ names: [String], _ value: Double) { (self.names, self.value) = (names, value) }
  }

  package static let none = Correlations(meaning: .spearman, blocks: [])

  package let meaning: Meaning
  package let blocks: [Block]

  package init(meaning: Meaning, blocks: [Block]) { (self.meaning, self.blocks) = (meaning, blocks) }
}

/// What is wrong with correlations, with the facts to say it and to mend it.
package enum CorrelationFault: Error, Hashable, Sendable {
  case unknownParameter(String)
  /// Blocks need two different names at least.
  case tooFewNames([String])
  /// |value| >= 1 or NaN.
  case outOfRange(names: [String], value: Double)
  /// Two blocks give one pair different values.
  case conflict(String, String, Double, Double)
  /// No numbers can be correlated so; each repair mends one group of connected parameters.
  case notPositiveDefinite([CorrelationRepair])
}

extension CorrelationFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknownParameter(let name): "a correlation names '\(name)', which is not an uncertain parameter"
    case .tooFewNames(let names): "a correlation of \(quoted(names)); expected at least two different names"
    case .outOfRange(let names, let value): "the correlation \(value) of \(quoted(names)); expected a number between -1 and 1"
    case .conflict(let a, let b, let first, let second): "'\(a)' and '\(b)' have the correlations \(first) and \(second); expected one"
    case .notPositiveDefinite(let repairs): repairs.map(\.description).joined(separator: "; ")
    }
  }
}

/// The nearest possible correlations of a group of parameters whose stated ones contradict each other.
package struct CorrelationRepair: Hashable, Sendable, CustomStringConvertible {
  package let names: [String]
  /// Of the stated score correlations; a possible matrix has none at 0 or below.
  package let smallestEigenvalue: Double
  /// Row by row, in the meaning that the user stated; pairs without a coefficient are stated as 0.
  package let stated: [[Double]]
  package let nearest: [[Double]]
  /// Frobenius distance between the stated and the nearest score correlations.
  package let distance: Double

  /// The pair whose coefficient the repair changes most.
  package var largestChange: (first: String, second: String, stated: Double, nearest: Double) {
    let pairs = names.indices.flatMap { j in (0..<j).map { (i: $0, j: j) } }
    let change = { (pair: (i: Int, j: Int)) in abs(nearest[pair.i][pair.j] - stated[pair.i][pair.j]) }
    guard let most = pairs.max(by: { change($0) < change($1) }) else { preconditionFailure("a repair of fewer than two parameters") }
    return (names[most.i], names[most.j], stated[most.i][most.j], nearest[most.i][most.j])
  }

  package var description: String {
    "the correlations of \(quoted(names)) contradict each other (smallest eigenvalue \(threeDecimals(smallestEigenvalue))); "
      + "the nearest possible ones lie at Frobenius distance \(threeDecimals(distance))"
  }

  /// `that of 'a' and 'b' most, from 0.9 to 0.78`, as the rest of a sentence about what the repair changes.
  package var wordsOfLargestChange: String {
    let change = largestChange
    return "that of '\(change.first)' and '\(change.second)' most, from \(threeDecimals(change.stated)) to \(threeDecimals(change.nearest))"
  }
}

private func quoted(_ names: [String]) -> String { names.map { "'\($0)'" }.joined(separator: ", ") }

/// For messages; the value itself is kept whole.
private func threeDecimals(_ x: Double) -> Double { (x * 1000).rounded() / 1000 }
