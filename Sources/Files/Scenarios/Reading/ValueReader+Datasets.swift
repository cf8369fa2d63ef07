import Datasets
import Diagnostics
import LabelledArrays
import MarkedYAML
import Units

/// Figures that stand in the data package.
extension ValueReader {
  func cell(_ node: MarkedNode, key: String, as unit: UnitOfMeasure?, _ provenance: Provenance) -> Figure? {
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
      return refuse(
        node, "the cell '\(field)' at \(row.place(of: field)) is blank ('\(key)')", expected: "a number", hint: "blank is not zero")
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
      return refuse(
        node, "a figure is read from the dataset '\(name)'", expected: "'datasets:' in plan.yaml, naming the folder of the data package")
    }
    if let table = datasets.tables[name] { return table }
    let names = datasets.tables.keys.sorted()
    return refuse(
      node, "no table '\(name)' in the datasets", expected: "one of \(names.joined(separator: ", "))", hint: didYouMean(name, among: names))
  }

  /// Tells of conditions that are not a text; what a cell is compared with is one.
  private func holdsBrokenText(_ conditions: MarkedNode?) -> Bool {
    let broken = (conditions?.entries ?? []).filter { $0.value.text == nil || $0.value.isBlank }
    for entry in broken {
      problems.error(
        entry.value.place, "'\(entry.key)' in 'where' is \(entry.value.spoken)", expected: "the text of a cell",
        hint: "a blank cell is \"\"")
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
}

/// What the words of the datasets' `kind` columns mean; inventories are measured by nature, plans and studies look ahead.
private func provenanceKind(of row: DataRow, in table: DataTable) -> ProvenanceKind {
  let word = table.field("kind") == nil ? "" : row["kind"]
  if ["observed", "actual"].contains(word) || table.name == "emission-inventories" { return .measured }
  return .projected
}
