/// Table F: what became of a closed year: ceiling, outcome, deviation, and its causes.
func followUpTable(_ basis: BudgetBasis) -> BudgetTable {
  var table = BudgetTable(.followUp)
  let grid = basis.emissions
  let outcome = basis.closed.flatMap { closed in basis.inventories.last { $0.year == closed.year } }
  table.columns = [
    .init(.ceiling, .emissions, basis.closed?.year, decimals: grid.decimals, isSummed: false),
    .init(.outcome, .emissions, basis.closed?.year, decimals: grid.decimals, vintage: outcome?.vintage),
    .init(.deviation, .emissions, decimals: grid.decimals, difference: (of: 1, less: 0)), .init(.gapPercent, .percent, decimals: 1),
  ]
  guard let closed = basis.closed, let outcome else {
    table.remarks = [.noFollowUp]
    return table
  }
  let ceiling = closed.ceiling ?? basis.ceiling[closed.year]
  for sector in basis.sectors {
    let cell = BudgetCell(outcome.sectors[sector].map(grid.steps))
    table.rows.append(.init(label: .init("sector", sector), cells: [.none, cell, .none, .none]))
  }
  let total = outcome.total.map(grid.steps) ?? 0
  let rest = total - table.rows.indices.compactMap { table.steps($0, 1) }.reduce(0, +)
  let allowed = BudgetCell(ceiling.map(grid.steps))
  table.rows.append(.init(label: .init("budget_row", "not_by_sector"), cells: [.none, .printed(rest), .none, .none]))
  table.addSum(.init("budget_row", "total"), of: Array(table.rows.indices))
  let sum = table.rows.count - 1
  table.rows[sum].cells[0] = allowed
  table.fillDifferences(sum)
  guard case .printed(let limit) = allowed, limit > 0 else { return table }
  table.rows[sum].cells[3] = .percent(100 * Double(total - limit) / Double(limit))
  addCauses(closed, deviation: total - limit, to: &table, grid)
  table.remarks = [.onlyTotal, .own(outcome.standing.rawValue)] + basis.notes
  return table
}

/// Causes below the deviation that they explain; what they leave is unexplained.
private func addCauses(_ closed: ClosedYear, deviation: Int, to table: inout BudgetTable, _ grid: PrintGrid) {
  var left = deviation
  for cause in DeviationCause.allCases {
    let steps = closed.causes[cause].map(grid.steps)
    left -= steps ?? 0
    table.rows.append(.init(label: .init("cause", cause.rawValue), cells: [.none, .none, BudgetCell(steps), .none], indent: 1))
  }
  table.rows.append(.init(label: .init("cause", "unexplained"), cells: [.none, .none, .printed(left), .none], indent: 1))
}

/// Table F of the measures: money budgeted and used, indicator, and the class of the cause.
func measureFollowUpTable(_ basis: BudgetBasis) -> BudgetTable {
  var table = BudgetTable(.measureFollowUp)
  let year = basis.closed?.year
  let decimals = basis.money.decimals
  table.columns = [
    .init(.budgeted, .money, year, decimals: decimals), .init(.used, .money, year, decimals: decimals),
    .init(.deviation, .money, decimals: decimals, difference: (of: 1, less: 0)), .init(.indicator, .words), .init(.cause, .words),
  ]
  guard let year else {
    table.remarks = [.noFollowUp]
    return table
  }
  let followed = basis.measures.filter { !$0.budget.lines.isEmpty || $0.budget.used != nil }
  let budgeted = followed.map { measure in MoneyBook.amount(measure.budget.lines.filter { $0.kind != .saving }, year...year) }
  func shares(_ amounts: [Double?]) -> [Int?] {
    apportioned(amounts.map { $0.map(basis.money.exact) }, total: basis.money.steps(amounts.compactMap { $0 }.reduce(0, +)))
  }
  let planned = shares(budgeted), used = shares(followed.map(\.budget.used))
  for (m, measure) in followed.enumerated() {
    let cells: [BudgetCell] = [
      BudgetCell(planned[m]), BudgetCell(used[m]), .unknown, .word(.init("indicator", measure.id)),
      measure.budget.cause.map { .word(.init("cause", $0)) } ?? .unknown,
    ]
    table.rows.append(.init(label: .init("measure", measure.id), cells: cells))
    table.fillDifferences(m)
  }
  table.addSum(.init("budget_row", "total"), of: Array(table.rows.indices))
  table.remarks = [.unknownMoney]
  return table
}
