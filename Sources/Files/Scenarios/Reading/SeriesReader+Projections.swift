import Diagnostics
import LabelledArrays
import MarkedYAML
import Projections
import Units

extension ValueReader {
  /// A trend of a driver's own history, or its regression on drivers given before it; the central projection is used.
  func projection(_ node: MarkedNode, key: String, as unit: UnitOfMeasure?, _ provenance: Provenance) -> YearSeries? {
    guard let known = history(of: node, key: key, as: unit, provenance) else { return nil }
    let driver = Projections.Driver(name: key, values: known.figures)
    do throws(ProjectionError) {
      guard let projection = node["trend"] == nil ? try regressed(driver, node) : try trended(driver, node) else { return nil }
      let series = YearSeries(values: projection.central, unit: known.unit, kind: .combined([known.kind]))
      keep(key, node, series, note: provenance.note)
      return series
    } catch {
      let problem = "\(error)"
      let found = problem.hasPrefix("'\(key)'") ? problem : "'\(key)': \(problem)"
      return refuse(node, found, expected: "a history that a projection can be made from")
    }
  }

  private func history(of node: MarkedNode, key: String, as unit: UnitOfMeasure?, _ provenance: Provenance) -> KnownYears? {
    guard let history = node["history"] else { return refuse(node, "'\(key)' has no 'history'", expected: "history: the known years") }
    switch knownYears(history, key: "\(key).history", as: unit, inherited: provenance, isHistory: true) {
    case .some(.some(let years)): return years
    case .some(.everyYear): return refuse(history, "'\(key).history' is a constant", expected: "figures by year")
    case nil: return nil
    }
  }

  private func trended(_ driver: Projections.Driver, _ node: MarkedNode) throws(ProjectionError) -> Projection? {
    guard let named = node["trend"] else { return nil }
    guard let trend = Trend(rawValue: named.text ?? "") else {
      return refuse(
        named, "\(named.spoken) is not a trend", expected: spokenList(Self.trends), hint: didYouMean(named.text ?? "", among: Self.trends))
    }
    return try trend.projection(of: driver, years: years, level: Self.level)
  }

  private func regressed(_ driver: Projections.Driver, _ node: MarkedNode) throws(ProjectionError) -> Projection? {
    let named = node["regression"]?["on"]?.items ?? []
    if named.isEmpty {
      return refuse(
        node["regression"] ?? node, "'\(driver.name)' regresses on nothing", expected: "regression: {on: [ids of drivers above]}")
    }
    var others: [Projections.Driver] = []
    for node in named {
      guard let name = node.text, let known = drivers[name] else {
        return refuse(
          node, "'\(driver.name)' regresses on \(node.spoken), which is not given before it", expected: "the id of a driver above",
          hint: didYouMean(node.text ?? "", among: drivers.keys.sorted()))
      }
      // A driver whose own figures are broken has been told.
      guard let values = known else { return nil }
      others.append(Projections.Driver(name: name, values: values))
    }
    return try driver.projection(explainedBy: others, years: years, level: Self.level)
  }

  /// Probability of the prediction interval; the central projection does not depend on it.
  private static let level = 0.9
}
