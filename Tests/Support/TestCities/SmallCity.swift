import Emissions
import Engine
import LabelledArrays
import LinearAlgebra

/// A city of one driver that stays at 1, small enough to reckon by hand.
/// - Parameters:
///   - streams: t CO2e/MWh and EUR/MWh, constant; a stream without a factor is a process.
///   - sectors: MWh (processes: t) a year that each sector asks of each stream, constant; nil: it does not use it.
package func smallCity(
  years: [Int] = [2025, 2026, 2027], streams: [(factor: Double?, price: Double)] = [(1, 0)], sectors: [[Double?]] = [[1000]],
  measures: [Measure] = [], effectCap: Double = 1
) -> EmissionModel {
  func constant(_ value: Double) -> [Double] { years.map { _ in value } }
  return EmissionModel(
    years: years, drivers: [.init(id: "stock", values: constant(1))],
    streams: streams.enumerated().map { k, stream in
      .init(id: "stream\(k)", isProcess: stream.factor == nil, emissionFactor: constant(stream.factor ?? 1), price: constant(stream.price))
    },
    sectors: sectors.enumerated().map { s, uses in
      .init(
        id: "sector\(s)", driver: 0, activity: constant(1),
        demands: uses.enumerated().compactMap { k, use in use.map { .init(stream: k, intensity: constant($0)) } })
    },
    groups: ["all"], measures: measures, effectCap: effectCap)
}

/// A measure that is fully adopted in every year of `smallCity` unless told otherwise.
package func measure(
  _ id: String, _ effect: Measure.Effect, adoption: Adoption = .step(start: 2025), maxUptake: Double = 1, cost: MeasureCost = MeasureCost()
) -> Measure {
  Measure(id: id, group: 0, effect: effect, adoption: adoption, maxUptake: maxUptake, cost: cost)
}

extension EmissionModel {
  /// Levers that change nothing.
  package var neutralLevers: [Double] { LeverLayout(self).neutral }

  /// Neutral levers with some of them set.
  package func levers(_ values: [String: Double]) -> [Double] {
    var levers = neutralLevers
    for (name, value) in values {
      guard let row = LeverLayout(self).names.firstIndex(of: name) else { preconditionFailure("no lever '\(name)'") }
      levers[row] = value
    }
    return levers
  }
}

/// A scenario around a model, with what the engine asks for and the model does not hold.
package func scenario(
  _ model: EmissionModel, levers: [String: Double] = [:], calibration: CalibrationBasis? = nil, target: Target? = nil,
  ceiling: Ceiling? = nil, carriesOverruns: Bool = false, carbonBudget: Double? = nil, capital: CapitalMethod = .annuity
) -> ScenarioInputs {
  ScenarioInputs(
    id: "small", name: LocalName(["en": "Small"]), note: nil,
    plan: PlanIdentity(
      id: "small", name: LocalName(["en": "Small"]), baseYear: model.years[0], baseLevel: nil, emissionUnit: .emissionsPerYear,
      moneyUnit: .money, gwpSet: "not_stated"),
    sectorNames: model.sectors.map { LocalName(["en": $0.id]) }, model: model, levers: model.levers(levers), uncertain: .none,
    calibration: calibration,
    target: target, ceiling: ceiling, carriesOverruns: carriesOverruns, carbonBudget: carbonBudget,
    money: MoneyBasis(priceYear: 2025, capital: capital, costPerTonne: .oneYear),
    measures: model.measures.indices.map { listing(model.measures[$0], at: $0) }, footnoted: [], warnings: [])
}

private func listing(_ measure: Measure, at index: Int) -> MeasureListing {
  MeasureListing(
    id: measure.id, name: LocalName(["en": measure.id]), owner: nil, status: .adopted, effectClass: .quantified, actsOn: nil,
    modelIndex: index, statedCapital: nil, kind: .illustrative)
}
