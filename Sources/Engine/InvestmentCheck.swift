import Emissions
import Investments

/// A programme held against every limit of the plan.
package struct InvestmentCheck: Sendable {
  package var inputs: InvestmentInputs
  package var programme: Programme
  package var outcomes: [LimitOutcome]
  package var purse: [FinanceYear]
  /// What it does to emissions; nil where no project enables a measure and no limit asks.
  package var effect: ProgrammeEffect?

  package var plan: InvestmentPlan { inputs.plan }

  /// Rows of limits in force that are broken.
  package var broken: [LimitOutcome] { outcomes.filter { isInForce($0) && $0.isKept(plan.limits[$0.limit]) == false } }
  /// Rows of limits in force whose use is not known.
  package var unknown: [LimitOutcome] { outcomes.filter { isInForce($0) && $0.used == nil } }

  private func isInForce(_ outcome: LimitOutcome) -> Bool { plan.limits[outcome.limit].isInForce }

  /// t CO2e/a saved by programme year; nil where the model does not reach or was not run.
  package var abatement: [Double?] { byProgrammeYear(effect?.abatement) }

  private func byProgrammeYear(_ byModelYear: [Double]?) -> [Double?] {
    plan.years.map { year in effect?.result.years.firstIndex(of: year).flatMap { byModelYear?[$0] } }
  }
}

/// Checks a programme; runs the emission model where a project enables a measure or a limit is on emissions.
/// - Parameter scenario: whose emissions the programme changes.
package func checkProgramme(_ inputs: InvestmentInputs, _ programme: Programme, scenario: ScenarioInputs) throws(EngineError)
  -> InvestmentCheck
{
  let plan = inputs.plan
  let asks = !plan.enabledMeasures.isEmpty || plan.limits.contains { $0.quantity == .emissions }
  let effect = asks ? try runProgramme(scenario, plan, programme) : nil
  let emissions = effect.map { effect in plan.years.map { year in effect.result.years.firstIndex(of: year).map { effect.result.total[$0] } }
  }
  return InvestmentCheck(
    inputs: inputs, programme: programme, outcomes: plan.outcomes(programme, emissions: emissions), purse: plan.purse(programme),
    effect: effect)
}
