import Emissions
import LabelledArrays
import LinearAlgebra
import Units

/// Why a checked scenario still cannot be run.
package enum EngineError: Error, Sendable, Equatable {
  /// A sector of the inventory has nothing in the model to scale, or the year is not the model's.
  case cannotCalibrate(year: Int)
  /// A sector falls below zero although sinks are modelled apart.
  case negativeEmissions(sector: String, year: Int, tonnes: Double)
  /// The uncertain levers cannot be drawn; the reason in words.
  case cannotDraw(String)
  /// A draw gave a figure that is not finite; which, in words.
  case notFinite(String)
}

/// Runs one scenario: calibrate → evaluate → judge → attribute. Each step takes a value and returns one.
package func runScenario(_ inputs: ScenarioInputs) throws(EngineError) -> ScenarioResult {
  let (model, calibration) = try calibrated(inputs)
  let kernel = EmissionKernel(model)
  let trace = kernel.trace(inputs.levers)
  let sectors = sectorEmissions(model, trace)
  try refuseNegative(sectors)
  let total = trace.result.total.column(at: 0)
  let bound = zip(trace.result.sinks.column(at: 0), trace.result.offsets.column(at: 0)).map { $0 + $1 }
  let set = inputs.ceiling?.levels(model.years) ?? model.years.map { _ in nil }
  let ceiling = inputs.carriesOverruns ? carryingOverruns(set, emissions: total) : set
  let cumulative = total.reduce(0, +)
  return ScenarioResult(
    inputs: inputs, sectors: sectors, total: total, baseline: trace.result.baseline.column(at: 0), bound: bound, ceiling: ceiling,
    gap: zip(total, ceiling).map { total, ceiling in ceiling.map { total - $0 } }, cumulative: cumulative,
    carbonBudgetGap: inputs.carbonBudget.map { cumulative - $0 },
    target: inputs.target?.outcome(years: model.years, total: total, bound: bound),
    moneyLimits: inputs.moneyLimits.map {
      MoneyLimitOutcome(limit: $0, spent: $0.spent(trace.result, modelYears: model.years)[0])
    },
    measures: measureOutcomes(inputs, kernel, trace), calibration: calibration)
}

func calibrated(_ inputs: ScenarioInputs) throws(EngineError) -> (EmissionModel, BaseYearCalibration?) {
  guard let basis = inputs.calibration else { return (inputs.model, nil) }
  guard let factors = BaseYearCalibration(inputs.model, levers: inputs.levers, year: basis.year, inventory: basis.inventory) else {
    throw .cannotCalibrate(year: basis.year)
  }
  return (factors.applied(to: inputs.model), factors)
}

private func sectorEmissions(_ model: EmissionModel, _ trace: EmissionTrace) -> LabelledArray {
  LabelledArray(
    "emissions", axes: [Axis("sector", model.sectors.map(\.id)), Axis(years: model.years)], unit: .emissionsPerYear,
    values: trace.result.sectors.column(at: 0))
}

/// What a sector emits cannot be less than nothing; what binds carbon is a sink. Rounding below a gram is let pass.
private func refuseNegative(_ sectors: LabelledArray) throws(EngineError) {
  for (i, tonnes) in sectors.values.enumerated() where tonnes < -1e-6 {
    let years = sectors.axes[1].labels
    throw .negativeEmissions(sector: sectors.axes[0].labels[i / years.count], year: Int(years[i % years.count]) ?? 0, tonnes: tonnes)
  }
}
