import Sampling

/// The levers that a plan gives a distribution, and how they move together.
package struct UncertainLevers: Sendable {
  /// Row of each parameter in the model's `LeverLayout`.
  package var rows: [Int]
  package var parameters: [UncertainParameter]
  package var correlations: Correlations

  package init(rows: [Int], parameters: [UncertainParameter], correlations: Correlations) {
    self.rows = rows
    self.parameters = parameters
    self.correlations = correlations
  }

  package static let none = UncertainLevers(rows: [], parameters: [], correlations: .none)

  package var isEmpty: Bool { rows.isEmpty }
}
