import Datasets
import Diagnostics
import Emissions
import Engine
import LabelledArrays
import MarkedYAML
import Units

/// Reads one composed scenario into the engine's inputs. The sections stand in extensions: world, measures, targets.
final class ScenarioReader {
  let scenario: ComposedScenario
  let outline: PlanOutline
  let values: ValueReader
  /// Whether correlations that contradict each other give way to the nearest possible ones.
  let isRepairing: Bool
  var places: [String: SourcePlace] = [:]
  /// What the sections have read so far, by key: figures that are made from others as what they came to.
  private(set) var readValues: [String: ReadValue] = [:]
  /// Stated bases of the targets without a reason for them, t CO2e/a, by id.
  var targetBases: [String: Double] = [:]
  var draws = PlanDraws()
  /// The levers of the scenario, once it has been read, also when its figures are broken.
  private(set) var layout: LeverLayout?
  var root: MarkedNode { scenario.root }
  var years: [Int] { values.years }

  init(_ scenario: ComposedScenario, values: ValueReader, repairing: Bool) {
    self.scenario = scenario
    isRepairing = repairing
    self.values = values
    outline = PlanOutline(scenario.root)
  }

  /// The scenario ready to run; nil when a problem has been told.
  /// - Parameter withInvestments: without them for the cases of a batch, which tell of emissions only.
  func read(withInvestments: Bool = true) -> PlannedScenario? {
    let world = readWorld()
    let measures = readMeasures()
    let baseLevel = readBaseLevel()
    let target = readTarget(planBase: baseLevel)
    let ceiling = readCeiling(target)
    let carbonBudget = root["carbon_budget"].flatMap {
      settledFigure($0, "carbon_budget", .emissions, plan, Self.limitsAreDecided)
    }?.number
    let cap = readEffectCap()
    let money = readMoney()
    let moneyLimits = readMoneyLimits(measures.model)
    let calibration = readCalibration()
    let budget = readBudget()
    let layout = outline.levers(groups: measures.groups, carbonPrice: money.carbonPrice)
    let levers = readLevers(layout, discountRate: money.discountRate)
    self.layout = layout
    let investments = withInvestments ? readInvestments() : nil
    if !values.problems.hasErrors { tellIdleDistributions() }
    guard !values.problems.hasErrors, let world, let identity = identity(baseLevel) else { return nil }

    var model = world.model
    model.groups = measures.groups
    model.measures = measures.model
    model.effectCap = cap
    model.carbonPrice = money.carbonPrice
    var inputs = ScenarioInputs(
      id: scenario.id, name: name(scenario.node["name"], fallback: scenario.id), note: scenario.node.text("note"), plan: identity,
      sectorNames: world.sectorNames, model: model, levers: levers.central, uncertain: levers.uncertain, calibration: calibration,
      target: target.found, ceiling: ceiling,
      carriesOverruns: root["ceiling"]?.text("carry_over") == "true", carbonBudget: carbonBudget, money: money.basis,
      measures: measures.listings,
      footnoted: footnoted(), warnings: [])
    inputs.moneyLimits = moneyLimits
    inputs.budget = budget
    tellDoubts(inputs)
    inputs.warnings = warnings(identity)
    return PlannedScenario(
      inputs: inputs, investments: investments, origins: values.origins, overrides: scenario.overrides, places: places, root: root,
      computedSeries: values.computedSeries, readValues: readValues)
  }

  private func readEffectCap() -> Double {
    guard let node = root["effect_cap"], let cap = figure(node, "effect_cap", .share, plan) else { return 1 }
    checkShare(cap, node, key: "effect_cap")
    draw(.model(.effectCap), cap.drawn.map { [$0] })
    return cap.number
  }

  // MARK: Small helpers of all sections

  /// What figures directly under the plan inherit.
  var plan: Provenance { values.provenance(of: root, Provenance()) }

  func figure(_ node: MarkedNode, _ key: String, _ unit: UnitOfMeasure?, _ inherited: Provenance) -> Figure? {
    let figure = values.figure(node, key: key, as: unit, inherited: inherited)
    if let figure { readValues[key] = ReadValue(content: .figure(figure.number), unit: figure.unit, node: node) }
    return figure
  }

  func series(_ node: MarkedNode, _ key: String, _ unit: UnitOfMeasure?, _ inherited: Provenance) -> YearSeries? {
    let series = values.series(node, key: key, as: unit, inherited: inherited)
    if let series { readValues[key] = ReadValue(content: .series(series.values), unit: series.unit, node: node) }
    return series
  }

  func year(_ node: MarkedNode?) -> Int? { node?.text.flatMap { Int($0) } }

  func name(_ node: MarkedNode?, fallback: String) -> LocalName {
    if let text = node?.text { return LocalName(["en": text]) }
    let texts = Dictionary((node?.entries ?? []).compactMap { entry in entry.value.text.map { (entry.key, $0) } }) { first, _ in first }
    return LocalName(texts.isEmpty ? ["en": fallback] : texts)
  }

  func error(_ place: SourcePlace, _ found: String, expected: String, hint: String? = nil) {
    values.problems.error(place, found, expected: expected, hint: hint)
  }

  /// Tells of a share that is not between nothing and all.
  func checkShare(_ share: Figure, _ node: MarkedNode, key: String) {
    let expected = "a share between 0 % and 100 %"
    if !(0...1).contains(share.number) { error(node.place, "'\(key)' is \(percent(share.number))", expected: expected) }
    tellReach(share.drawn, 0...1, in: share.unit, node, "'\(key)'", expected: expected)
  }

  /// The position of a name among ids; tells when it is not there. That the plan has none at all is told of the plan.
  func index(_ node: MarkedNode?, among ids: [String], what: String) -> Int? {
    guard let node, !node.isBlank, let name = node.text, !ids.isEmpty else { return nil }
    if let index = ids.firstIndex(of: name) { return index }
    let known = ids.count <= 8 ? ": \(spokenList(ids))" : ""
    error(node.place, "no \(what) '\(name)'", expected: "the id of a \(what)\(known)", hint: didYouMean(name, among: ids))
    return nil
  }

  private func identity(_ baseLevel: Double?) -> PlanIdentity? {
    guard let baseYear = year(root["base_year"]), let reporting = root["reporting"],
      let emissions = reporting.text("emissions").flatMap({ UnitOfMeasure("\($0)/a") }),
      let money = reporting.text("money").flatMap({ UnitOfMeasure($0) })
    else { return nil }
    return PlanIdentity(
      id: root.text("plan") ?? "", name: name(root["name"], fallback: root.text("plan") ?? ""), baseYear: baseYear, baseLevel: baseLevel,
      emissionUnit: emissions, moneyUnit: money, gwpSet: root.text("gwp_set") ?? "not_stated")
  }

  /// Figures that a table of emissions must mark, once per key; those of investments are marked in their own tables.
  private func footnoted() -> [FootnotedValue] {
    values.origins.values.filter { $0.kind.isFootnoted && !$0.key.hasPrefix("investments.") }.map {
      FootnotedValue(key: $0.key, kind: $0.kind, note: $0.note)
    }
    .sorted { $0.key < $1.key }
  }

  private func warnings(_ identity: PlanIdentity) -> [String] {
    var warnings = values.problems.all(.warning).map(\.description)
    if identity.gwpSet == "not_stated" { warnings.append("the plan does not state which GWP set is behind t CO2e (gwp_set)") }
    return warnings
  }
}
