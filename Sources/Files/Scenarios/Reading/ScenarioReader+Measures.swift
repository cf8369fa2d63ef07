import Diagnostics
import Emissions
import Engine
import LabelledArrays
import MarkedYAML
import Units

/// The measures of a scenario: those that are on, and of these the ones with a number as the kernel wants them.
struct PlanMeasures {
  var model: [Measure] = []
  var groups: [String] = []
  var listings: [MeasureListing] = []

  /// The group's position, added when it is new; a measure without a group is alone with others like it.
  mutating func group(_ name: String?) -> Int {
    let name = name ?? "ungrouped"
    if let index = groups.firstIndex(of: name) { return index }
    groups.append(name)
    return groups.count - 1
  }
}

extension ScenarioReader {
  /// Reads every measure, so that all are checked, and keeps those that are on.
  func readMeasures(_ world: PlanWorld?) -> PlanMeasures {
    var kept = PlanMeasures()
    for node in root["measures"]?.items ?? [] {
      guard let id = node.text("id") else { continue }
      places["measures.\(id)"] = node["id"]?.place ?? node.place
      let isOn = scenario.measures.contains(id)
      let inherited = values.provenance(of: node, plan)
      let key = "measures.\(id)"
      let cost = readCost(node["cost"], key: "\(key).cost", inherited)
      let effect = world.flatMap { readEffect(node, key: key, $0.model, inherited) }
      let adoption = node["adoption"].flatMap { readAdoption($0, key: "\(key).adoption", inherited) }
      let uptake = node["max_uptake"].flatMap { figure($0, "\(key).max_uptake", .share, inherited) }?.number ?? 1
      if let place = node["max_uptake"]?.place, !(0...1).contains(uptake) {
        error(place, "'\(key).max_uptake' is \(percent(uptake))", expected: "a share between 0 % and 100 %")
      }
      guard isOn else { continue }
      let group = kept.group(node.text("group"))
      if let effect, let adoption {
        kept.model.append(Measure(id: id, group: group, effect: effect, adoption: adoption, maxUptake: uptake, cost: cost ?? MeasureCost()))
      }
      kept.listings.append(listing(node, id, modelIndex: effect != nil && adoption != nil ? kept.model.count - 1 : nil, capital: cost?.capital, inherited))
    }
    return kept
  }

  private func listing(_ node: MarkedNode, _ id: String, modelIndex: Int?, capital: Double?, _ inherited: Provenance) -> MeasureListing {
    let figures = values.origins.values.filter { $0.key.hasPrefix("measures.\(id).") }.map(\.kind)
    return MeasureListing(
      id: id, name: name(node["name"], fallback: id), owner: node.text("owner"),
      status: node.text("status").flatMap(MeasureListing.DecisionStatus.init) ?? .undecided,
      effectClass: node.text("class").flatMap(MeasureListing.EffectClass.init) ?? .notEstimated, actsOn: node["effect"]?.text("on"),
      modelIndex: modelIndex, statedCapital: node["cost"]?["capex"] == nil ? nil : capital, kind: figures.max() ?? inherited.kind ?? .assumed)
  }

  // MARK: Effect

  private func readEffect(_ node: MarkedNode, key: String, _ model: EmissionModel, _ inherited: Provenance) -> Measure.Effect? {
    let isQuantified = node.text("class") == MeasureListing.EffectClass.quantified.rawValue
    guard let effect = node["effect"] else {
      if isQuantified { error(node.place, "'\(key)' is quantified but has no 'effect'", expected: "effect: what it acts on and how much") }
      return nil
    }
    guard isQuantified else {
      error(effect.place, "'\(key)' has an effect but its class is \(node["class"]?.spoken ?? "nothing")", expected: "class: quantified, or no effect")
      return nil
    }
    if node["adoption"] == nil {
      error(node.place, "'\(key)' is quantified but has no 'adoption'", expected: "adoption: how it spreads over the years")
    }
    let inherited = values.provenance(of: effect, inherited)
    func share() -> Double? {
      guard let node = effect["share"], let share = figure(node, "\(key).effect.share", .share, inherited)?.number else { return nil }
      if share > 1 { error(node.place, "'\(key).effect.share' is \(percent(share))", expected: "at most 100 %") }
      if share == 0 { values.problems.warning(node.place, "the measure '\(key)' changes nothing: its share is zero") }
      return share
    }
    func amount() -> Double? { effect["amount"].flatMap { figure($0, "\(key).effect.amount", .emissionsPerYear, inherited)?.number } }
    func sector() -> Int? { index(effect["sector"], among: model.sectors.map(\.id), what: "sector") }
    func stream(_ name: String = "stream") -> Int? { index(effect[name], among: model.streams.map(\.id), what: "stream") }
    switch effect.text("on") {
    case "intensity":
      let sector = sector(), stream = stream(), share = share()
      guard let sector, let stream, let share, hasDemand(sector, stream, model, effect, key) else { return nil }
      return .intensity(sector: sector, stream: stream, share: share)
    case "activity":
      let sector = sector(), share = share()
      guard let sector, let share else { return nil }
      return .activity(sector: sector, share: share)
    case "switch":
      let sector = sector(), from = stream(), to = stream("to"), share = share()
      let ratio = effect["ratio"].flatMap { figure($0, "\(key).effect.ratio", .share, inherited)?.number }
      guard let sector, let from, let to, let share, let ratio, hasDemand(sector, from, model, effect, key) else { return nil }
      if ratio < 0 { error(effect.place, "'\(key).effect.ratio' is \(ratio)", expected: "energy of the new stream per energy removed, at least 0") }
      if from == to || model.streams[from].isProcess != model.streams[to].isProcess {
        error(effect.place, "'\(key)' switches from '\(model.streams[from].id)' to '\(model.streams[to].id)'", expected: "two different energy carriers")
      }
      return .switching(sector: sector, stream: from, to: to, ratio: ratio, share: share)
    case "emission_factor":
      let stream = stream(), share = share()
      guard let stream, let share else { return nil }
      if model.streams[stream].isProcess { error(effect.place, "'\(key)' acts on the factor of the process '\(model.streams[stream].id)'", expected: "an energy carrier") }
      return .emissionFactor(stream: stream, share: share)
    case "tonnes":
      let sector = sector(), amount = amount()
      guard let sector, let amount else { return nil }
      return .tonnes(sector: sector, amount: amount)
    case "sink": return amount().map { .sink(amount: $0) }
    case "offset": return amount().map { .offset(amount: $0) }
    default: return nil
    }
  }

  /// A measure on a demand that the sector does not have would change nothing, without a word.
  private func hasDemand(_ sector: Int, _ stream: Int, _ model: EmissionModel, _ effect: MarkedNode, _ key: String) -> Bool {
    let demands = model.sectors[sector].demands.map { model.streams[$0.stream].id }
    if demands.contains(model.streams[stream].id) { return true }
    error(
      effect["stream"]?.place ?? effect.place, "'\(key)' acts on '\(model.streams[stream].id)', which the sector '\(model.sectors[sector].id)' does not use",
      expected: spokenList(demands))
    return false
  }

  // MARK: Adoption and cost

  private func readAdoption(_ node: MarkedNode, key: String, _ inherited: Provenance) -> Adoption? {
    let inherited = values.provenance(of: node, inherited)
    if node.text("curve") == "given" {
      guard let levels = node["levels"], let series = series(levels, "\(key).levels", .share, inherited) else { return nil }
      if let t = series.values.firstIndex(where: { !(0...1).contains($0) }) {
        error(levels.place, "'\(key).levels' is \(percent(series.values[t])) in \(years[t])", expected: "shares between 0 % and 100 %")
      }
      return .given(levels: series.values)
    }
    guard let start = year(node["start"]) else { return nil }
    if start > years[years.count - 1] {
      error(node["start"]?.place ?? node.place, "'\(key).start' is \(start)", expected: "a year up to \(years[years.count - 1]); later it changes nothing")
    }
    if node.text("curve") == "step" { return .step(start: Double(start)) }
    guard let rampNode = node["ramp"], let ramp = duration(rampNode, "\(key).ramp", inherited) else { return nil }
    if ramp <= 0 { error(rampNode.place, "'\(key).ramp' is \(ramp)", expected: "more than 0 years", hint: "a measure that comes at once is 'curve: step'") }
    return node.text("curve") == "linear" ? .linear(start: Double(start), years: ramp) : .logistic(start: Double(start), years: ramp)
  }

  /// Years, written as `8` or `8 a`.
  private func duration(_ node: MarkedNode, _ key: String, _ inherited: Provenance) -> Double? {
    if let plain = node.text.flatMap({ plainDecimal($0) }) { return plain }
    return figure(node, key, .years, inherited)?.number
  }

  private func readCost(_ node: MarkedNode?, key: String, _ inherited: Provenance) -> MeasureCost? {
    guard let node else { return nil }
    let inherited = values.provenance(of: node, inherited)
    func amount(_ name: String, _ unit: UnitOfMeasure) -> Double {
      guard let item = node[name], let figure = figure(item, "\(key).\(name)", unit, inherited) else { return 0 }
      if figure.number < 0 { error(item.place, "'\(key).\(name)' is negative", expected: "an amount of at least 0", hint: "what a measure earns is 'saving'") }
      return figure.number
    }
    var cost = MeasureCost(
      capital: amount("capex", .money), operatingShare: amount("opex_share", .share), operating: amount("opex", .moneyPerYear),
      saving: amount("saving", .moneyPerYear))
    if root["money"] == nil {
      error(node.place, "'\(key)' but the plan has no 'money'", expected: "money: price_year and discount_rate")
    }
    if let lifetimeNode = node["lifetime"] {
      let years = duration(lifetimeNode, "\(key).lifetime", inherited) ?? 1
      if years < 1 || years != years.rounded() { error(lifetimeNode.place, "'\(key).lifetime' is \(years)", expected: "whole years, at least 1") }
      cost.lifetime = max(1, Int(years))
    } else if node["capex"] != nil, hasEffect(key) {
      error(node.place, "'\(key)' has 'capex' but no 'lifetime'", expected: "lifetime: whole years", hint: "an unpublished lifetime is 'kind: assumed'")
    }
    return cost
  }

  private func hasEffect(_ costKey: String) -> Bool {
    let id = costKey.split(separator: ".")[1]
    return root["measures"]?.items?.first { $0.text("id") == String(id) }?["effect"] != nil
  }
}

/// `120 %`
func percent(_ share: Double) -> String {
  let hundredths = (share * 10_000).rounded() / 100
  return hundredths == hundredths.rounded() ? "\(Int(hundredths)) %" : "\(hundredths) %"
}
