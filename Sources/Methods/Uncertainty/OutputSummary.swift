/// What some draws of one output say, in the unit of the output.
package struct OutputSummary: Hashable, Sendable {
  package let count: Int
  package let mean: Double
  /// Of the draws, with count - 1 below; in the unit squared.
  package let variance: Double
  package let min: Double
  package let max: Double
  /// One for each probability that the ensemble was asked for, in that order; wrong by `EnsembleResults.quantileError` at most.
  package let quantiles: [Double]

  package var standardDeviation: Double { variance.squareRoot() }

  /// Monte Carlo error of the mean; for independent draws.
  package var standardError: Double { (variance / Double(count)).squareRoot() }
}

/// A line that an output should stay at or below. An output may have several, or none.
package struct OutputLimit: Hashable, Sendable {
  /// Row of the output.
  package let row: Int
  /// In the unit of the output.
  package let value: Double

  package init(row: Int, value: Double) { (self.row, self.value) = (row, value) }
}

/// How surely an output stays at or below a limit, and by how much it does not; in the unit of the output.
package struct LimitSummary: Hashable, Sendable {
  /// Draws at or below the limit.
  package let kept: Proportion
  /// Mean of max(0, output - limit) over all draws.
  package let shortfall: Estimate
  /// Mean of output - limit over the draws that exceed it; nil where none does.
  package let overrun: Estimate?
}

/// A mean and its Monte Carlo error, for independent draws.
package struct Estimate: Hashable, Sendable {
  package let value: Double
  /// Nil where a single draw gives no idea of it.
  package let standardError: Double?
}

/// All that an ensemble was asked, by row and by limit. The same bytes for any division of the draws into blocks and threads.
package struct EnsembleResults: Sendable {
  /// The probabilities of the `quantiles` in every summary.
  package let probabilities: [Double]
  /// Relative error bound of the quantiles: 0 where the draws were kept, otherwise 2^-11 (0.0488 %). For a quantile between a
  /// negative and a positive draw it is relative to the greater magnitude.
  package let quantileError: Double
  /// By row.
  package let outputs: [HalfSampled<OutputSummary>]
  /// In the order that the limits were given in.
  package let limits: [HalfSampled<LimitSummary>]
}
