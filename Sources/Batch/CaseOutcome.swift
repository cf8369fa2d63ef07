import Engine
import Sampling

/// What a row says of a case, in kt CO2e and MEUR as `run --format json`.
package struct CaseOutcome: Sendable, Equatable {
  package var targetYear: Int?
  /// kt CO2e in the target year.
  package var forecast: Double?
  /// Forecast less target, kt CO2e.
  package var gap: Double?
  package var isMet: Bool?
  package var neutralYear: Int?
  /// kt CO2e of all years.
  package var cumulative: Double?
  /// Present value of cost less savings, MEUR, of all measures that have one.
  package var netPresentCost: Double?
  /// MEUR, of all measures with a known cost.
  package var capital: Double?
  /// Of the measures of the case; they are not in the sums above, because what they cost is not known. `withoutNetPresentCost` also
  /// counts those whose investment is known but not their effect.
  package var withoutCost: Int?
  package var withoutNetPresentCost: Int?
  /// With draws only.
  package var draws: CaseDraws?
  /// Frobenius distance of the repaired from the stated correlations; 0 where they can hold together.
  package var repairDistance = 0.0
  /// Why the case could not be run; it then has no figures.
  package var error: String?

  package init() {}

  package init(_ result: ScenarioResult, draws: CaseDraws?, repairs: [CorrelationRepair]) {
    targetYear = result.target?.target.year
    forecast = result.target.map { $0.forecast / 1e3 }
    gap = result.target.map { $0.gap / 1e3 }
    isMet = result.target?.isMet
    neutralYear = result.target?.neutralYear
    cumulative = result.cumulative / 1e3
    netPresentCost = sum(result.measures.compactMap(\.netPresentCost))
    capital = sum(result.measures.compactMap(\.capital))
    withoutCost = result.measures.filter { $0.capital == nil }.count
    withoutNetPresentCost = result.measures.filter { $0.netPresentCost == nil }.count
    self.draws = draws
    repairDistance = repairs.reduce(0) { $0 + $1.distance * $1.distance }.squareRoot()
  }

  package init(error: String) { self.error = error }
}

/// MEUR; nil when no amount is known.
private func sum(_ euros: [Double]) -> Double? { euros.isEmpty ? nil : euros.reduce(0, +) / 1e6 }
