import ClimateBudgets

extension BudgetReport {
  /// What a kept budget is compared by: `A.forecast` of `sector.transport` in a year, as printed. Words are left out; unknown is nil.
  package var figures: [RunFigure] {
    budget.tables.flatMap { table in
      table.rows.flatMap { row in
        table.columns.indices.compactMap { c -> RunFigure? in
          let column = table.columns[c]
          let value: Double?
          switch row.cells[c] {
          case .printed(let steps): value = Double(steps) / power(column.decimals)
          case .percent(let percent): value = percent
          case .unknown: value = nil
          case .none, .text, .word: return nil
          }
          return RunFigure(
            plan: inputs.plan.id, scenario: inputs.id, item: "\(table.name.rawValue).\(column.figure.rawValue)",
            id: "\(row.label.family).\(row.label.member)", year: column.year, value: value, unit: unitCode(column.unit))
        }
      }
    }
  }

  private func unitCode(_ unit: BudgetTable.Unit) -> String {
    switch unit {
    case .emissions: basis.emissions.unit >= 1000 ? "kt CO2e" : "t CO2e"
    case .money: basis.money.unit >= 1e6 ? "MEUR" : basis.money.unit >= 1000 ? "kEUR" : "EUR"
    case .percent: "%"
    case .eurosPerTonne: "EUR/t"
    case .words: ""
    }
  }

  private func power(_ decimals: Int) -> Double { (0..<decimals).reduce(1) { product, _ in product * 10 } }
}
