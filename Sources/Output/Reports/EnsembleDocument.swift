import Engine
import Uncertainty

/// What `run --draws` adds to a scenario of the JSON, in kt CO2e and MEUR.
struct EnsembleDocument: Encodable, Sendable {
  var draws: Int
  var seed: UInt64
  var parameters: [String]
  /// What `--repair` changed; empty for nothing.
  var repairs: [RepairDocument]
  var quantileError: Double
  /// `p05`… and `mean` by year; of sectors by id.
  var total: [String: [Double]]
  var sectors: [String: [String: [Double]]]
  var cumulative: [String: Double]
  /// Of the whole city: the cost of all measures less all saved energy at its price, also of measures without a cost of their own.
  var npv: [String: Double]
  /// Monte Carlo errors of the same figures, and even less odd half of the draws.
  var standardError: BandErrors
  var halfDifference: BandErrors
  /// Whether the halves agree within three times their error in every probability and in the bands of `convergence`'s words.
  var settled: Bool
  /// What does not: `total.p95.2030`, `probability.target`.
  var unsettled: [String]

  enum CodingKeys: String, CodingKey {
    case draws, seed, parameters, repairs, total, sectors, cumulative, settled, unsettled
    case standardError = "standard_error"
    case halfDifference = "half_difference"
    case quantileError = "quantile_error"
    case npv = "system_npv_meur"
  }
}

/// An error for each figure of the bands: of the total by year, of the others one; null where the draws give no idea of it.
struct BandErrors: Encodable, Sendable {
  var total: [String: [Double?]]
  var cumulative: [String: OrNull<Double>]
  var npv: [String: OrNull<Double>]

  enum CodingKeys: String, CodingKey {
    case total, cumulative
    case npv = "system_npv_meur"
  }

  init(_ outcome: EnsembleOutcome, _ error: (HalfAgreement) -> Double?) {
    func named(_ row: HalfSampled<OutputSummary>, _ unit: Double) -> [(String, Double?)] {
      outcome.agreements(row).map { ($0.figure, error($0.agreement).map { $0 / unit }) }
    }
    let years = outcome.total.map { Dictionary(uniqueKeysWithValues: named($0, 1e3)) }
    let figures = outcome.agreements(outcome.cumulative).map(\.figure)
    total = Dictionary(uniqueKeysWithValues: figures.map { figure in (figure, years.map { $0[figure] ?? nil }) })
    cumulative = Dictionary(uniqueKeysWithValues: named(outcome.cumulative, 1e3).map { ($0, OrNull($1)) })
    npv = Dictionary(uniqueKeysWithValues: named(outcome.netPresentCost, 1e6).map { ($0, OrNull($1)) })
  }
}

/// How surely a limit is kept, with its Monte Carlo error.
struct KeptDocument: Encodable, Sendable {
  var year: Int?
  var probability: Double
  var standardError: Double
  var low95: Double
  var high95: Double
  /// Probability from the even less that from the odd draws.
  var halfDifference: Double

  enum CodingKeys: String, CodingKey {
    case year, probability, low95, high95
    case standardError = "standard_error"
    case halfDifference = "half_difference"
  }
}

/// How far a limit is missed, kt CO2e (MEUR of money): over all draws, and over those that miss it.
struct ShortfallDocument: Encodable, Sendable {
  var year: Int?
  var expected: Double
  var standardError: OrNull<Double>
  var halfDifference: Double
  var whenMissed: OrNull<Double>

  enum CodingKeys: String, CodingKey {
    case year, expected
    case standardError = "standard_error"
    case halfDifference = "half_difference"
    case whenMissed = "when_missed"
  }
}

/// Answers about target, ceilings, carbon budget and money limits (by id).
struct LimitsDocument<Answer: Encodable & Sendable>: Encodable, Sendable {
  var target: OrNull<Answer>
  var ceilings: [Answer]
  var carbonBudget: OrNull<Answer>
  var moneyLimits: [String: Answer]

  enum CodingKeys: String, CodingKey {
    case target, ceilings
    case carbonBudget = "carbon_budget"
    case moneyLimits = "money_limits"
  }

  /// - Parameter answer: takes the year, the answer, and t or EUR in the unit that is printed.
  init(_ outcome: EnsembleOutcome, targetYear: Int?, _ answer: (Int?, HalfSampled<LimitSummary>, Double) -> Answer) {
    target = OrNull(outcome.target.map { answer(targetYear, $0, 1e3) })
    ceilings = outcome.ceilings.map { answer($0.year, $0.summary, 1e3) }
    carbonBudget = OrNull(outcome.carbonBudget.map { answer(nil, $0, 1e3) })
    moneyLimits = Dictionary(uniqueKeysWithValues: outcome.money.map { ($0.limit.id, answer(nil, $0.kept, 1e6)) })
  }
}

extension EnsembleDocument {
  init(_ outcome: EnsembleOutcome, _ inputs: ScenarioInputs) {
    let years = inputs.model.years.count, sectorIds = inputs.model.sectors.map(\.id)
    func bands(_ rows: [HalfSampled<OutputSummary>], _ unit: Double) -> [String: [Double]] {
      var bands = ["mean": rows.map { $0.whole.mean / unit }]
      for (q, probability) in outcome.probabilities.enumerated() {
        bands[percentileName(probability)] = rows.map { $0.whole.quantiles[q] / unit }
      }
      return bands
    }
    func single(_ row: HalfSampled<OutputSummary>, _ unit: Double) -> [String: Double] { bands([row], unit).compactMapValues(\.first) }
    self.init(
      draws: outcome.request.draws, seed: outcome.request.seed, parameters: outcome.parameters,
      repairs: inputs.uncertain.repairs.map(RepairDocument.init), quantileError: outcome.quantileError,
      total: bands(outcome.total, 1e3),
      sectors: Dictionary(
        uniqueKeysWithValues: sectorIds.enumerated().map { s, id in (id, bands(Array(outcome.sectors[s * years..<(s + 1) * years]), 1e3)) }),
      cumulative: single(outcome.cumulative, 1e3), npv: single(outcome.netPresentCost, 1e6),
      standardError: BandErrors(outcome, \.standardError), halfDifference: BandErrors(outcome, \.difference),
      settled: outcome.unsettled(inputs).isEmpty, unsettled: outcome.unsettled(inputs).map(\.id))
  }
}

extension KeptDocument {
  init(year: Int?, _ summary: HalfSampled<LimitSummary>, unit _: Double) {
    self.init(year: year, kept: HalfSampled { summary[$0].kept })
  }

  init(year: Int?, kept halves: HalfSampled<Proportion>) {
    let kept = halves.whole
    self.init(
      year: year, probability: kept.estimate, standardError: kept.standardError, low95: kept.interval.lowerBound,
      high95: kept.interval.upperBound, halfDifference: halves.halfDifference(\.estimate))
  }
}

extension ShortfallDocument {
  init(year: Int?, _ summary: HalfSampled<LimitSummary>, unit: Double) {
    let limit = summary.whole
    self.init(
      year: year, expected: limit.shortfall.value / unit, standardError: OrNull(limit.shortfall.standardError.map { $0 / unit }),
      halfDifference: summary.halfDifference(\.shortfall.value) / unit, whenMissed: OrNull(limit.overrun.map { $0.value / unit }))
  }
}

/// `p05`
func percentileName(_ probability: Double) -> String {
  let percent = Int((probability * 100).rounded())
  return percent < 10 ? "p0\(percent)" : "p\(percent)"
}
