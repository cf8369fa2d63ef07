/// The tables of one budget year, proven.
///
/// - Sums: rows of each table, its columns of differences, and the tables against each other: the effects of B are those of E, the money of
///   C is that of B, the investments and effects of D are those of B, D2 is the investment programme, the gap of A is that of E.
package struct ClimateBudget: Sendable {
  package let basis: BudgetBasis
  package let tables: [BudgetTable]
  /// Empty, unless the program is wrong: nothing may be written then.
  package let faults: [SumFault]

  package init(_ basis: BudgetBasis) {
    self.basis = basis
    let measures = measureTable(basis)
    tables = [
      emissionBudgetTable(basis), measures, moneySummary(basis), zoneTable(basis), programmeTable(basis),
      bridgeTable(basis, measures: measures),
      followUpTable(basis), measureFollowUpTable(basis),
    ]
    faults = tables.flatMap(\.faults) + crossFaults(tables, basis)
  }

  package func table(_ name: BudgetTable.Name) -> BudgetTable? { tables.first { $0.name == name } }
}

/// The same figure at two places of the budget.
private func crossFaults(_ tables: [BudgetTable], _ basis: BudgetBasis) -> [SumFault] {
  let byName = Dictionary(uniqueKeysWithValues: tables.map { ($0.name, $0) })
  guard let a = byName[.emissions], let b = byName[.measures], let c = byName[.money], let d = byName[.zones], let e = byName[.bridge]
  else {
    return []
  }
  var faults: [SumFault] = []
  func same(_ place: String, _ found: Int?, _ expected: Int?) {
    if (found ?? 0) != (expected ?? 0) { faults.append(SumFault(place: place, found: found ?? 0, expected: expected ?? 0)) }
  }
  let total = b.row("budget_row", "total")
  for year in basis.years {
    same(
      "B and E, effects \(year)", b.steps(total, b.column(.effect, year)),
      e.steps(e.row("budget_row", "measures_together"), e.column(.bridge, year)))
  }
  for year in [basis.year, basis.targetYear] {
    same(
      "A and E, gap \(year)", a.steps(a.row("budget_row", "total"), a.column(.gap, year)),
      e.steps(e.row("budget_row", "gap"), e.column(.bridge, year)))
    same(
      "A and E, forecast \(year)", a.steps(a.row("budget_row", "total"), a.column(.forecast, year)),
      e.steps(e.row("budget_row", "forecast"), e.column(.bridge, year)))
  }
  for year in basis.year...basis.year + 2 {
    let columnOfC = year == basis.year ? c.columns.firstIndex { $0.figure == .budget && $0.year == year } : c.column(.plan, year)
    same("C and B, operating \(year)", c.steps(c.row("money_all", "operating"), columnOfC), b.steps(total, b.column(.operating, year)))
    same("C and B, investments \(year)", c.steps(c.row("money_all", "investment"), columnOfC), b.steps(total, b.column(.investments, year)))
    same(
      "D and B, investments \(year)", d.steps(d.row("money_all", "investment"), d.column(.investments, year)),
      b.steps(total, b.column(.investments, year)))
  }
  same("D and B, programme", d.steps(d.row("money_all", "investment"), d.column(.programme)), b.steps(total, b.column(.programme)))
  same(
    "D and B, effects", d.steps(d.row("money_all", "investment"), d.column(.effect, basis.targetYear)),
    b.steps(total, b.column(.effect, basis.targetYear)))
  if let p = byName[.programme], let programme = basis.programme {
    for year in basis.year...basis.year + 2 where programme.years.contains(year) {
      same(
        "D2 and D, climate investments \(year)", p.steps(p.row("budget_row", "climate_money"), p.column(.investments, year)),
        d.steps(d.row("money_city", "investment"), d.column(.investments, year)))
    }
    let all = p.row("budget_row", "programme")
    same("D2 and the programme", p.steps(all, p.column(.programme)), basis.money.steps(programme.total(programme.years)))
    same("D2 and the programme, effects", p.steps(all, p.column(.effect)), programme.effect.map(basis.emissions.steps))
  }
  return faults
}
