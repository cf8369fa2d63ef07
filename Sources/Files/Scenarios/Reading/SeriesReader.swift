import Datasets
import Diagnostics
import Engine
import LabelledArrays
import MarkedYAML
import Projections
import Units

extension ValueReader {
  /// One figure per year of the plan; nil after a problem has been told.
  func series(_ node: MarkedNode, key: String, as unit: UnitOfMeasure?, inherited: Provenance) -> YearSeries? {
    guard let known = knownYears(node, key: key, as: unit, inherited: inherited, isHistory: false) else { return nil }
    switch known {
    case .everyYear(let series): return series
    case .some(let known): return filled(known, node, key: key)
    }
  }

  /// Figures of the years that are stated, before gaps are filled.
  struct KnownYears {
    var figures: [Int: Double]
    var unit: UnitOfMeasure
    var kind: ProvenanceKind
    /// Of the years whose figure follows from uncertain ones.
    var drawn: [Int: DrawnValue] = [:]
  }

  enum Known {
    case everyYear(YearSeries)
    case some(KnownYears)
  }

  static let seriesForms = ["value", "dataset", "years", "file", "product", "quotient", "sum", "difference", "trend", "regression"]
  static let fillRules = FillRule.allCases.map(\.rawValue)
  static let outsideRules = OutsideRule.allCases.map(\.rawValue)
  static let trends = Trend.allCases.map(\.rawValue)

  func knownYears(_ node: MarkedNode, key: String, as unit: UnitOfMeasure?, inherited: Provenance, isHistory: Bool) -> Known? {
    if let (old, factor) = node.scaling { return scaled(old, by: factor, node, key: key, as: unit, inherited).map(Known.everyYear) }
    guard node.entries != nil else { return constant(node, key: key, as: unit, inherited: inherited) }
    let provenance = self.provenance(of: node, inherited)
    let form = form(of: node, among: Self.seriesForms, key: key)
    if let spread = node["distribution"], let form, form != "value", form != "dataset" || !isOneCell(node) {
      return refuseDistribution(spread, ofSeries: key)
    }
    switch form {
    case "value": return constant(node, key: key, as: unit, inherited: inherited)
    case "dataset":
      return isOneCell(node)
        ? constant(node, key: key, as: unit, inherited: inherited) : datasetRows(node, key: key, as: unit, provenance).map(Known.some)
    case "years": return statedYears(node, key: key, as: unit, provenance, isHistory: isHistory).map(Known.some)
    case "file": return column(node, key: key, as: unit, provenance).map(Known.some)
    case "trend", "regression": return projection(node, key: key, as: unit, provenance).map(Known.everyYear)
    case let operation?: return combination(node, operation, key: key, as: unit, provenance).map(Known.everyYear)
    case nil: return nil
    }
  }

  private func constant(_ node: MarkedNode, key: String, as unit: UnitOfMeasure?, inherited: Provenance) -> Known? {
    figure(node, key: key, as: unit, inherited: inherited).map { .everyYear($0.asSeries(years)) }
  }

  /// A series that an override multiplies: the old years are read as if nothing had happened to them.
  private func scaled(
    _ old: MarkedNode, by factor: MarkedNode, _ node: MarkedNode, key: String, as unit: UnitOfMeasure?, _ inherited: Provenance
  ) -> YearSeries? {
    let before = series(old, key: key, as: unit, inherited: inherited)
    guard let (before, factor) = scaling(before, by: factor, key: key, inherited) else { return nil }
    let values = before.values.map { $0 * factor.number }
    var series = YearSeries(values: values, unit: before.unit, kind: .combined([before.kind, factor.kind]))
    series.drawn = drawn("product", [before, factor.asSeries(years)])
    keep(key, node, series, note: inherited.note)
    return series
  }

  private func combination(_ node: MarkedNode, _ operation: String, key: String, as unit: UnitOfMeasure?, _ provenance: Provenance)
    -> YearSeries?
  {
    let parts = operands(node, operation, key: key) { self.series($0, key: $1, as: nil, inherited: provenance) }
    guard let parts, let unit = combinedUnit(parts.map(\.unit), operation, node, expected: unit, key: key) else { return nil }
    let values = years.indices.map { t in combine(parts.map { $0.values[t] }, operation) }
    guard values.allSatisfy(\.isFinite) else { return refuseZeroDivisor(node, key: key) }
    let kind = provenance.ownKind(of: node) ?? .combined(parts.map(\.kind))
    if operation == "quotient", parts.dropFirst().contains(where: { mayBeZero($0.drawn ?? []) }) {
      return refuseZeroDivisor(node, key: key)
    }
    var series = YearSeries(values: values, unit: unit, kind: kind)
    series.drawn = drawn(operation, parts)
    keep(key, node, series, note: provenance.note)
    return series
  }

  /// As `drawn` of figures, year by year.
  func drawn(_ operation: String, _ parts: [YearSeries]) -> [DrawnValue]? {
    guard parts.contains(where: { $0.drawn != nil }) else { return nil }
    return years.indices.map { t in
      drawn(operation, parts.map { $0.drawn?[t] }, parts.map { $0.values[t] }) ?? .constant(combine(parts.map { $0.values[t] }, operation))
    }
  }

  // MARK: Stated years

  private func statedYears(
    _ node: MarkedNode, key: String, as unit: UnitOfMeasure?, _ provenance: Provenance, isHistory: Bool
  ) -> KnownYears? {
    guard let entries = node["years"]?.entries, !entries.isEmpty else {
      return refuse(node, "'\(key)' states no year", expected: "years: {2025: figure}")
    }
    var figures: [Int: Figure] = [:]
    for entry in entries {
      guard let year = Int(entry.key), String(year) == entry.key else {
        problems.error(entry.keyPlace, "'\(entry.key)' is not a year ('\(key)')", expected: "a year such as \(years[0])")
        continue
      }
      figures[year] = figure(entry.value, key: "\(key).\(year)", as: unit, inherited: provenance)
      if !isHistory { tellIfOutside(year, among: entries.compactMap { Int($0.key) }, node, entry, key: key) }
    }
    return figures.count == entries.count ? known(figures, node, key: key) : nil
  }

  /// Years outside the plan's are a slip, unless a straight line needs the nearest of them.
  private func tellIfOutside(_ year: Int, among stated: [Int], _ node: MarkedNode, _ entry: MarkedNode.Entry, key: String) {
    guard let first = years.first, let last = years.last, !(first...last).contains(year) else { return }
    let isAnchor =
      node.text("fill") == "linear" && (year == stated.filter { $0 < first }.max() || year == stated.filter { $0 > last }.min())
    if !isAnchor {
      problems.error(entry.keyPlace, "\(year) is outside the plan's years ('\(key)')", expected: "a year from \(first) to \(last)")
    }
  }

  private func known(_ figures: [Int: Figure], _ node: MarkedNode, key: String) -> KnownYears? {
    let inOrder = figures.sorted { $0.key < $1.key }.map(\.value)
    guard let first = inOrder.first else { return nil }
    if let other = inOrder.first(where: { !$0.unit.isCommensurable(with: first.unit) }) {
      return refuse(
        node, "'\(key)' mixes '\(first.unit.description)' and '\(other.unit.description)'", expected: "one kind of unit in all years")
    }
    return KnownYears(
      figures: figures.mapValues(\.number), unit: first.unit, kind: inOrder.map(\.kind).max() ?? .assumed,
      drawn: figures.compactMapValues(\.drawn))
  }

  // MARK: Dataset rows and tables

  /// Whether a `dataset` value names one cell, which holds for every year: its year is given, or the row has none.
  private func isOneCell(_ node: MarkedNode) -> Bool {
    guard node["where"]?["year"] == nil else { return true }
    guard let table = datasets?.tables[node.text("dataset") ?? ""], table.field("year") != nil else { return true }
    let wanted = Dictionary((node["where"]?.entries ?? []).map { ($0.key, $0.value.text ?? "") }) { first, _ in first }
    let rows = table.rows(where: wanted)
    return rows.count == 1 && rows[0]["year"].isEmpty
  }

  private func datasetRows(_ node: MarkedNode, key: String, as unit: UnitOfMeasure?, _ provenance: Provenance) -> KnownYears? {
    guard let (table, wanted) = selection(node, key: key), let field = field(node, table) else { return nil }
    let rows = table.rows(where: wanted)
    guard !rows.isEmpty else {
      _ = table.row(where: wanted, askedAt: node.place, into: &problems)
      return nil
    }
    var figures: [Int: Figure] = [:]
    for row in rows {
      guard let year = Int(row["year"]) else {
        problems.error(
          node.place, "the row at \(row.place) has the year '\(row["year"])' ('\(key)')", expected: "one year",
          hint: "say 'year' in 'where'")
        continue
      }
      if figures[year] != nil {
        problems.error(
          node.place, "table '\(table.name)' has two rows for \(year) ('\(key)')", expected: "one row a year",
          hint: "say which, for example by source_id or variant; the second is at \(row.place)")
      }
      figures[year] = figure(table, row, field, node, key: "\(key).\(year)", as: unit, provenance)
    }
    return figures.count == rows.count ? known(figures, node, key: key) : nil
  }

  private func column(_ node: MarkedNode, key: String, as unit: UnitOfMeasure?, _ provenance: Provenance) -> KnownYears? {
    guard let file = node.text("file"), let name = node.text("column") else {
      return refuse(node, "'\(key)' does not say which column", expected: "file: name.csv, column: name, unit: unit")
    }
    let unitText = node.text("unit") ?? ""
    guard let columnUnit = UnitOfMeasure(unitText) else {
      return refuse(node, "'\(unitText)' is not a unit ('\(key)')", expected: "a unit")
    }
    guard fits(columnUnit, unit, node, key: key, spoken: "column \(name)"),
      let table = tables.table(file, askedAt: node["file"]?.place ?? node.place, into: &problems),
      let column = table.column(name, askedAt: node["column"]?.place ?? node.place, into: &problems),
      let yearColumn = table.column("year", askedAt: node.place, into: &problems)
    else { return nil }
    let kind = self.kind(provenance, at: node, key: key)
    var figures: [Int: Double] = [:]
    for row in table.rows {
      guard let year = table.year(row[yearColumn], into: &problems), let number = table.number(row[column], into: &problems) else {
        continue
      }
      if figures[year] != nil {
        problems.error(table.place(of: row[yearColumn]), "the year \(year) stands twice", expected: "one row a year")
      }
      figures[year] = number * columnUnit.factor
      keep(
        "\(key).\(year)", node, Figure(number: number, unit: columnUnit, kind: kind), provenance, spoken: "\(row[column].text) \(unitText)",
        cell: table.place(of: row[column]))
    }
    // A broken cell has been told; that its year is now missing would be a second message about it.
    guard table.isWhole, figures.count == table.rows.count else { return nil }
    return KnownYears(figures: figures, unit: columnUnit, kind: kind)
  }

  // MARK: Gaps and projections

  private func filled(_ known: KnownYears, _ node: MarkedNode, key: String) -> YearSeries? {
    guard let gaps = rule(FillRule.self, "fill", .none, node), let outside = rule(OutsideRule.self, "outside", .error, node) else {
      return nil
    }
    do throws(ProjectionError) {
      let values = try Projections.filled(years: years, known: known.figures, gaps: gaps, outside: outside)
      var series = YearSeries(values: values, unit: known.unit, kind: known.kind)
      series.drawn = try drawn(known, values) { figures throws(ProjectionError) in
        try Projections.filled(years: years, known: figures, gaps: gaps, outside: outside)
      }
      return series
    } catch {
      return refuse(
        node, "'\(key)': \(error)", expected: "a figure for every year from \(years[0]) to \(years[years.count - 1])",
        hint: "a rule fills gaps: 'fill: linear' or 'fill: previous', and 'outside: hold' beyond the known years")
    }
  }

  /// How a series follows from uncertain years when each of its figures is a weighted sum of the known ones: a known year's weights are
  /// what `carry` makes of a one in that year among zeros.
  func drawn(
    _ known: KnownYears, _ values: [Double], carry: ([Int: Double]) throws(ProjectionError) -> [Double]
  ) throws(ProjectionError) -> [DrawnValue]? {
    if known.drawn.isEmpty { return nil }
    var weights: [(year: Int, weights: [Double])] = []
    for year in known.figures.keys.sorted() {
      weights.append((year, try carry(Dictionary(uniqueKeysWithValues: known.figures.keys.map { ($0, $0 == year ? 1 : 0) }))))
    }
    return values.indices.map { t in
      let parts = weights.filter { $0.weights[t] != 0 }
      guard parts.contains(where: { known.drawn[$0.year] != nil }) else { return .constant(values[t]) }
      return .weighted(parts.map { .init($0.weights[t], known.drawn[$0.year] ?? .constant(known.figures[$0.year] ?? 0)) })
    }
  }

  private func rule<Rule: RawRepresentable & CaseIterable>(_: Rule.Type, _ key: String, _ standard: Rule, _ node: MarkedNode) -> Rule?
  where Rule.RawValue == String {
    guard let named = node[key] else { return standard }
    if let rule = Rule(rawValue: named.text ?? "") { return rule }
    let rules = Rule.allCases.map(\.rawValue)
    return refuse(
      named, "\(named.spoken) is not a rule for '\(key)'", expected: spokenList(rules), hint: didYouMean(named.text ?? "", among: rules))
  }
}

extension Figure {
  /// The same figure in every year.
  fileprivate func asSeries(_ years: [Int]) -> YearSeries {
    YearSeries(values: years.map { _ in number }, unit: unit, kind: kind, drawn: drawn.map { drawn in years.map { _ in drawn } })
  }
}
