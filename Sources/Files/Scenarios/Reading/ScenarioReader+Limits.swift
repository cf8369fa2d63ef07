import Diagnostics
import Engine
import Investments
import LabelledArrays
import MarkedYAML
import Units

extension ScenarioReader {
  func readLimits(_ section: MarkedNode, _ plan: InvestmentPlan, _ projects: ReadProjects) -> [(
    limit: InvestmentLimit, listing: LimitListing
  )] {
    let inherited = values.provenance(of: section, self.plan)
    return section.records("limits").compactMap { node in
      node.text("id").flatMap { readLimit(node, key: "investments.limits.\($0)", id: $0, inherited, plan) }
    }
  }

  private func readLimit(_ node: MarkedNode, key: String, id: String, _ inherited: Provenance, _ plan: InvestmentPlan)
    -> (limit: InvestmentLimit, listing: LimitListing)?
  {
    let inherited = values.provenance(of: node, inherited)
    let base = node["base"].flatMap { readBase($0) }
    let quantity = readQuantity(node, base?.base, plan)
    let period = readPeriod(node, key: key, inherited)
    guard let quantity, let period, let sense = node.text("sense").flatMap(InvestmentLimit.Sense.init) else { return nil }
    var limit = InvestmentLimit(
      id: id, sense: sense, quantity: quantity, period: period, levels: [], isInForce: node.text("in_force") != "false")
    guard let levels = readLimitLevels(node, key: key, limit, inherited, plan), let cut = readCut(node, key: key, inherited) else {
      return nil
    }
    limit.levels = levels.levels.map { level in level.map { $0 * (1 - cut.share) } }
    let kinds = [levels.kind, cut.kind, inherited.kind].compactMap { $0 }
    return (
      limit,
      LimitListing(
        name: name(node["name"], fallback: id), kind: kinds.max() ?? .assumed, baseKind: base?.kind,
        source: values.origins["\(key).level"]?.source ?? inherited.source,
        note: node["base"]?.text("note") ?? inherited.note)
    )
  }

  private func readQuantity(_ node: MarkedNode, _ base: MoneyBase?, _ plan: InvestmentPlan) -> InvestmentLimit.Quantity? {
    switch node.text("on") {
    case "dwellings": return .dwellings
    case "emissions": return .emissions
    case "zone_share":
      guard let base, let through = node["through"].flatMap({ zoneIndex($0, plan.layer) }), let scope = readScope(node, plan) else {
        return nil
      }
      return .zoneShare(through: through, base, scope)
    default:
      guard let base, let scope = readScope(node, plan) else { return nil }
      return .money(base, scope)
    }
  }

  private func readScope(_ node: MarkedNode, _ plan: InvestmentPlan) -> MoneyScope? {
    var isWhole = true
    func names(_ key: String, _ known: [String], _ what: String) -> Set<String>? {
      guard let items = node[key]?.items else { return nil }
      let found = items.compactMap { index($0, among: known, what: what).map { known[$0] } }
      if found.count < items.count { isWhole = false }
      return Set(found)
    }
    func used(_ names: [String?]) -> [String] { Set(names.compactMap { $0 }).sorted() }
    let scope = MoneyScope(
      categories: names("categories", plan.categories, "category"), funds: names("funds", used(plan.projects.map(\.fund)), "fund"),
      units: names("units", used(plan.projects.map(\.unit)), "unit"),
      zones: node["zones"]?.items.map { Set($0.compactMap { zoneIndex($0, plan.layer) }) })
    return isWhole && scope.zones?.count == node["zones"]?.items?.count ? scope : nil
  }

  private func readPeriod(_ node: MarkedNode, key: String, _ inherited: Provenance) -> InvestmentLimit.Period? {
    let carry = node["carry_over"]
    if let carry, node.text("per") != "year" {
      error(carry.place, "'\(key)' carries over but is not set by year", expected: "per: year", hint: "a mean or a total has no next year")
    }
    switch node.text("per") {
    case "average": return .average
    case "total": return .total
    case "year":
      guard let carry else { return .eachYear(carryOver: 0) }
      let most =
        node.text("on") == "money"
        ? readAmount(carry, key: "\(key).carry_over", inherited) : readDwellings(carry, key: "\(key).carry_over", inherited)
      return most.map { .eachYear(carryOver: $0.number) }
    default: return nil
    }
  }

  // MARK: Levels

  private typealias Levels = (levels: [Double?], kind: ProvenanceKind)

  private func readLimitLevels(
    _ node: MarkedNode, key: String, _ limit: InvestmentLimit, _ inherited: Provenance, _ plan: InvestmentPlan
  ) -> Levels? {
    let given = ["level", "levels", "of_programme"].filter { node[$0] != nil }
    guard given.count == 1 else {
      error(
        node.place, "'\(key)' has \(given.isEmpty ? "no level" : given.map { "'\($0)'" }.joined(separator: " and "))",
        expected: "one of level, levels or of_programme")
      return nil
    }
    if given[0] == "of_programme" { return levels(ofProgramme: node["of_programme"], limit, plan) }
    var isByYear = false
    if case .eachYear = limit.period { isByYear = true }
    if let level = node["level"] {
      guard let figure = readLevel(level, key: "\(key).level", limit, inherited) else { return nil }
      return (isByYear ? plan.years.map { _ in figure.number } : [figure.number], figure.kind)
    }
    guard isByYear, let levels = node["levels"] else {
      error(node["levels"]?.place ?? node.place, "'\(key)' has levels by year but is not set by year", expected: "per: year, or level:")
      return nil
    }
    return readLevelsByYear(levels, key: "\(key).levels", limit, inherited, plan)
  }

  private func readLevelsByYear(
    _ node: MarkedNode, key: String, _ limit: InvestmentLimit, _ inherited: Provenance, _ plan: InvestmentPlan
  ) -> Levels? {
    var levels = [Double?](repeating: nil, count: plan.years.count), kinds: [ProvenanceKind] = []
    for entry in node.entries ?? [] {
      guard let t = Int(entry.key).flatMap({ plan.years.firstIndex(of: $0) }) else {
        error(
          entry.keyPlace, "'\(entry.key)' is no year of the programme ('\(key)')",
          expected: "a year from \(plan.years[0]) to \(plan.years[plan.years.count - 1])")
        continue
      }
      guard let figure = readLevel(entry.value, key: "\(key).\(entry.key)", limit, inherited) else { return nil }
      levels[t] = figure.number
      kinds.append(figure.kind)
    }
    return kinds.max().map { (levels, $0) }
  }

  private func readLevel(_ node: MarkedNode, key: String, _ limit: InvestmentLimit, _ inherited: Provenance) -> Figure? {
    switch limit.quantity {
    case .money: return readAmount(node, key: key, inherited)
    case .dwellings: return readDwellings(node, key: key, inherited)
    case .zoneShare:
      guard let share = figure(node, key, .share, inherited) else { return nil }
      checkShare(share, node, key: key)
      return share
    case .emissions:
      let unit: UnitOfMeasure = limit.period == .total ? .emissions : .emissionsPerYear
      return figure(node, key, unit, inherited).flatMap { isNotNegative($0, node, key: key) ? $0 : nil }
    }
  }

  /// What a programme uses of the limit, as its level: the place of 'ten per cent less than this programme'.
  private func levels(ofProgramme node: MarkedNode?, _ limit: InvestmentLimit, _ plan: InvestmentPlan) -> Levels? {
    let programmes = plan.programmes + [plan.committed]
    guard let i = index(node, among: programmes.map(\.id), what: "programme") else { return nil }
    var measured = plan
    measured.limits = [limit]
    measured.limits[0].levels = limit.period == .average || limit.period == .total ? [0] : plan.years.map { _ in 0 }
    return (measured.outcomes(programmes[i]).map(\.used), .derived)
  }

  private func readCut(_ node: MarkedNode, key: String, _ inherited: Provenance) -> (share: Double, kind: ProvenanceKind?)? {
    guard let cut = node["cut"] else { return (0, nil) }
    guard let share = figure(cut, "\(key).cut", .share, inherited) else { return nil }
    checkShare(share, cut, key: "\(key).cut")
    return (share.number, share.kind)
  }
}
