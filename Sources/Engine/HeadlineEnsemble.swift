import Emissions
import LinearAlgebra
import Sampling
import Uncertainty

/// The figures by which scenarios are compared.
package enum Headline: Int, CaseIterable, Sendable {
  /// Of one year, t CO2e/a.
  case emissions
  /// Of all years, t CO2e.
  case cumulative
  /// Of the whole city, EUR.
  case netPresentCost
}

/// What draws say of the headline figures of one scenario; t CO2e and EUR.
package struct HeadlineOutcome: Sendable {
  /// Of `.emissions`.
  package var year: Int
  package var results: EnsembleResults
  /// Keeping the target, in its year; nil without a target, or where that is another year.
  package var target: HalfSampled<LimitSummary>? { results.limits.first }

  package func summary(_ headline: Headline) -> HalfSampled<OutputSummary> { results.outputs[headline.rawValue] }
}

/// One scenario less another, draw by draw.
package struct ScenarioComparison: Sendable {
  /// Places among the scenarios that were drawn: `scenario` less `other`.
  package var scenario: Int
  package var other: Int
  package var year: Int
  package var probabilities: [Double]
  /// Relative error of the quantiles, as in `EnsembleResults`.
  package var quantileError: Double
  private var figures: [PairedComparison]

  init(scenario: Int, other: Int, _ drawn: [HeadlineOutcome], _ differences: PairedSummary) {
    self.scenario = scenario
    self.other = other
    year = drawn[scenario].year
    probabilities = drawn[scenario].results.probabilities
    quantileError = drawn[scenario].results.quantileError
    figures = differences.finish(drawn[scenario].results, drawn[other].results)
  }

  package func figure(_ headline: Headline) -> PairedComparison { figures[headline.rawValue] }
}

/// Draws one scenario and keeps its headline figures only.
/// - Throws: as `runEnsemble`.
package func drawHeadlines(_ inputs: ScenarioInputs, _ request: EnsembleRequest) throws(EngineError) -> HeadlineOutcome {
  var drawn = try PairedDraws([inputs], request)
  try drawn.draw(request)
  return drawn.outcomes[0]
}

/// Draws scenarios of one plan side by side, each in the same worlds as the others, and compares every later one with every earlier one.
/// The year of `.emissions` is that of the first target, or the horizon.
/// - Throws: as `runEnsemble`.
package func compareScenarios(
  _ scenarios: [ScenarioInputs], _ request: EnsembleRequest
) throws(EngineError) -> [ScenarioComparison] {
  var drawn = try PairedDraws(scenarios, request)
  try drawn.draw(request)
  return drawn.comparisons
}

/// Draws scenarios of one plan side by side as `compareScenarios`, and keeps what each gives alone and what each regrets.
/// - Throws: as `runEnsemble`.
package func drawSideBySide(_ scenarios: [ScenarioInputs], _ request: EnsembleRequest) throws(EngineError) -> SideBySideDraws {
  var drawn = try PairedDraws(scenarios, request, withRegrets: true)
  try drawn.draw(request)
  return SideBySideDraws(request: request, outcomes: drawn.outcomes, comparisons: drawn.comparisons, regrets: drawn.regrets?.finish() ?? [])
}

/// Of all summaries together: draws are kept for exact quantiles only as far as they fit.
private let bytesForDraws = 256 << 20

private struct PairedDraws {
  private let year: Int
  private var scenarios: [HeadlineDraws]
  private var pairs: [(scenario: Int, other: Int, differences: PairedSummary)]
  private(set) var regrets: RegretTally?

  init(_ inputs: [ScenarioInputs], _ request: EnsembleRequest, withRegrets: Bool = false) throws(EngineError) {
    precondition(!inputs.isEmpty, "there is a scenario to draw")
    let years = inputs[0].model.years
    let year = inputs.lazy.compactMap { $0.target?.year }.first { years.contains($0) } ?? years[years.count - 1]
    var scenarios: [HeadlineDraws] = []
    let summaries = inputs.count * (withRegrets ? 2 : 1) + inputs.count * (inputs.count - 1) / 2
    let budget = bytesForDraws / summaries
    for inputs in inputs { scenarios.append(try HeadlineDraws(inputs, year: year, request, byteBudget: budget)) }
    self.year = year
    self.scenarios = scenarios
    regrets = withRegrets ? RegretTally(alternatives: inputs.count, expectedDraws: request.draws, byteBudget: budget * inputs.count) : nil
    pairs = inputs.indices.flatMap { scenario in
      (0..<scenario).map { (scenario, $0, PairedSummary(rows: Headline.allCases.count, expectedDraws: request.draws, byteBudget: budget)) }
    }
  }

  mutating func draw(_ request: EnsembleRequest) throws(EngineError) {
    let chunk = 4096
    for first in stride(from: 0, to: request.draws, by: chunk) {
      let range = first..<min(first + chunk, request.draws)
      var figures: [Matrix] = []
      for s in scenarios.indices { figures.append(try scenarios[s].draw(range, threads: request.threads)) }
      do throws(UncertaintyError) {
        for p in pairs.indices {
          try withBlocks(figures[pairs[p].scenario], figures[pairs[p].other], first: first) { a, b throws(UncertaintyError) in
            try pairs[p].differences.absorb(a, b)
          }
        }
        try regrets?.absorb(figures, first: first)
      } catch {
        throw .notFinite("\(error)")
      }
    }
  }

  var outcomes: [HeadlineOutcome] { scenarios.map { HeadlineOutcome(year: year, results: $0.summary.finish()) } }

  var comparisons: [ScenarioComparison] {
    let outcomes = outcomes
    return pairs.map { ScenarioComparison(scenario: $0.scenario, other: $0.other, outcomes, $0.differences) }
  }
}

private struct HeadlineDraws {
  private(set) var summary: EnsembleSummary
  private let drawn: DrawnScenario
  private let basis: OutcomeBasis
  private let yearIndex: Int
  private let sampler: Sampler
  private var memory = DrawnScenario.Memory()

  /// - Parameter year: one of the model's.
  init(_ inputs: ScenarioInputs, year: Int, _ request: EnsembleRequest, byteBudget: Int) throws(EngineError) {
    drawn = try DrawnScenario(inputs)
    sampler = try inputs.sampler(seed: request.seed)
    basis = OutcomeBasis(drawn.kernel.model, target: inputs.target, carbonBudget: inputs.carbonBudget)
    yearIndex = drawn.kernel.model.years.firstIndex(of: year) ?? 0
    let limits = inputs.target.flatMap { $0.year == year ? [OutputLimit(row: Headline.emissions.rawValue, value: $0.level)] : nil } ?? []
    summary = EnsembleSummary(
      rows: Headline.allCases.count, limits: limits, expectedDraws: request.draws, byteBudget: byteBudget)
  }

  /// The headline figures of a range of draws, one row each, which the summary has taken too.
  mutating func draw(_ range: Range<Int>, threads: Int) throws(EngineError) -> Matrix {
    try drawn.run(range, in: &memory, keeping: [.total, .outcomes], basis: basis, threads: threads) { [sampler] range, values in
      sampler.fill(&values, first: UInt64(range.lowerBound), count: range.count, threads: threads)
    }
    guard let result = memory.result else { preconditionFailure("a run leaves its result") }
    let rows = Headline.allCases.map { headline -> ArraySlice<Double> in
      switch headline {
      case .emissions: result.total.row(yearIndex)[...]
      case .cumulative: result.outcome(.cumulative) ?? []
      case .netPresentCost: result.outcome(.netPresentCost) ?? []
      }
    }
    let figures = Matrix(rows: rows.count, columns: range.count, storage: rows.flatMap { $0 })
    do throws(UncertaintyError) {
      try summary.absorb(figures, first: range.lowerBound)
    } catch {
      throw .notFinite("\(error)")
    }
    return figures
  }
}

private func withBlocks(
  _ a: Matrix, _ b: Matrix, first: Int, _ body: (OutputBlock, OutputBlock) throws(UncertaintyError) -> Void
) throws(UncertaintyError) {
  try a.withUnsafePointer { x throws(UncertaintyError) in
    try b.withUnsafePointer { y throws(UncertaintyError) in
      guard let x = x.baseAddress, let y = y.baseAddress else { return }
      func block(_ start: UnsafePointer<Double>, _ matrix: Matrix) -> OutputBlock {
        OutputBlock(start, rows: 0..<matrix.rows, draws: matrix.columns, rowStride: matrix.rowStride, first: first)
      }
      try body(block(x, a), block(y, b))
    }
  }
}
