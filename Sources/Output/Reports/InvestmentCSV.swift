import Engine
import Investments

/// What `invest --format csv` prints: one figure a row, so that any program can pick its own.
package func investmentCSV(_ check: InvestmentCheck, plan id: String) -> String {
  let plan = check.plan
  var lines = ["plan,programme,item,id,row,year,value,unit,kind"]
  func add(_ item: String, _ name: String, _ row: String, _ year: String, _ value: Double?, _ unit: String, _ kind: String = "") {
    lines.append(
      [id, check.programme.id, item, name, row, year, value.map { "\($0)" } ?? "", unit, kind].map(csvText).joined(separator: ","))
  }
  for outcome in check.outcomes {
    let limit = plan.limits[outcome.limit], year = outcome.year.map(String.init) ?? "",
      kind = check.inputs.limits[outcome.limit].kind.rawValue
    let base = limit.base?.code ?? ""
    add("limit_used", limit.id, base, year, outcome.used.map { $0 / limit.scale }, limit.unit)
    add("limit", limit.id, base, year, outcome.level / limit.scale, limit.unit, kind)
    add("limit_room", limit.id, base, year, outcome.room(limit.sense).map { $0 / limit.scale }, limit.unit)
  }
  for split in MoneySplit.allCases {
    for flow in split == .funding ? [MoneyBase.Flow.gross] : MoneyBase.Flow.allCases {
      let base = plan.base.with(flow), table = plan.table(check.programme, by: split, base)
      for row in table.rows + [table.total] {
        add("money_by_\(split.rawValue)", base.code, row.label, "before", row.before / 1e6, "MEUR")
        for (t, year) in plan.years.enumerated() {
          add("money_by_\(split.rawValue)", base.code, row.label, String(year), row.years[t] / 1e6, "MEUR")
        }
        add("money_by_\(split.rawValue)", base.code, row.label, "after", row.after / 1e6, "MEUR")
      }
    }
  }
  for year in check.purse {
    let figures: [(String, Double?, String)] = [
      ("annual_margin", year.annualMargin.map { $0 / 1e6 }, "MEUR"), ("net_investments", year.netInvestments.map { $0 / 1e6 }, "MEUR"),
      ("self_financing", year.selfFinancing, "1"), ("loan_stock_change", year.loanStockChange.map { $0 / 1e6 }, "MEUR"),
      ("loan_stock", year.loanStock.map { $0 / 1e6 }, "MEUR"), ("loan_per_inhabitant", year.loanPerInhabitant, "EUR"),
    ]
    let kind = check.inputs.financeKinds["annual_margin"]?[year.year]?.rawValue ?? ""
    for (name, value, unit) in figures { add("finance", name, "", String(year.year), value, unit, name == "annual_margin" ? kind : "") }
  }
  for (t, year) in plan.years.enumerated() {
    add("dwellings_ready", "", "", String(year), plan.dwellings(check.programme)[t], "dwellings")
    add("abatement", "", "", String(year), check.abatement[t].map { $0 / 1e3 }, "kt CO2e/a")
  }
  for (p, start) in check.programme.chosen {
    add("project_start", plan.projects[p].id, plan.projects[p].category, String(start), nil, "a", check.inputs.projects[p].kind.rawValue)
    for (i, euros) in plan.projects[p].spending.enumerated() {
      add("project_gross", plan.projects[p].id, plan.projects[p].category, String(start + i), euros / 1e6, "MEUR")
    }
  }
  return lines.map { $0 + "\n" }.joined()
}
