import Diagnostics
import Engine
import Investments
import LabelledArrays
import MarkedYAML
import Units

/// What all parts of the section `investments` are read against.
struct InvestmentFrame {
  var years: [Int]
  var priceYear: Int
  /// Index by year; empty when the plan has none.
  var index: [Int: Double]
  var indexKind: ProvenanceKind
  var layer: ZoneLayer
  var categories: [String]
  var measures: [String]
  let inherited: Provenance
}

extension ScenarioReader {
  /// The investments of the plan; nil when it has none, or after telling why they cannot be read.
  func readInvestments() -> InvestmentInputs? {
    guard let node = root["investments"], node.entries != nil, let frame = readInvestmentFrame(node) else { return nil }
    let base = node["base"].flatMap { readBase($0) }?.base
    let projects = readProjects(node, frame)
    guard let base, projects.isWhole else { return nil }
    var plan = InvestmentPlan(
      years: frame.years, priceYear: frame.priceYear, base: base, layer: frame.layer, categories: frame.categories,
      projects: projects.projects, limits: [], programmes: [])
    checkExclusiveGroups(plan, projects)
    checkCycle(plan, projects)
    checkEnabledShares(plan, projects)
    let programmes = readProgrammes(node, plan, projects)
    plan.programmes = programmes.map(\.programme)
    let limits = readLimits(node, plan, projects)
    plan.limits = limits.map(\.limit)
    plan.cap = readCap(node["cap"], plan)
    tellCapsThatNeverBind(plan, node)
    let followUps = readFollowUps(node, plan)
    plan.followUps = followUps.map(\.followUp)
    let finance = readFinance(node["finance"], frame)
    plan.finance = finance?.finance
    let scenario = index(node["scenario"], among: root.records("scenarios").compactMap { $0.text("id") }, what: "scenario")
    let programme = index(node["programme"], among: plan.programmes.map(\.id) + [plan.committed.id], what: "programme")
    return InvestmentInputs(
      plan: plan, projects: projects.listings, limits: limits.map(\.listing), programmeNames: programmes.map(\.name),
      followUps: followUps.map(\.listing), names: names(node.records("categories") + node.records("payers")),
      financeKinds: finance?.kinds ?? [:], scenario: scenario == nil ? nil : node.text("scenario"),
      programme: programme == nil ? nil : node.text("programme"))
  }

  private func names(_ records: [MarkedNode]) -> [String: LocalName] {
    Dictionary(records.compactMap { node in node.text("id").map { ($0, name(node["name"], fallback: $0)) } }) { first, _ in first }
  }

  private func readInvestmentFrame(_ node: MarkedNode) -> InvestmentFrame? {
    let inherited = values.provenance(of: node, plan)
    guard let first = year(node["years"]?["first"]), let last = year(node["years"]?["last"]), let priceYear = year(node["price_year"]),
      let layerYear = year(node["layer"]?["year"])
    else { return nil }
    guard first <= last, last - first < 100, let place = node["years"]?.place else {
      error(node["years"]?.place ?? node.place, "the programme runs from \(first) to \(last)", expected: "at most 100 years in their order")
      return nil
    }
    if let span = years.first.flatMap({ first in years.last.map { first...$0 } }), !span.contains(first) || !span.contains(last) {
      error(place, "the programme runs from \(first) to \(last)", expected: "years of the plan, \(span.lowerBound) to \(span.upperBound)")
      return nil
    }
    let zones = node["layer"]?["zones"]?.items?.compactMap(\.text) ?? []
    let index = readIndex(node["price_index"], inherited)
    return InvestmentFrame(
      years: Array(first...last), priceYear: priceYear, index: index.values, indexKind: index.kind,
      layer: ZoneLayer(year: layerYear, zones: zones), categories: node.records("categories").compactMap { $0.text("id") },
      measures: root.records("measures").compactMap { $0.text("id") }, inherited: inherited)
  }

  private func readIndex(_ node: MarkedNode?, _ inherited: Provenance) -> (values: [Int: Double], kind: ProvenanceKind) {
    guard let node else { return ([:], .derived) }
    let read = readByYear(node["values"], key: "investments.price_index.values", as: .share, values.provenance(of: node, inherited))
    for entry in node["values"]?.entries ?? [] {
      guard let year = Int(entry.key), let value = read.figures[year], value <= 0 else { continue }
      error(entry.value.place, "the price index of \(year) is \(spokenNumber(value))", expected: "an index above 0")
    }
    return (read.figures.filter { $0.value > 0 }, read.kinds.values.max() ?? .derived)
  }

  /// Figures by year, canonical, and how sure each is.
  func readByYear(_ node: MarkedNode?, key: String, as unit: UnitOfMeasure?, _ inherited: Provenance)
    -> (figures: [Int: Double], kinds: [Int: ProvenanceKind])
  {
    var figures: [Int: Double] = [:], kinds: [Int: ProvenanceKind] = [:]
    guard let node else { return (figures, kinds) }
    let inherited = values.provenance(of: node, inherited)
    for entry in node.entries ?? [] {
      guard let year = Int(entry.key), String(year) == entry.key else {
        error(entry.keyPlace, "'\(entry.key)' is not a year ('\(key)')", expected: "a year such as 2026")
        continue
      }
      guard let figure = figure(entry.value, "\(key).\(year)", unit, inherited) else { continue }
      figures[year] = figure.number
      kinds[year] = figure.kind
    }
    return (figures, kinds)
  }

  /// A base, and how sure it is that the figure has it.
  func readBase(_ node: MarkedNode) -> (base: MoneyBase, kind: ProvenanceKind?)? {
    guard let flow = node.text("flow").flatMap(MoneyBase.Flow.init), let entity = node.text("entity").flatMap(MoneyBase.Entity.init),
      let leases = node.text("leases").flatMap(MoneyBase.Leases.init)
    else { return nil }
    return (MoneyBase(flow: flow, entity: entity, leases: leases), values.provenance(of: node, Provenance()).kind)
  }

  /// Money, or money a year; canonical. Nil after telling of another unit or a negative amount.
  func readAmount(_ node: MarkedNode, key: String, _ inherited: Provenance) -> Figure? {
    guard let figure = figure(node, key, nil, inherited) else { return nil }
    let isPerYear = figure.unit.isCommensurable(with: .moneyPerYear)
    guard isPerYear || values.fits(figure.unit, .money, node, key: key, spoken: node.text ?? "the figure") else { return nil }
    return isNotNegative(figure, node, key: key) ? figure : nil
  }

  func isNotNegative(_ figure: Figure, _ node: MarkedNode, key: String) -> Bool {
    if figure.number < 0 { error(node.place, "'\(key)' is negative: \(figure.spoken)", expected: "an amount of at least 0") }
    return figure.number >= 0
  }

  /// A number of dwellings, written plainly or as `dwellings` or `dwellings/a`.
  func readDwellings(_ node: MarkedNode, key: String, _ inherited: Provenance) -> Figure? {
    guard let figure = figure(node, key, nil, inherited) else { return nil }
    let isCount = figure.unit.dimension.isEmpty || figure.unit.dimension["dwellings"] == 1
    if !isCount { error(node.place, "'\(key)' is in '\(figure.unit.description)'", expected: "a number of dwellings, such as 1200") }
    return isCount && isNotNegative(figure, node, key: key) ? figure : nil
  }

  // MARK: Rules that several projects share

  private func checkExclusiveGroups(_ plan: InvestmentPlan, _ read: ReadProjects) {
    for (group, members) in plan.exclusiveGroups where members.count == 1 {
      let project = read.nodes[members[0]]
      error(
        project["exclusive_group"]?.place ?? project.place, "the exclusive group '\(group)' has a single project",
        expected: "two projects or more that exclude each other")
    }
  }

  private func checkCycle(_ plan: InvestmentPlan, _ read: ReadProjects) {
    guard let cycle = plan.prerequisiteCycle, let first = cycle.first else { return }
    let names = (cycle + [first]).map { plan.projects[$0].id }.joined(separator: " → ")
    let node = read.nodes[first]
    error(node["needs"]?.place ?? node.place, "projects need each other in a circle: \(names)", expected: "prerequisites that end")
  }

  private func checkEnabledShares(_ plan: InvestmentPlan, _ read: ReadProjects) {
    for measure in plan.enabledMeasures where plan.waitingShare(of: measure) > 1 + 1e-9 {
      guard let last = plan.projects.lastIndex(where: { $0.share(of: measure) > 0 }) else { continue }
      let node = read.nodes[last]
      error(
        node["enables"]?.place ?? node.place,
        "the projects that '\(measure)' waits for hold \(percent(plan.waitingShare(of: measure))) of its effect", expected: "at most 100 %")
    }
  }

  private func readCap(_ node: MarkedNode?, _ plan: InvestmentPlan) -> Int? {
    guard let node, let cap = index(node, among: plan.limits.map(\.id), what: "limit") else { return nil }
    if case .money = plan.limits[cap].quantity, plan.limits[cap].sense == .atMost { return cap }
    error(node.place, "'\(plan.limits[cap].id)' is no cap on money", expected: "a limit with 'on: money' and 'sense: at_most'")
    return nil
  }

  private func tellCapsThatNeverBind(_ plan: InvestmentPlan, _ section: MarkedNode) {
    if values.problems.hasErrors { return }
    let nodes = section.records("limits")
    for l in plan.capsThatNeverBind where nodes.indices.contains(l) {
      values.problems.warning(
        nodes[l]["id"]?.place ?? nodes[l].place, "the cap '\(plan.limits[l].id)' can never bind: all projects together stay below it",
        hint: "check its scope and its unit")
    }
  }
}
