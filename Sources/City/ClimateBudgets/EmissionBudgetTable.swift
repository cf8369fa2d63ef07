/// Table A: sectors, not by sector, rounding, total, by base year, outcomes, ceilings, forecast and gap.
func emissionBudgetTable(_ basis: BudgetBasis) -> BudgetTable {
  var table = BudgetTable(.emissions)
  var figures: [SectorFigures] = []
  let grid = basis.emissions
  func add(_ column: BudgetTable.Column, _ cells: SectorFigures) {
    table.columns.append(column)
    figures.append(cells)
  }
  func column(_ figure: BudgetFigure, _ year: Int, _ vintage: String? = nil, startsBlock: Bool = false, isSummed: Bool? = nil)
    -> BudgetTable.Column
  {
    .init(figure, .emissions, year, decimals: grid.decimals, vintage: vintage, isSummed: isSummed, startsBlock: startsBlock)
  }
  for (figure, year) in inventoryColumns(basis) { add(column(figure, year.year, year.vintage), .inventory(year, basis)) }
  for (i, year) in basis.years.enumerated() {
    add(column(.ceiling, year, startsBlock: i == 0, isSummed: false), .onlyTotal(basis.ceiling[year], basis))
    if let restated = basis.restatedCeiling { add(column(.restatedCeiling, year, isSummed: false), .onlyTotal(restated[year], basis)) }
  }
  for (i, year) in [basis.year, basis.targetYear].enumerated() where i == 0 || year != basis.year {
    add(column(.forecast, year, startsBlock: i == 0), .forecast(year, basis))
    if year == basis.targetYear, let bands = basis.bands, let total = bands.total[year] {
      add(column(.low, year, isSummed: false), .percentile(basis, { bands.sectors[$0]?.lowerBound }, total.lowerBound))
      add(column(.high, year, isSummed: false), .percentile(basis, { bands.sectors[$0]?.upperBound }, total.upperBound))
    }
    let forecast = table.columns.lastIndex { $0.figure == .forecast } ?? 0
    let ceiling = table.column(.ceiling, year) ?? 0
    add(
      .init(.gap, .emissions, year, decimals: grid.decimals, difference: (of: forecast, less: ceiling)), .empty(basis))
    add(.init(.gapPercent, .percent, year, decimals: 1), .gapPercent(year, basis))
  }
  addRows(to: &table, figures, basis)
  table.remarks = [.onlyTotal, .largestRemainder] + basis.notes + drawNotes(basis, effects: false)
  return table
}

/// The base year, the last three final years and the latest preliminary one before the budget year.
private func inventoryColumns(_ basis: BudgetBasis) -> [(BudgetFigure, InventoryYear)] {
  let known = basis.inventories.filter { $0.year != basis.base?.year && $0.year < basis.year }.sorted { $0.year < $1.year }
  let final = known.filter { $0.standing == .final }.suffix(3)
  let preliminary = known.last { $0.standing == .preliminary && $0.year > final.last?.year ?? 0 }
  return (basis.base.map { [(.baseYear, $0)] } ?? []) + final.map { (.finalOutcome, $0) }
    + (preliminary.map { [(.preliminaryOutcome, $0)] } ?? [])
}

private func addRows(to table: inout BudgetTable, _ figures: [SectorFigures], _ basis: BudgetBasis) {
  for (s, sector) in basis.sectors.enumerated() {
    table.rows.append(.init(label: .init("sector", sector), cells: figures.map { $0.sectors[s] }, kinds: basis.sectorKinds[sector] ?? []))
  }
  let extra: [(String, KeyPath<SectorFigures, BudgetCell>)] = [("not_by_sector", \.notBySector), ("rounding", \.rounding)]
  for (name, path) in extra where figures.contains(where: { $0[keyPath: path] != .none }) {
    table.rows.append(.init(label: .init("budget_row", name), cells: figures.map { $0[keyPath: path] }))
  }
  let parts = table.rows.indices
  table.rows.append(
    .init(
      label: .init("budget_row", "total"), cells: figures.map(\.total), terms: parts.map { .init(row: $0, sign: 1) }, isTotal: true,
      kinds: basis.sectorKinds.values.reduce(into: []) { $0.formUnion($1) }))
  for row in table.rows.indices { table.fillDifferences(row) }
}

/// The cells of one column of table A.
private struct SectorFigures {
  var sectors: [BudgetCell]
  var notBySector = BudgetCell.none
  var rounding = BudgetCell.none
  var total = BudgetCell.unknown

  /// The total of the source is kept. What its sectors leave is rounding where rounding can explain it, and otherwise not by sector.
  static func inventory(_ year: InventoryYear, _ basis: BudgetBasis) -> SectorFigures {
    let steps = basis.sectors.map { year.sectors[$0].map(basis.emissions.steps) }
    let known = steps.compactMap { $0 }
    var figures = SectorFigures(sectors: steps.map { BudgetCell($0) })
    guard let total = year.total.map(basis.emissions.steps) ?? (known.count == steps.count ? known.reduce(0, +) : nil) else {
      return figures
    }
    figures.total = .printed(total)
    let rest = total - known.reduce(0, +)
    let isWhole = known.count == steps.count
    // Every figure may be off by half a step.
    if isWhole, 2 * abs(rest) <= steps.count + 1 { figures.rounding = .printed(rest) } else { figures.notBySector = .printed(rest) }
    return figures
  }

  static func forecast(_ year: Int, _ basis: BudgetBasis) -> SectorFigures {
    let total = basis.total[year].map(basis.emissions.steps)
    let parts = basis.sectors.map { basis.forecast[$0]?[year].map(basis.emissions.exact) }
    let steps = apportioned(parts, total: total ?? 0)
    return SectorFigures(sectors: steps.map { BudgetCell($0) }, total: BudgetCell(total))
  }

  /// Nobody splits it by sector.
  static func onlyTotal(_ tonnes: Double?, _ basis: BudgetBasis) -> SectorFigures {
    SectorFigures(sectors: basis.sectors.map { _ in .none }, total: BudgetCell(tonnes.map(basis.emissions.steps)))
  }

  static func percentile(_ basis: BudgetBasis, _ sector: (String) -> Double?, _ total: Double) -> SectorFigures {
    SectorFigures(
      sectors: basis.sectors.map { BudgetCell(sector($0).map(basis.emissions.steps)) }, total: .printed(basis.emissions.steps(total)))
  }

  static func empty(_ basis: BudgetBasis) -> SectorFigures { SectorFigures(sectors: basis.sectors.map { _ in .none }) }

  /// Of the printed figures, so that it is what a reader would work out.
  static func gapPercent(_ year: Int, _ basis: BudgetBasis) -> SectorFigures {
    var figures = SectorFigures(sectors: basis.sectors.map { _ in .none })
    if let forecast = basis.total[year].map(basis.emissions.steps), let ceiling = basis.ceiling[year].map(basis.emissions.steps),
      ceiling > 0
    {
      figures.total = .percent(100 * Double(forecast - ceiling) / Double(ceiling))
    }
    return figures
  }
}

func drawNotes(_ basis: BudgetBasis, effects: Bool) -> [BudgetNote] {
  basis.bands.map {
    [.draws(count: $0.draws, seed: $0.seed)] + (effects && $0.effectDraws < $0.draws ? [.effectDraws($0.effectDraws)] : [])
  } ?? []
}
