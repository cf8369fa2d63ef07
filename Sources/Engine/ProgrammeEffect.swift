import Emissions
import Investments

/// What a programme does to a scenario's emissions, as the whole emission model reckons it.
package struct ProgrammeEffect: Sendable {
  /// The scenario with what the programme lets come.
  package var result: ScenarioResult
  /// The scenario with none of its projects.
  package var withoutProjects: ScenarioResult
  /// t CO2e/a that it saves against a programme without any project, by year of the model.
  package var abatement: [Double]
}

/// Runs a scenario under a programme, and once more without any of its projects.
package func runProgramme(_ inputs: ScenarioInputs, _ plan: InvestmentPlan, _ programme: Programme) throws(EngineError) -> ProgrammeEffect {
  let with = try runScenario(inputs.under(programme, of: plan))
  let nothing = Programme(id: "nothing", starts: plan.projects.map { _ in nil })
  let without = try runScenario(inputs.under(nothing, of: plan))
  return ProgrammeEffect(result: with, withoutProjects: without, abatement: zip(without.total, with.total).map { $0 - $1 })
}

extension ScenarioInputs {
  /// The scenario in which measures spread only as far as a programme's projects let them.
  ///
  /// A project withholds its share of what a measure has still to bring when the programme begins: adoption of year t becomes
  /// a(before) + (a(t) - a(before)) × enabled share(t). What was adopted before the programme stays. Delays act on the new curve as on
  /// the old one; `ramp_factor` no longer does, because the curve is given by year.
  package func under(_ programme: Programme, of plan: InvestmentPlan) -> ScenarioInputs {
    var inputs = self
    inputs.model = model.under(programme, of: plan)
    return inputs
  }
}

extension EmissionModel {
  func under(_ programme: Programme, of plan: InvestmentPlan) -> EmissionModel {
    let waiting = Set(plan.enabledMeasures)
    return measures.indices.filter { waiting.contains(measures[$0].id) }.reduce(into: self) { model, m in
      let shares = years.map { plan.enabledShare(of: measures[m].id, programme, in: $0) }
      model.measures[m].adoption = adoption(of: measures[m], enabled: shares, from: plan.years[0])
    }
  }

  /// Adoption of a measure of which only a share of what is still to come can come, by year of the model.
  func adoption(of measure: Measure, enabled shares: [Double], from first: Int) -> Adoption {
    let levels = measure.adoption.levels(years)
    let start = years.firstIndex { $0 >= first } ?? years.count
    let before = start > 0 ? levels[start - 1] : 0
    return .given(levels: levels.indices.map { t in t < start ? levels[t] : before + (levels[t] - before) * shares[t] })
  }
}
