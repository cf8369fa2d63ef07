import LinearAlgebra
import Sensitivity

/// The indices of one output, in a form that is the same for all methods.
package struct SensitivityIndices: Sendable {
  /// A column of indices under SALib's key where SALib has one.
  package struct Column: Sendable {
    package let key: String
    /// One for each name; nil where the index has no meaning.
    package let values: [Double?]
    /// Half widths of the intervals.
    package let confidence: [Double]?
  }

  /// Indices of pairs, the upper triangle of symmetric matrices.
  package struct Pairs: Sendable {
    package let key: String
    package let values: Matrix
    package let confidence: Matrix?
  }

  /// How far a fit may be trusted.
  package enum Trust: Hashable, Sendable {
    /// The share of the variance that a straight line explains, of values and of ranks.
    case straightLine(rSquared: Double, rankRSquared: Double)
    /// Over the variance of the output; terms kept, degree tried.
    case polynomial(leaveOneOutError: Double, terms: Int, degree: Int)
  }

  package let analysis: SensitivityAnalysis
  package let output: String
  package let evaluations: Int
  /// Of inputs or groups.
  package let names: [String]
  package let columns: [Column]
  package let pairs: Pairs?
  package let trust: Trust?
}

extension SensitivityIndices {
  init(_ sobol: SobolIndices, _ analysis: SensitivityAnalysis, _ groups: InputGroups, _ output: String, _ evaluations: Int) {
    self.init(
      analysis: analysis, output: output, evaluations: evaluations, names: groups.names,
      columns: [
        Column(key: "S1", values: sobol.first, confidence: sobol.confidence?.first),
        Column(key: "ST", values: sobol.total, confidence: sobol.confidence?.total),
      ],
      pairs: sobol.second.map { Pairs(key: "S2", values: $0, confidence: sobol.confidence?.second) }, trust: nil)
  }

  init(_ morris: MorrisEffects, _ analysis: SensitivityAnalysis, _ groups: InputGroups, _ output: String, _ evaluations: Int) {
    self.init(
      analysis: analysis, output: output, evaluations: evaluations, names: groups.names,
      columns: [
        Column(key: "mu", values: morris.mu, confidence: nil),
        Column(key: "mu_star", values: morris.muStar, confidence: morris.muStarConfidence),
        Column(key: "sigma", values: morris.sigma, confidence: nil),
      ], pairs: nil, trust: nil)
  }

  init(
    _ values: RegressionIndices, ranks: RegressionIndices, _ analysis: SensitivityAnalysis, _ names: [String], _ output: String,
    _ evaluations: Int
  ) {
    self.init(
      analysis: analysis, output: output, evaluations: evaluations, names: names,
      columns: [
        Column(key: "SRC", values: values.standardised, confidence: nil), Column(key: "PCC", values: values.partial, confidence: nil),
        Column(key: "SRRC", values: ranks.standardised, confidence: nil), Column(key: "PRCC", values: ranks.partial, confidence: nil),
      ], pairs: nil, trust: .straightLine(rSquared: values.rSquared, rankRSquared: ranks.rSquared))
  }

  init(_ chaos: PolynomialChaos, _ analysis: SensitivityAnalysis, _ groups: InputGroups, _ output: String, _ evaluations: Int) {
    let indices = chaos.indices(groups: groups)
    let degree = chaos.terms.map { term in term.factors.reduce(0) { $0 + $1.degree } }.max() ?? 0
    self.init(
      analysis: analysis, output: output, evaluations: evaluations, names: groups.names,
      columns: [
        Column(key: "S1", values: indices.first, confidence: nil), Column(key: "ST", values: indices.total, confidence: nil),
      ],
      pairs: indices.second.map { Pairs(key: "S2", values: $0, confidence: nil) },
      trust: .polynomial(leaveOneOutError: chaos.leaveOneOutError, terms: chaos.terms.count, degree: degree))
  }

  init(_ pawn: PawnIndices, _ analysis: SensitivityAnalysis, _ names: [String], _ output: String, _ evaluations: Int) {
    self.init(
      analysis: analysis, output: output, evaluations: evaluations, names: names,
      columns: [("minimum", pawn.minimum), ("mean", pawn.mean), ("median", pawn.median), ("maximum", pawn.maximum)].map {
        Column(key: $0.0, values: $0.1, confidence: nil)
      }, pairs: nil, trust: nil)
  }
}
