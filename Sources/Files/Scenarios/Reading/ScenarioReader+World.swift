import Diagnostics
import Emissions
import Engine
import MarkedYAML
import Units

/// Drivers, streams and sectors, before any measure.
struct PlanWorld {
  var model: EmissionModel
  var sectorNames: [LocalName]
}

extension ScenarioReader {
  func readWorld() -> PlanWorld? {
    let drivers = (root["drivers"]?.items ?? []).compactMap { readDriver($0) }
    let streams = (root["streams"]?.items ?? []).compactMap { readStream($0) }
    let nodes = root["sectors"]?.items ?? []
    let sectors = nodes.compactMap { readSector($0, drivers: drivers, streams: streams) }
    guard !values.problems.hasErrors, sectors.count == nodes.count, !sectors.isEmpty else { return nil }
    let model = EmissionModel(
      years: years, drivers: drivers.map(\.driver), streams: streams, sectors: sectors, groups: [], measures: [])
    return PlanWorld(model: model, sectorNames: nodes.map { name($0["name"], fallback: $0.text("id") ?? "") })
  }

  private struct PlanDriver {
    var driver: EmissionModel.Driver
    var unit: UnitOfMeasure
  }

  private func readDriver(_ node: MarkedNode) -> PlanDriver? {
    guard let id = node.text("id"), let unitNode = node["unit"], let unitText = unitNode.text, let valuesNode = node["values"] else { return nil }
    guard let unit = UnitOfMeasure(unitText) else {
      error(unitNode.place, "'\(unitText)' is not a unit", expected: "a unit such as 'persons'")
      return nil
    }
    let inherited = values.provenance(of: node, plan)
    guard let series = series(valuesNode, "drivers.\(id).values", unit, inherited) else { return nil }
    values.drivers[id] = Dictionary(uniqueKeysWithValues: zip(years, series.values))
    return PlanDriver(driver: .init(id: id, values: series.values), unit: unit)
  }

  private func readStream(_ node: MarkedNode) -> EmissionModel.Stream? {
    guard let id = node.text("id") else { return nil }
    let inherited = values.provenance(of: node, plan)
    let key = "streams.\(id)"
    let zeros = years.map { _ in 0.0 }
    if node.text("process") == "true" {
      for key in ["emission_factor", "price"] {
        if let extra = node[key] {
          error(extra.place, "the process '\(id)' has '\(key)'", expected: "none: its demand is in t CO2e already")
        }
      }
      return .init(id: id, isProcess: true, emissionFactor: zeros.map { _ in 1 }, price: zeros)
    }
    guard let factorNode = node["emission_factor"] else {
      error(node.place, "the stream '\(id)' has no 'emission_factor'", expected: UnitOfMeasure.emissionsPerEnergy.expectation, hint: "a stream in t CO2e is 'process: true'")
      return nil
    }
    let factor = series(factorNode, "\(key).emission_factor", .emissionsPerEnergy, inherited)
    let price = node["price"].map { series($0, "\(key).price", .moneyPerEnergy, inherited) }
    if let factor, let t = factor.values.firstIndex(where: { $0 < 0 }) {
      error(factorNode.place, "the emission factor of '\(id)' is \(factor.values[t]) in \(years[t])", expected: "no negative factor; what binds carbon is a sink")
    }
    guard let factor, price == nil || price! != nil else { return nil }
    return .init(id: id, isProcess: false, emissionFactor: factor.values, price: price??.values ?? zeros)
  }

  private func readSector(_ node: MarkedNode, drivers: [PlanDriver], streams: [EmissionModel.Stream]) -> EmissionModel.Sector? {
    guard let id = node.text("id") else { return nil }
    let key = "sectors.\(id)"
    places[key] = node["id"]?.place ?? node.place
    let inherited = values.provenance(of: node, plan)
    let driver = index(node["driver"], among: drivers.map(\.driver.id), what: "driver")
    let activity = node["activity"].map { series($0, "\(key).activity", nil, inherited) }
    let activityUnit = activity.flatMap { $0?.unit } ?? .share
    let demands = (node["streams"]?.items ?? []).compactMap { demand -> EmissionModel.Demand? in
      let unit = driver.map { drivers[$0].unit.times(activityUnit) }
      return readDemand(demand, sector: id, activityUnit: unit, streams: streams, values.provenance(of: demand, inherited))
    }
    guard let driver, activity == nil || activity! != nil else { return nil }
    return .init(id: id, driver: driver, activity: activity??.values ?? years.map { _ in 1 }, demands: demands)
  }

  private func readDemand(
    _ node: MarkedNode, sector: String, activityUnit: UnitOfMeasure?, streams: [EmissionModel.Stream], _ inherited: Provenance
  ) -> EmissionModel.Demand? {
    guard let k = index(node["stream"], among: streams.map(\.id), what: "stream"), let intensityNode = node["intensity"] else { return nil }
    let key = "sectors.\(sector).streams.\(streams[k].id)"
    guard let intensity = series(intensityNode, "\(key).intensity", nil, inherited) else { return nil }
    let flow: UnitOfMeasure = streams[k].isProcess ? .emissions : .energyPerYear
    if let activityUnit, !isFlow(activityUnit.times(intensity.unit), of: flow) {
      error(
        intensityNode.place, "intensity in '\(intensity.unit.description)' of an activity in '\(activityUnit.description)' ('\(key).intensity')",
        expected: "\(streams[k].isProcess ? "mass of CO2e" : "energy") per unit of activity, such as '\(streams[k].isProcess ? "t CO2e" : "MWh")/\(activityUnit.description)'")
    }
    if let t = intensity.values.firstIndex(where: { $0 < 0 }) {
      error(intensityNode.place, "the intensity is \(intensity.values[t]) in \(years[t]) ('\(key).intensity')", expected: "no negative demand; what binds carbon is a sink")
    }
    var values = intensity.values
    if let tuned = node["calibration"], let factors = series(tuned, "\(key).calibration", .share, inherited) {
      if factors.kind != .calibrated {
        error(tuned.place, "'\(key).calibration' is \(factors.kind.rawValue)", expected: "kind: calibrated, and the source it was tuned to")
      }
      values = zip(values, factors.values).map { $0 * $1 }
    }
    return .init(stream: k, intensity: values)
  }

  /// Whether a unit is an energy or a mass of CO2e, per year or in a year: activity is counted by the year, written or not.
  private func isFlow(_ unit: UnitOfMeasure, of flow: UnitOfMeasure) -> Bool {
    unit.dimension.filter { $0.key != "year" } == flow.dimension.filter { $0.key != "year" }
  }
}
