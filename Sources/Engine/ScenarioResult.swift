import Emissions
import LabelledArrays

/// What a scenario gives, in canonical units (t CO2e, EUR); reports convert to the plan's own.
package struct ScenarioResult: Sendable {
  package var inputs: ScenarioInputs
  /// Axes sector × year.
  package var sectors: LabelledArray
  package var total: [Double]
  package var baseline: [Double]
  /// Sinks and offsets by year.
  package var bound: [Double]
  package var ceiling: [Double?]
  /// Total less ceiling; positive: over it.
  package var gap: [Double?]
  package var cumulative: Double
  package var carbonBudgetGap: Double?
  package var target: Target.Outcome?
  package var moneyLimits: [MoneyLimitOutcome]
  package var measures: [MeasureOutcome]
  package var calibration: BaseYearCalibration?

  package var years: [Int] { inputs.model.years }
  package var net: [Double] { zip(total, bound).map { $0 - $1 } }
  /// Measure ids along the marginal abatement cost curve.
  package var abatementCurve: [AbatementStep] {
    abatementCostCurve(measures.compactMap { $0.abatementStep })
  }
}

/// What one measure does to emissions and what it costs.
package struct MeasureOutcome: Sendable {
  package var listing: MeasureListing
  /// Its share of the scenario's whole effect, t CO2e/a by year; negative: less. Nil for a measure without a number.
  package var effect: [Double]?
  /// Change when it alone is carried out.
  package var firstIn: [Double]?
  /// Change when it comes last, after all others.
  package var lastOut: [Double]?
  /// EUR invested over the years; nil when no cost is known.
  package var capital: Double?
  /// EUR invested and paid for running it up to and with the target year, undiscounted; nil without a target.
  package var spentByTargetYear: Double?
  /// Present value of cost less savings, EUR.
  package var netPresentCost: Double?
  /// Undiscounted cost to the target year, per t of the target year.
  package var costPerTonneOfOneYear: Double?
  /// Net present cost per t of all years.
  package var netPresentCostPerTonne: Double?

  package func costPerTonne(_ method: CostPerTonneMethod) -> Double? {
    switch method {
    case .oneYear: costPerTonneOfOneYear
    case .netPresentCumulative: netPresentCostPerTonne
    }
  }

  package var abatementStep: AbatementStep? {
    guard let effect, let netPresentCost else { return nil }
    return AbatementStep(measure: listing.id, tonnes: -effect.reduce(0, +), netCost: netPresentCost)
  }
}
