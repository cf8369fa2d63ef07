import Emissions
import Engine
import MarkedYAML
import Units

extension PlannedScenario {
  /// The scenario with nothing left to look up, so that it can be kept, run and compared without the plan's files.
  package var resolved: ResolvedScenario {
    let measures = inputs.measures.map(\.id)
    var resolved = ResolvedScenario(
      plan: inputs.plan.id, scenario: inputs.id, cityName: inputs.plan.name, scenarioName: inputs.name,
      sectorNames: Dictionary(uniqueKeysWithValues: zip(inputs.model.sectors.map(\.id), inputs.sectorNames)),
      emissionUnit: inputs.plan.emissionUnit.description, moneyUnit: inputs.plan.moneyUnit.description, years: inputs.model.years,
      drivers: inputs.model.drivers.map(\.id), streams: inputs.model.streams.map(\.id), sectors: inputs.model.sectors.map(\.id),
      measures: measures, values: [:])
    for (key, read) in readValues where isModelled(key, measures: Set(measures)) { resolved.values[key] = value(key, read) }
    addRegressors(to: &resolved)
    addWords(to: &resolved, measures: measures)
    addInvestmentWords(to: &resolved)
    addLevers(to: &resolved)
    addInventory(to: &resolved)
    return resolved
  }

  /// Figures of other targets and of measures that are off reach no result; levers and inventory come with their own.
  private func isModelled(_ key: String, measures: Set<String>) -> Bool {
    let path = key.split(separator: ".", maxSplits: 2).map(String.init)
    switch path[0] {
    case "measures": return measures.contains(path[1])
    case "targets": return inputs.target?.id == path[1]
    case "parameters", "correlations", "inventory", "ceiling": return false
    default: return true
    }
  }

  private func value(_ key: String, _ read: ReadValue) -> ResolvedValue {
    ResolvedValue(
      read.content, unit: read.unit.description, factor: read.unit.factor, statement: read.node.statement,
      place: read.node.place.description, cell: origins[key]?.cell?.description, source: origins[key]?.source)
  }

  /// A driver that follows others says so: what it follows is part of what it states.
  private func addRegressors(to resolved: inout ResolvedScenario) {
    for driver in root.records("drivers") {
      guard let id = driver.text("id"), let others = driver["values"]?["regression"]?["on"]?.items else { continue }
      let said = others.compactMap { other in other.text.flatMap { resolved.values["drivers.\($0).values"]?.statement } }
      resolved.values["drivers.\(id).values"]?.statement?.append(" of " + said.joined(separator: ", "))
    }
  }

  // MARK: Words

  private func addWords(to resolved: inout ResolvedScenario, measures: [String]) {
    func add(_ key: String, _ node: MarkedNode?, _ word: String? = nil) {
      guard let word = word ?? node?.statement else { return }
      resolved.values[key] = ResolvedValue(.word(word), place: node.map { "\($0.place)" } ?? "")
    }
    add("base_year", root["base_year"])
    add("gwp_set", root["gwp_set"], inputs.plan.gwpSet)
    add("ceiling", root["ceiling"])
    add("correlations", root["correlations"])
    if let money = root["money"] {
      add("money.price_year", money["price_year"])
      add("money.capital", money["capital"], inputs.money.capital.rawValue)
      add("money.eur_per_t", money["eur_per_t"], inputs.money.costPerTonne.rawValue)
    }
    for parameter in root.records("parameters") {
      if let id = parameter.text("id") { add("parameters.\(id).distribution", parameter["distribution"]) }
    }
    if let target = inputs.target, let node = root.records("targets").first(where: { $0.text("id") == target.id }) {
      add("target", node["id"])
      add("targets.\(target.id).year", node["year"])
    }
    for (sector, node) in zip(inputs.model.sectors, root.records("sectors")) {
      add("sectors.\(sector.id).driver", node["driver"])
      let streams = sector.demands.map { inputs.model.streams[$0.stream].id }
      add("sectors.\(sector.id).streams", node["streams"], streams.joined(separator: " "))
    }
    for stream in root.records("streams") {
      if let id = stream.text("id") { add("streams.\(id).process", stream["process"], stream.text("process") ?? "false") }
    }
    for measure in root.records("measures") {
      guard let id = measure.text("id"), measures.contains(id) else { continue }
      for word in ["status", "class", "group"] { add("measures.\(id).\(word)", measure[word]) }
      for word in ["on", "sector", "stream", "to"] { add("measures.\(id).effect.\(word)", measure["effect"]?[word]) }
      for word in ["curve", "start"] { add("measures.\(id).adoption.\(word)", measure["adoption"]?[word]) }
    }
  }

  /// Of the investments what no figure says: what money is counted and in which zones, which projects are decided and when they may
  /// start, which limits are in force and on what, what a programme holds.
  private func addInvestmentWords(to resolved: inout ResolvedScenario) {
    guard let section = root["investments"] else { return }
    func add(_ record: String, _ words: [String]) {
      for node in section.records(record) {
        guard let id = node.text("id") else { continue }
        for word in words {
          guard let found = node[word] else { continue }
          resolved.values["investments.\(record).\(id).\(word)"] = ResolvedValue(.word(found.statement), place: "\(found.place)")
        }
      }
    }
    add(
      "projects",
      [
        "committed", "start", "earliest", "latest", "exclusive_group", "needs", "zone", "layer", "category", "unit", "fund", "payer",
        "lease",
      ])
    add("limits", ["in_force", "on", "sense", "per", "base", "through", "zones", "categories", "funds", "units", "of_programme"])
    add("programmes", ["projects"])
    for word in ["years", "price_year", "base", "layer", "scenario", "programme", "cap"] {
      guard let found = section[word] else { continue }
      resolved.values["investments.\(word)"] = ResolvedValue(.word(found.statement), place: "\(found.place)")
    }
  }

  // MARK: Levers and inventory

  private func addLevers(to resolved: inout ResolvedScenario) {
    let layout = LeverLayout(inputs.model)
    for (row, name) in layout.names.enumerated() where inputs.levers[row] != layout.neutral[row] {
      let node = root.records("parameters").first { $0.text("id") == name }
      guard node != nil || row != LeverLayout.discountRateRow else { continue }
      resolved.values["parameters.\(name)"] = ResolvedValue(
        .figure(inputs.levers[row]), statement: (node?["value"] ?? node?["distribution"])?.statement,
        place: node.map { "\($0.place)" } ?? "")
    }
    // A parameter of that name takes the place of the plan's rate.
    resolved.values["money.discount_rate"]?.content = .figure(inputs.levers[LeverLayout.discountRateRow])
  }

  private func addInventory(to resolved: inout ResolvedScenario) {
    let unit = inputs.plan.emissionUnit
    func add(_ key: String, _ number: Double, from origin: Origin?) {
      resolved.values[key] = ResolvedValue(
        .figure(number), unit: unit.description, factor: unit.factor, statement: root["inventory"]?.statement,
        place: origin?.place.description ?? "", cell: origin?.cell?.description, source: origin?.source)
    }
    if let level = inputs.plan.baseLevel {
      add("inventory.base_total", level, from: origins["inventory.base_total"] ?? origins["inventory.total.\(inputs.plan.baseYear)"])
    }
    guard let calibration = inputs.calibration else { return }
    resolved.values["inventory.calibration_year"] = ResolvedValue(
      .word(String(calibration.year)), place: root["inventory"]?["calibration_year"]?.place.description ?? "")
    for (sector, level) in zip(inputs.model.sectors, calibration.inventory) {
      let key = "inventory.\(sector.id).\(calibration.year)"
      add(key, level, from: origins[key])
    }
  }
}
