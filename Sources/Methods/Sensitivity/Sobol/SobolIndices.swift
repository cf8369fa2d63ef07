import LinearAlgebra

/// Which part of an output's variance belongs to which input or group of inputs.
///
/// `first` is what would go if the input were known; `total` is what would stay if all other inputs were known. Both lie between 0 and 1
/// and `first` ≤ `total` in truth; estimates may stray by their sampling error and are not cut. Valid for independent inputs or
/// independent groups only; see `SensitivityMethod.validity`.
package struct SobolIndices: Sendable {
  /// S1 of every group.
  package let first: [Double]
  /// ST of every group.
  package let total: [Double]
  /// S2 of every pair, symmetric with a zero diagonal, shape (groups, groups); nil when the design has no second order.
  package let second: Matrix?
  /// Half widths of symmetric intervals around the estimates; nil when none were asked for.
  package let confidence: Confidence?

  package struct Confidence: Sendable {
    /// The probability that an interval is to cover, such as 0.95.
    package let level: Double
    package let first: [Double]
    package let total: [Double]
    package let second: Matrix?
  }

  package init(first: [Double], total: [Double], second: Matrix? = nil, confidence: Confidence? = nil) {
    self.first = first
    self.total = total
    self.second = second
    self.confidence = confidence
  }
}

extension SobolIndices {
  /// The indices of outputs at Saltelli's design. The outputs are standardised first, because the estimators lose digits and gain
  /// variance when the mean is far from zero; SALib does the same, so that its numbers are these to rounding.
  ///
  /// Half widths are the normal quantile times the standard deviation over bootstrap resamples of the base points (Archer, Saltelli &
  /// Sobol' (1997), *J. Statist. Comput. Simul.* 58, 99-120, doi:10.1080/00949659708811825). The bootstrap takes base points for
  /// independent: it keeps its level with random points and is too wide, never too narrow, with a Sobol' sequence.
  /// - Parameters:
  ///   - outputs: one number for every evaluation, in the order of `layout`.
  ///   - bootstrap: nil for estimates without intervals.
  /// - Complexity: with R resamples, N base points and G groups about 4 R N G operations, and 2 R N G² for second order.
  /// - Throws: `.wrongOutputCount`, `.tooFew`, `.notFinite`, `.constantOutput`.
  package init(outputs: [Double], layout: SaltelliLayout, bootstrap: Bootstrap? = nil) throws(SensitivityError) {
    let points = try layout.basePoints(outputs: outputs.count)
    if points < 2 { throw .tooFew(what: "base points", found: points, needed: 2) }
    try outputs.requireVariation()
    let sums = SobolSums(outputs: outputs, layout: layout, resamples: bootstrap?.counts(of: points))
    let estimates = (0..<sums.resamples).map { sums.indices(resample: $0) }
    let sample = estimates[0]
    self.init(
      first: sample.first, total: sample.total, second: sample.second,
      confidence: bootstrap.map { Confidence(spreadOf: estimates.dropFirst(), bootstrap: $0) })
  }
}

extension SobolIndices.Confidence {
  fileprivate init(spreadOf resamples: ArraySlice<SobolIndices>, bootstrap: Bootstrap) {
    level = bootstrap.level
    let groups = resamples.first?.first.count ?? 0
    first = (0..<groups).map { j in bootstrap.halfWidth(resamples.map { $0.first[j] }) }
    total = (0..<groups).map { j in bootstrap.halfWidth(resamples.map { $0.total[j] }) }
    let pairs = resamples.compactMap(\.second)
    guard !pairs.isEmpty else {
      second = nil
      return
    }
    var widths = Matrix(rows: groups, columns: groups)
    for j in 0..<groups {
      for k in 0..<groups where k != j { widths[j, k] = bootstrap.halfWidth(pairs.map { $0[j, k] }) }
    }
    second = widths
  }
}
