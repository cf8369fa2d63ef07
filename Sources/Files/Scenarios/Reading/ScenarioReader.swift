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
  let values: ValueReader
  var places: [String: SourcePlace] = [:]
  var root: MarkedNode { scenario.root }
  var years: [Int] { values.years }

  init(_ scenario: ComposedScenario, values: ValueReader) {
    self.scenario = scenario
    self.values = values
  }

  /// The scenario ready to run; nil when a problem has been told.
  func read() -> PlannedScenario? {
    let world = readWorld()
    let measures = readMeasures(world)
    let baseLevel = readBaseLevel()
    let target = readTarget(planBase: baseLevel)
    let ceiling = readCeiling(target)
    let carbonBudget = root["carbon_budget"].flatMap { figure($0, "carbon_budget", .emissions, plan) }?.number
    let cap = root["effect_cap"].flatMap { figure($0, "effect_cap", .share, plan) }?.number ?? 1
    let money = readMoney()
    let calibration = readCalibration(world)
    let baseYear = root.text("base_year").flatMap { Int($0) }
    guard !values.problems.hasErrors, let world, let baseYear, let identity = identity(baseYear, baseLevel) else { return nil }

    var model = world.model
    model.groups = measures.groups
    model.measures = measures.model
    model.effectCap = cap
    model.carbonPrice = money.carbonPrice
    let levers = readLevers(model, discountRate: money.discountRate)
    guard !values.problems.hasErrors else { return nil }
    let inputs = ScenarioInputs(
      id: scenario.id, name: name(scenario.node["name"], fallback: scenario.id), note: scenario.node.text("note"), plan: identity,
      sectorNames: world.sectorNames, model: model, levers: levers, calibration: calibration, target: target, ceiling: ceiling,
      carriesOverruns: root["ceiling"]?.text("carry_over") == "true", carbonBudget: carbonBudget, money: money.basis, measures: measures.listings,
      footnoted: footnoted(), warnings: warnings(identity))
    return PlannedScenario(inputs: inputs, origins: values.origins, overrides: scenario.overrides, places: places)
  }

  // MARK: Small helpers of all sections

  /// What figures directly under the plan inherit.
  var plan: Provenance { values.provenance(of: root, Provenance()) }

  func figure(_ node: MarkedNode, _ key: String, _ unit: UnitOfMeasure?, _ inherited: Provenance) -> Figure? {
    values.figure(node, key: key, as: unit, inherited: inherited)
  }

  func series(_ node: MarkedNode, _ key: String, _ unit: UnitOfMeasure?, _ inherited: Provenance) -> YearSeries? {
    values.series(node, key: key, as: unit, inherited: inherited)
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

  /// The position of a name among ids; tells when it is not there.
  func index(_ node: MarkedNode?, among ids: [String], what: String) -> Int? {
    guard let node, let name = node.text else { return nil }
    if let index = ids.firstIndex(of: name) { return index }
    error(node.place, "no \(what) '\(name)'", expected: "the id of a \(what)", hint: didYouMean(name, among: ids))
    return nil
  }

  private func identity(_ baseYear: Int, _ baseLevel: Double?) -> PlanIdentity? {
    guard let reporting = root["reporting"], let emissions = reporting.text("emissions").flatMap({ UnitOfMeasure("\($0)/a") }),
      let money = reporting.text("money").flatMap({ UnitOfMeasure($0) })
    else { return nil }
    return PlanIdentity(
      id: root.text("plan") ?? "", name: name(root["name"], fallback: root.text("plan") ?? ""), baseYear: baseYear, baseLevel: baseLevel,
      emissionUnit: emissions, moneyUnit: money, gwpSet: root.text("gwp_set") ?? "not_stated")
  }

  /// Figures that a table must mark, once per key.
  private func footnoted() -> [FootnotedValue] {
    values.origins.values.filter { $0.kind.isFootnoted }.map { FootnotedValue(key: $0.key, kind: $0.kind, note: $0.note) }
      .sorted { $0.key < $1.key }
  }

  private func warnings(_ identity: PlanIdentity) -> [String] {
    var warnings = values.problems.all(.warning).map(\.description)
    if identity.gwpSet == "not_stated" { warnings.append("the plan does not state which GWP set is behind t CO2e (gwp_set)") }
    return warnings
  }
}
