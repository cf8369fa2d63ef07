import Sampling

/// What a plan gives a distribution, and how it moves together: levers of the model first, then figures of the plan.
package struct UncertainLevers: Sendable {
  /// Row of each uncertain lever in the model's `LeverLayout`.
  package var rows: [Int]
  /// The levers in the order of `rows`, then the figures in theirs.
  package var parameters: [UncertainParameter]
  package var correlations: Correlations
  package var figures: [UncertainFigure] = []
  /// What the figures reach.
  package var slots: [DrawnSlot] = []
  /// Groups of levers that are drawn with the nearest possible correlations, because those of the plan contradict each other and the
  /// user asked for it.
  package var repairs: [CorrelationRepair] = []

  package init(rows: [Int], parameters: [UncertainParameter], correlations: Correlations) {
    self.rows = rows
    self.parameters = parameters
    self.correlations = correlations
  }

  package static let none = UncertainLevers(rows: [], parameters: [], correlations: .none)

  package var isEmpty: Bool { parameters.isEmpty }

  /// The value of every parameter in a run without draws.
  /// - Parameter levers: central values of all levers.
  package func central(levers: [Double]) -> [Double] { rows.map { levers[$0] } + figures.map(\.central) }

  package func sampler(_ method: SamplingMethod, repairing: Bool = false) throws(SamplingError) -> Sampler {
    try Sampler(parameters, method: method, correlations: correlations, repairing: repairing || !repairs.isEmpty)
  }
}
