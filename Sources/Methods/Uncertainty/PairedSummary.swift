/// One output of two scenarios A and B on the same draws: what they share falls out of the difference, so it is known far better
/// than from separate draws.
package struct PairedComparison: Sendable {
  /// Draws of A - B, in the unit of the output; its `standardError` is the error of the mean difference.
  package let difference: HalfSampled<OutputSummary>
  /// Draws in which A is at or below B: the probability of it and its interval.
  package let atMost: HalfSampled<Proportion>
  /// The error of the mean difference if as many draws of A and of B had been independent.
  package let independentStandardError: Double
}

/// Gathers the differences of two scenarios draw by draw; used like `EnsembleSummary`, beside the summaries of both scenarios.
package struct PairedSummary: Sendable {
  private var differences: EnsembleSummary

  package init(
    rows: Int, quantiles: [Double] = EnsembleSummary.defaultProbabilities, expectedDraws: Int, byteBudget: Int = 512 << 20
  ) {
    differences = EnsembleSummary(
      rows: rows, limits: (0..<rows).map { OutputLimit(row: $0, value: 0) }, quantiles: quantiles, expectedDraws: expectedDraws,
      byteBudget: byteBudget)
  }

  /// Takes the same rows and draws of both scenarios.
  package mutating func absorb(_ a: OutputBlock, _ b: OutputBlock) throws(UncertaintyError) {
    precondition(a.rows == b.rows && a.draws == b.draws && a.first == b.first, "paired blocks hold the same rows and draws")
    let difference = UnsafeMutablePointer<Double>.allocate(capacity: a.rows.count * a.draws)
    defer { difference.deallocate() }
    for i in 0..<a.rows.count {
      let (target, x, y) = (difference + i * a.draws, a.start + i * a.rowStride, b.start + i * b.rowStride)
      for j in 0..<a.draws { target[j] = x[j] - y[j] }
    }
    try differences.absorb(OutputBlock(difference, rows: a.rows, draws: a.draws, rowStride: a.draws, first: a.first))
  }

  package mutating func merge(_ other: PairedSummary) { differences.merge(other.differences) }

  /// One comparison for each row.
  /// - Parameter a: results of scenario A over the same draws; likewise `b`.
  package func finish(_ a: EnsembleResults, _ b: EnsembleResults) -> [PairedComparison] {
    let results = differences.finish()
    precondition(a.outputs.count == results.outputs.count && b.outputs.count == results.outputs.count, "scenarios with other outputs")
    return results.outputs.indices.map { row in
      let (errorA, errorB) = (a.outputs[row].whole.standardError, b.outputs[row].whole.standardError)
      return PairedComparison(
        difference: results.outputs[row],
        atMost: HalfSampled { results.limits[row][$0].kept },
        independentStandardError: (errorA * errorA + errorB * errorB).squareRoot())
    }
  }
}
