import LabelledArrays

/// Second part of table D: the investment programme by SAVU zone against the cap, and the tonnes that its projects let come.
///
/// It is another set of money than the measures of table B: the two are held against each other and never added.
func programmeTable(_ basis: BudgetBasis) -> BudgetTable {
  var table = BudgetTable(.programme)
  guard let programme = basis.programme else { return table }
  let decimals = basis.money.decimals
  let single = (basis.year...basis.year + 2).filter(programme.years.contains)
  let years = single.map { $0...$0 } + [programme.years]
  table.columns =
    single.map { .init(.investments, .money, $0, decimals: decimals) } + [
      .init(.programme, .money, programme.years.lowerBound, through: programme.years.upperBound, decimals: decimals),
      .init(.share, .percent), .init(.cumulative, .percent),
      .init(.effect, .emissions, basis.targetYear, decimals: basis.emissions.decimals),
    ]
  let total = addPlaces(programme, to: &table, years, basis)
  let counted = addCounted(programme, to: &table, total: total, years, basis)
  addCap(programme, to: &table, counted: counted, years, basis)
  addClimateMoney(to: &table, total: total, years, basis)
  table.remarks =
    [.programme(priceYear: programme.priceYear), .twoSets]
    + (programme.cap.map { $0.isMean ? [.capIsMean] : [] } ?? []) + (programme.effect == nil ? [] : [.tonnesByZone])
    + [.largestRemainder]
  return table
}

/// The places, what measures take from each other, and the total; the row of the total.
private func addPlaces(_ programme: BudgetProgramme, to table: inout BudgetTable, _ years: [ClosedRange<Int>], _ basis: BudgetBasis) -> Int
{
  let grid = basis.money
  let money = years.map { years in
    apportioned(programme.places.map { $0.amount(years).map(grid.exact) }, total: grid.steps(programme.total(years)))
  }
  let placed = programme.places.compactMap(\.effect).reduce(0, +)
  let parts = programme.places.map(\.effect) + [programme.effect.map { $0 - placed }]
  let effects = apportioned(parts.map { $0.map(basis.emissions.exact) }, total: basis.emissions.steps(programme.effect ?? 0))
  for (p, place) in programme.places.enumerated() {
    let cells = money.map { BudgetCell($0[p]) } + [.none, .none, programme.effect == nil ? .none : BudgetCell(effects[p])]
    table.rows.append(.init(label: .init("zone", place.id), cells: cells, kinds: place.kinds))
  }
  var terms = Array(programme.places.indices)
  if programme.effect != nil {
    terms.append(table.rows.count)
    let cells = years.map { _ in BudgetCell.none } + [.none, .none, BudgetCell(effects.last ?? nil)]
    table.rows.append(.init(label: .init("budget_row", "programme_overlap"), cells: cells, kinds: programme.kinds))
  }
  table.addSum(.init("budget_row", "programme"), of: terms)
  let total = table.rows.count - 1
  table.rows[total].kinds = programme.kinds
  if programme.effect == nil { table.rows[total].cells[table.columns.count - 1] = .none }
  addShares(to: &table, rows: Array(programme.places.indices), of: total)
  return total
}

/// What the cap counts where it leaves something out; the row that the cap is held against.
private func addCounted(
  _ programme: BudgetProgramme, to table: inout BudgetTable, total: Int, _ years: [ClosedRange<Int>], _ basis: BudgetBasis
) -> Int {
  guard let counted = programme.cap?.counted else { return total }
  let cells = years.enumerated().map { y, years -> BudgetCell in
    let inside = basis.money.steps(years.compactMap { counted[$0] }.reduce(0, +))
    return table.steps(total, y).map { .printed($0 - inside) } ?? .unknown
  }
  let outside = table.rows.count
  table.rows.append(
    .init(label: .init("budget_row", "outside_cap"), cells: cells + [.none, .none, .none], indent: 1, kinds: programme.kinds))
  addDifference("counted_by_cap", total, outside, to: &table, kinds: programme.kinds)
  return outside + 1
}

private func addCap(
  _ programme: BudgetProgramme, to table: inout BudgetTable, counted: Int, _ years: [ClosedRange<Int>], _ basis: BudgetBasis
) {
  guard let cap = programme.cap else { return }
  let cells = years.map { years -> BudgetCell in
    let level = years == programme.years ? cap.whole : cap.levels[years.lowerBound]
    return level.map { .printed(basis.money.steps($0)) } ?? .none
  }
  let row = table.rows.count
  table.rows.append(
    .init(
      label: .init("cap", cap.id), cells: cells + [.none, .none, .none], kinds: cap.kinds,
      notes: cap.baseIsAssumed ? [.capBaseAssumed] : []))
  addDifference("room", row, counted, to: &table, kinds: cap.kinds.union(programme.kinds))
}

/// The city's climate investments of table B in the same years, and what the programme is beside them.
private func addClimateMoney(to table: inout BudgetTable, total: Int, _ years: [ClosedRange<Int>], _ basis: BudgetBasis) {
  let book = MoneyBook(basis)
  if !book.entries.contains(where: { $0.line.kind == .investment && $0.line.body == .city }) { return }
  let cells = years.map { BudgetCell(book.bodies(.investment, $0)[.city]) } + [.none, .none, .none]
  let row = table.rows.count
  table.rows.append(
    .init(label: .init("budget_row", "climate_money"), cells: cells, notes: book.splitNote { $0.body == .city }))
  let kinds = basis.programme?.kinds ?? []
  addDifference("other_money", total, row, to: &table, kinds: kinds)
}

/// A row that is one less another, in the columns of money where both stand.
private func addDifference(_ name: String, _ whole: Int, _ part: Int, to table: inout BudgetTable, kinds: Set<ProvenanceKind>) {
  let terms: [BudgetTable.Term] = [.init(row: whole, sign: 1), .init(row: part, sign: -1)]
  table.addSum(.init("budget_row", name), terms: terms, isTotal: false)
  let row = table.rows.count - 1
  table.rows[row].kinds = kinds
  for c in table.columns.indices where table.steps(whole, c) == nil || table.steps(part, c) == nil {
    let isOpen = [whole, part].contains { table.rows[$0].cells[c] == .unknown }
    table.rows[row].cells[c] = isOpen ? .unknown : .none
  }
}
