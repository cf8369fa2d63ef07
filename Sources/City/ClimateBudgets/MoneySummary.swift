/// Table C: money by kind, body and responsible unit, as outturn, budgets and plan years; shares of all money below.
func moneySummary(_ basis: BudgetBasis) -> BudgetTable {
  var table = BudgetTable(.money)
  let book = MoneyBook(basis)
  let hasAccounts = book.entries.contains { $0.line.serviceClass != nil || $0.line.account != nil }
  table.columns = moneyColumns(basis, hasAccounts: hasAccounts)
  var totals: [Int] = []
  for kind in MoneyLine.Kind.allCases where book.entries.contains(where: { $0.line.kind == kind }) {
    totals.append(addKind(kind, to: &table, book, basis, hasAccounts: hasAccounts))
  }
  addShares(to: &table, book, basis)
  table.remarks = [.bodies, .unknownMoney, .largestRemainder]
  return table
}

private struct MoneyKey: Hashable {
  let unit: String
  let purpose: MoneyLine.Purpose
  let serviceClass: String?
  let account: String?

  init(_ line: MoneyLine) {
    unit = line.unit
    purpose = line.purpose
    serviceClass = line.serviceClass
    account = line.account
  }
}

private func moneyColumns(_ basis: BudgetBasis, hasAccounts: Bool) -> [BudgetTable.Column] {
  var columns: [BudgetTable.Column] = [.init(.body, .words), .init(.purpose, .words)]
  if hasAccounts { columns += [.init(.serviceClass, .words), .init(.account, .words)] }
  let years: [(BudgetFigure, Int)] = [
    (.outturn, basis.year - 2), (.budget, basis.year - 1), (.budget, basis.year), (.plan, basis.year + 1), (.plan, basis.year + 2),
  ]
  let first = columns.count
  columns += years.map { .init($0, .money, $1, decimals: basis.money.decimals) }
  columns.append(.init(.change, .money, basis.year, decimals: basis.money.decimals, difference: (of: first + 2, less: first + 1)))
  return columns
}

/// The rows of one kind of money; the row of its total.
private func addKind(_ kind: MoneyLine.Kind, to table: inout BudgetTable, _ book: MoneyBook, _ basis: BudgetBasis, hasAccounts: Bool) -> Int
{
  var subtotals: [Int] = []
  for body in MoneyLine.Body.allCases {
    let lines = book.entries.map(\.line).filter { $0.kind == kind && $0.body == body }
    if lines.isEmpty { continue }
    var seen: Set<MoneyKey> = []
    let keys = lines.map(MoneyKey.init).filter { seen.insert($0).inserted }
    let first = table.rows.count
    let columns = table.columns.map { column in
      column.unit == .money && column.difference == nil
        ? column.year.map { book.groups(keys, kind, body, $0...$0, by: MoneyKey.init) } : nil
    }
    for (k, key) in keys.enumerated() {
      var cells = columns.map { BudgetCell($0?[k]) }
      cells[0] = .word(.init("body", body.rawValue))
      cells[1] = .word(.init("purpose", key.purpose.rawValue))
      if hasAccounts {
        cells[2] = key.serviceClass.map(BudgetCell.text) ?? .unknown
        cells[3] = key.account.map(BudgetCell.text) ?? .unknown
      }
      let isSplit = lines.contains { MoneyKey($0) == key && $0.splitIsAssumed }
      table.rows.append(.init(label: .init("unit", key.unit), cells: cells, indent: 1, notes: isSplit ? [.assumedSplit] : []))
      table.fillDifferences(table.rows.count - 1)
    }
    subtotals.append(table.rows.count)
    table.addSum(.init("money_\(body.rawValue)", kind.rawValue), of: Array(first..<table.rows.count))
  }
  table.addSum(.init("money_all", kind.rawValue), of: subtotals)
  return table.rows.count - 1
}

/// What part of all the city's money the climate money is, where all of it is known.
private func addShares(to table: inout BudgetTable, _ book: MoneyBook, _ basis: BudgetBasis) {
  for total in basis.totals {
    let part = table.row("money_\(total.body.rawValue)", total.kind.rawValue)
    let cells = table.columns.indices.map { c -> BudgetCell in
      let column = table.columns[c]
      guard column.unit == .money, column.difference == nil, let year = column.year else { return .none }
      guard let steps = table.steps(part, c), let all = total.amounts[year], all > 0 else { return .unknown }
      return .percent(100 * Double(steps) / basis.money.exact(all))
    }
    table.rows.append(.init(label: .init("share_\(total.body.rawValue)", total.kind.rawValue), cells: cells))
  }
}
