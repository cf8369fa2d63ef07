/// Zones of the travel-time classification, the most accessible first, and what has no place.
package let savuZones = ["I", "II", "III", "IV", "V", "VI", "VII"]
private let unlocated = "unlocated"

/// Table D: the city's climate investments by SAVU zone, what other bodies invest below, and tonnes beside the euros.
func zoneTable(_ basis: BudgetBasis) -> BudgetTable {
  var table = BudgetTable(.zones)
  let book = MoneyBook(basis)
  let decimals = basis.money.decimals
  let programme = ClosedRange(basis.programmeYears)
  let years: [ClosedRange<Int>] = (basis.year...basis.year + 2).map { $0...$0 } + [programme]
  table.columns =
    (basis.year...basis.year + 2).map { .init(.investments, .money, $0, decimals: decimals) } + [
      .init(.programme, .money, programme.lowerBound, through: programme.upperBound, decimals: decimals)
    ]
    + [
      .init(.share, .percent), .init(.cumulative, .percent),
      .init(.effect, .emissions, basis.targetYear, decimals: basis.emissions.decimals),
    ]
  let effects = ZoneEffects(basis, programme)
  let zones = savuZones + [unlocated]
  let cityYears = years.map { book.groups(zones, .investment, .city, $0) { $0.zone ?? unlocated } }
  for (z, zone) in zones.enumerated() {
    let cells = cityYears.map { BudgetCell($0[z]) } + [.none, .none, BudgetCell(effects.steps[.zone(zone)])]
    let isHere = { (line: MoneyLine) in line.body == .city && (line.zone ?? unlocated) == zone }
    table.rows.append(.init(label: .init("zone", zone), cells: cells, kinds: book.kinds(basis, isHere), notes: book.splitNote(isHere)))
  }
  table.addSum(.init("money_city", "investment"), of: Array(zones.indices))
  let city = table.rows.count - 1
  addShares(to: &table, rows: Array(zones.indices), of: city)
  var parts = [city]
  for body in MoneyLine.Body.allCases
  where body != .city && book.entries.contains(where: { $0.line.kind == .investment && $0.line.body == body }) {
    parts.append(table.rows.count)
    let cells = years.map { BudgetCell(book.bodies(.investment, $0)[body]) } + [.none, .none, BudgetCell(effects.steps[.body(body)])]
    let isHere = { (line: MoneyLine) in line.body == body }
    table.rows.append(
      .init(
        label: .init("money_\(body.rawValue)", "investment"), cells: cells, kinds: book.kinds(basis, isHere), notes: book.splitNote(isHere))
    )
  }
  parts.append(table.rows.count)
  let rest = years.map { _ in BudgetCell.none } + [.none, .none, BudgetCell(effects.steps[.noInvestment])]
  table.rows.append(.init(label: .init("budget_row", "no_investment"), cells: rest))
  table.addSum(.init("money_all", "investment"), of: parts)
  table.remarks =
    [.bodies] + (basis.programme == nil ? [] : [.twoSets])
    + (book.entries.contains { $0.line.kind == .investment && $0.line.zone != nil } ? [] : [.zonesUnknown]) + [.largestRemainder]
  return table
}

/// Shares of a total and, zone by zone, of all zones so far.
func addShares(to table: inout BudgetTable, rows: [Int], of total: Int) {
  let programme = table.column(.programme), share = table.column(.share) ?? 0, cumulative = table.column(.cumulative) ?? 0
  guard let all = table.steps(total, programme), all != 0 else { return }
  var sum = 0
  for (z, row) in rows.enumerated() {
    guard let steps = table.steps(row, programme) else { continue }
    sum += steps
    table.rows[row].cells[share] = .percent(100 * Double(steps) / Double(all))
    if z < savuZones.count { table.rows[row].cells[cumulative] = .percent(100 * Double(sum) / Double(all)) }
  }
  table.rows[total].cells[share] = .percent(100)
}

/// Effects of the target year, put where the money of their measures goes.
private struct ZoneEffects {
  enum Place: Hashable { case zone(String), body(MoneyLine.Body), noInvestment }

  let steps: [Place: Int]

  init(_ basis: BudgetBasis, _ programme: ClosedRange<Int>) {
    var tonnes: [Place: Double] = [:]
    var order: [Place] = []
    func add(_ place: Place, _ amount: Double) {
      if tonnes[place] == nil { order.append(place) }
      tonnes[place, default: 0] += amount
    }
    let counted = basis.measures.filter { !$0.bindsCarbon }
    for measure in counted {
      guard let effect = measure.effect?[basis.targetYear] else { continue }
      let lines = measure.budget.lines.filter { $0.kind == .investment }.compactMap { line in
        MoneyBook.amount([line], programme).map { (line, $0) }
      }
      let all = lines.reduce(0) { $0 + $1.1 }
      if all <= 0 { add(.noInvestment, effect) }
      for (line, amount) in lines where all > 0 {
        add(line.body == .city ? .zone(line.zone ?? unlocated) : .body(line.body), effect * amount / all)
      }
    }
    let total = basis.emissions.steps(counted.compactMap { $0.effect?[basis.targetYear] }.reduce(0, +))
    let shares = apportioned(order.map { basis.emissions.exact(tonnes[$0] ?? 0) }, total: total)
    steps = Dictionary(uniqueKeysWithValues: zip(order, shares))
  }
}
