import Diagnostics
import Emissions
import Engine
import LabelledArrays
import MarkedYAML
import Units

/// The measures of a scenario: those that are on, and of these the ones with a number as the kernel wants them.
struct PlanMeasures {
  var model: [Measure] = []
  /// Those of measures that are off too: every scenario of a plan has the same levers, and a draw is the same world in all of them.
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
  func readMeasures() -> PlanMeasures {
    var kept = PlanMeasures()
    for node in root.records("measures") {
      guard let id = node.text("id") else { continue }
      let key = "measures.\(id)"
      places[key] = node["id"]?.place ?? node.place
      let inherited = values.provenance(of: node, plan)
      checkClass(node, key: key)
      let cost = readCost(of: node, key: "\(key).cost", inherited)
      let effect = readEffect(node, key: key, inherited)
      let adoption = node["adoption"].flatMap { readAdoption($0, key: "\(key).adoption", inherited) }
      let uptake = readUptake(node, key: "\(key).max_uptake", inherited)
      let group = kept.group(node.text("group"))
      let isOn = scenario.measures.contains(id)
      var modelIndex: Int?
      defer { endMeasure(isOn: isOn, modelIndex: modelIndex) }
      guard isOn else { continue }
      if let effect, let adoption {
        modelIndex = kept.model.count
        kept.model.append(Measure(id: id, group: group, effect: effect, adoption: adoption, maxUptake: uptake, cost: cost ?? MeasureCost()))
      }
      kept.listings.append(listing(node, id, modelIndex: modelIndex, cost: cost, inherited))
    }
    return kept
  }

  private func readUptake(_ measure: MarkedNode, key: String, _ inherited: Provenance) -> Double {
    guard let node = measure["max_uptake"], let uptake = figure(node, key, .share, inherited) else { return 1 }
    checkShare(uptake, node, key: key)
    drawOfMeasure(uptake.drawn) { .maxUptake($0) }
    return uptake.number
  }

  private func listing(_ node: MarkedNode, _ id: String, modelIndex: Int?, cost: MeasureCost?, _ inherited: Provenance) -> MeasureListing {
    // An assumed lifetime has a footnote of its own; it does not make a published effect an assumed one.
    let figures = values.kinds(ofMeasure: id) { !$0.hasSuffix(".lifetime") && !$0.contains(".distribution.") }
    return MeasureListing(
      id: id, name: name(node["name"], fallback: id), owner: node.text("owner"),
      status: node.text("status").flatMap(MeasureListing.DecisionStatus.init) ?? .undecided,
      effectClass: node.text("class").flatMap(MeasureListing.EffectClass.init) ?? .notEstimated, actsOn: node["effect"]?.text("on"),
      modelIndex: modelIndex, statedCapital: node["cost"]?["capex"] == nil ? nil : cost?.capital,
      kind: figures.max() ?? inherited.kind ?? .assumed, group: node.text("group"), lifetime: cost?.lifetime)
  }

  // MARK: Adoption

  private func readAdoption(_ node: MarkedNode, key: String, _ inherited: Provenance) -> Adoption? {
    let inherited = values.provenance(of: node, inherited)
    switch node.text("curve") {
    case "given": return readLevels(node["levels"], key: "\(key).levels", inherited).map { .given(levels: $0) }
    case "step": return readStart(node["start"], key: "\(key).start", inherited).map { .step(start: $0) }
    case "linear": return readRamp(node, key: key, inherited).map { .linear(start: $0, years: $1) }
    case "logistic": return readRamp(node, key: key, inherited).map { .logistic(start: $0, years: $1) }
    default: return nil
    }
  }

  private func readLevels(_ node: MarkedNode?, key: String, _ inherited: Provenance) -> [Double]? {
    guard let node, let series = series(node, key, .share, inherited) else { return nil }
    if let t = series.values.firstIndex(where: { !(0...1).contains($0) }) {
      error(node.place, "'\(key)' is \(percent(series.values[t])) in \(years[t])", expected: "shares between 0 % and 100 %")
    }
    tellReach(series.drawn, 0...1, in: series.unit, node, "'\(key)'", expected: "shares between 0 % and 100 %")
    drawOfMeasure(series.drawn) { .levels($0) }
    return series.values
  }

  private func readStart(_ node: MarkedNode?, key: String, _ inherited: Provenance) -> Double? {
    guard let node, let start = startYear(node, key: key, inherited) else { return nil }
    let last = years[years.count - 1]
    if start > Double(last) {
      error(node.place, "'\(key)' is \(spokenNumber(start)), after the plan's last year", expected: "a year up to \(last)")
    }
    return start
  }

  /// A plain year, or a figure that may be drawn; draws may begin within a year.
  private func startYear(_ node: MarkedNode, key: String, _ inherited: Provenance) -> Double? {
    guard node.entries != nil else { return year(node).map(Double.init) }
    guard let figure = figure(node, key, .share, inherited) else { return nil }
    let last = years[years.count - 1]
    if !(1900...2200).contains(figure.number) || figure.number != figure.number.rounded() {
      error(node.place, "'\(key)' is \(spokenNumber(figure.number))", expected: "a year between 1900 and 2200")
    }
    tellReach(figure.drawn, 1900...Double(last), in: figure.unit, node, "'\(key)'", expected: "a year up to \(last)")
    drawOfMeasure(figure.drawn) { .start($0) }
    return figure.number
  }

  private func readRamp(_ node: MarkedNode, key: String, _ inherited: Provenance) -> (start: Double, years: Double)? {
    let start = readStart(node["start"], key: "\(key).start", inherited)
    let rampFigure = node["ramp"].flatMap { duration($0, "\(key).ramp", inherited) }
    let ramp = rampFigure?.number
    if let node = node["ramp"] {
      tellReach(
        rampFigure?.drawn, Double.leastNormalMagnitude...(.infinity), in: rampFigure?.unit ?? .share, node, "'\(key).ramp'",
        expected: "more than 0 years")
    }
    drawOfMeasure(rampFigure?.drawn) { .ramp($0) }
    if let ramp, ramp <= 0 {
      error(
        node["ramp"]?.place ?? node.place, "'\(key).ramp' is \(spokenNumber(ramp))", expected: "more than 0 years",
        hint: "a measure that comes at once is 'curve: step'")
    }
    guard let start, let ramp else { return nil }
    return (start, ramp)
  }

  // MARK: Cost

  private func readCost(of measure: MarkedNode, key: String, _ inherited: Provenance) -> MeasureCost? {
    guard let node = measure["cost"] else { return nil }
    let inherited = values.provenance(of: node, inherited)
    func amount(_ name: String, _ unit: UnitOfMeasure, _ slot: @escaping (Int) -> ModelSlot) -> Double {
      guard let item = node[name], let figure = figure(item, "\(key).\(name)", unit, inherited) else { return 0 }
      if figure.number < 0 {
        error(item.place, "'\(key).\(name)' is negative", expected: "an amount of at least 0", hint: "what a measure earns is 'saving'")
      }
      tellReach(figure.drawn, 0...(.infinity), in: figure.unit, item, "'\(key).\(name)'", expected: "at least 0")
      drawOfMeasure(figure.drawn, slot)
      return figure.number
    }
    if root["money"] == nil {
      error(node.place, "'\(key)' needs a price year, but the plan has no section 'money'", expected: "money: price_year and discount_rate")
    }
    return MeasureCost(
      capital: amount("capex", .money) { .capital($0) }, operatingShare: amount("opex_share", .share) { .operatingShare($0) },
      operating: amount("opex", .moneyPerYear) { .operating($0) }, saving: amount("saving", .moneyPerYear) { .saving($0) },
      lifetime: readLifetime(node, of: measure, key: key, inherited))
  }

  private func readLifetime(_ cost: MarkedNode, of measure: MarkedNode, key: String, _ inherited: Provenance) -> Int {
    guard let node = cost["lifetime"] else {
      if let capital = cost["capex"], measure["effect"] != nil {
        error(
          capital.place, "'\(key)' has 'capex' but no 'lifetime'", expected: "lifetime: whole years",
          hint: "a lifetime that nobody publishes is 'kind: assumed'")
      }
      return 1
    }
    guard let figure = duration(node, "\(key).lifetime", inherited) else { return 1 }
    let years = figure.number
    checkWholeYears(figure, node, key: "\(key).lifetime")
    drawOfMeasure(figure.drawn) { .lifetime($0) }
    if years < 1 || years > 200 || years != years.rounded() {
      error(node.place, "'\(key).lifetime' is \(spokenNumber(years))", expected: "whole years from 1 to 200")
      return 1
    }
    return Int(years)
  }

  /// Annuities are of whole years, so that only a distribution of whole numbers can be drawn.
  private func checkWholeYears(_ figure: Figure, _ node: MarkedNode, key: String) {
    guard let drawn = figure.drawn else { return }
    tellReach(drawn, 1...200, in: figure.unit, node, "'\(key)'", expected: "whole years from 1 to 200")
    if case .figure(let i) = drawn, let numbers = values.uncertain[i].figure.distribution.singleValues,
      numbers.allSatisfy({ $0 == $0.rounded() })
    {
      return
    }
    error(
      node["distribution"]?.place ?? node.place, "'\(key)' may be no whole number of years in a draw", expected: "whole years",
      hint: "a distribution of whole years is 'shape: discrete' or 'shape: empirical'")
  }

  /// Years, written as `8` or `8 a`.
  private func duration(_ node: MarkedNode, _ key: String, _ inherited: Provenance) -> Figure? {
    guard let figure = figure(node, key, nil, inherited) else { return nil }
    if figure.unit.isCommensurable(with: .share) { return figure }
    return values.fits(figure.unit, .years, node, key: key, spoken: node.text ?? "the figure") ? figure : nil
  }
}
