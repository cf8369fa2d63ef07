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

  enum CodingKeys: String, CodingKey {
    case draws, seed, parameters, repairs, total, sectors, cumulative
    case quantileError = "quantile_error"
    case npv = "system_npv_meur"
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

/// How far a limit is missed, kt CO2e: over all draws, and over those that miss it.
struct ShortfallDocument: Encodable, Sendable {
  var year: Int?
  var expected: Double
  var standardError: OrNull<Double>
  var whenMissed: OrNull<Double>

  enum CodingKeys: String, CodingKey {
    case year, expected
    case standardError = "standard_error"
    case whenMissed = "when_missed"
  }
}

/// Answers about target, ceilings and carbon budget.
struct LimitsDocument<Answer: Encodable & Sendable>: Encodable, Sendable {
  var target: OrNull<Answer>
  var ceilings: [Answer]
  var carbonBudget: OrNull<Answer>

  enum CodingKeys: String, CodingKey {
    case target, ceilings
    case carbonBudget = "carbon_budget"
  }

  init(_ outcome: EnsembleOutcome, targetYear: Int?, _ answer: (Int?, HalfSampled<LimitSummary>) -> Answer) {
    target = OrNull(outcome.target.map { answer(targetYear, $0) })
    ceilings = outcome.ceilings.map { answer($0.year, $0.summary) }
    carbonBudget = OrNull(outcome.carbonBudget.map { answer(nil, $0) })
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
      cumulative: single(outcome.cumulative, 1e3), npv: single(outcome.netPresentCost, 1e6))
  }
}

extension KeptDocument {
  init(year: Int?, _ summary: HalfSampled<LimitSummary>) {
    let kept = summary.whole.kept
    self.init(
      year: year, probability: kept.estimate, standardError: kept.standardError, low95: kept.interval.lowerBound,
      high95: kept.interval.upperBound, halfDifference: summary.halfDifference { $0.kept.estimate })
  }
}

extension ShortfallDocument {
  init(year: Int?, _ summary: HalfSampled<LimitSummary>) {
    let limit = summary.whole
    self.init(
      year: year, expected: limit.shortfall.value / 1e3, standardError: OrNull(limit.shortfall.standardError.map { $0 / 1e3 }),
      whenMissed: OrNull(limit.overrun.map { $0.value / 1e3 }))
  }
}

/// `p05`
func percentileName(_ probability: Double) -> String {
  let percent = Int((probability * 100).rounded())
  return percent < 10 ? "p0\(percent)" : "p\(percent)"
}
