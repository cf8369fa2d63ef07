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
  /// What is spent against each money limit of the scenario, EUR, and keeping it.
  package var money: [(limit: MoneyLimit, spent: HalfSampled<OutputSummary>, kept: HalfSampled<LimitSummary>)]
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
  let drawn = try DrawnScenario(inputs), model = drawn.kernel.model
  let rows = EnsembleRows(model, inputs.moneyLimits)
  let limits = rows.limits(inputs)
  var summary = EnsembleSummary(rows: rows.count, limits: limits.map(\.limit), expectedDraws: request.draws)
  let sampler = try inputs.sampler(seed: request.seed)
  let basis = OutcomeBasis(model, target: inputs.target, carbonBudget: inputs.carbonBudget)
  try drawn.forEachChunk(
    draws: request.draws, keeping: rows.kept, basis: basis, threads: request.threads,
    sample: { range, values in sampler.fill(&values, first: UInt64(range.lowerBound), count: range.count, threads: request.threads) },
    consume: { range, result throws(EngineError) in
      do throws(UncertaintyError) {
        try rows.absorb(result, first: range.lowerBound, into: &summary, threads: request.threads)
      } catch {
        throw .notFinite("\(error)")
      }
    })
  return rows.outcome(summary.finish(), limits, inputs, request)
}

extension ScenarioInputs {
  /// Draws the uncertain levers and figures; the plan has been checked, so that they can be drawn.
  func sampler(seed: UInt64) throws(EngineError) -> Sampler {
    do {
      return try uncertain.sampler(.plain(.philox(seed: seed)))
    } catch {
      throw .cannotDraw("\(error)")
    }
  }
}

/// Which row of the summary holds which figure: sectors by year, totals by year, cumulative emissions, net present cost, money
/// against each limit.
private struct EnsembleRows {
  let years: [Int]
  let sectors: Range<Int>
  let total: Range<Int>
  var cumulative: Int { total.upperBound }
  var netPresentCost: Int { cumulative + 1 }
  var money: Range<Int> { netPresentCost + 1..<netPresentCost + 1 + moneyLimits.count }
  var count: Int { money.upperBound }
  var kept: KeptFigures { moneyLimits.reduce([.sectors, .total, .outcomes]) { $0.union($1.figure.kept) } }
  private let moneyLimits: [MoneyLimit]

  init(_ model: EmissionModel, _ moneyLimits: [MoneyLimit]) {
    self.moneyLimits = moneyLimits
    years = model.years
    sectors = 0..<model.sectors.count * years.count
    total = sectors.upperBound..<sectors.upperBound + years.count
  }

  enum Question: Hashable { case target, ceiling(Int), carbonBudget, money(Int) }

  func limits(_ inputs: ScenarioInputs) -> [(question: Question, limit: OutputLimit)] {
    var limits: [(Question, OutputLimit)] = []
    if let target = inputs.target, let t = years.firstIndex(of: target.year) {
      limits.append((.target, OutputLimit(row: total.lowerBound + t, value: target.level)))
    }
    for (t, ceiling) in (inputs.ceiling?.levels(years) ?? []).enumerated() {
      if let ceiling { limits.append((.ceiling(years[t]), OutputLimit(row: total.lowerBound + t, value: ceiling))) }
    }
    if let budget = inputs.carbonBudget { limits.append((.carbonBudget, OutputLimit(row: cumulative, value: budget))) }
    for (i, limit) in moneyLimits.enumerated() {
      limits.append((.money(i), OutputLimit(row: money.lowerBound + i, value: limit.amount)))
    }
    return limits
  }

  func absorb(
    _ result: EnsembleResult, first: Int, into summary: inout EnsembleSummary, threads: Int
  ) throws(UncertaintyError) {
    try absorb(result.sectors, sectors, first, &summary, threads)
    try absorb(result.total, total, first, &summary, threads)
    for (row, outcome) in [(cumulative, OutcomeRow.cumulative), (netPresentCost, .netPresentCost)] {
      guard let values = result.outcome(outcome) else { preconditionFailure("every run has \(outcome)") }
      try absorb(Matrix(rows: 1, columns: values.count, storage: Array(values)), row..<row + 1, first, &summary, 1)
    }
    for (row, limit) in zip(money, moneyLimits) {
      let spent = limit.spent(result, modelYears: years)
      try absorb(Matrix(rows: 1, columns: spent.count, storage: spent), row..<row + 1, first, &summary, 1)
    }
  }

  private func absorb(
    _ matrix: Matrix, _ rows: Range<Int>, _ first: Int, _ summary: inout EnsembleSummary, _ threads: Int
  ) throws(UncertaintyError) {
    try matrix.withUnsafePointer { elements throws(UncertaintyError) in
      guard let start = elements.baseAddress else { return }
      try summary.absorb(OutputBlock(start, rows: rows, draws: matrix.columns, rowStride: matrix.rowStride, first: first), threads: threads)
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
      carbonBudget: answer(.carbonBudget),
      money: moneyLimits.enumerated().compactMap { i, limit in
        answer(.money(i)).map { (limit, results.outputs[money.lowerBound + i], $0) }
      },
      probabilities: results.probabilities, quantileError: results.quantileError)
  }
}
