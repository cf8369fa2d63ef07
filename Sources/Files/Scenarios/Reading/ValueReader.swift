import Datasets
import Diagnostics
import Engine
import LabelledArrays
import MarkedYAML
import Units

/// Reads the figures of one composed scenario: every form of a value, its unit, and where it came from.
///
/// Problems and origins are collected as values are read, so that one pass finds them all.
final class ValueReader {
  let years: [Int]
  let datasets: DataPackage?
  let tables: PlanTables
  var problems = DiagnosticList()
  private(set) var origins: [String: Origin] = [:]
  /// Keys of `origins` by measure: a plan may have thousands, and each asks for its own.
  private var keysOfMeasures: [Substring: Set<String>] = [:]
  /// Series that are computed from others, as a whole; their figures are in `origins`.
  private(set) var computedSeries: [String: Origin] = [:]
  /// Whether the plan names datasets that could not be read.
  let datasetsAreBroken: Bool
  /// Drivers read so far, for regressions on them: known values by year.
  /// Nil for a driver whose figures are broken.
  var drivers: [String: [Int: Double]?] = [:]
  /// Drivers that a draw changes; a regression on them would have to be made anew in every draw.
  var drawnDrivers: Set<String> = []
  /// Figures with a distribution, in the order of reading, and where it stands.
  private(set) var uncertain: [(figure: UncertainFigure, place: SourcePlace)] = []
  /// Those of them that are known to reach nothing in this scenario: of measures that are off, or told of.
  var idle: Set<Int> = []

  init(years: [Int], datasets: DataPackage?, datasetsAreBroken: Bool, tables: PlanTables) {
    self.years = years
    self.datasets = datasets
    self.datasetsAreBroken = datasetsAreBroken
    self.tables = tables
  }

  // MARK: One figure

  /// The figure at a node; nil after a problem has been told.
  /// - Parameter unit: what it must be commensurable with; nil: anything.
  func figure(_ node: MarkedNode, key: String, as unit: UnitOfMeasure?, inherited: Provenance) -> Figure? {
    if let (old, factor) = node.scaling { return scaled(old, by: factor, node, key: key, as: unit, inherited) }
    let provenance = self.provenance(of: node, inherited)
    switch node.content {
    case .scalar(let text, _): return scalar(node, text, key: key, as: unit, provenance)
    case .sequence: return refuse(node, "'\(key)' is a list", expected: unit?.expectation ?? "a single figure")
    case .mapping: break
    }
    let found = record(node, key: key, as: unit, provenance)
    guard let found, let spread = node["distribution"] else { return found }
    return uncertain(found, spread, key: key, provenance)
  }

  private func record(_ node: MarkedNode, key: String, as unit: UnitOfMeasure?, _ provenance: Provenance) -> Figure? {
    switch form(of: node, among: Self.figureForms, key: key) {
    case "value": node["value"].flatMap { figure($0, key: key, as: unit, inherited: provenance) }
    case "dataset": cell(node, key: key, as: unit, provenance)
    case let operation?: computed(node, operation, key: key, as: unit, provenance)
    case nil: nil
    }
  }

  private func computed(_ node: MarkedNode, _ operation: String, key: String, as unit: UnitOfMeasure?, _ provenance: Provenance) -> Figure?
  {
    let parts = operands(node, operation, key: key) { self.figure($0, key: $1, as: nil, inherited: provenance) }
    guard let parts, let unit = combinedUnit(parts.map(\.unit), operation, node, expected: unit, key: key) else { return nil }
    let number = combine(parts.map(\.number), operation)
    guard number.isFinite else { return refuseZeroDivisor(node, key: key) }
    var figure = Figure(number: number, unit: unit, kind: provenance.ownKind(of: node) ?? .combined(parts.map(\.kind)))
    figure.drawn = drawn(operation, parts.map(\.drawn), parts.map(\.number))
    if operation == "quotient", mayBeZero(parts.dropFirst().map(\.drawn)) { return refuseZeroDivisor(node, key: key) }
    keep(key, node, figure, provenance)
    return figure
  }

  /// A figure that an override multiplies: the old value is read as if nothing had happened to it, then kept as `key.before`.
  private func scaled(
    _ old: MarkedNode, by factor: MarkedNode, _ node: MarkedNode, key: String, as unit: UnitOfMeasure?, _ inherited: Provenance
  ) -> Figure? {
    let before = figure(old, key: key, as: unit, inherited: inherited)
    guard let (before, factor) = scaling(before, by: factor, key: key, inherited) else { return nil }
    var figure = Figure(number: before.number * factor.number, unit: before.unit, kind: .combined([before.kind, factor.kind]))
    figure.drawn = drawn("product", [before.drawn, factor.drawn], [before.number, factor.number])
    keep(key, node, figure, Provenance(note: inherited.note))
    return figure
  }

  /// What has just been read for `key`, from now on known as `key.before`, and the factor on it.
  func scaling<Value>(_ before: Value?, by factor: MarkedNode, key: String, _ inherited: Provenance) -> (before: Value, factor: Figure)? {
    keepAsBefore(key)
    let factor = figure(factor, key: "\(key).factor", as: .share, inherited: inherited)
    guard let before, let factor else { return nil }
    return (before, factor)
  }

  func refuseZeroDivisor<T>(_ node: MarkedNode, key: String) -> T? {
    refuse(node["quotient"] ?? node, "'\(key)' divides by zero", expected: "a divisor that is not zero")
  }

  private func scalar(_ node: MarkedNode, _ text: String, key: String, as unit: UnitOfMeasure?, _ provenance: Provenance) -> Figure? {
    if node.isBlank {
      return refuse(
        node, "'\(key)' is blank", expected: unit?.expectation ?? "a figure", hint: "blank is not zero; write 0 or leave the key out")
    }
    do throws(Quantity.ParseError) {
      let quantity = try Quantity(parsing: text)
      guard fits(quantity.unit, unit, node, key: key, spoken: text) else { return nil }
      let figure = Figure(number: quantity.canonical, unit: quantity.unit, kind: kind(provenance, at: node, key: key))
      keep(key, node, figure, provenance, spoken: text)
      return figure
    } catch {
      return refuse(error, text, at: node.place, key: key, as: unit)
    }
  }

  private func refuse(_ error: Quantity.ParseError, _ text: String, at place: SourcePlace, key: String, as unit: UnitOfMeasure?) -> Figure?
  {
    let expected = unit?.expectation ?? "a figure with its unit"
    switch error {
    case .notANumber: problems.error(place, "'\(text)' is not a number ('\(key)')", expected: expected)
    case .slip(let slip, let instead):
      problems.error(place, "'\(text)' \(slip.spoken) ('\(key)')", expected: expected, hint: "write '\(instead)'")
    case .unknownUnit(let name):
      problems.error(
        place, "'\(name)' is not a unit ('\(key)')", expected: expected, hint: unit?.suggestion(for: name).map { "did you mean '\($0)'?" })
    }
    return nil
  }

  /// Whether a unit can be used where `expected` is wanted; tells when it cannot.
  func fits(_ unit: UnitOfMeasure, _ expected: UnitOfMeasure?, _ node: MarkedNode, key: String, spoken: String) -> Bool {
    guard let expected, !unit.isCommensurable(with: expected) else { return true }
    let found = unit.dimension.isEmpty ? "has no unit" : "is in '\(unit.description)'"
    problems.error(
      node.place, "'\(spoken)' \(spoken.hasSuffix("%") ? "is a share" : found) ('\(key)')", expected: expected.expectation,
      hint: expected.suggestion(for: unit.description).map { "did you mean '\($0)'?" })
    return false
  }

  func refuse<T>(_ node: MarkedNode, _ found: String, expected: String, hint: String? = nil) -> T? {
    problems.error(node.place, found, expected: expected, hint: hint)
    return nil
  }

  // MARK: Draws

  /// How the result of an operation follows from uncertain figures; nil when none of its parts does.
  func drawn(_ operation: String, _ parts: [DrawnValue?], _ numbers: [Double]) -> DrawnValue? {
    guard parts.contains(where: { $0 != nil }) else { return nil }
    let values = zip(parts, numbers).map { $0 ?? .constant($1) }
    switch operation {
    case "product": return .product(values)
    case "quotient": return .quotient(values)
    case "sum": return .sum(values)
    default: return .difference(values)
    }
  }

  /// The least and the greatest value of any draw.
  func reach(_ drawn: DrawnValue) -> ClosedRange<Double> { drawn.reach { uncertain[$0].figure.reach } }

  func mayBeZero(_ parts: [DrawnValue?]) -> Bool { parts.contains { $0.map { reach($0).contains(0) } ?? false } }

  /// The place of an uncertain figure among those of the scenario; a figure that is read twice is one.
  func keep(_ figure: UncertainFigure, at place: SourcePlace) -> Int {
    if let known = uncertain.firstIndex(where: { $0.figure.name == figure.name }) { return known }
    uncertain.append((figure, place))
    return uncertain.count - 1
  }

  // MARK: Origins

  /// Moves what was read for `key` to `key.before`.
  func keepAsBefore(_ key: String) {
    for name in origins.rename(key, to: "\(key).before") { note(name) }
    _ = computedSeries.rename(key, to: "\(key).before")
  }

  private func note(_ key: String) {
    let parts = key.split(separator: ".", maxSplits: 2)
    if parts.count == 3, parts[0] == "measures" { keysOfMeasures[parts[1], default: []].insert(key) }
  }

  func keep(_ key: String, _ node: MarkedNode, _ series: YearSeries, note: String?) {
    computedSeries[key] = Origin(
      key: key, place: node.place, spoken: series.spoken(years), kind: series.kind, source: nil, note: note, replaced: node.replaced,
      cell: nil)
  }

  func keep(_ key: String, _ node: MarkedNode, _ figure: Figure, _ provenance: Provenance, spoken: String? = nil, cell: SourcePlace? = nil)
  {
    note(key)
    origins[key] = Origin(
      key: key, place: node.place, spoken: spoken ?? figure.spoken, kind: figure.kind, source: provenance.source,
      note: provenance.note, replaced: node.replaced, cell: cell)
  }
}

extension ValueReader {
  /// Kinds of the figures below `measures.ID` whose keys are wanted.
  func kinds(ofMeasure id: String, where isWanted: (String) -> Bool) -> [ProvenanceKind] {
    (keysOfMeasures[id[...]] ?? []).filter(isWanted).compactMap { origins[$0]?.kind }
  }
}

extension [String: Origin] {
  /// Puts `key` and everything below it under another key; in place, because an override in every case of a batch asks for it.
  /// - Returns: the new keys.
  fileprivate mutating func rename(_ key: String, to new: String) -> [String] {
    let prefix = "\(key)."
    return keys.filter { $0 == key || $0.hasPrefix(prefix) }.map { old in
      let name = new + old.dropFirst(key.count)
      self[name] = removeValue(forKey: old)?.renamed(name)
      return name
    }
  }
}

extension Quantity.Slip {
  fileprivate var spoken: String {
    switch self {
    case .decimalComma: "has a decimal comma"
    case .groupedDigits: "has spaces between its digits"
    case .noSpaceBeforeUnit: "has no space before its unit"
    }
  }
}
