import Datasets
import Diagnostics
import Engine
import MarkedYAML
import Units

extension ScenarioReader {
  /// Emissions of the base year: as stated, or the inventory's total row.
  func readBaseLevel() -> Double? {
    checkBaseYear()
    guard let node = root["inventory"] else { return nil }
    let inherited = values.provenance(of: node, plan)
    if let total = node["base_total"] {
      return settledFigure(total, "inventory.base_total", .emissionsPerYear, inherited, Self.limitsAreDecided)?.number
    }
    guard node["municipality"] != nil, let baseYear = root.text("base_year") else { return nil }
    return inventoryFigure(node, sector: "total", year: baseYear, key: "inventory.total.\(baseYear)", inherited)?.number
  }

  private func checkBaseYear() {
    guard let node = root["base_year"], let baseYear = year(node), let last = years.last, baseYear > last else { return }
    error(node.place, "the base year \(baseYear) is after the plan's last year", expected: "a year up to \(last)")
  }

  /// The inventory figures that the model is scaled to; nil without an inventory or after a problem.
  func readCalibration() -> CalibrationBasis? {
    guard let node = root["inventory"], let yearNode = node["calibration_year"], let year = year(yearNode) else { return nil }
    guard years.contains(year) else {
      error(
        yearNode.place, "the calibration year \(year) is outside the plan's years",
        expected: "a year from \(years[0]) to \(years[years.count - 1])")
      return nil
    }
    let baseYear = self.year(root["base_year"])
    let sectors = root.records("sectors").filter { $0.text("id") != nil }
    let inventory = zip(outline.sectors, sectors).enumerated().map { s, item -> Double? in
      let (sector, node) = item
      checkInventoryYears(node, sector.id, used: [baseYear, year])
      if let baseYear, baseYear != year { _ = self.inventory(of: node, sector.id, baseYear, isNeeded: false) }
      let level = self.inventory(of: node, sector.id, year, isNeeded: true)
      draw(.inventory(sector: s), level?.drawn.map { [$0] })
      return level?.number
    }
    return inventory.contains(nil) ? nil : CalibrationBasis(year: year, inventory: inventory.compactMap { $0 })
  }

  /// Figures of other years than the base and the calibration year would be read by nobody, without a word.
  private func checkInventoryYears(_ sector: MarkedNode, _ id: String, used: [Int?]) {
    for entry in sector["inventory"]?.entries ?? [] {
      guard let year = Int(entry.key) else {
        error(entry.keyPlace, "'\(entry.key)' is not a year ('sectors.\(id).inventory')", expected: "a year such as \(years[0])")
        continue
      }
      if !used.contains(year) {
        values.problems.warning(
          entry.keyPlace, "the inventory of '\(id)' for \(year) is used nowhere", hint: "only the base and the calibration year are")
      }
    }
  }

  /// A sector's figure of one year: stated with the sector, or the inventory's row. The base year's is kept for `explain`.
  private func inventory(of sector: MarkedNode, _ id: String, _ year: Int, isNeeded: Bool) -> Figure? {
    guard let node = root["inventory"] else { return nil }
    let key = "inventory.\(id).\(year)"
    let inherited = values.provenance(of: node, plan)
    if let stated = sector["inventory"]?[String(year)] {
      guard let level = figure(stated, key, .emissionsPerYear, values.provenance(of: sector, inherited)) else { return nil }
      tellReach(level.drawn, 0...(.infinity), in: level.unit, stated, "the inventory of '\(id)' for \(year)", expected: "at least 0")
      if level.number < 0 {
        error(
          stated.place, "the inventory of '\(id)' is negative in \(year)", expected: "at least 0; what binds carbon is a measure on 'sink'")
      }
      return level
    }
    if sector["inventory"] == nil, node["municipality"] != nil {
      return inventoryFigure(node, sector: id, year: String(year), key: key, inherited)
    }
    if isNeeded {
      error(
        sector["id"]?.place ?? sector.place, "no inventory figure of '\(id)' for \(year)",
        expected: "inventory: {\(year): emissions} in the sector, or rows named under 'inventory'")
    }
    return nil
  }

  private func inventoryFigure(_ node: MarkedNode, sector: String, year: String, key: String, _ inherited: Provenance) -> Figure? {
    guard let table = values.table("emission-inventories", askedBy: node) else { return nil }
    var wanted = ["sector": sector, "year": year]
    for column in ["municipality", "inventory", "source_id"] { if let text = node.text(column) { wanted[column] = text } }
    guard let row = table.row(where: wanted, askedAt: node.place, into: &values.problems) else { return nil }
    return values.figure(table, row, "kt_co2e", node, key: key, as: .emissionsPerYear, inherited)
  }
}
