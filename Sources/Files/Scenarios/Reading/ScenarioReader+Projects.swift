import Diagnostics
import Engine
import Investments
import LabelledArrays
import MarkedYAML
import Units

/// The projects of a plan with their records, in one order.
struct ReadProjects {
  var projects: [Project] = []
  var listings: [ProjectListing] = []
  var nodes: [MarkedNode] = []
  /// Whether every project of the plan is there, so that others may refer to it by position.
  var isWhole = true
}

extension ScenarioReader {
  func readProjects(_ section: MarkedNode, _ frame: InvestmentFrame) -> ReadProjects {
    var read = ReadProjects()
    let nodes = section.records("projects").filter { $0.text("id") != nil }
    if nodes.isEmpty {
      error(section.place, "'investments' has no project", expected: "projects, or project_tables: [FILE.csv]")
      read.isWhole = false
    }
    let ids = nodes.compactMap { $0.text("id") }
    for node in nodes {
      guard let id = node.text("id"), let (project, listing) = readProject(node, id, ids, frame) else {
        read.isWhole = false
        continue
      }
      read.projects.append(project)
      read.listings.append(listing)
      read.nodes.append(node)
    }
    return read
  }

  private func readProject(_ node: MarkedNode, _ id: String, _ ids: [String], _ frame: InvestmentFrame) -> (Project, ProjectListing)? {
    let key = "investments.projects.\(id)"
    let inherited = values.provenance(of: node, frame.inherited)
    let category = index(node["category"], among: frame.categories, what: "category")
    let isCommitted = node.text("committed") == "true"
    let window = readWindow(node, key: key, isCommitted: isCommitted, frame)
    let cost = readProjectCost(node["cost"], key: "\(key).cost", inherited, frame)
    let funding = readFunding(node["funding"], key: "\(key).funding", total: cost?.stated, inherited)
    let placement = readPlacement(node, key: key, inherited, frame)
    let needs = readNeeds(node, ids)
    let enables = readEnabled(node, key: key, inherited, frame)
    let dwellings = node["dwellings"].map { readDwellings($0, key: "\(key).dwellings", inherited) }
    let operating = node["operating_cost"].map { figure($0, "\(key).operating_cost", .moneyPerYear, inherited) }
    guard let category, let window, let cost, let funding, let placement else { return nil }
    let project = Project(
      id: id, category: frame.categories[category], unit: node.text("unit"), fund: node.text("fund"),
      payer: node.text("payer").flatMap(MoneyBase.Entity.init) ?? .city, isLeased: node.text("lease") == "true", isCommitted: isCommitted,
      earliest: window.lowerBound, latest: window.upperBound, spending: cost.spending, funding: funding.funding,
      placement: placement.placement, exclusiveGroup: node.text("exclusive_group"), prerequisites: needs, enables: enables.measures,
      dwellings: (dwellings ?? nil)?.number ?? 0, operatingCost: ((operating ?? nil)?.number ?? 0) * cost.priceFactor)
    let kinds = [cost.kind, funding.kind, placement.kind, enables.kind, (dwellings ?? nil)?.kind, (operating ?? nil)?.kind, inherited.kind]
    return (
      project,
      ProjectListing(
        name: name(node["name"], fallback: id), kind: kinds.compactMap { $0 }.max() ?? .assumed,
        source: values.origins["\(key).cost.total"]?.source ?? inherited.source,
        note: inherited.note, otherLayer: placement.otherLayer)
    )
  }

  // MARK: Time

  /// The starts that a project may have; a committed one has a single start, also before the programme.
  private func readWindow(_ node: MarkedNode, key: String, isCommitted: Bool, _ frame: InvestmentFrame) -> ClosedRange<Int>? {
    let start = year(node["start"])
    if isCommitted {
      for name in ["earliest", "latest"] {
        if let bound = node[name] {
          error(bound.place, "'\(key)' is committed and has '\(name)'", expected: "start: its first year, and no window")
        }
      }
      if start == nil, node["start"] == nil {
        error(node["id"]?.place ?? node.place, "'\(key)' is committed but has no 'start'", expected: "start: its first year of spending")
      }
      return start.map { $0...$0 }
    }
    if let node = node["start"] {
      error(
        node.place, "'\(key)' has a 'start' but is not committed", expected: "committed: true, or a window of 'earliest' and 'latest'",
        hint: "a chosen start stands in a programme")
    }
    guard let first = frame.years.first, let last = frame.years.last else { return nil }
    let bounds = [("earliest", first), ("latest", last)].map { name, fallback in year(node[name]) ?? fallback }
    for (name, bound) in zip(["earliest", "latest"], bounds) where !(first...last).contains(bound) {
      error(
        node[name]?.place ?? node.place, "the start window of '\(key)' is outside the programme: '\(name)' is \(bound)",
        expected: "a year from \(first) to \(last)")
    }
    guard bounds[0] <= bounds[1] else {
      error(
        node["earliest"]?.place ?? node.place, "the start window of '\(key)' runs from \(bounds[0]) to \(bounds[1])",
        expected: "the earliest start before the latest")
      return nil
    }
    return bounds[0]...bounds[1]
  }

  // MARK: Money

  struct ProjectCost {
    /// EUR of the programme's price year, by year from the start.
    var spending: [Double]
    /// EUR as stated, before conversion.
    var stated: Double
    var priceFactor: Double
    var kind: ProvenanceKind
  }

  private func readProjectCost(_ node: MarkedNode?, key: String, _ inherited: Provenance, _ frame: InvestmentFrame) -> ProjectCost? {
    guard let node, node.entries != nil, let priceYear = year(node["price_year"]) else { return nil }
    let inherited = values.provenance(of: node, inherited)
    let price = priceFactor(from: priceYear, node["price_year"] ?? node, key: key, frame)
    let stated = statedSpending(node, key: key, inherited)
    guard let price, let stated else { return nil }
    let kind = price == 1 ? stated.kind : max(stated.kind, frame.indexKind)
    return ProjectCost(
      spending: stated.spending.map { $0 * price }, stated: stated.spending.reduce(0, +), priceFactor: price, kind: kind)
  }

  /// What a euro of a price year is in the programme's prices.
  private func priceFactor(from year: Int, _ node: MarkedNode, key: String, _ frame: InvestmentFrame) -> Double? {
    if year == frame.priceYear { return 1 }
    if let from = frame.index[year], let to = frame.index[frame.priceYear] { return to / from }
    error(
      node.place, "'\(key)' is in prices of \(year), the programme in those of \(frame.priceYear)",
      expected: frame.index.isEmpty
        ? "one price year, or a 'price_index' that has both years"
        : "both years in 'price_index', which has \(spokenList(frame.index.keys.sorted().map(String.init)))")
    return nil
  }

  private func statedSpending(_ node: MarkedNode, key: String, _ inherited: Provenance) -> (spending: [Double], kind: ProvenanceKind)? {
    switch (node["total"], node["by_year"]) {
    case (let total?, nil): return spread(total, node, key: key, inherited)
    case (nil, let byYear?):
      let figures = (byYear.items ?? []).enumerated().map { readAmount($1, key: "\(key).by_year.\($0 + 1)", inherited) }
      for name in ["years", "spread"] {
        if let node = node[name] { error(node.place, "'\(key)' has 'by_year' and '\(name)'", expected: "'\(name)' beside a total only") }
      }
      let read = figures.compactMap { $0 }
      return read.count == figures.count && !read.isEmpty ? (read.map(\.number), read.map(\.kind).max() ?? .assumed) : nil
    default:
      error(node.place, "'\(key)' has \(node["total"] == nil ? "no cost" : "two costs")", expected: "either 'total' or 'by_year'")
      return nil
    }
  }

  private func spread(_ total: MarkedNode, _ node: MarkedNode, key: String, _ inherited: Provenance)
    -> (spending: [Double], kind: ProvenanceKind)?
  {
    let years = node.text("years").flatMap { Int($0) } ?? 1
    if !(1...100).contains(years) {
      error(node["years"]?.place ?? node.place, "'\(key).years' is \(years)", expected: "whole years from 1 to 100")
    }
    guard let figure = readAmount(total, key: "\(key).total", inherited), (1...100).contains(years) else { return nil }
    let spread = node.text("spread").flatMap(CostSpread.init) ?? .even
    return (spread.shares(years: years).map { $0 * figure.number }, figure.kind)
  }

  /// Shares of other payers, from shares or money. `city` may say the city's own part; then all must sum to the whole.
  private func readFunding(_ node: MarkedNode?, key: String, total: Double?, _ inherited: Provenance)
    -> (funding: Funding, kind: ProvenanceKind?)?
  {
    guard let node, let entries = node.entries else { return (Funding(), nil) }
    var shares: [(source: String, share: Double)] = [], kinds: [ProvenanceKind] = []
    var isWhole = true
    for entry in entries {
      guard let figure = figure(entry.value, "\(key).\(entry.key)", nil, inherited),
        isNotNegative(figure, entry.value, key: "\(key).\(entry.key)")
      else {
        isWhole = false
        continue
      }
      kinds.append(figure.kind)
      if figure.unit.isCommensurable(with: .share) {
        shares.append((entry.key, figure.number))
      } else if values.fits(figure.unit, .money, entry.value, key: "\(key).\(entry.key)", spoken: entry.value.text ?? "the figure") {
        guard let total else {
          isWhole = false
          continue
        }
        shares.append((entry.key, total > 0 ? figure.number / total : 0))
      } else {
        isWhole = false
      }
    }
    guard isWhole else { return nil }
    let sum = shares.reduce(0) { $0 + $1.share }
    let saysOwn = shares.contains { $0.source == Self.ownFunding }
    guard sum <= 1 + 1e-6, !saysOwn || sum >= 1 - 1e-6 else {
      error(
        node.place, "the shares of '\(key)' sum to \(percent(sum))",
        expected: saysOwn ? "100 %" : "at most 100 %; the rest is the city's own")
      return nil
    }
    return (Funding(others: shares.filter { $0.source != Self.ownFunding }.map { .init(source: $0.source, share: $0.share) }), kinds.max())
  }

  private static let ownFunding = "city"

  // MARK: Place

  struct ReadPlacement {
    var placement: Placement
    var kind: ProvenanceKind?
    var otherLayer: Int?
  }

  private func readPlacement(_ node: MarkedNode, key: String, _ inherited: Provenance, _ frame: InvestmentFrame) -> ReadPlacement? {
    let count = frame.layer.zones.count
    let stated: ReadPlacement?
    switch (node["zone"], node["zones"]) {
    case (let zone?, nil):
      switch zone.text {
      case "city-wide": stated = ReadPlacement(placement: .cityWide(zones: count))
      case "unlocated": stated = ReadPlacement(placement: .unlocated(zones: count))
      default: stated = zoneIndex(zone, frame.layer).map { ReadPlacement(placement: Placement(zone: $0, of: count)) }
      }
    case (nil, let zones?): stated = readZoneShares(zones, key: "\(key).zones", inherited, frame.layer)
    default:
      error(
        node["zones"]?.place ?? node["id"]?.place ?? node.place,
        "'\(key)' has \(node["zone"] == nil ? "no zone" : "a zone and shares of zones")",
        expected:
          "zone: one of \(frame.layer.zones.joined(separator: ", ")), city-wide or unlocated; or zones: {\(frame.layer.zones[0]): 60 %, …}")
      return nil
    }
    guard let layer = node["layer"], let year = year(layer), year != frame.layer.year, let stated else { return stated }
    values.problems.warning(
      layer.place, "'\(key)' is placed in the zones of \(year), the programme in those of \(frame.layer.year)",
      hint: "its money counts as unlocated")
    return ReadPlacement(placement: .unlocated(zones: count), kind: stated.kind, otherLayer: year)
  }

  private func readZoneShares(_ node: MarkedNode, key: String, _ inherited: Provenance, _ layer: ZoneLayer) -> ReadPlacement? {
    var placement = Placement(zones: .init(repeating: 0, count: layer.zones.count)), kinds: [ProvenanceKind] = []
    var sum = 0.0
    for entry in node.entries ?? [] {
      guard let figure = figure(entry.value, "\(key).\(entry.key)", .share, inherited),
        isNotNegative(figure, entry.value, key: "\(key).\(entry.key)")
      else { return nil }
      kinds.append(figure.kind)
      sum += figure.number
      switch entry.key {
      case "city-wide": placement.cityWide += figure.number
      case "unlocated": placement.unlocated += figure.number
      default:
        let name = MarkedNode(.scalar(entry.key, isPlain: true), at: entry.keyPlace)
        guard let zone = zoneIndex(name, layer) else { return nil }
        placement.zones[zone] += figure.number
      }
    }
    guard abs(sum - 1) <= 1e-6 else {
      error(node.place, "the shares of '\(key)' sum to \(percent(sum))", expected: "100 %", hint: "what nobody has placed is 'unlocated'")
      return nil
    }
    return ReadPlacement(placement: placement, kind: kinds.max())
  }

  /// The position of a zone; tells when the layer does not have it.
  func zoneIndex(_ node: MarkedNode, _ layer: ZoneLayer) -> Int? {
    if let position = layer.zones.firstIndex(of: node.text ?? "") { return position }
    error(
      node.place, "no zone \(node.spoken) in the layer of \(layer.year)",
      expected: "one of \(layer.zones.joined(separator: ", ")), city-wide or unlocated",
      hint: didYouMean(node.text ?? "", among: layer.zones + ["city-wide", "unlocated"]))
    return nil
  }

  // MARK: Other projects and measures

  private func readNeeds(_ node: MarkedNode, _ ids: [String]) -> [Prerequisite] {
    node.records("needs").compactMap { need in
      guard let project = index(need["project"], among: ids, what: "project") else { return nil }
      return Prerequisite(project: project, state: need.text("state").flatMap(Prerequisite.State.init) ?? .finished)
    }
  }

  private func readEnabled(_ node: MarkedNode, key: String, _ inherited: Provenance, _ frame: InvestmentFrame)
    -> (measures: [EnabledMeasure], kind: ProvenanceKind?)
  {
    var measures: [EnabledMeasure] = [], kinds: [ProvenanceKind] = []
    for item in node.records("enables") {
      guard let measure = index(item["measure"], among: frame.measures, what: "measure"), let shareNode = item["share"] else { continue }
      let key = "\(key).enables.\(frame.measures[measure])"
      guard let share = figure(shareNode, key, .share, values.provenance(of: item, inherited)) else { continue }
      checkShare(share, shareNode, key: key)
      measures.append(EnabledMeasure(measure: frame.measures[measure], share: share.number))
      kinds.append(share.kind)
    }
    return (measures, kinds.max())
  }
}
