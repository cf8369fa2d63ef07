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

struct PlanDriver {
  var driver: EmissionModel.Driver
  var unit: UnitOfMeasure
}

extension ScenarioReader {
  /// The world of the scenario; nil after any problem in it has been told. Broken records keep their places in the lists, so
  /// that what refers to them is not told as well.
  func readWorld() -> PlanWorld? {
    let drivers = root.records("drivers").filter { $0.text("id") != nil }.enumerated().map { readDriver($1, at: $0) }
    let streams = root.records("streams").filter { $0.text("id") != nil }.enumerated().map { readStream($1, at: $0) }
    let nodes = root.records("sectors").filter { $0.text("id") != nil }
    let sectors = nodes.enumerated().compactMap { readSector($1, at: $0, drivers: drivers) }
    let wholeDrivers = drivers.compactMap { $0?.driver }
    let wholeStreams = streams.compactMap { $0 }
    guard !values.problems.hasErrors, wholeDrivers.count == drivers.count, wholeStreams.count == streams.count, sectors.count == nodes.count
    else { return nil }
    let model = EmissionModel(years: years, drivers: wholeDrivers, streams: wholeStreams, sectors: sectors, groups: [], measures: [])
    return PlanWorld(model: model, sectorNames: nodes.map { name($0["name"], fallback: $0.text("id") ?? "") })
  }

  private func readDriver(_ node: MarkedNode, at d: Int) -> PlanDriver? {
    guard let id = node.text("id") else { return nil }
    values.drivers[id] = .some(nil)
    guard let unitNode = node["unit"], let unitText = unitNode.text, let valuesNode = node["values"] else {
      return nil
    }
    guard let unit = UnitOfMeasure(unitText) else {
      error(unitNode.place, "'\(unitText)' is not a unit ('drivers.\(id).unit')", expected: "a unit such as 'persons'")
      return nil
    }
    let inherited = values.provenance(of: node, plan)
    guard let series = series(valuesNode, "drivers.\(id).values", unit, inherited) else { return nil }
    if let t = series.values.firstIndex(where: { $0 < 0 }) {
      error(valuesNode.place, "the driver '\(id)' is negative in \(years[t])", expected: "at least 0")
      return nil
    }
    tellReach(series.drawn, 0...(.infinity), in: series.unit, valuesNode, "the driver '\(id)'", expected: "at least 0")
    draw(.model(.driver(d)), series.drawn)
    if series.drawn != nil { values.drawnDrivers.insert(id) }
    values.drivers[id] = Dictionary(uniqueKeysWithValues: zip(years, series.values))
    return PlanDriver(driver: .init(id: id, values: series.values), unit: unit)
  }

  private func readStream(_ node: MarkedNode, at k: Int) -> EmissionModel.Stream? {
    guard let id = node.text("id") else { return nil }
    if node.text("process") == "true" { return readProcess(node, id) }
    let inherited = values.provenance(of: node, plan)
    guard let factorNode = node["emission_factor"] else {
      error(
        node.place, "the stream '\(id)' has no 'emission_factor'", expected: UnitOfMeasure.emissionsPerEnergy.expectation,
        hint: "a stream whose demand is in t CO2e already is 'process: true'")
      return nil
    }
    let factor = series(factorNode, "streams.\(id).emission_factor", .emissionsPerEnergy, inherited)
    let price = optionalSeries(node["price"], "streams.\(id).price", .moneyPerEnergy, inherited, whenAbsent: 0)
    refuseNegative(factor, factorNode, what: "the emission factor of '\(id)'")
    guard let factor, let price else { return nil }
    draw(.model(.emissionFactor(stream: k)), factor.drawn)
    draw(.model(.price(stream: k)), price.drawn)
    return .init(id: id, isProcess: false, emissionFactor: factor.values, price: price.values)
  }

  private func readProcess(_ node: MarkedNode, _ id: String) -> EmissionModel.Stream {
    for key in ["emission_factor", "price"] {
      if let extra = node[key] { error(extra.place, "the process '\(id)' has '\(key)'", expected: "none: its demand is in t CO2e already") }
    }
    return .init(id: id, isProcess: true, emissionFactor: years.map { _ in 1 }, price: years.map { _ in 0 })
  }

  /// A series that may be left out; nil only after a problem.
  private func optionalSeries(
    _ node: MarkedNode?, _ key: String, _ unit: UnitOfMeasure?, _ inherited: Provenance, whenAbsent value: Double
  ) -> YearSeries? {
    guard let node else { return YearSeries(values: years.map { _ in value }, unit: unit ?? .share, kind: .derived) }
    return series(node, key, unit, inherited)
  }

  private func refuseNegative(_ series: YearSeries?, _ node: MarkedNode, what: String) {
    guard let series else { return }
    tellReach(series.drawn, 0...(.infinity), in: series.unit, node, what, expected: "at least 0")
    guard let t = series.values.firstIndex(where: { $0 < 0 }) else { return }
    error(node.place, "\(what) is negative in \(years[t])", expected: "at least 0; what binds carbon is a measure on 'sink'")
  }

  private func readSector(_ node: MarkedNode, at s: Int, drivers: [PlanDriver?]) -> EmissionModel.Sector? {
    guard let id = node.text("id") else { return nil }
    places["sectors.\(id)"] = node["id"]?.place ?? node.place
    let inherited = values.provenance(of: node, plan)
    let driver = index(node["driver"], among: outline.drivers, what: "driver")
    let activity = optionalSeries(node["activity"], "sectors.\(id).activity", nil, inherited, whenAbsent: 1)
    let activityUnit = driver.flatMap { drivers[$0]?.unit }.flatMap { unit in activity.map { unit.times($0.unit) } }
    if let activity, let activityNode = node["activity"] { refuseNegative(activity, activityNode, what: "the activity of '\(id)'") }
    let nodes = node.records("streams")
    let demands = nodes.enumerated().compactMap { d, node in
      readDemand(node, .intensity(sector: s, demand: d), sector: id, activityUnit: activityUnit, values.provenance(of: node, inherited))
    }
    guard let driver, let activity, demands.count == nodes.count else { return nil }
    draw(.model(.activity(sector: s)), activity.drawn)
    return .init(id: id, driver: driver, activity: activity.values, demands: demands)
  }

  private func readDemand(
    _ node: MarkedNode, _ slot: ModelSlot, sector: String, activityUnit: UnitOfMeasure?, _ inherited: Provenance
  ) -> EmissionModel.Demand? {
    guard let k = index(node["stream"], among: outline.streams.map(\.id), what: "stream"), let intensityNode = node["intensity"] else {
      return nil
    }
    let stream = outline.streams[k]
    let key = "sectors.\(sector).streams.\(stream.id)"
    let intensity = series(intensityNode, "\(key).intensity", nil, inherited)
    let factors = optionalSeries(node["calibration"], "\(key).calibration", .share, inherited, whenAbsent: 1)
    if let factors, let tuned = node["calibration"] { checkCalibration(factors, tuned, key: "\(key).calibration") }
    guard let intensity, let factors else { return nil }
    if let activityUnit { checkFlow(intensity, intensityNode, of: stream, activityUnit, key: "\(key).intensity") }
    refuseNegative(intensity, intensityNode, what: "'\(key).intensity'")
    draw(.model(slot), values.drawn("product", [intensity, factors]))
    return .init(stream: k, intensity: zip(intensity.values, factors.values).map { $0 * $1 })
  }

  private func checkCalibration(_ factors: YearSeries, _ node: MarkedNode, key: String) {
    if factors.kind != .calibrated {
      error(node.place, "'\(key)' is \(factors.kind.rawValue)", expected: "kind: calibrated, and the source it was tuned to")
    }
    refuseNegative(factors, node, what: "'\(key)'")
  }

  /// Activity times intensity must be an energy or a mass of CO2e: per year or in a year, as activity is counted by the year.
  private func checkFlow(_ intensity: YearSeries, _ node: MarkedNode, of stream: PlanOutline.Stream, _ activity: UnitOfMeasure, key: String)
  {
    let flow: UnitOfMeasure = stream.isProcess ? .emissions : .energyPerYear
    func withoutYear(_ unit: UnitOfMeasure) -> [String: Int] { unit.dimension.filter { $0.key != "year" } }
    guard withoutYear(activity.times(intensity.unit)) != withoutYear(flow) else { return }
    let example = (stream.isProcess ? UnitOfMeasure.emissions : UnitOfMeasure.energyPerYear.times(.years)).over(activity)
    error(
      node.place, "'\(key)' is \(intensity.unit.dimension.isEmpty ? "without a unit" : "in '\(intensity.unit.description)'")",
      expected: "\(stream.isProcess ? "mass of CO2e" : "energy") per unit of activity, such as '\(example.description)'")
  }
}
