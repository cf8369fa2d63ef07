import Datasets
import Diagnostics
import Emissions
import Engine
import MarkedYAML
import Units

extension ScenarioReader {
  /// The target of the scenario, or of the plan.
  /// - Parameter planBase: emissions of the base year, for targets that name no base of their own.
  func readTarget(planBase: Double?) -> Target? {
    let named = scenario.lineage.reversed().lazy.compactMap { $0["target"] }.first ?? root["target"]
    let nodes = root["targets"]?.items ?? []
    for node in nodes { places["targets.\(node.text("id") ?? "")"] = node.place }
    let targets = nodes.map { readTarget($0, planBase) }
    guard let position = index(named, among: nodes.compactMap { $0.text("id") }, what: "target"), position < targets.count else { return nil }
    return targets[position]
  }

  private func readTarget(_ node: MarkedNode, _ planBase: Double?) -> Target? {
    guard let id = node.text("id"), let yearNode = node["year"], let year = year(yearNode) else { return nil }
    let key = "targets.\(id)", inherited = values.provenance(of: node, plan)
    if !years.contains(year) {
      error(yearNode.place, "the target year \(year) is outside the plan's years", expected: "a year from \(years[0]) to \(years[years.count - 1])")
    }
    let base = node["base"].flatMap { figure($0, "\(key).base", .emissionsPerYear, inherited)?.number }
    let residual = readResidual(node["residual"], key: "\(key).residual", base: base ?? planBase, inherited)
    if let levelNode = node["level"] {
      if let reduction = node["reduction"] { error(reduction.place, "'\(key)' has both 'level' and 'reduction'", expected: "one of them") }
      return figure(levelNode, "\(key).level", .emissionsPerYear, inherited).map { Target(id: id, year: year, level: $0.number, residual: residual) }
    }
    guard let reductionNode = node["reduction"], node["base"] != nil else {
      error(node.place, "'\(key)' has no level", expected: "level: emissions, or base: emissions and reduction: share")
      return nil
    }
    guard let reduction = figure(reductionNode, "\(key).reduction", .share, inherited)?.number, let base else { return nil }
    if !(0...1).contains(reduction) { error(reductionNode.place, "'\(key).reduction' is \(percent(reduction))", expected: "a share between 0 % and 100 %") }
    return Target(id: id, year: year, level: base * (1 - reduction), residual: residual)
  }

  private func readResidual(_ node: MarkedNode?, key: String, base: Double?, _ inherited: Provenance) -> Double? {
    guard let node, let shareNode = node["up_to"] else { return nil }
    guard let share = figure(shareNode, "\(key).up_to", .share, values.provenance(of: node, inherited))?.number else { return nil }
    if !(0...1).contains(share) { error(shareNode.place, "'\(key).up_to' is \(percent(share))", expected: "a share between 0 % and 100 %") }
    guard let base else {
      error(node.place, "'\(key)' is a share of a base that the target does not have", expected: "base: emissions of the base year")
      return nil
    }
    return base * share
  }

  func readCeiling(_ target: Target?) -> Ceiling? {
    guard let node = root["ceiling"] else { return nil }
    let inherited = values.provenance(of: node, plan)
    switch node.text("method") {
    case "straight_line":
      guard let from = readLevel(node["from"], key: "ceiling.from", inherited) else { return nil }
      guard let target else {
        error(node.place, "a straight-line ceiling without a target", expected: "target: the id of the target it leads to")
        return nil
      }
      if from.year >= target.year { error(node.place, "the ceiling starts in \(from.year)", expected: "a year before the target year \(target.year)") }
      return .straightLine(from: from, to: .init(year: target.year, level: target.level))
    case "constant_percentage": return readConstantPercentage(node, inherited)
    case "given": return readGivenCeiling(node, inherited)
    default: return nil
    }
  }

  private func readLevel(_ node: MarkedNode?, key: String, _ inherited: Provenance) -> Ceiling.Level? {
    guard let node, let year = year(node["year"]), let levelNode = node["level"] else { return nil }
    return figure(levelNode, "\(key).level", .emissionsPerYear, values.provenance(of: node, inherited)).map { .init(year: year, level: $0.number) }
  }

  private func readConstantPercentage(_ node: MarkedNode, _ inherited: Provenance) -> Ceiling? {
    let first = readLevel(node["first"], key: "ceiling.first", inherited)
    let budget = node["budget"].flatMap { figure($0, "ceiling.budget", .emissions, inherited)?.number }
    guard let first, let budget else { return nil }
    let until = year(node["until"])
    let factor = until.map { yearlyFactor(usingUp: budget, first: first.level, years: $0 - first.year + 1) } ?? yearlyFactor(usingUp: budget, first: first.level)
    guard let factor else {
      error(node.place, "a budget of \(budget) t CO2e cannot be used up by a falling ceiling that starts at \(first.level) t CO2e/a",
        expected: until == nil ? "a budget above the first year's ceiling" : "a budget above the first ceiling and below that ceiling in every year")
      return nil
    }
    return .constantPercentage(first: first, yearlyFactor: factor)
  }

  private func readGivenCeiling(_ node: MarkedNode, _ inherited: Provenance) -> Ceiling? {
    guard let levels = node["levels"] else { return nil }
    guard let baseNode = node["base"] else {
      return series(levels, "ceiling.levels", .emissionsPerYear, inherited).map { .given($0.values) }
    }
    let base = figure(baseNode, "ceiling.base", .emissionsPerYear, inherited)?.number
    let shares = series(levels, "ceiling.levels", .share, inherited)
    guard let base, let shares else { return nil }
    return .given(shares.values.map { $0 * base })
  }

  // MARK: Inventory

  /// Emissions of the base year: as stated, or the inventory's total row.
  func readBaseLevel() -> Double? {
    guard let node = root["inventory"] else { return nil }
    let inherited = values.provenance(of: node, plan)
    if let total = node["base_total"] { return figure(total, "inventory.base_total", .emissionsPerYear, inherited)?.number }
    guard node["municipality"] != nil, let baseYear = root.text("base_year") else { return nil }
    return inventoryFigure(node, sector: "total", year: baseYear, key: "inventory.total.\(baseYear)", inherited)
  }

  func readCalibration(_ world: PlanWorld?) -> CalibrationBasis? {
    guard let node = root["inventory"], let yearNode = node["calibration_year"], let year = year(yearNode), let world else { return nil }
    if !years.contains(year) {
      error(yearNode.place, "the calibration year \(year) is outside the plan's years", expected: "a year from \(years[0]) to \(years[years.count - 1])")
      return nil
    }
    let baseYear = self.year(root["base_year"])
    let sectors = root["sectors"]?.items ?? []
    let inventory = zip(world.model.sectors, sectors).compactMap { sector, sectorNode -> Double? in
      if let baseYear, baseYear != year { _ = self.inventory(of: sectorNode, sector.id, baseYear, isNeeded: false) }
      return self.inventory(of: sectorNode, sector.id, year, isNeeded: true)
    }
    return inventory.count == world.model.sectors.count ? CalibrationBasis(year: year, inventory: inventory) : nil
  }

  /// A sector's figure of one year: stated with the sector, or the inventory's row. The base year's is kept for `explain`.
  private func inventory(of sector: MarkedNode, _ id: String, _ year: Int, isNeeded: Bool) -> Double? {
    guard let node = root["inventory"] else { return nil }
    let key = "inventory.\(id).\(year)"
    let inherited = values.provenance(of: node, plan)
    if let stated = sector["inventory"]?[String(year)] {
      return figure(stated, key, .emissionsPerYear, values.provenance(of: sector, inherited))?.number
    }
    if sector["inventory"] == nil, node["municipality"] != nil { return inventoryFigure(node, sector: id, year: String(year), key: key, inherited) }
    if isNeeded {
      error(sector.place, "no inventory figure of '\(id)' for \(year)", expected: "inventory: {\(year): emissions} in the sector, or rows named under 'inventory'")
    }
    return nil
  }

  private func inventoryFigure(_ node: MarkedNode, sector: String, year: String, key: String, _ inherited: Provenance) -> Double? {
    guard let table = values.datasets?.tables["emission-inventories"] else {
      error(node.place, "the inventory is read from a dataset", expected: "'datasets:' in plan.yaml with a table 'emission-inventories'")
      return nil
    }
    var wanted = ["sector": sector, "year": year]
    for column in ["municipality", "inventory", "source_id"] { if let text = node.text(column) { wanted[column] = text } }
    guard let row = table.row(where: wanted, askedAt: node.place, into: &values.problems) else { return nil }
    return values.figure(table, row, "kt_co2e", node, key: key, as: .emissionsPerYear, inherited)?.number
  }
}
