import Diagnostics
import Emissions
import Engine
import Units

/// What a checked scenario still cannot do, told at its place in the plan.
package func diagnostic(for error: EngineError, in plan: CityPlan, scenario: PlannedScenario) -> Diagnostic {
  switch error {
  case .negativeEmissions(let sector, let year, let tonnes):
    let level = UnitOfMeasure.spoken(tonnes, in: scenario.inputs.plan.emissionUnit)
    return Diagnostic(
      .error, at: scenario.place(ofSector: sector, in: plan),
      found: "'\(sector)' falls to \(level) in \(year) (scenario '\(scenario.inputs.id)')", expected: "at least 0",
      hint: scenario.hint(forNegative: sector))
  case .cannotDraw(let reason):
    return Diagnostic(
      .error, at: scenario.root["correlations"]?.place ?? SourcePlace(file: plan.path), found: reason, expected: "levers that can be drawn")
  case .notFinite(let reason):
    return Diagnostic(
      .error, at: scenario.root["parameters"]?.place ?? SourcePlace(file: plan.path),
      found: "\(reason) (scenario '\(scenario.inputs.id)')", expected: "finite figures in every draw",
      hint: "cut the distributions off ('within') where the model has no meaning")
  case .cannotCalibrate(let year):
    guard let sector = scenario.inputs.unscalableSector else {
      return Diagnostic(
        .error, at: scenario.root["inventory"]?.place ?? SourcePlace(file: plan.path),
        found: "the model cannot be scaled to the inventory of \(year) (scenario '\(scenario.inputs.id)')",
        expected: "emissions above 0 in every sector that the inventory has")
    }
    return Diagnostic(
      .error, at: scenario.place(ofSector: sector.id, in: plan),
      found:
        "'\(sector.id)' emits nothing in \(year), so it cannot be scaled to "
        + "\(UnitOfMeasure.spoken(sector.inventory, in: scenario.inputs.plan.emissionUnit))",
      expected: "activity, intensity and emission factor above 0 in \(year)", hint: "a sector without emissions has the inventory 0")
  }
}

extension PlannedScenario {
  fileprivate func place(ofSector sector: String, in plan: CityPlan) -> SourcePlace {
    places["sectors.\(sector)"] ?? SourcePlace(file: plan.path)
  }

  /// Shares never take more than all; only measures in tonnes can.
  fileprivate func hint(forNegative sector: String) -> String {
    let inTonnes = inputs.model.measures.filter { measure in
      if case .tonnes(let s, let amount) = measure.effect { return amount < 0 && inputs.model.sectors[s].id == sector }
      return false
    }
    let culprits = inTonnes.map { "'\($0.id)'" }
    return (culprits.isEmpty ? "" : "\(spokenList(culprits)) takes off a fixed amount; ") + "what binds carbon is a measure on 'sink'"
  }
}

extension ScenarioInputs {
  /// The first sector with an inventory but no modelled emissions in its year, and the inventory, t CO2e/a.
  fileprivate var unscalableSector: (id: String, inventory: Double)? {
    guard let basis = calibration, let t = model.years.firstIndex(of: basis.year) else { return nil }
    let found = zip(model.sectors, basis.inventory).first { sector, inventory in inventory != 0 && modelled(sector, t) <= 0 }
    return found.map { ($0.0.id, $0.1) }
  }

  /// t CO2e/a of a sector before calibration, without measures.
  func modelled(_ sector: EmissionModel.Sector, _ t: Int) -> Double {
    let perActivity = sector.demands.map { $0.intensity[t] * model.streams[$0.stream].emissionFactor[t] }.reduce(0, +)
    return model.drivers[sector.driver].values[t] * sector.activity[t] * perActivity
  }
}
