import Diagnostics
import Emissions
import MarkedYAML
import Units

/// The target of a scenario. A broken one is not the same as none: it has been told already.
enum NamedTarget {
  case none, broken
  case found(Target)

  var found: Target? { if case .found(let target) = self { target } else { nil } }
}

extension ScenarioReader {
  /// The target of the scenario, or of the plan.
  /// - Parameter planBase: emissions of the base year, for targets that name no base of their own.
  func readTarget(planBase: Double?) -> NamedTarget {
    let named = scenario.lineage.reversed().lazy.compactMap { $0["target"] }.first ?? root["target"]
    let nodes = root.records("targets").filter { $0.text("id") != nil }
    let targets = nodes.map { readTarget($0, planBase) }
    guard let named else { return .none }
    if nodes.isEmpty, !named.isBlank { error(named.place, "no target \(named.spoken)", expected: "a section 'targets' that has it") }
    guard let position = index(named, among: nodes.compactMap { $0.text("id") }, what: "target"), let target = targets[position] else {
      return .broken
    }
    return .found(target)
  }

  private func readTarget(_ node: MarkedNode, _ planBase: Double?) -> Target? {
    guard let id = node.text("id"), let yearNode = node["year"], let year = year(yearNode) else { return nil }
    let key = "targets.\(id)"
    let inherited = values.provenance(of: node, plan)
    if !years.contains(year) {
      error(
        yearNode.place, "the target year \(year) is outside the plan's years",
        expected: "a year from \(years[0]) to \(years[years.count - 1])")
    }
    let base = node["base"].map { limit($0, "\(key).base", .emissionsPerYear, inherited)?.number } ?? planBase
    if let base, let stated = node["base"], stated.text("note") == nil { targetBases[id] = base }
    let residual = readResidual(node["residual"], key: "\(key).residual", base: base, baseIsStated: node["base"] != nil, inherited)
    guard let level = readLevel(of: node, key: key, base: base, inherited) else { return nil }
    return Target(id: id, year: year, level: level, residual: residual)
  }

  /// t CO2e/a at most: stated, or what a reduction leaves of the base.
  private func readLevel(of node: MarkedNode, key: String, base: Double?, _ inherited: Provenance) -> Double? {
    if let levelNode = node["level"] {
      if let reduction = node["reduction"] { error(reduction.place, "'\(key)' has both 'level' and 'reduction'", expected: "one of them") }
      return limit(levelNode, "\(key).level", .emissionsPerYear, inherited)?.number
    }
    guard let reductionNode = node["reduction"], base != nil || node["base"] != nil else {
      error(node.place, "'\(key)' has no level", expected: "level: emissions, or base: emissions and reduction: share")
      return nil
    }
    guard let reduction = limit(reductionNode, "\(key).reduction", .share, inherited) else { return nil }
    checkShare(reduction, reductionNode, key: "\(key).reduction")
    return base.map { $0 * (1 - reduction.number) }
  }

  private func readResidual(_ node: MarkedNode?, key: String, base: Double?, baseIsStated: Bool, _ inherited: Provenance) -> Double? {
    guard let node, let shareNode = node["up_to"] else { return nil }
    guard let share = limit(shareNode, "\(key).up_to", .share, values.provenance(of: node, inherited)) else { return nil }
    checkShare(share, shareNode, key: "\(key).up_to")
    if base == nil, !baseIsStated {
      error(node.place, "'\(key)' is a share of a base that the target does not have", expected: "base: emissions of the base year")
    }
    return base.map { $0 * share.number }
  }

  // MARK: Ceiling

  func readCeiling(_ target: NamedTarget) -> Ceiling? {
    guard let node = root["ceiling"] else { return nil }
    let inherited = values.provenance(of: node, plan)
    switch node.text("method") {
    case "straight_line": return readStraightLine(node, to: target, inherited)
    case "constant_percentage": return readConstantPercentage(node, inherited)
    case "given": return readGivenCeiling(node, inherited)
    default: return nil
    }
  }

  private func readStraightLine(_ node: MarkedNode, to target: NamedTarget, _ inherited: Provenance) -> Ceiling? {
    let from = readLevel(node["from"], key: "ceiling.from", inherited)
    if case .none = target {
      error(node.place, "a straight-line ceiling without a target", expected: "target: the id of the target it leads to")
    }
    guard let from, let target = target.found else { return nil }
    if from.year >= target.year {
      error(
        node["from"]?["year"]?.place ?? node.place, "the ceiling starts in \(from.year)",
        expected: "a year before the target year \(target.year)")
    }
    return .straightLine(from: from, to: .init(year: target.year, level: target.level))
  }

  private func readLevel(_ node: MarkedNode?, key: String, _ inherited: Provenance) -> Ceiling.Level? {
    guard let node, let year = year(node["year"]), let levelNode = node["level"] else { return nil }
    return limit(levelNode, "\(key).level", .emissionsPerYear, values.provenance(of: node, inherited)).map {
      .init(year: year, level: $0.number)
    }
  }

  private func readConstantPercentage(_ node: MarkedNode, _ inherited: Provenance) -> Ceiling? {
    let first = readLevel(node["first"], key: "ceiling.first", inherited)
    let total = node["budget"].flatMap { limit($0, "ceiling.budget", .emissions, inherited) }
    guard let first, let total else { return nil }
    let budget = total.number
    let until = year(node["until"])
    let factor =
      until.map { yearlyFactor(usingUp: budget, first: first.level, years: $0 - first.year + 1) }
      ?? yearlyFactor(usingUp: budget, first: first.level)
    guard let factor else {
      error(
        node["budget"]?.place ?? node.place,
        "a budget of \(total.spoken) cannot be used up by a falling ceiling that starts at "
          + "\(UnitOfMeasure.spoken(first.level, in: total.unit)) a year",
        expected: until == nil
          ? "a budget above the first year's ceiling" : "a budget above the first ceiling and below that ceiling in every year")
      return nil
    }
    return .constantPercentage(first: first, yearlyFactor: factor)
  }

  private func readGivenCeiling(_ node: MarkedNode, _ inherited: Provenance) -> Ceiling? {
    guard let levels = node["levels"] else { return nil }
    guard let baseNode = node["base"] else {
      return limits(levels, .emissionsPerYear, inherited).map { .given($0.values) }
    }
    let base = limit(baseNode, "ceiling.base", .emissionsPerYear, inherited)?.number
    let shares = limits(levels, .share, inherited)
    guard let base, let shares else { return nil }
    return .given(shares.values.map { $0 * base })
  }

  // MARK: Limits are certain

  private func limit(_ node: MarkedNode, _ key: String, _ unit: UnitOfMeasure?, _ inherited: Provenance) -> Figure? {
    settledFigure(node, key, unit, inherited, Self.limitsAreDecided)
  }

  private func limits(_ node: MarkedNode, _ unit: UnitOfMeasure?, _ inherited: Provenance) -> YearSeries? {
    guard let series = series(node, "ceiling.levels", unit, inherited) else { return nil }
    guard let drawn = series.drawn else { return series }
    values.idle.formUnion(drawn.flatMap(\.figures))
    return values.refuse(
      node, "'ceiling.levels' cannot be drawn", expected: "figures without a distribution", hint: Self.limitsAreDecided)
  }
}
