/// Table B: every measure with who, how much and what for. Measures that cannot be counted keep their row.
func measureTable(_ basis: BudgetBasis) -> BudgetTable {
  var table = BudgetTable(.measures)
  var cells = basis.measures.map { _ in [BudgetCell]() }
  func add(_ column: BudgetTable.Column, _ values: [BudgetCell]) {
    table.columns.append(column)
    for m in cells.indices { cells[m].append(values[m]) }
  }
  addWords(basis, add)
  addEffects(basis, add)
  addMoney(basis, add)
  addCostPerTonne(basis, add)
  for (m, measure) in basis.measures.enumerated() {
    let isSplit = measure.budget.lines.contains(where: \.splitIsAssumed)
    let notes: [BudgetNote] = (isSplit ? [.assumedSplit] : []) + (measure.budget.effectsIn.isEmpty ? [] : [.packageOfMeasures])
    table.rows.append(
      .init(label: .init("measure", measure.id), cells: cells[m], kinds: measure.kinds.union(measure.budget.kinds), notes: notes))
  }
  table.addSum(.init("budget_row", "total"), of: Array(basis.measures.indices))
  table.rows[table.rows.count - 1].kinds = table.rows.reduce(into: []) { $0.formUnion($1.kinds) }
  let stated = basis.measures.contains { $0.budget.statedEffect != nil }
  table.remarks =
    [.attributed] + (stated ? [.statedEffects(against: basis.measures.lazy.compactMap(\.budget.statedAgainst).first)] : [])
    + [.costPerTonne, .largestRemainder, .unknownMoney] + drawNotes(basis, effects: true)
  return table
}

private typealias Add = (BudgetTable.Column, [BudgetCell]) -> Void

private func addWords(_ basis: BudgetBasis, _ add: Add) {
  func words(_ figure: BudgetFigure, _ value: (BudgetMeasure) -> BudgetCell) {
    add(.init(figure, .words, startsBlock: figure == .unit || figure == .effectClass), basis.measures.map(value))
  }
  words(.unit) { $0.budget.unit.map { .word(.init("unit", $0)) } ?? .unknown }
  words(.reportingUnit) { $0.budget.reportingUnit.map { .word(.init("unit", $0)) } ?? .unknown }
  words(.sector) { $0.budget.sector.map { .word(.init("sector", $0)) } ?? .unknown }
  words(.status) { .word(.init("status", $0.status)) }
  words(.effectClass) { .word(.init("class", $0.effectClass)) }
}

private func addEffects(_ basis: BudgetBasis, _ add: Add) {
  let grid = basis.emissions
  for year in basis.years {
    let effects = basis.measures.map { $0.bindsCarbon ? nil : $0.effect?[year] }
    let steps = apportioned(effects.map { $0.map(grid.exact) }, total: grid.steps(effects.compactMap { $0 }.reduce(0, +)))
    add(
      .init(.effect, .emissions, year, decimals: grid.decimals), basis.measures.indices.map { cell($0, steps[$0], basis) })
  }
  func plain(_ figure: BudgetFigure, isSummed: Bool, _ value: (BudgetMeasure) -> Double?) {
    let cells = basis.measures.map { measure -> BudgetCell in value(measure).map { .printed(grid.steps($0)) } ?? .none }
    if cells.contains(where: { $0 != .none }) {
      add(.init(figure, .emissions, basis.targetYear, decimals: grid.decimals, isSummed: isSummed), cells)
    }
  }
  plain(.low, isSummed: false) { $0.band?.lowerBound }
  plain(.high, isSummed: false) { $0.band?.upperBound }
  plain(.bound, isSummed: true) { $0.bindsCarbon ? $0.effect?[basis.targetYear] : nil }
  plain(.statedEffect, isSummed: false) { $0.budget.statedEffect }
  add(.init(.group, .words), basis.measures.map { $0.group.map(BudgetCell.text) ?? .none })
}

/// The effect; unknown for a measure without a number, whose class says why; nothing for a sink, which has a column of its own.
private func cell(_ m: Int, _ steps: Int?, _ basis: BudgetBasis) -> BudgetCell {
  if let steps { return .printed(steps) }
  return basis.measures[m].bindsCarbon ? .none : .unknown
}

private func addMoney(_ basis: BudgetBasis, _ add: Add) {
  let book = MoneyBook(basis)
  func money(_ figure: BudgetFigure, _ kind: MoneyLine.Kind, _ years: ClosedRange<Int>, startsBlock: Bool = false) {
    let steps = book.measures(kind, years, count: basis.measures.count)
    add(
      .init(
        figure, .money, years.lowerBound, through: years.count > 1 ? years.upperBound : nil, decimals: basis.money.decimals,
        startsBlock: startsBlock), steps.map { BudgetCell($0) })
  }
  for year in basis.year...basis.year + 2 { money(.operating, .operating, year...year, startsBlock: year == basis.year) }
  for year in basis.year...basis.year + 2 { money(.investments, .investment, year...year) }
  money(.programme, .investment, ClosedRange(basis.programmeYears))
  money(.savings, .saving, basis.year...basis.year)
  add(
    .init(.cityShare, .percent, decimals: 0), basis.measures.map { $0.budget.cityShare.map { .percent(100 * $0) } ?? .unknown })
}

private func addCostPerTonne(_ basis: BudgetBasis, _ add: Add) {
  func cost(_ figure: BudgetFigure, startsBlock: Bool = false, _ value: (BudgetMeasure) -> Double?) {
    let cells = basis.measures.map { measure -> BudgetCell in value(measure).map { .printed(Int($0.rounded())) } ?? .none }
    add(.init(figure, .eurosPerTonne, startsBlock: startsBlock), cells)
  }
  cost(.oneYearCost, startsBlock: true) { $0.statedCostPerTonne }
  cost(.netPresentCost) { $0.netPresentCostPerTonne }
  add(.init(.indicator, .words), basis.measures.map { .word(.init("indicator", $0.id)) })
  add(.init(.source, .words), basis.measures.map { $0.budget.source.map(BudgetCell.text) ?? .unknown })
}
