import Sampling

/// The levers that a plan gives a distribution, and how they move together.
package struct UncertainLevers: Sendable {
  /// Row of each parameter in the model's `LeverLayout`.
  package var rows: [Int]
  package var parameters: [UncertainParameter]
  package var correlations: Correlations
  /// Groups of levers that are drawn with the nearest possible correlations, because those of the plan contradict each other and the
  /// user asked for it.
  package var repairs: [CorrelationRepair] = []

  package init(rows: [Int], parameters: [UncertainParameter], correlations: Correlations) {
    self.rows = rows
    self.parameters = parameters
    self.correlations = correlations
  }

  package static let none = UncertainLevers(rows: [], parameters: [], correlations: .none)

  package var isEmpty: Bool { rows.isEmpty }

  package func sampler(_ method: SamplingMethod, repairing: Bool = false) throws(SamplingError) -> Sampler {
    try Sampler(parameters, method: method, correlations: correlations, repairing: repairing || !repairs.isEmpty)
  }
}
