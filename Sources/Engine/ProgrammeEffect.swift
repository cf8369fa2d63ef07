import Emissions
import Investments

/// What a programme does to a scenario's emissions, as the whole emission model reckons it.
package struct ProgrammeEffect: Sendable {
  /// The scenario with what the programme lets come.
  package var result: ScenarioResult
  /// t CO2e/a that it saves against a programme without any project, by year of the model.
  package var abatement: [Double]
}

/// Runs a scenario under a programme, and once more without any of its projects.
package func runProgramme(_ inputs: ScenarioInputs, _ plan: InvestmentPlan, _ programme: Programme) throws(EngineError) -> ProgrammeEffect {
  let with = try runScenario(inputs.under(programme, of: plan))
  let nothing = Programme(id: "nothing", starts: plan.projects.map { _ in nil })
  let without = try runScenario(inputs.under(nothing, of: plan))
  return ProgrammeEffect(result: with, abatement: zip(without.total, with.total).map { $0 - $1 })
}

extension ScenarioInputs {
  /// The scenario in which measures spread only as far as a programme's projects let them.
  ///
  /// A project withholds its share of what a measure has still to bring when the programme begins: adoption of year t becomes
  /// a(before) + (a(t) - a(before)) × enabled share(t). What was adopted before the programme stays. Delays act on the new curve as on
  /// the old one; `ramp_factor` no longer does, because the curve is given by year.
  package func under(_ programme: Programme, of plan: InvestmentPlan) -> ScenarioInputs {
    var inputs = self
    let waiting = Set(plan.enabledMeasures)
    for m in model.measures.indices where waiting.contains(model.measures[m].id) {
      inputs.model.measures[m].adoption = adoption(of: model.measures[m], under: programme, of: plan)
    }
    return inputs
  }

  private func adoption(of measure: Measure, under programme: Programme, of plan: InvestmentPlan) -> Adoption {
    let levels = measure.adoption.levels(model.years)
    let first = model.years.firstIndex { $0 >= plan.years[0] } ?? model.years.count
    let before = first > 0 ? levels[first - 1] : 0
    return .given(
      levels: zip(model.years, levels).map { year, level in
        year < plan.years[0] ? level : before + (level - before) * plan.enabledShare(of: measure.id, programme, in: year)
      })
  }
}
