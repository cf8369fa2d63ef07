import LinearAlgebra

/// What one step of each input does to an output, over many starting points: a screening of which inputs matter at all.
///
/// A great `muStar` with a small `sigma` is a straight, lonely effect; a great `sigma` a curved one or one that hangs on other inputs.
/// Valid for independent inputs or independent groups only.
package struct MorrisEffects: Sendable {
  /// μ, the mean elementary effect of each group, over its inputs; effects of opposite sign cancel.
  package let mu: [Double]
  /// μ*, the mean of absolute effects.
  package let muStar: [Double]
  /// σ, the standard deviation of the effects (divisor n - 1); nil for a group of several inputs, where it has no meaning.
  package let sigma: [Double?]
  /// Half widths of symmetric intervals around μ*; nil when none were asked for.
  package let muStarConfidence: [Double]?

  /// - Parameters:
  ///   - inputs: the design's points, shape (inputs, evaluations), trajectory by trajectory; any increasing function of the grid will do,
  ///     because without `scaled` only the direction of a move is read.
  ///   - outputs: one number for every evaluation.
  ///   - levels: levels of the grid.
  ///   - scaled: the effects are multiplied by the ratio of standard deviations of input and output along the trajectory and divided by
  ///     the step in the input's unit, so that outputs of different units compare. Sin & Gernaey (2009), *Comput. Aided Chem. Eng.* 26,
  ///     925-930, doi:10.1016/S1570-7946(09)70154-3.
  ///   - bootstrap: resamples whole trajectories, which are the independent draws of this design.
  /// - Throws: `.outputsForOtherInputs`, `.wrongOutputCount`, `.tooFew`, `.notFinite`, `.constantOutput`, `.oddLevels`.
  package init(
    inputs: Matrix, outputs: [Double], groups: InputGroups, levels: Int, scaled: Bool = false, bootstrap: Bootstrap? = nil
  ) throws(SensitivityError) {
    precondition(groups.inputCount == inputs.rows, "groups of \(groups.inputCount) inputs for a design of \(inputs.rows)")
    if levels < 2 || levels % 2 != 0 { throw .oddLevels(levels) }
    if outputs.count != inputs.columns { throw .outputsForOtherInputs(outputs: outputs.count, evaluations: inputs.columns) }
    let pointsEach = groups.names.count + 1
    if outputs.count % pointsEach != 0 { throw .wrongOutputCount(found: outputs.count, evaluationsEach: pointsEach) }
    let count = outputs.count / pointsEach
    if count < 2 { throw .tooFew(what: "trajectories", found: count, needed: 2) }
    try outputs.requireVariation()

    let effects = ElementaryEffects(inputs: inputs, outputs: outputs, pointsEach: pointsEach, levels: levels, scaled: scaled)
    let (mu, muStar, sigma) = (effects.means, effects.absoluteMeans, effects.standardDeviations)
    let members = groups.names.indices.map(groups.inputs(of:))
    self.mu = members.map { mean(mu, of: $0) }
    self.muStar = members.map { mean(muStar, of: $0) }
    self.sigma = members.map { $0.count == 1 ? sigma[$0[0]] : nil }
    muStarConfidence = bootstrap.map { bootstrap in
      let widths = effects.absoluteMeans(resampled: bootstrap.counts(of: count)).map(bootstrap.halfWidth)
      return members.map { mean(widths, of: $0) }
    }
  }
}

private func mean(_ values: [Double], of members: [Int]) -> Double {
  members.reduce(0) { $0 + values[$1] } / Double(members.count)
}
