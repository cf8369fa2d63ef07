import Engine

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
  /// Frobenius distance of the repaired from the stated correlations; 0 where they can hold together.
  package var repairDistance = 0.0
  /// Why the case could not be run; it then has no figures.
  package var error: String?

  package init() {}

  package init(_ result: ScenarioResult) {
    targetYear = result.target?.target.year
    forecast = result.target.map { $0.forecast / 1e3 }
    gap = result.target.map { $0.gap / 1e3 }
    isMet = result.target?.isMet
    neutralYear = result.target?.neutralYear
    cumulative = result.cumulative / 1e3
    netPresentCost = sum(result.measures.compactMap(\.netPresentCost))
    capital = sum(result.measures.compactMap(\.capital))
  }

  package init(error: String) { self.error = error }
}

/// MEUR; nil when no amount is known.
private func sum(_ euros: [Double]) -> Double? { euros.isEmpty ? nil : euros.reduce(0, +) / 1e6 }
