import Diagnostics
import Engine
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
      var series = YearSeries(values: projection.central, unit: known.unit, kind: .combined([known.kind]))
      if !known.drawn.isEmpty, node.text("trend") == Trend.exponential.rawValue {
        return refuse(
          node, "'\(key)' is an exponential trend of figures that have a distribution", expected: "a linear trend, or certain figures",
          hint: "multiply the series by a factor that has the distribution ('product')")
      }
      // Least squares are weighted sums of what they are fitted to.
      series.drawn = try drawn(known, projection.central) { history throws(ProjectionError) in
        let unit = Projections.Driver(name: key, values: history)
        return try (node["trend"] == nil ? regressed(unit, node) : trended(unit, node))?.central ?? []
      }
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
      if drawnDrivers.contains(name) {
        return refuse(
          node, "'\(driver.name)' regresses on '\(name)', which is made of figures that have a distribution", expected: "certain drivers",
          hint: "multiply this series by a factor that has a distribution ('product')")
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
