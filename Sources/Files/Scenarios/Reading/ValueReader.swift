import Datasets
import Diagnostics
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
  /// Whether the plan names datasets that could not be read.
  let datasetsAreBroken: Bool
  /// Drivers read so far, for regressions on them: known values by year.
  var drivers: [String: [Int: Double]] = [:]

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
    switch form(of: node, among: ["value", "dataset", "product", "quotient", "sum", "difference"], key: key) {
    case "value": return node["value"].flatMap { figure($0, key: key, as: unit, inherited: provenance) }
    case "dataset": return cell(node, key: key, as: unit, provenance)
    case let operation?: return computed(node, operation, key: key, as: unit, provenance)
    case nil: return nil
    }
  }

  private func computed(_ node: MarkedNode, _ operation: String, key: String, as unit: UnitOfMeasure?, _ provenance: Provenance) -> Figure? {
    let parts = operands(node, operation, key: key) { self.figure($0, key: $1, as: nil, inherited: provenance) }
    guard let parts, let unit = combinedUnit(parts.map(\.unit), operation, node, expected: unit, key: key) else { return nil }
    let number = combine(parts.map(\.number), operation)
    guard number.isFinite else { return refuseZeroDivisor(node, key: key) }
    let figure = Figure(number: number, unit: unit, kind: provenance.ownKind(of: node) ?? .combined(parts.map(\.kind)))
    keep(key, node, figure, provenance)
    return figure
  }

  /// A figure that an override multiplies: the old value is read as if nothing had happened to it, then kept as `key.before`.
  private func scaled(
    _ old: MarkedNode, by factor: MarkedNode, _ node: MarkedNode, key: String, as unit: UnitOfMeasure?, _ inherited: Provenance
  ) -> Figure? {
    let before = figure(old, key: key, as: unit, inherited: inherited)
    keepAsBefore(key)
    let provenance = self.provenance(of: node, inherited)
    guard let before, let factor = figure(factor, key: "\(key).factor", as: .share, inherited: provenance) else { return nil }
    let figure = Figure(number: before.number * factor.number, unit: before.unit, kind: .combined([before.kind, factor.kind]))
    keep(key, node, figure, Provenance(note: provenance.note))
    return figure
  }

  func refuseZeroDivisor<T>(_ node: MarkedNode, key: String) -> T? {
    refuse(node["quotient"] ?? node, "'\(key)' divides by zero", expected: "a divisor that is not zero")
  }

  private func scalar(_ node: MarkedNode, _ text: String, key: String, as unit: UnitOfMeasure?, _ provenance: Provenance) -> Figure? {
    if node.isBlank {
      return refuse(node, "'\(key)' is blank", expected: unit?.expectation ?? "a figure", hint: "blank is not zero; write 0 or leave the key out")
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

  private func refuse(_ error: Quantity.ParseError, _ text: String, at place: SourcePlace, key: String, as unit: UnitOfMeasure?) -> Figure? {
    let expected = unit?.expectation ?? "a figure with its unit"
    switch error {
    case .notANumber: problems.error(place, "'\(text)' is not a number ('\(key)')", expected: expected)
    case .slip(let slip, let instead):
      problems.error(place, "'\(text)' \(slip.spoken) ('\(key)')", expected: expected, hint: "write '\(instead)'")
    case .unknownUnit(let name):
      problems.error(place, "'\(name)' is not a unit ('\(key)')", expected: expected, hint: unit?.suggestion(for: name).map { "did you mean '\($0)'?" })
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

  // MARK: Forms

  /// Which of the forms a record has, after telling of none, several, or keys that do not belong.
  func form(of node: MarkedNode, among forms: [String], key: String) -> String? {
    let entries = node.entries ?? []
    let found = entries.map(\.key).filter(forms.contains)
    guard let form = found.first, found.count == 1 else {
      if let wrong = entries.first(where: { ValueReader.keysOfForms[$0.key] != nil }), found.isEmpty {
        return refuse(node, "'\(key)' is given as '\(wrong.key)'", expected: "a single figure: a number, or \(spokenList(forms))")
      }
      let hint = entries.lazy.compactMap { didYouMean($0.key, among: forms) }.first
      return refuse(
        node, found.isEmpty ? "'\(key)' is a record without a figure" : "'\(key)' is given as \(found.map { "'\($0)'" }.joined(separator: " and "))",
        expected: "one of \(spokenList(forms))", hint: hint)
    }
    let allowed = [form] + (ValueReader.keysOfForms[form] ?? []) + RecordShape.provenanceKeys
    for entry in entries where !allowed.contains(entry.key) {
      problems.error(
        entry.keyPlace, "unknown key '\(entry.key)' in '\(key)'", expected: "one of \(allowed.joined(separator: ", "))",
        hint: didYouMean(entry.key, among: allowed))
    }
    return form
  }

  /// Keys that may stand beside the one that names the form.
  private static let keysOfForms: [String: [String]] = [
    "value": [], "product": [], "quotient": [], "sum": [], "difference": [],
    "dataset": ["where", "field", "fill", "outside"], "years": ["fill", "outside"], "file": ["column", "unit"],
    "trend": ["history"], "regression": ["history"],
  ]

  /// The operands of `product` and the like, each read under a key of its own; nil when one is broken.
  func operands<T>(_ node: MarkedNode, _ operation: String, key: String, read: (MarkedNode, String) -> T?) -> [T]? {
    guard let items = node[operation]?.items, items.count > 1 else {
      return refuse(node[operation] ?? node, "'\(key).\(operation)' has too few parts", expected: "a list of at least two")
    }
    let parts = items.enumerated().map { read($1, "\(key).\(operation).\($0 + 1)") }
    return parts.contains { $0 == nil } ? nil : parts.compactMap { $0 }
  }

  func combinedUnit(_ units: [UnitOfMeasure], _ operation: String, _ node: MarkedNode, expected: UnitOfMeasure?, key: String) -> UnitOfMeasure? {
    let unit: UnitOfMeasure
    switch operation {
    case "product": unit = units.dropFirst().reduce(units[0]) { $0.times($1) }
    case "quotient": unit = units.dropFirst().reduce(units[0]) { $0.over($1) }
    default:
      if let other = units.first(where: { !$0.isCommensurable(with: units[0]) }) {
        return refuse(node, "'\(key)' adds '\(units[0].description)' and '\(other.description)'", expected: "parts in one kind of unit")
      }
      unit = units[0]
    }
    return fits(unit, expected, node, key: key, spoken: "the \(operation)") ? unit : nil
  }

  // MARK: Dataset cells

  private func cell(_ node: MarkedNode, key: String, as unit: UnitOfMeasure?, _ provenance: Provenance) -> Figure? {
    guard let (table, wanted) = selection(node, key: key),
      let row = table.row(where: wanted, askedAt: node.place, into: &problems), let field = field(node, table)
    else { return nil }
    return figure(table, row, field, node, key: key, as: unit, provenance)
  }

  /// The figure of a dataset cell, with the row's own source and kind unless the plan says otherwise.
  func figure(
    _ table: DataTable, _ row: DataRow, _ field: String, _ node: MarkedNode, key: String, as unit: UnitOfMeasure?, _ provenance: Provenance
  ) -> Figure? {
    guard let number = row.number(field) else {
      return refuse(node, "the cell '\(field)' at \(row.place(of: field)) is blank ('\(key)')", expected: "a number", hint: "blank is not zero")
    }
    let unitText = table.unit(of: field, in: row) ?? ""
    guard let cellUnit = UnitOfMeasure(unitText) else {
      return refuse(node, "'\(unitText)' at \(row.place) is not a unit ('\(key)')", expected: "a unit")
    }
    guard fits(cellUnit, unit, node, key: key, spoken: "\(row[field]) \(unitText)") else { return nil }
    let kind = provenance.ownKind(of: node) ?? provenanceKind(of: row, in: table)
    let figure = Figure(number: number * cellUnit.factor, unit: cellUnit, kind: kind)
    let source = table.field("source_id") != nil ? row["source_id"] : nil
    keep(
      key, node, figure, Provenance(kind: kind, source: source, note: provenance.note), spoken: "\(row[field]) \(unitText)",
      cell: row.place(of: field))
    return figure
  }

  /// The table and the wanted cells of a `dataset` value.
  func selection(_ node: MarkedNode, key: String) -> (DataTable, [String: String])? {
    guard let name = node["dataset"], let table = table(name.text ?? "", askedBy: name), !holdsBrokenText(node["where"]) else { return nil }
    guard let entries = node["where"]?.entries, !entries.isEmpty else {
      return refuse(node, "'\(key)' does not say which row", expected: "where: {column: text}")
    }
    return (table, Dictionary(entries.map { ($0.key, $0.value.text ?? "") }) { first, _ in first })
  }

  /// A table of the data package; nil after telling that it is not there. A package that could not be read has been told already.
  func table(_ name: String, askedBy node: MarkedNode) -> DataTable? {
    guard let datasets else {
      guard !datasetsAreBroken else { return nil }
      return refuse(node, "a figure is read from the dataset '\(name)'", expected: "'datasets:' in plan.yaml, naming the folder of the data package")
    }
    if let table = datasets.tables[name] { return table }
    let names = datasets.tables.keys.sorted()
    return refuse(node, "no table '\(name)' in the datasets", expected: "one of \(names.joined(separator: ", "))", hint: didYouMean(name, among: names))
  }

  /// Tells of conditions that are not a text; what a cell is compared with is one.
  private func holdsBrokenText(_ conditions: MarkedNode?) -> Bool {
    let broken = (conditions?.entries ?? []).filter { $0.value.text == nil || $0.value.isBlank }
    for entry in broken {
      problems.error(entry.value.place, "'\(entry.key)' in 'where' is \(entry.value.spoken)", expected: "the text of a cell", hint: "a blank cell is \"\"")
    }
    return !broken.isEmpty
  }

  /// The column that holds the figure: named, or the table's only one.
  func field(_ node: MarkedNode, _ table: DataTable) -> String? {
    let figures = table.fields.filter { $0.unit != nil || $0.unitColumn != nil }.map(\.name)
    if let named = node["field"] {
      if let name = named.text, figures.contains(name) { return name }
      return refuse(
        named, "table '\(table.name)' has no figures in \(named.spoken)", expected: "one of \(figures.joined(separator: ", "))",
        hint: didYouMean(named.text ?? "", among: figures))
    }
    if figures.count == 1 { return figures[0] }
    return refuse(node, "table '\(table.name)' has figures in several columns", expected: "field: \(spokenList(figures))")
  }

  // MARK: Provenance

  /// What a record says about its figures, else what it inherits.
  func provenance(of node: MarkedNode, _ inherited: Provenance) -> Provenance {
    var provenance = node.overridingProvenance ?? inherited
    if let kind = node["kind"], let text = kind.text {
      provenance.kind = ProvenanceKind(rawValue: text)
      if provenance.kind == nil {
        let kinds = ProvenanceKind.allCases.map(\.rawValue)
        problems.error(kind.place, "'\(text)' is not a kind of figure", expected: spokenList(kinds), hint: didYouMean(text, among: kinds))
      }
    }
    if let source = node["source"], let id = source.text {
      provenance.source = id
      if let datasets, datasets.source(id) == nil {
        let ids = (datasets.tables["sources"]?.rows ?? []).map { $0["source_id"] }
        problems.error(source.place, "unknown source '\(id)'", expected: "an id of the table 'sources'", hint: didYouMean(id, among: ids))
      }
    }
    provenance.note = node.text("note") ?? provenance.note
    return provenance
  }

  /// A figure with a source is projected unless it says more; one without is assumed. Nothing is measured without a source.
  func kind(_ provenance: Provenance, at node: MarkedNode, key: String) -> ProvenanceKind {
    let kind = provenance.kind ?? (provenance.source == nil ? .assumed : .projected)
    if provenance.source == nil, [.measured, .projected, .calibrated].contains(kind) {
      problems.error(node.place, "'\(key)' is \(kind.rawValue) but names no source", expected: "source: an id", hint: "a figure without a source is 'assumed'")
    }
    return kind
  }

  /// Moves what was read for `key` to `key.before`.
  func keepAsBefore(_ key: String) {
    for (old, origin) in origins where old == key || old.hasPrefix("\(key).") {
      let renamed = "\(key).before\(old.dropFirst(key.count))"
      origins[old] = nil
      origins[renamed] = origin.renamed(renamed)
    }
  }

  func keep(_ key: String, _ node: MarkedNode, _ figure: Figure, _ provenance: Provenance, spoken: String? = nil, cell: SourcePlace? = nil) {
    origins[key] = Origin(
      key: key, place: node.place, spoken: spoken ?? figure.spoken, kind: figure.kind, source: provenance.source,
      note: provenance.note, replaced: node.replaced, cell: cell)
  }
}

extension MarkedNode {
  /// Kind and source of the record that an override stands in. What is around the value that it replaces does not count for it.
  fileprivate var overridingProvenance: Provenance? {
    guard let record = overridingRecord else { return nil }
    func text(_ key: String) -> String? { record.first { $0.key == key }?.value.text }
    return Provenance(kind: text("kind").flatMap(ProvenanceKind.init), source: text("source"))
  }
}

extension Provenance {
  /// The kind that the record itself states; an inherited kind does not overrule what a dataset row or a computation says.
  fileprivate func ownKind(of node: MarkedNode) -> ProvenanceKind? { node.text("kind").flatMap(ProvenanceKind.init) }
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

/// Element by element for series, number by number for figures.
func combine(_ numbers: [Double], _ operation: String) -> Double {
  guard let first = numbers.first else { return .nan }
  let rest = numbers.dropFirst()
  switch operation {
  case "product": return rest.reduce(first, *)
  case "quotient": return rest.reduce(first, /)
  case "sum": return rest.reduce(first, +)
  default: return rest.reduce(first, -)
  }
}

/// What the words of the datasets' `kind` columns mean; inventories are measured by nature, plans and studies look ahead.
private func provenanceKind(of row: DataRow, in table: DataTable) -> ProvenanceKind {
  let word = table.field("kind") == nil ? "" : row["kind"]
  if ["observed", "actual"].contains(word) || table.name == "emission-inventories" { return .measured }
  return .projected
}
