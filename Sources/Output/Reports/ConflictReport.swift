import Engine
import Investments

/// Why a plan's limits cannot hold together, and the smallest way out, in words.
package struct ConflictReport: Sendable {
  let conflict: PortfolioConflict
  let inputs: InvestmentInputs
  let city: String
  let wording: Wording
  let form: NumberForm

  package init(_ conflict: PortfolioConflict, _ inputs: InvestmentInputs, city: LocalName, language: Language) {
    self.conflict = conflict
    self.inputs = inputs
    self.city = city.text(in: language.rawValue)
    wording = Wording(language)
    form = NumberForm(language)
  }

  package func text(width: Int) -> String {
    let sentence = wording.name(conflict.verdict.rawValue, in: "conflict_verdict") ?? conflict.verdict.rawValue
    let words = wrappedLines(sentence.replacing("{city}", with: city), width: width).map { $0 + "\n" }.joined()
    return ([words] + [table].compactMap { $0?.text(form, width: width) }).joined(separator: "\n")
  }

  package var table: TextTable? {
    let others = conflict.repair.filter { row in !conflict.rows.contains { $0.limit == row.limit && $0.year == row.year } }
    var notes = FootnoteList(wording)
    let proof = conflict.isRepairProven ? wording.text("conflict.repair_proven") : wording.text("conflict.repair_open")
    let rows = (conflict.rows + others).enumerated().map { i, row -> TextTable.Row in
      let sign = row.sense == .atMost ? "≤" : "≥"
      let listing = inputs.limits[row.limit]
      return .init(
        notes.marked(.text(limitName(listing, row.year, wording)), kinds: [listing.kind].filter(\.isFootnoted)),
        [
          .text("\(sign) \(level(row.level, row))"),
          row.repaired.map { notes.marked(.text(level($0, row)), proof) } ?? .text(wording.text("conflict.stays")),
          .text(unit(row)), .text(wording.text(i < conflict.rows.count ? "yes" : "no")),
        ])
    }
    if rows.isEmpty { return nil }
    return TextTable(
      title: wording.text("conflict.title", ["city": city]), rowHeading: wording.text("problem.limit_name"),
      columns: [
        .init(wording.text("problem.limit")), .init(wording.text("problem.repair")), .init(wording.text("invest.unit")),
        .init(wording.text("conflict.part")),
      ], rows: rows, footnotes: notes.footnotes)
  }

  private func level(_ value: Double, _ row: PortfolioConflict.Row) -> String {
    form.number(value, decimals: inputs.plan.limits[row.limit].quantity == .dwellings ? 0 : 1)
  }

  private func unit(_ row: PortfolioConflict.Row) -> String {
    let limit = inputs.plan.limits[row.limit]
    switch limit.quantity {
    case .money: return limit.period == .total ? "MEUR" : wording.text("invest.per_year", ["unit": "MEUR"])
    case .zoneShare: return wording.text("portfolio.meur_in_zones")
    case .emissions: return wording.unit(limit.period == .total ? "kt CO2e" : "kt CO2e/a")
    case .dwellings: return limit.period == .total ? wording.text("invest.dwellings") : wording.text("invest.dwellings_per_year")
    }
  }
}
