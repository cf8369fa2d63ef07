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
      let distribution = node["distribution"].flatMap { readDistribution($0, name, inherited) }
      if node["value"] == nil, node["distribution"] == nil {
        error(node.place, "the parameter '\(name)' has no value", expected: "value: a number, or distribution: how it is spread")
      }
      if let central = value ?? distribution?.central { levers.central[row] = central }
      if let distribution {
        levers.uncertain.rows.append(row)
        levers.uncertain.parameters.append(UncertainParameter(name, distribution))
      }
    }
    levers.uncertain.correlations = readCorrelations(levers.uncertain.parameters.map(\.name))
    tellFaults(&levers.uncertain)
    return levers
  }

  /// A number of a lever: plain, or in the lever's own unit.
  private func lever(_ node: MarkedNode, _ name: String, _ key: String, _ inherited: Provenance) -> Double? {
    guard let figure = figure(node, key, nil, inherited) else { return nil }
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

  // MARK: Distributions

  private func readDistribution(_ node: MarkedNode, _ name: String, _ inherited: Provenance) -> Distribution? {
    let key = "parameters.\(name).distribution"
    let inherited = values.provenance(of: node, inherited)
    func number(_ field: String) -> Double? { node[field].flatMap { lever($0, name, "\(key).\(field)", inherited) } }
    func numbers(_ fields: String...) -> [Double]? {
      let missing = fields.filter { node[$0] == nil }
      if !missing.isEmpty {
        error(node.place, "'\(key)' has no \(missing.map { "'\($0)'" }.joined(separator: ", "))", expected: spokenList(fields))
        return nil
      }
      let found = fields.compactMap { number($0) }
      return found.count == fields.count ? found : nil
    }
    let whole: Distribution?
    switch (node.text("shape"), ["p10", "p50", "p90"].contains { node[$0] != nil }) {
    case (let shape?, true): whole = numbers("p10", "p50", "p90").flatMap { fromPercentiles(shape, $0, node) }
    case ("normal", _): whole = numbers("mean", "sd").map { .normal(mean: $0[0], sd: $0[1]) }
    case ("lognormal", _): whole = numbers("mu", "sigma").map { .lognormal(mu: $0[0], sigma: $0[1]) }
    case ("triangular", _): whole = numbers("low", "mode", "high").map { .triangular(low: $0[0], mode: $0[1], high: $0[2]) }
    case ("pert", _): whole = numbers("low", "mode", "high").map { .pert(low: $0[0], mode: $0[1], high: $0[2]) }
    case ("uniform", _): whole = numbers("low", "high").map { .uniform(low: $0[0], high: $0[1]) }
    case ("log_uniform", _): whole = numbers("low", "high").map { .logUniform(low: $0[0], high: $0[1]) }
    case ("discrete", _): whole = weightedValues(node, name, key, inherited)
    case ("empirical", _):
      let found = (node["values"]?.items ?? []).enumerated().compactMap { lever($1, name, "\(key).values.\($0 + 1)", inherited) }
      whole = found.isEmpty ? nil : .empirical(found)
    default: whole = nil
    }
    guard let whole, let ends = node["within"] else { return whole }
    let low = ends["low"].flatMap { lever($0, name, "\(key).within.low", inherited) } ?? -.infinity
    let high = ends["high"].flatMap { lever($0, name, "\(key).within.high", inherited) } ?? .infinity
    return .truncated(whole, low: low, high: high)
  }

  private func fromPercentiles(_ shape: String, _ p: [Double], _ node: MarkedNode) -> Distribution? {
    do throws(DistributionFault) {
      switch shape {
      case "normal": return try .normal(p10: p[0], p50: p[1], p90: p[2])
      case "lognormal": return try .lognormal(p10: p[0], p50: p[1], p90: p[2])
      default: return try .triangular(p10: p[0], p50: p[1], p90: p[2])
      }
    } catch {
      self.error(node.place, error.found, expected: error.expected)
      return nil
    }
  }

  private func weightedValues(_ node: MarkedNode, _ name: String, _ key: String, _ inherited: Provenance) -> Distribution? {
    let items = node["values"]?.items ?? []
    let found = items.enumerated().compactMap { position, item -> Distribution.WeightedValue? in
      let at = "\(key).values.\(position + 1)"
      let value = item["value"].flatMap { lever($0, name, "\(at).value", inherited) }
      let weight = item["weight"].flatMap { figure($0, "\(at).weight", .share, inherited)?.number }
      guard let value, let weight else { return nil }
      return .init(value, weight: weight)
    }
    return found.count == items.count ? .discrete(found) : nil
  }

  // MARK: Correlations

  private func readCorrelations(_ names: [String]) -> Correlations {
    guard let node = root["correlations"] else { return .none }
    let blocks = (node["blocks"]?.items ?? []).enumerated().compactMap { position, block -> Correlations.Block? in
      let members = (block["of"]?.items ?? []).flatMap { pattern -> [String] in
        let found = names.filter { matches($0, pattern: pattern.text ?? "") }
        if found.isEmpty {
          error(
            pattern.place, "no uncertain parameter \(pattern.spoken)", expected: "a parameter with a distribution",
            hint: didYouMean(pattern.text ?? "", among: names))
        }
        return found
      }
      let key = "correlations.blocks.\(position + 1).value"
      let value = block["value"].flatMap { figure($0, key, .share, values.provenance(of: block, plan))?.number }
      return value.map { .init(members, $0) }
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
