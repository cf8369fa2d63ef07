import LinearAlgebra
import Sampling
import Sensitivity

extension SensitivityStudy {
  func analysed() throws(SensitivityError) -> SensitivityOutcome {
    switch request.method {
    case .sobol, .groupedSobol: try sobol()
    case .morris: try morris()
    case .regression: try regression(.values)
    case .rankRegression: try regression(.ranks)
    case .polynomialChaos: try polynomialChaos()
    case .pawn: try pawn()
    case .tornado: try tornado()
    }
  }

  private func outcome(
    _ columns: [String], _ rows: [(name: String, values: [Double?])], evaluations: Int, quality: [(name: String, value: Double)] = []
  ) -> SensitivityOutcome {
    SensitivityOutcome(
      request: request, validity: request.method.validity(dependence: dependence), evaluations: evaluations, columns: columns, rows: rows,
      quality: quality)
  }

  /// Levers that hang together are one group; its two samples are then drawn with their correlations.
  private func sobol() throws(SensitivityError) -> SensitivityOutcome {
    let groups = dependence.independentGroups
    let (a, b) = dependence.isIndependent ? independentPoints() : correlatedPoints()
    let design = SaltelliDesign(a: a, b: b, groups: groups, secondOrder: false)
    var outputs: [Double] = []
    for first in stride(from: 0, to: design.basePoints, by: 1024) {
      outputs += try evaluated(design.matrix(basePoints: first..<min(first + 1024, design.basePoints)))
    }
    let indices = try SobolIndices(outputs: outputs, layout: design.layout, bootstrap: Bootstrap(seed: request.seed))
    let rows = groups.names.enumerated().map { g, name in
      (name, [indices.first[g], indices.confidence?.first[g], indices.total[g], indices.confidence?.total[g]])
    }
    return outcome(["S1", "S1_conf", "ST", "ST_conf"], rows, evaluations: outputs.count)
  }

  private func independentPoints() -> (Matrix, Matrix) {
    let points: (a: Matrix, b: Matrix)
    do {
      points = try SaltelliDesign.sobolPoints(names: names, count: request.size, seed: request.seed)
    } catch {
      // More levers than half the dimensions of the Sobol' sequence.
      points = SaltelliDesign.randomPoints(names: names, count: request.size, seed: request.seed)
    }
    return (quantiles(points.a), quantiles(points.b))
  }

  /// The second sample takes the draws after those of the first, so the two are independent.
  private func correlatedPoints() -> (Matrix, Matrix) {
    (sampler.draws(count: request.size), sampler.draws(first: UInt64(request.size), count: request.size))
  }

  /// The grid runs from P1 to P99: a distribution without ends has no values at probabilities 0 and 1.
  private func morris() throws(SensitivityError) -> SensitivityOutcome {
    let trajectories = try MorrisTrajectories.random(names: names, count: request.size, seed: request.seed)
    let design = trajectories.matrix { distributions[$0].quantile(0.01 + 0.98 * $1) }
    let effects = try MorrisEffects(
      inputs: design, outputs: evaluated(design), groups: trajectories.groups, levels: trajectories.levels,
      bootstrap: Bootstrap(seed: request.seed))
    let rows = names.indices.map { i in (names[i], [effects.muStar[i], effects.muStarConfidence?[i], effects.mu[i], effects.sigma[i]]) }
    return outcome(["mu_star", "mu_star_conf", "mu", "sigma"], rows, evaluations: design.columns)
  }

  private func regression(_ scale: RegressionIndices.Scale) throws(SensitivityError) -> SensitivityOutcome {
    let draws = sampler.draws(count: request.size)
    let indices = try RegressionIndices(inputs: draws, outputs: evaluated(draws), names: names, on: scale)
    let columns = scale == .values ? ["SRC", "PCC"] : ["SRRC", "PRCC"]
    let rows = names.indices.map { i in (names[i], [indices.standardised[i], indices.partial[i]] as [Double?]) }
    return outcome(columns, rows, evaluations: draws.columns, quality: [("R2", indices.rSquared)])
  }

  /// Legendre polynomials of the levers' probabilities, at most two levers in a term, chosen one by one.
  private func polynomialChaos() throws(SensitivityError) -> SensitivityOutcome {
    let probabilities = independentProbabilities()
    var arguments = probabilities
    for i in 0..<arguments.rows {
      for n in 0..<arguments.columns { arguments[i, n] = PolynomialFamily.legendre.argument(atProbability: probabilities[i, n]) }
    }
    let chaos = try PolynomialChaos(
      arguments: arguments, families: names.map { _ in .legendre }, outputs: evaluated(quantiles(probabilities)),
      truncation: PolynomialTruncation(degree: 3, hyperbolicNorm: 0.75, mostInputs: 2), fit: .sparse)
    let indices = chaos.indices()
    let rows = names.indices.map { i in (names[i], [indices.first[i], indices.total[i]] as [Double?]) }
    return outcome(
      ["S1", "ST"], rows, evaluations: probabilities.columns, quality: [("leave_one_out", chaos.leaveOneOutError), ("R2", chaos.rSquared)])
  }

  private func independentProbabilities() -> Matrix {
    SaltelliDesign.randomPoints(names: names, count: request.size, seed: request.seed).a
  }

  private func pawn() throws(SensitivityError) -> SensitivityOutcome {
    let draws = sampler.draws(count: request.size)
    let indices = try PawnIndices(inputs: draws, outputs: evaluated(draws), dummies: .init(seed: request.seed))
    let rows = names.indices.map { i in (names[i], [indices.median[i], indices.maximum[i]] as [Double?]) }
    return outcome(
      ["median", "maximum"], rows, evaluations: draws.columns,
      quality: indices.dummyThreshold.map { [("dummy_threshold", $0)] } ?? [])
  }

  /// One lever at a time at its P5 and P95, the others at their central values.
  private func tornado() throws(SensitivityError) -> SensitivityOutcome {
    let design = TornadoDesign(
      centre: inputs.uncertain.central(levers: inputs.levers), low: distributions.map { $0.quantile(0.05) },
      high: distributions.map { $0.quantile(0.95) })
    let bars = try design.bars(outputs: evaluated(design.matrix()))
    let rows = bars.map { bar in (names[bar.input], [bar.length, bar.atLow, bar.atCentre, bar.atHigh] as [Double?]) }
    return outcome(["length", "at_p5", "at_centre", "at_p95"], rows, evaluations: design.evaluations)
  }
}
