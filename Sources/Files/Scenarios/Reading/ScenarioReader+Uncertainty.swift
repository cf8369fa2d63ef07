import Diagnostics
import Emissions
import Engine
import MarkedYAML
import Sampling
import Units

/// The levers of a scenario: their central values, and how the uncertain ones are spread.
struct PlanLevers {
  var central: [Double]
  var uncertain: UncertainLevers
}

extension ScenarioReader {
  func readLevers(_ layout: LeverLayout, discountRate: Double?) -> PlanLevers {
    var levers = PlanLevers(central: layout.neutral, uncertain: UncertainLevers(rows: [], parameters: [], correlations: .none))
    if let discountRate { levers.central[LeverLayout.discountRateRow] = discountRate }
    for node in root.records("parameters") {
      guard let id = node["id"], let name = id.text, let row = index(id, among: layout.names, what: "lever") else { continue }
      let inherited = values.provenance(of: node, plan)
      let value = node["value"].flatMap { lever($0, name, "parameters.\(name).value", inherited) }
      let distribution = node["distribution"].flatMap { leverDistribution($0, name, inherited) }
      if node["value"] == nil, node["distribution"] == nil {
        error(node.place, "the parameter '\(name)' has no value", expected: "value: a number, or distribution: how it is spread")
      }
      if let central = value ?? distribution?.central { levers.central[row] = central }
      if let distribution {
        levers.uncertain.rows.append(row)
        levers.uncertain.parameters.append(UncertainParameter(name, distribution))
      }
    }
    addFigures(to: &levers.uncertain, parameters: Set(root.records("parameters").compactMap { $0.text("id") }), layout)
    levers.uncertain.correlations = readCorrelations(levers.uncertain.parameters.map(\.name))
    tellFaults(&levers.uncertain)
    return levers
  }

  /// The figures with a distribution, after the levers; a lever that a parameter gives a value is not the figure's.
  private func addFigures(to uncertain: inout UncertainLevers, parameters: Set<String>, _ layout: LeverLayout) {
    uncertain.figures = values.uncertain.map(\.figure)
    uncertain.parameters += uncertain.figures.map { UncertainParameter($0.name, $0.distribution) }
    uncertain.slots = draws.slots
    for slot in draws.slots {
      guard case .lever(let row) = slot.place, parameters.contains(layout.names[row]) else { continue }
      for i in slot.values.flatMap(\.figures).sorted() {
        let (figure, place) = values.uncertain[i]
        error(
          place, "'\(figure.name)' has a distribution, but the parameter '\(layout.names[row])' takes its place",
          expected: "one of them", hint: "give the parameter the distribution, or leave it out")
      }
    }
  }

  /// A number of a lever: plain, or in the lever's own unit.
  private func lever(_ node: MarkedNode, _ name: String, _ key: String, _ inherited: Provenance) -> Double? {
    let why = "the distribution of a lever stands beside its value: 'distribution'"
    return settledFigure(node, key, nil, inherited, why).flatMap { leverNumber($0, node, name, key) }
  }

  private func leverNumber(_ figure: Figure, _ node: MarkedNode, _ name: String, _ key: String) -> Double? {
    let unit = leverUnit(name)
    if figure.unit.isCommensurable(with: .share) || figure.unit.isCommensurable(with: unit) { return figure.number }
    error(node.place, "'\(key)' is in '\(figure.unit.description)'", expected: unit.expectation)
    return nil
  }

  private func leverUnit(_ name: String) -> UnitOfMeasure {
    switch name.split(separator: "/").first {
    case "carbon_price_last": .moneyPerEmissions
    case "delay", "sector_delay": .years
    default: .share
    }
  }

  private func leverDistribution(_ node: MarkedNode, _ name: String, _ inherited: Provenance) -> Distribution? {
    let key = "parameters.\(name).distribution"
    return values.distribution(node, key: key, scale: 1, inherited) { self.leverNumber($0, $1, name, $2) }
  }

  // MARK: Correlations

  /// Figures that would be drawn if no override of the scenario had put another in their place.
  private var endedDistributions: Set<String> { Set(scenario.overrides.flatMap(\.endedDistributions)) }

  private func readCorrelations(_ names: [String]) -> Correlations {
    let endedDistributions = endedDistributions
    guard let node = root["correlations"] else { return .none }
    let blocks = (node["blocks"]?.items ?? []).enumerated().compactMap { position, block -> Correlations.Block? in
      let members = (block["of"]?.items ?? []).flatMap { pattern -> [String] in
        let found = names.filter { matches($0, pattern: pattern.text ?? "") }
        if found.isEmpty, !endedDistributions.contains(where: { matches($0, pattern: pattern.text ?? "") }) {
          error(
            pattern.place, "no uncertain parameter \(pattern.spoken)", expected: "a parameter or a figure with a distribution",
            hint: didYouMean(pattern.text ?? "", among: names))
        }
        return found
      }
      let key = "correlations.blocks.\(position + 1).value"
      let value = block["value"].flatMap {
        settledFigure($0, key, .share, values.provenance(of: block, plan), "correlations are certain")?.number
      }
      // What is left when an override has ended the distributions of the others moves with nobody.
      return members.count > 1 || endedDistributions.isEmpty ? value.map { .init(members, $0) } : nil
    }
    return Correlations(meaning: node.text("meaning") == "normal_scores" ? .normalScores : .spearman, blocks: blocks)
  }

  /// What keeps the levers from being drawn: distributions that are none, correlations that contradict each other.
  private func tellFaults(_ uncertain: inout UncertainLevers) {
    let faults = Sampler.faults(of: uncertain.parameters)
    for fault in faults {
      guard case .distribution(let name, let fault) = fault else { continue }
      let node = root.records("parameters").first { $0.text("id") == name }
      error(node?["distribution"]?.place ?? root.place, "the distribution of '\(name)' has \(fault.found)", expected: fault.expected)
    }
    guard faults.isEmpty, !values.problems.hasErrors, let place = root["correlations"]?.place else { return }
    do throws(SamplingError) {
      uncertain.repairs = try uncertain.sampler(.plain(.philox(seed: 1)), repairing: isRepairing).copula.repairs
      for repair in uncertain.repairs {
        values.problems.warning(place, repair.description, hint: "they are drawn with those, which change \(repair.wordsOfLargestChange)")
      }
    } catch {
      self.error(place, error.description, expected: "correlations that can hold together", hint: repairHint(error))
    }
  }

  private func repairHint(_ error: SamplingError) -> String? {
    guard case .correlation(.notPositiveDefinite(let repairs)) = error else { return nil }
    let changes = repairs.map(\.wordsOfLargestChange)
    return "--repair draws with the nearest ones, which change \(changes.joined(separator: ", and ")); or make one of them weaker"
  }
}
