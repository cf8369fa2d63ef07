import Engine
import Investments
import LabelledArrays

extension InvestmentReport {
  /// Every limit with what is used of it; of a limit by year the year with the least room.
  var limits: TextTable {
    var notes = FootnoteList(wording)
    let rows = plan.limits.indices.flatMap { l -> [TextTable.Row] in
      let rows = check.outcomes.filter { $0.limit == l }
      let limit = plan.limits[l]
      guard let tightest = rows.min(by: { ($0.room(limit.sense) ?? .infinity) < ($1.room(limit.sense) ?? .infinity) }) else { return [] }
      return [row(tightest, of: rows.count, &notes)]
    }
    return TextTable(
      title: wording.text("invest.limits_title", heading.merging(["year": String(plan.priceYear)]) { $1 }),
      rowHeading: wording.text("invest.limit"),
      columns: [
        .init(wording.text("invest.used")), .init(wording.text("invest.level")),
        .init(wording.text("invest.room")), .init(wording.text("invest.unit")), .init(wording.text("invest.kept")),
        .init(wording.text("invest.base")),
      ], rows: rows, footnotes: notes.footnotes)
  }

  private func row(_ outcome: LimitOutcome, of count: Int, _ notes: inout FootnoteList) -> TextTable.Row {
    let limit = plan.limits[outcome.limit], listing = inputs.limits[outcome.limit]
    let parts = [listing.name.text(in: language)] + spoken(limit.scope) + [outcome.year].compactMap { $0.map(String.init) }
    var label = Cell.text(parts.joined(separator: ", "))
    if !limit.isInForce { label = notes.marked(label, wording.text("invest.not_in_force")) }
    if count > 1 { label = notes.marked(label, wording.text("invest.tightest", ["count": String(count)])) }
    let base =
      listing.baseKind?.isFootnoted == true
      ? notes.marked(Cell.text(spoken(limit.base)), wording.text("invest.base_assumed")) : Cell.text(spoken(limit.base))
    let used = notes.marked(figure(outcome.used, limit), kinds: kindsOfUse(limit).filter { $0 >= .assumed })
    let level = notes.marked(figure(outcome.level, limit), kinds: [listing.kind].filter(\.isFootnoted))
    let kept = outcome.isKept(limit).map { wording.text($0 ? "yes" : "no") }
    return .init(
      label, [used, level, figure(outcome.room(limit.sense), limit), .text(unit(of: limit)), kept.map { .text($0) } ?? .blank, base])
  }

  private func kindsOfUse(_ limit: InvestmentLimit) -> Set<ProvenanceKind> {
    switch limit.quantity {
    case .money(let base, let scope), .zoneShare(_, let base, let scope):
      Set(kinds { base.share(of: $0) > 0 && scope.share(of: $0) > 0 })
    case .dwellings: Set(kinds { $0.dwellings > 0 })
    case .emissions: Set(kinds { !$0.enables.isEmpty })
    }
  }

  private func figure(_ value: Double?, _ limit: InvestmentLimit) -> Cell {
    switch limit.quantity {
    case .money: meur(value)
    case .zoneShare: percent(value)
    case .dwellings: .number(value, decimals: 0)
    case .emissions: .number(value.map { $0 / 1000 }, decimals: 1)
    }
  }

  private func unit(of limit: InvestmentLimit) -> String {
    switch limit.quantity {
    case .money: limit.period == .total ? "MEUR" : wording.text("invest.per_year", ["unit": "MEUR"])
    case .zoneShare: "%"
    case .dwellings: limit.period == .total ? wording.text("invest.dwellings") : wording.text("invest.dwellings_per_year")
    case .emissions: wording.unit(limit.period == .total ? "kt CO2e" : "kt CO2e/a")
    }
  }
}
