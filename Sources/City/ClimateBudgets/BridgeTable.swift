import LabelledArrays

/// Table E: baseline, what the measures do alone, what they take from each other, forecast, ceiling, gap; and how surely.
/// - Parameter measures: table B of the same budget, whose printed rows the measures of the bridge are.
func bridgeTable(_ basis: BudgetBasis, measures: BudgetTable) -> BudgetTable {
  var table = BudgetTable(.bridge)
  let grid = basis.emissions
  table.columns = basis.years.map { .init(.bridge, .emissions, $0, decimals: grid.decimals) }
  func add(_ name: String, indent: Int = 0, _ value: (Int) -> BudgetCell) -> Int {
    table.rows.append(.init(label: .init("budget_row", name), cells: basis.years.map(value), indent: indent))
    return table.rows.count - 1
  }
  func steps(_ tonnes: Double?) -> Int? { tonnes.map(grid.steps) }
  let counted = basis.measures.filter { !$0.bindsCarbon }
  let baseline = add("baseline") { BudgetCell(steps(basis.baseline[$0])) }
  let statuses = ["adopted", "identified", "undecided", "outside"].filter { status in
    counted.contains { $0.status == status && $0.effect != nil }
  }
  let rows = statuses.map { status in
    let kinds = counted.filter { $0.status == status && $0.effect != nil }.reduce(into: Set()) { $0.formUnion($1.kinds) }
    table.rows.append(
      .init(
        label: .init("effects_of", status), cells: basis.years.map { BudgetCell(printed(measures, basis, status, $0)) }, indent: 1,
        kinds: kinds))
    return table.rows.count - 1
  }
  let together = add("measures_together") { year in
    let c = basis.years.firstIndex(of: year) ?? 0
    return .printed(rows.compactMap { table.steps($0, c) }.reduce(0, +))
  }
  table.rows[together].terms = rows.map { .init(row: $0, sign: 1) }
  let alone = add("measures_alone", indent: 1) { year in .printed(grid.steps(counted.compactMap { $0.alone?[year] }.reduce(0, +))) }
  let overlap = add("overlap", indent: 1) { year in
    let c = basis.years.firstIndex(of: year) ?? 0
    return .printed((table.steps(together, c) ?? 0) - (table.steps(alone, c) ?? 0))
  }
  table.rows[overlap].terms = [.init(row: together, sign: 1), .init(row: alone, sign: -1)]
  let rounding = add("rounding") { year in
    let c = basis.years.firstIndex(of: year) ?? 0
    guard let forecast = steps(basis.total[year]), let before = table.steps(baseline, c) else { return .unknown }
    return .printed(forecast - before - (table.steps(together, c) ?? 0))
  }
  table.addSum(.init("budget_row", "forecast"), of: [baseline, together, rounding])
  let forecast = table.rows.count - 1
  let ceiling = add("ceiling") { BudgetCell(steps(basis.ceiling[$0])) }
  table.rows.append(
    .init(label: .init("budget_row", "gap"), cells: [], terms: [.init(row: forecast, sign: 1), .init(row: ceiling, sign: -1)]))
  let gap = table.rows.count - 1
  table.rows[gap].isTotal = true
  table.rows[gap].cells = basis.years.indices.map { c in
    guard let a = table.steps(forecast, c), let b = table.steps(ceiling, c) else { return .unknown }
    return .printed(a - b)
  }
  if let restated = basis.restatedCeiling { _ = add("restated_ceiling") { BudgetCell(steps(restated[$0])) } }
  if let bands = basis.bands {
    _ = add("low") { BudgetCell(steps(bands.total[$0]?.lowerBound)) }
    _ = add("high") { BudgetCell(steps(bands.total[$0]?.upperBound)) }
    _ = add("kept") { bands.kept[$0].map { .percent(100 * $0) } ?? .unknown }
  }
  let ofModel = basis.sectorKinds.values.reduce(into: Set()) { $0.formUnion($1) }
  let ofMeasures = rows.reduce(into: Set()) { $0.formUnion(table.rows[$1].kinds) }
  table.rows[baseline].kinds = ofModel
  for row in [together, alone, overlap] { table.rows[row].kinds = ofMeasures }
  for row in [forecast, gap] { table.rows[row].kinds = ofModel.union(ofMeasures) }
  table.remarks = [.attributed] + basis.notes + drawNotes(basis, effects: false)
  return table
}

/// The sum of the printed effects in table B of the measures with a status.
private func printed(_ measures: BudgetTable, _ basis: BudgetBasis, _ status: String, _ year: Int) -> Int? {
  let column = measures.column(.effect, year)
  let steps = basis.measures.indices.filter { basis.measures[$0].status == status }.compactMap { measures.steps($0, column) }
  return steps.isEmpty ? nil : steps.reduce(0, +)
}
