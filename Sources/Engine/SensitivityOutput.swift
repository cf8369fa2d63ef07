import Emissions
import LinearAlgebra

/// A figure of a run whose uncertainty is to be explained.
package enum SensitivityOutput: Sendable, Hashable {
  /// Emissions of a year, t CO2e/a.
  case total(year: Int)
  /// Emissions of a year less its target or ceiling, t CO2e/a.
  case gap(year: Int)
  /// `cumulative`, `budget_gap`, `abated` (t CO2e), `npv_cost`, `npv_social`, `peak_investment` (EUR), `cost_per_tonne` (EUR/t).
  case outcome(OutcomeRow)

  private static let outcomes: [(String, OutcomeRow)] = [
    ("cumulative", .cumulative), ("budget_gap", .budgetGap), ("abated", .abated), ("npv_cost", .netPresentCost),
    ("npv_social", .socialCost),
    ("cost_per_tonne", .costPerTonne), ("peak_investment", .peakInvestment),
  ]

  /// Names that a scenario can be asked for, for hints.
  package static func names(_ inputs: ScenarioInputs) -> [String] {
    inputs.model.years.map { "total_\($0)" } + inputs.model.years.filter { limit(inputs, $0) != nil }.map { "gap_\($0)" }
      + outcomes.filter { available($0.1, inputs) }.map(\.0)
  }

  /// `gap_2030`, `total_2035`, `cumulative`…; nil when the scenario has no such figure.
  package init?(_ name: String, _ inputs: ScenarioInputs) {
    if let outcome = Self.outcomes.first(where: { $0.0 == name })?.1, Self.available(outcome, inputs) {
      self = .outcome(outcome)
      return
    }
    let parts = name.split(separator: "_")
    guard parts.count == 2, let year = Int(parts[1]), inputs.model.years.contains(year) else { return nil }
    switch parts[0] {
    case "total": self = .total(year: year)
    case "gap" where Self.limit(inputs, year) != nil: self = .gap(year: year)
    default: return nil
    }
  }

  /// What is kept of a run for this figure.
  var kept: KeptFigures {
    switch self {
    case .total, .gap: .total
    case .outcome: .outcomes
    }
  }

  /// The figure of every draw.
  func values(_ result: EnsembleResult, _ inputs: ScenarioInputs) -> [Double] {
    switch self {
    case .total(let year): row(result, inputs, year)
    case .gap(let year): row(result, inputs, year).map { $0 - (Self.limit(inputs, year) ?? 0) }
    case .outcome(let outcome): result.outcome(outcome).map(Array.init) ?? []
    }
  }

  private func row(_ result: EnsembleResult, _ inputs: ScenarioInputs, _ year: Int) -> [Double] {
    inputs.model.years.firstIndex(of: year).map { Array(result.total.row($0)) } ?? []
  }

  /// The target in its own year, otherwise the year's ceiling.
  private static func limit(_ inputs: ScenarioInputs, _ year: Int) -> Double? {
    if let target = inputs.target, target.year == year { return target.level }
    guard let t = inputs.model.years.firstIndex(of: year) else { return nil }
    return inputs.ceiling?.levels(inputs.model.years)[t]
  }

  private static func available(_ outcome: OutcomeRow, _ inputs: ScenarioInputs) -> Bool {
    switch outcome {
    case .targetGap: false
    case .budgetGap: inputs.carbonBudget != nil
    case .socialCost: inputs.model.carbonPrice != nil
    case .cumulative, .abated, .netPresentCost, .costPerTonne, .peakInvestment: true
    }
  }
}
