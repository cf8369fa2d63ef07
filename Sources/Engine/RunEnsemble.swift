import Emissions
import LinearAlgebra
import Sampling
import Uncertainty

/// How often and from where a scenario is drawn.
package struct EnsembleRequest: Sendable, Hashable {
  package var draws: Int
  package var seed: UInt64
  /// Changes the time, not the figures.
  package var threads: Int

  package init(draws: Int, seed: UInt64, threads: Int) {
    self.draws = draws
    self.seed = seed
    self.threads = threads
  }
}

/// What a scenario's uncertain levers make of its emissions; t CO2e and EUR.
package struct EnsembleOutcome: Sendable {
  package var request: EnsembleRequest
  /// Names of the uncertain levers, sorted: their order in the plan changes nothing.
  package var parameters: [String]
  /// By sector and year, row `sector * years + year`.
  package var sectors: [HalfSampled<OutputSummary>]
  /// By year.
  package var total: [HalfSampled<OutputSummary>]
  package var cumulative: HalfSampled<OutputSummary>
  package var netPresentCost: HalfSampled<OutputSummary>
  /// Keeping the target, in its year; nil without a target.
  package var target: HalfSampled<LimitSummary>?
  /// Keeping the ceiling, for each year that has one.
  package var ceilings: [(year: Int, summary: HalfSampled<LimitSummary>)]
  package var carbonBudget: HalfSampled<LimitSummary>?
  /// Probabilities of the quantiles, and their relative error.
  package var probabilities: [Double]
  package var quantileError: Double
}

/// Draws a scenario many times: sample → evaluate → summarise, chunk by chunk, so that memory does not grow with the draws.
///
/// Draws belong to (seed, lever, index): scenarios of one plan see the same world in the same draw. Ceilings are taken as set; an
/// overrun that is carried forward depends on the draw and is left out.
/// - Throws: `.cannotCalibrate`, and `.notFinite` when a draw has no finite figure.
package func runEnsemble(_ inputs: ScenarioInputs, _ request: EnsembleRequest) throws(EngineError) -> EnsembleOutcome {
  let (model, _) = try calibrated(inputs)
  let kernel = EmissionKernel(model)
  let rows = EnsembleRows(model)
  let limits = rows.limits(inputs)
  var summary = EnsembleSummary(rows: rows.count, limits: limits.map(\.limit), expectedDraws: request.draws)
  var drawer = try LeverDrawer(inputs, seed: request.seed)
  let basis = OutcomeBasis(model, target: inputs.target, carbonBudget: inputs.carbonBudget)
  do {
    try kernel.forEachChunk(
      draws: request.draws, keeping: [.sectors, .total, .outcomes], basis: basis, threads: request.threads,
      sample: { range, levers throws(UncertaintyError) in drawer.fill(&levers, range) },
      consume: { range, _, result throws(UncertaintyError) in try rows.absorb(result, first: range.lowerBound, into: &summary) })
  } catch {
    throw .notFinite("\(error)")
  }
  return rows.outcome(summary.finish(), limits, inputs, request)
}

/// Fills a matrix of levers: central values, and draws in the rows of the uncertain ones.
struct LeverDrawer {
  private let central: [Double]
  private let rows: [Int]
  private let sampler: Sampler
  private var drawn = Matrix(rows: 0, columns: 0)

  /// The plan has been checked, so its levers can be drawn.
  init(_ inputs: ScenarioInputs, seed: UInt64) throws(EngineError) {
    central = inputs.levers
    rows = inputs.uncertain.rows
    do {
      sampler = try Sampler(
        inputs.uncertain.parameters, method: .plain(.philox(seed: seed)), correlations: inputs.uncertain.correlations)
    } catch {
      throw .cannotDraw("\(error)")
    }
  }

  mutating func fill(_ levers: inout Matrix, _ range: Range<Int>) {
    if drawn.columns != range.count { drawn = Matrix(rows: rows.count, columns: range.count) }
    sampler.fill(&drawn, first: UInt64(range.lowerBound), count: range.count)
    for row in 0..<levers.rows { for n in 0..<range.count { levers[row, n] = central[row] } }
    for (parameter, row) in rows.enumerated() { for n in 0..<range.count { levers[row, n] = drawn[parameter, n] } }
  }
}

/// Which row of the summary holds which figure: sectors by year, totals by year, cumulative emissions, net present cost.
private struct EnsembleRows {
  let years: [Int]
  let sectors: Range<Int>
  let total: Range<Int>
  var cumulative: Int { total.upperBound }
  var netPresentCost: Int { cumulative + 1 }
  var count: Int { netPresentCost + 1 }

  init(_ model: EmissionModel) {
    years = model.years
    sectors = 0..<model.sectors.count * years.count
    total = sectors.upperBound..<sectors.upperBound + years.count
  }

  enum Question: Hashable { case target, ceiling(Int), carbonBudget }

  func limits(_ inputs: ScenarioInputs) -> [(question: Question, limit: OutputLimit)] {
    var limits: [(Question, OutputLimit)] = []
    if let target = inputs.target, let t = years.firstIndex(of: target.year) {
      limits.append((.target, OutputLimit(row: total.lowerBound + t, value: target.level)))
    }
    for (t, ceiling) in (inputs.ceiling?.levels(years) ?? []).enumerated() {
      if let ceiling { limits.append((.ceiling(years[t]), OutputLimit(row: total.lowerBound + t, value: ceiling))) }
    }
    if let budget = inputs.carbonBudget { limits.append((.carbonBudget, OutputLimit(row: cumulative, value: budget))) }
    return limits
  }

  func absorb(_ result: EnsembleResult, first: Int, into summary: inout EnsembleSummary) throws(UncertaintyError) {
    try absorb(result.sectors, sectors, first, &summary)
    try absorb(result.total, total, first, &summary)
    for (row, outcome) in [(cumulative, OutcomeRow.cumulative), (netPresentCost, .netPresentCost)] {
      guard let values = result.outcome(outcome) else { preconditionFailure("every run has \(outcome)") }
      try absorb(Matrix(rows: 1, columns: values.count, storage: Array(values)), row..<row + 1, first, &summary)
    }
  }

  private func absorb(_ matrix: Matrix, _ rows: Range<Int>, _ first: Int, _ summary: inout EnsembleSummary) throws(UncertaintyError) {
    try matrix.withUnsafePointer { elements throws(UncertaintyError) in
      guard let start = elements.baseAddress else { return }
      try summary.absorb(OutputBlock(start, rows: rows, draws: matrix.columns, rowStride: matrix.rowStride, first: first))
    }
  }

  func outcome(
    _ results: EnsembleResults, _ limits: [(question: Question, limit: OutputLimit)], _ inputs: ScenarioInputs, _ request: EnsembleRequest
  ) -> EnsembleOutcome {
    func answer(_ question: Question) -> HalfSampled<LimitSummary>? {
      limits.firstIndex { $0.question == question }.map { results.limits[$0] }
    }
    return EnsembleOutcome(
      request: request, parameters: inputs.uncertain.parameters.map(\.name).sorted(), sectors: Array(results.outputs[sectors]),
      total: Array(results.outputs[total]), cumulative: results.outputs[cumulative], netPresentCost: results.outputs[netPresentCost],
      target: answer(.target), ceilings: years.compactMap { year in answer(.ceiling(year)).map { (year, $0) } },
      carbonBudget: answer(.carbonBudget), probabilities: results.probabilities, quantileError: results.quantileError)
  }
}
