import Emissions
import Investments

/// Lays the emission model flat at a programme: what each measure's enabled share does to emissions while the others stay as the
/// programme has them.
///
/// The slope is that of the chord from nothing enabled to everything: exact for one measure alone, because emissions are linear in
/// one measure's adoption; what two measures do to each other shows when slopes are taken again at another programme.
/// - Throws: `.cannotCalibrate`.
package func emissionSlopes(_ inputs: ScenarioInputs, _ plan: InvestmentPlan, at programme: Programme) throws(EngineError) -> EmissionSlopes
{
  let (calibrated, _) = try calibrated(inputs)
  let model = calibrated.under(programme, of: plan)
  let changing = model.years.indices.filter { model.years[$0] >= plan.years[0] }
  var slopes = EmissionSlopes(
    years: changing.map { model.years[$0] }, emissions: totals(of: model, inputs.levers, changing), slopes: [:], enabled: [:])
  for measure in plan.enabledMeasures {
    guard let m = model.measures.firstIndex(where: { $0.id == measure }) else { continue }
    func emissions(enabled share: Double) -> [Double] {
      var other = model
      other.measures[m].adoption = calibrated.adoption(
        of: calibrated.measures[m], enabled: model.years.map { _ in share }, from: plan.years[0])
      return totals(of: other, inputs.levers, changing)
    }
    slopes.slopes[measure] = zip(emissions(enabled: 1), emissions(enabled: 0)).map { $0 - $1 }
    slopes.enabled[measure] = slopes.years.map { plan.enabledShare(of: measure, programme, in: $0) }
  }
  return slopes
}

/// t CO2e/a of some of the model's years.
private func totals(of model: EmissionModel, _ levers: [Double], _ years: [Int]) -> [Double] {
  let total = EmissionKernel(model).trace(levers).result.total
  return years.map { total[$0, 0] }
}
