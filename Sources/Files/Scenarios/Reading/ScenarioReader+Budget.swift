import ClimateBudgets
import Diagnostics
import Engine
import LabelledArrays
import MarkedYAML
import Units

/// The climate budget of a plan.
extension ScenarioReader {
  func readBudget() -> BudgetPlan? {
    guard let node = root["budget"], node.entries != nil else { return nil }
    let inherited = values.provenance(of: node, plan)
    var budget = BudgetPlan(emissions: emissionGrid(node), money: moneyGrid(node))
    for unit in node.records("units") { if let id = unit.text("id") { budget.unitNames[id] = name(unit["name"], fallback: id) } }
    let units = node.records("units").compactMap { $0.text("id") }
    budget.inventories = node.records("inventories").compactMap { readInventoryYear($0, inherited) }
    budget.saved = node["saved_ceilings"].flatMap { readSavedCeiling($0, inherited) }
    let known = root.records("measures").compactMap { $0.text("id") }
    for record in node.records("measures") {
      guard let id = record.text("id"), index(record["id"], among: known, what: "measure") != nil else { continue }
      budget.measures[id] = readMeasureBudget(record, id, units: units, known: known, inherited)
      if record["indicator"] != nil { budget.indicators[id] = name(record["indicator"], fallback: id) }
    }
    budget.totals = node.records("totals").enumerated().compactMap { readMoneyTotal($1, "budget.totals.\($0 + 1)", inherited) }
    budget.closed = node["closed_year"].flatMap { readClosedYear($0, inherited) }
    return budget
  }

  private func emissionGrid(_ node: MarkedNode) -> PrintGrid {
    let unit = (node["reporting"] ?? root["reporting"])?.text("emissions") ?? "kt CO2e"
    let factor = UnitOfMeasure(unit)?.factor ?? 1000
    return PrintGrid(unit: factor, decimals: factor >= 1000 ? 1 : 0)
  }

  private func moneyGrid(_ node: MarkedNode) -> PrintGrid {
    let unit = (node["reporting"] ?? root["reporting"])?.text("money") ?? "MEUR"
    let factor = UnitOfMeasure(unit)?.factor ?? 1e6
    return PrintGrid(unit: factor, decimals: factor >= 1e6 ? 2 : 0)
  }

  private func readInventoryYear(_ node: MarkedNode, _ inherited: Provenance) -> InventoryYear? {
    guard let year = year(node["year"]) else { return nil }
    let key = "budget.inventories.\(year)"
    let source = values.provenance(of: node, inherited)
    var sectors: [String: Double] = [:]
    for entry in node["sectors"]?.entries ?? [] {
      guard isSector(entry, among: outline.sectors.map(\.id)) else { continue }
      sectors[entry.key] = figure(entry.value, "\(key).\(entry.key)", .emissionsPerYear, source)?.number
    }
    return InventoryYear(
      year: year, standing: node.text("standing").flatMap(InventoryYear.Standing.init) ?? .final,
      vintage: node.text("vintage") ?? source.source,
      total: node["total"].flatMap { figure($0, "\(key).total", .emissionsPerYear, source)?.number },
      sectors: sectors)
  }

  private func isSector(_ entry: MarkedNode.Entry, among ids: [String]) -> Bool {
    if ids.contains(entry.key) { return true }
    error(entry.keyPlace, "no sector '\(entry.key)'", expected: "the id of a sector", hint: didYouMean(entry.key, among: ids))
    return false
  }

  private func readSavedCeiling(_ node: MarkedNode, _ inherited: Provenance) -> SavedCeiling? {
    let source = values.provenance(of: node, inherited)
    let base = node["base"].flatMap { figure($0, "budget.saved_ceilings.base", .emissionsPerYear, source)?.number }
    let shares = yearly(node["shares"], "budget.saved_ceilings.shares", .share, source)
    guard let base, let vintage = node.text("vintage") else { return nil }
    return SavedCeiling(shares: shares, base: base, vintage: vintage, follows: node.text("follow_inventory") == "true")
  }

  /// Figures under years; a key that is no year is told.
  private func yearly(_ node: MarkedNode?, _ key: String, _ unit: UnitOfMeasure, _ source: Provenance) -> [Int: Double] {
    var amounts: [Int: Double] = [:]
    for entry in node?.entries ?? [] {
      guard let year = Int(entry.key) else {
        error(entry.keyPlace, "'\(entry.key)' is not a year ('\(key)')", expected: "a year such as \(years[0])")
        continue
      }
      amounts[year] = figure(entry.value, "\(key).\(year)", unit, source)?.number
    }
    return amounts
  }

  private func readMeasureBudget(_ node: MarkedNode, _ id: String, units: [String], known: [String], _ inherited: Provenance)
    -> MeasureBudget
  {
    let key = "budget.measures.\(id)"
    let source = values.provenance(of: node, inherited)
    func figure(_ name: String, _ unit: UnitOfMeasure) -> Figure? {
      node[name].flatMap { self.figure($0, "\(key).\(name)", unit, source) }
    }
    func number(_ name: String, _ unit: UnitOfMeasure) -> Double? { figure(name, unit)?.number }
    func name(_ key: String, among ids: [String], what: String) -> String? { index(node[key], among: ids, what: what).map { ids[$0] } }
    var budget = MeasureBudget()
    budget.sector = name("sector", among: outline.sectors.map(\.id), what: "sector")
    budget.unit = name("unit", among: units, what: "unit")
    budget.reportingUnit = name("reporting_unit", among: units, what: "unit")
    budget.statedEffect = number("stated_effect", .emissionsPerYear)
    budget.statedAgainst = year(node["stated_against"])
    budget.statedCost = number("stated_cost", .money)
    budget.effectsIn = node.records("effects_in").compactMap { index($0, among: known, what: "measure").map { known[$0] } }
    let cityShare = figure("city_share", .share)
    if let cityShare, let place = node["city_share"] { checkShare(cityShare, place, key: "\(key).city_share") }
    budget.cityShare = cityShare?.number
    budget.used = number("used", .money)
    budget.cause = node.text("cause")
    budget.lines = node.records("money").enumerated().compactMap { i, line in
      readMoneyLine(line, "\(key).money.\(i + 1)", unit: budget.unit, units: units, source)
    }
    budget.source = sources(under: key) ?? source.source
    let prefix = "\(key)."
    budget.kinds = Set(values.origins.filter { $0.key.hasPrefix(prefix) && $0.value.kind.isFootnoted }.map(\.value.kind))
    return budget
  }

  /// Sources of the figures under a key, each once.
  private func sources(under key: String) -> String? {
    let prefix = "\(key)."
    let ids = Set(values.origins.filter { $0.key.hasPrefix(prefix) }.compactMap(\.value.source)).sorted()
    return ids.isEmpty ? nil : ids.joined(separator: ", ")
  }

  private func readMoneyLine(_ node: MarkedNode, _ key: String, unit: String?, units: [String], _ inherited: Provenance) -> MoneyLine? {
    let source = values.provenance(of: node, inherited)
    guard let amounts = readAmounts(node, key, source), let body = node.text("body").flatMap(MoneyLine.Body.init),
      let kind = node.text("flow").flatMap(MoneyLine.Kind.init)
    else { return nil }
    let own = index(node["unit"], among: units, what: "unit").map { units[$0] }
    guard let unit = own ?? unit else {
      error(node.place, "'\(key)' has no unit", expected: "unit: here or with the measure")
      return nil
    }
    return MoneyLine(
      unit: unit, body: body, kind: kind, purpose: node.text("purpose").flatMap(MoneyLine.Purpose.init) ?? .mitigation, amounts: amounts,
      splitIsAssumed: node["total"] != nil && node["split_source"] == nil, zone: node.text("zone"),
      serviceClass: node.text("service_class"),
      account: node.text("account"))
  }

  /// Stated by year, or a total in equal parts.
  private func readAmounts(_ node: MarkedNode, _ key: String, _ source: Provenance) -> [Int: Double]? {
    guard let totalNode = node["total"] else {
      guard let years = node["years"] else {
        error(node.place, "'\(key)' has no amount", expected: "years: amounts by year, or total: amount with first: and last: year")
        return nil
      }
      return yearly(years, "\(key).years", .money, source)
    }
    if let years = node["years"] { error(years.place, "'\(key)' has both 'years' and 'total'", expected: "one of them") }
    guard let first = year(node["first"]), let last = year(node["last"]), first <= last else {
      error(totalNode.place, "'\(key).total' does not say for which years", expected: "first: and last: year, the first not after the last")
      return nil
    }
    guard let total = figure(totalNode, "\(key).total", .money, source)?.number else { return nil }
    return Dictionary(uniqueKeysWithValues: (first...last).map { ($0, total / Double(last - first + 1)) })
  }

  private func readMoneyTotal(_ node: MarkedNode, _ key: String, _ inherited: Provenance) -> MoneyTotal? {
    let source = values.provenance(of: node, inherited)
    guard let body = node.text("body").flatMap(MoneyLine.Body.init), let kind = node.text("flow").flatMap(MoneyLine.Kind.init) else {
      return nil
    }
    return MoneyTotal(kind: kind, body: body, amounts: yearly(node["years"], "\(key).years", .money, source))
  }

  private func readClosedYear(_ node: MarkedNode, _ inherited: Provenance) -> ClosedYear? {
    guard let year = year(node["year"]) else { return nil }
    let source = values.provenance(of: node, inherited)
    var causes: [DeviationCause: Double] = [:]
    for entry in node["causes"]?.entries ?? [] {
      guard let cause = DeviationCause(rawValue: entry.key) else {
        let all = DeviationCause.allCases.map(\.rawValue)
        error(entry.keyPlace, "no cause '\(entry.key)'", expected: spokenList(all), hint: didYouMean(entry.key, among: all))
        continue
      }
      causes[cause] = figure(entry.value, "budget.closed_year.causes.\(entry.key)", .emissionsPerYear, source)?.number
    }
    return ClosedYear(
      year: year, causes: causes,
      ceiling: node["ceiling"].flatMap { figure($0, "budget.closed_year.ceiling", .emissionsPerYear, source)?.number })
  }
}
