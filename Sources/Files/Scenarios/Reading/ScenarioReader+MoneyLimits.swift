import Diagnostics
import Emissions
import Engine
import LabelledArrays
import MarkedYAML
import Units

extension ScenarioReader {
  /// - Parameter measures: of the scenario; a limit on money that none of them has is told.
  func readMoneyLimits(_ measures: [Measure]) -> [MoneyLimit] {
    guard let money = root["money"] else { return [] }
    let inherited = values.provenance(of: money, plan)
    return money.records("limits").compactMap { readMoneyLimit($0, measures, inherited) }
  }

  private func readMoneyLimit(_ node: MarkedNode, _ measures: [Measure], _ inherited: Provenance) -> MoneyLimit? {
    guard let id = node.text("id") else { return nil }
    let key = "money.limits.\(id)"
    let figure = node.text("what").flatMap(MoneyLimit.Figure.init)
    let counted = limitYears(node, key)
    let amount = node["amount"].flatMap {
      settledFigure($0, "\(key).amount", .money, values.provenance(of: node, inherited), Self.limitsAreDecided)?.number
    }
    if let amount, amount < 0, figure != .netCost {
      error(node["amount"]?.place ?? node.place, "'\(key).amount' is negative", expected: "at least 0; only a net cost can be below it")
    }
    guard let figure, let counted, let amount, let base = node.text("base") else { return nil }
    if !measures.isEmpty, !measures.contains(where: { figure.counts($0.cost) }) {
      values.problems.warning(
        node.place, "the limit '\(id)' can never bind in the scenario '\(scenario.id)': none of its quantified measures has such money",
        hint: "give the measures a cost")
    }
    return MoneyLimit(id: id, name: name(node["name"], fallback: id), figure: figure, years: counted, amount: amount, base: base)
  }

  private func limitYears(_ node: MarkedNode, _ key: String) -> ClosedRange<Int>? {
    let plan = (years[0], years[years.count - 1])
    if let years = node["years"], node["year"] != nil {
      error(years.place, "'\(key)' has both 'year' and 'years'", expected: "one of them, or neither for all years")
      return nil
    }
    guard let place = node["year"]?.place ?? node["years"]?.place else { return plan.0...plan.1 }
    let single = year(node["year"])
    guard let first = single ?? year(node["years"]?["first"]), let last = single ?? year(node["years"]?["last"]) else { return nil }
    guard plan.0 <= first, first <= last, last <= plan.1 else {
      error(
        place, "'\(key)' counts the years \(first) to \(last)", expected: "years from \(plan.0) to \(plan.1), the first not after the last")
      return nil
    }
    return first...last
  }
}

extension MoneyLimit.Figure {
  fileprivate func counts(_ cost: MeasureCost) -> Bool {
    switch self {
    case .capital: cost.capital != 0
    case .operating: cost.operating != 0 || cost.operatingShare * cost.capital != 0
    case .netCost: true
    }
  }
}
