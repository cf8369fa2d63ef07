import Datasets
import Diagnostics
import Emissions
import LabelledArrays
import MarkedYAML
import Units

/// Where one value of a plan comes from, for `explain`.
package struct Explanation: Sendable {
  /// Key path, such as `streams.district_heat.emission_factor.2030`.
  package var key: String
  /// As a person would write it; nil for a record, whose parts have the figures.
  package var figure: String?
  /// Nil for what is no figure: a name, a year, a method. A series is as certain as the least certain of its parts.
  package var kind: ProvenanceKind?
  /// Nil only for what the model computes.
  package var place: SourcePlace?
  /// The overrides that put the value there, newest first; each says what it replaced.
  package var overrides: [AppliedOverride] = []
  /// The dataset cell, or the cell of the plan's own table, that the figure was read from.
  package var cell: SourcePlace?
  package var sourceId: String?
  /// The publication behind `sourceId`, when the plan names its datasets.
  package var source: Source?
  package var note: String?
  /// What it is made of: the years of a series, the operands of a computation.
  package var parts: [Explanation] = []

  /// Places of the values that overrides replaced, newest first.
  package var replaced: [SourcePlace] { overrides.compactMap(\.replaced) }
}

/// Explains one value of a scenario.
///
/// Keys are those of the plan, with ids for the items of lists; beside them `inventory.<sector>.<year>`, the figures that the model
/// is scaled to, and `calibration.<sector>`, the base-year factor.
/// - Parameter calibration: of the scenario's result; without it base-year factors are not known.
/// - Returns: nil for an unknown key; `nearestKeys` then has what was probably meant.
package func explanation(
  of key: String, in plan: CityPlan, scenario: PlannedScenario, calibration: BaseYearCalibration? = nil
) -> Explanation? {
  Explainer(plan: plan, scenario: scenario, calibration: calibration).explanation(of: key)
}

private struct Explainer {
  let plan: CityPlan
  let scenario: PlannedScenario
  let calibration: BaseYearCalibration?

  func explanation(of key: String) -> Explanation? {
    let path = key.split(separator: ".").map(String.init)
    if path.count == 2, path[0] == "calibration" { return baseYearFactor(of: path[1]) }
    if path.count == 4, path[0] == "sectors", path[2] == "inventory" { return explanation(of: "inventory.\(path[1]).\(path[3])") }
    if let origin = origin(key) { return explanation(origin) }
    let parts = parts(of: key)
    let node = scenario.root.value(at: path)
    if node == nil && parts.isEmpty || path.isEmpty { return nil }
    return Explanation(
      key: key, figure: node?.text ?? span(of: parts), kind: parts.compactMap(\.kind).max(), place: node?.place,
      overrides: overrides(of: key),
      note: node?.text("note"), parts: parts)
  }

  private func explanation(_ origin: Origin) -> Explanation {
    Explanation(
      key: origin.key, figure: origin.spoken, kind: origin.kind, place: origin.place, overrides: overrides(of: origin.key),
      cell: origin.cell,
      sourceId: origin.source, source: origin.source.flatMap { plan.sources[$0] }, note: origin.note, parts: parts(of: origin.key))
  }

  /// inventory / model, with both figures as parts.
  private func baseYearFactor(of sector: String) -> Explanation? {
    guard let calibration, let s = scenario.inputs.model.sectors.firstIndex(where: { $0.id == sector }) else { return nil }
    let unit = scenario.inputs.plan.emissionUnit
    let modelled = Explanation(
      key: "model.\(sector).\(calibration.year)", figure: UnitOfMeasure.spoken(calibration.modelled[s], in: unit), kind: .derived,
      place: scenario.places["sectors.\(sector)"])
    return Explanation(
      key: "calibration.\(sector)", figure: spokenNumber(calibration.factors[s]), kind: .calibrated,
      place: scenario.places["sectors.\(sector)"],
      parts: [explanation(of: "inventory.\(sector).\(calibration.year)"), modelled].compactMap { $0 })
  }

  /// Figures below a key with none in between, years and operands in their order.
  private func parts(of key: String) -> [Explanation] {
    let keys = Set(scenario.origins.keys).union(scenario.computedSeries.keys)
    let below = keys.filter { $0.hasPrefix("\(key).") }.sorted(by: keysInOrder)
    var nearest: [String] = []
    for candidate in below where !nearest.contains(where: { candidate.hasPrefix("\($0).") }) { nearest.append(candidate) }
    return nearest.compactMap(origin).map(explanation)
  }

  private func origin(_ key: String) -> Origin? { scenario.origins[key] ?? scenario.computedSeries[key] }

  /// Overrides of the value itself or of a record around it, newest first.
  private func overrides(of key: String) -> [AppliedOverride] {
    scenario.overrides.filter { key == $0.key || key.hasPrefix("\($0.key).") }.reversed()
  }

  /// `823.5 kt in 2021 ... 704.4 kt in 2035`, for figures by year.
  private func span(of parts: [Explanation]) -> String? {
    func year(_ part: Explanation) -> Int? { part.key.split(separator: ".").last.flatMap { Int($0) }.flatMap { $0 >= 1900 ? $0 : nil } }
    guard parts.count > 1, let first = parts.first, let last = parts.last, let from = year(first), let to = year(last) else { return nil }
    return "\(first.figure ?? "") in \(from) ... \(last.figure ?? "") in \(to)"
  }
}

/// Keys of the scenario that are nearest to a misspelt one, best first; the children of the part that is right, when nothing is near.
package func nearestKeys(to key: String, in scenario: PlannedScenario) -> [String] {
  let path = key.split(separator: ".").map(String.init)
  var right: [String] = []
  for segment in path {
    let names = scenario.children(of: right)
    if names.contains(segment) {
      right.append(segment)
    } else {
      let near = nearestName(to: segment, among: names).map { [$0] } ?? Array(names.prefix(8))
      return near.map { (right + [$0]).joined(separator: ".") }
    }
  }
  return [right.joined(separator: ".")]
}

extension PlannedScenario {
  /// What may follow a key: keys and ids of the plan, and parts of its figures.
  fileprivate func children(of path: [String]) -> [String] {
    if path == ["calibration"] { return inputs.model.sectors.map(\.id) }
    let prefix = path.map { "\($0)." }.joined()
    let figures = origins.keys.filter { $0.hasPrefix(prefix) }.compactMap {
      $0.dropFirst(prefix.count).split(separator: ".").first.map(String.init)
    }
    let written = root.value(at: path)?.childNames ?? []
    let computed = path.isEmpty ? ["calibration", "inventory"] : []
    return Set(figures + written + computed).sorted(by: keysInOrder)
  }
}

/// Segment by segment, numbers by their size: `sum.2` before `sum.10`.
private func keysInOrder(_ a: String, _ b: String) -> Bool {
  let a = a.split(separator: ".")
  let b = b.split(separator: ".")
  for (x, y) in zip(a, b) where x != y {
    if let x = Int(x), let y = Int(y) { return x < y }
    return x < y
  }
  return a.count < b.count
}
