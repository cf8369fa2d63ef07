import Diagnostics
import Engine
import MarkedYAML
import Sampling
import Units

/// How figures and levers are spread.
extension ValueReader {
  /// The same figure, from now on drawn under the name of its key; nil after a problem has been told.
  func uncertain(_ figure: Figure, _ node: MarkedNode, key: String, _ inherited: Provenance) -> Figure? {
    if figure.drawn != nil {
      return refuse(
        node, "'\(key)' has a distribution, and so has a figure that it is made of", expected: "one of the two",
        hint: "leave out the other; a draw follows its parts")
    }
    let unit = figure.unit
    let spread = distribution(node, key: "\(key).distribution", scale: unit.factor, inherited) { number, node, key in
      self.fits(number.unit, unit, node, key: key, spoken: node.text ?? number.spoken) ? number.number : nil
    }
    guard let spread else { return nil }
    let reach = spread.reach, slack = 1e-9 * max(abs(reach.lowerBound), abs(reach.upperBound))
    guard reach.lowerBound - slack <= figure.number, figure.number <= reach.upperBound + slack else {
      return refuse(
        node, "'\(key)' is \(figure.spoken), outside its distribution, which has nothing \(beyond(figure, reach))",
        expected: "a value that a draw may give", hint: "change the value or the distribution; a value set alone keeps the distribution")
    }
    var drawn = figure
    drawn.drawn = .figure(keep(UncertainFigure(name: key, distribution: spread, central: figure.number, unit: unit), at: node.place))
    return drawn
  }

  private func beyond(_ figure: Figure, _ reach: ClosedRange<Double>) -> String {
    figure.number < reach.lowerBound
      ? "below \(UnitOfMeasure.spoken(reach.lowerBound, in: figure.unit))"
      : "above \(UnitOfMeasure.spoken(reach.upperBound, in: figure.unit))"
  }

  /// A figure that a draw cannot change; tells when it has a distribution, or is made of one that has.
  func settled(_ figure: Figure?, _ node: MarkedNode, key: String, _ why: String) -> Figure? {
    guard let figure, let drawn = figure.drawn else { return figure }
    idle.formUnion(drawn.figures)
    return refuse(node["distribution"] ?? node, "'\(key)' cannot be drawn", expected: "a figure without a distribution", hint: why)
  }

  /// The distribution that a record states; nil after a problem has been told.
  /// - Parameters:
  ///   - scale: of the unit that the logarithms of a lognormal and messages are in.
  ///   - accept: the canonical number of a figure, when its unit is right.
  func distribution(
    _ node: MarkedNode, key: String, scale: Double, _ inherited: Provenance, accept: @escaping (Figure, MarkedNode, String) -> Double?
  ) -> Distribution? {
    var check = SchemaCheck()
    check.check(node, distributionShape, key: key)
    problems.merge(check.problems)
    if check.problems.hasErrors { return nil }
    let inherited = provenance(of: node, inherited)
    let reader = DistributionReader(values: self, node: node, key: key, inherited: inherited) { item, key in
      let found = self.figure(item, key: key, as: nil, inherited: inherited)
      return self.settled(found, item, key: key, "the numbers of a distribution are certain").flatMap { accept($0, item, key) }.map {
        $0 / scale
      }
    }
    let isOfCells = node["dataset"] != nil
    let read = isOfCells ? reader.cells { figure, key in accept(figure, node, key).map { $0 / scale } } : reader.whole()
    guard let read, let found = reader.within(read) else { return nil }
    for fault in found.faults {
      problems.error(
        node.place, "the distribution of '\(key.dropLast(".distribution".count))' has \(fault.found)", expected: fault.expected)
    }
    return found.faults.isEmpty ? found.scaled(by: scale) : nil
  }
}

/// Reads the numbers of one distribution, in the unit that its figure is written in.
private struct DistributionReader {
  let values: ValueReader
  let node: MarkedNode
  let key: String
  let inherited: Provenance
  let number: (MarkedNode, String) -> Double?

  /// Cut off at the ends that are stated.
  func within(_ whole: Distribution) -> Distribution? {
    guard let ends = node["within"] else { return whole }
    let low = ends["low"].map { number($0, "\(key).within.low") } ?? -Double.infinity
    let high = ends["high"].map { number($0, "\(key).within.high") } ?? Double.infinity
    guard let low, let high else { return nil }
    return .truncated(whole, low: low, high: high)
  }

  func whole() -> Distribution? {
    switch (node.text("shape"), ["p10", "p50", "p90"].contains { node[$0] != nil }) {
    case (let shape?, true): numbers("p10", "p50", "p90").flatMap { fromPercentiles(shape, $0) }
    case ("normal", _): numbers("mean", "sd").map { .normal(mean: $0[0], sd: $0[1]) }
    case ("lognormal", _): logarithms()
    case ("triangular", _): numbers("low", "mode", "high").map { .triangular(low: $0[0], mode: $0[1], high: $0[2]) }
    case ("pert", _): numbers("low", "mode", "high").map { .pert(low: $0[0], mode: $0[1], high: $0[2]) }
    case ("uniform", _): numbers("low", "high").map { .uniform(low: $0[0], high: $0[1]) }
    case ("log_uniform", _): numbers("low", "high").map { .logUniform(low: $0[0], high: $0[1]) }
    case ("discrete", _): weightedValues()
    case ("empirical", _): singleValues()
    default: nil
    }
  }

  private func isWhole(_ fields: [String]) -> Bool {
    let missing = fields.filter { node[$0] == nil }
    if missing.isEmpty { return true }
    values.problems.error(
      node.place, "'\(key)' has no \(missing.map { "'\($0)'" }.joined(separator: ", "))", expected: spokenList(fields))
    return false
  }

  private func numbers(_ fields: String...) -> [Double]? {
    guard isWhole(fields) else { return nil }
    let found = fields.compactMap { field in node[field].flatMap { number($0, "\(key).\(field)") } }
    return found.count == fields.count ? found : nil
  }

  /// Logarithms of the number in its written unit; they have no unit themselves.
  private func logarithms() -> Distribution? {
    guard isWhole(["mu", "sigma"]) else { return nil }
    let found = ["mu", "sigma"].compactMap { field in
      node[field].flatMap { values.figure($0, key: "\(key).\(field)", as: .share, inherited: inherited)?.number }
    }
    return found.count == 2 ? .lognormal(mu: found[0], sigma: found[1]) : nil
  }

  private func fromPercentiles(_ shape: String, _ p: [Double]) -> Distribution? {
    do throws(DistributionFault) {
      switch shape {
      case "normal": return try .normal(p10: p[0], p50: p[1], p90: p[2])
      case "lognormal": return try .lognormal(p10: p[0], p50: p[1], p90: p[2])
      default: return try .triangular(p10: p[0], p50: p[1], p90: p[2])
      }
    } catch {
      values.problems.error(node.place, error.found, expected: error.expected)
      return nil
    }
  }

  private func weightedValues() -> Distribution? {
    let items = node["values"]?.items ?? []
    let found = items.enumerated().compactMap { position, item -> Distribution.WeightedValue? in
      let at = "\(key).values.\(position + 1)"
      let value = item["value"].flatMap { number($0, "\(at).value") }
      let weight = item["weight"].flatMap { values.figure($0, key: "\(at).weight", as: .share, inherited: inherited)?.number }
      guard let value, let weight else { return nil }
      return .init(value, weight: weight)
    }
    return found.count == items.count ? .discrete(found) : nil
  }

  private func singleValues() -> Distribution? {
    guard let items = node["values"]?.items else {
      return values.refuse(node, "'\(key)' has no 'values'", expected: "values: a list, or dataset, where and field")
    }
    let found = items.enumerated().compactMap { number($1, "\(key).values.\($0 + 1)") }
    return found.count == items.count ? .empirical(found) : nil
  }

  /// The cells of a dataset column, each as likely as any other.
  func cells(accept: (Figure, String) -> Double?) -> Distribution? {
    if let both = node["values"] {
      values.problems.error(both.place, "'\(key)' has both 'values' and 'dataset'", expected: "one of them")
      return nil
    }
    guard let (table, wanted) = values.selection(node, key: key), let field = values.field(node, table) else { return nil }
    let rows = table.rows(where: wanted)
    if rows.isEmpty {
      _ = table.row(where: wanted, askedAt: node.place, into: &values.problems)
      return nil
    }
    let found = rows.enumerated().compactMap { position, row -> Double? in
      let key = "\(key).values.\(position + 1)"
      return values.figure(table, row, field, node, key: key, as: nil, inherited).flatMap { accept($0, key) }
    }
    return found.count == rows.count ? .empirical(found) : nil
  }
}
