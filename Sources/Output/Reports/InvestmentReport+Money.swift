import Engine
import Investments
import LabelledArrays

extension InvestmentReport {
  /// Money by year in rows that sum to the total; columns before and after the programme where there is any.
  func money(by split: MoneySplit, _ flow: MoneyBase.Flow) -> TextTable {
    let base = plan.base.with(flow), table = plan.table(check.programme, by: split, base)
    var notes = FootnoteList(wording)
    // Projects whose money lies wholly outside the programme would print rows of zeros.
    let shown = table.rows.filter { $0.inProgramme != 0 || $0.before != 0 || $0.after != 0 }
    let hasBefore = table.total.before != 0, hasAfter = table.total.after != 0
    func cells(_ row: MoneyTable.Row) -> [Double] {
      (hasBefore ? [row.before] : []) + row.years + [row.inProgramme] + (hasAfter ? [row.after] : [])
    }
    let rows = shown.map { row in
      TextTable.Row(
        notes.marked(.text(label(row.label, split)), kinds: kinds(behind: row.label, split, base).filter { $0 >= .assumed }),
        cells(row).map { meur($0) })
    }
    let first = plan.years[0], last = plan.years[plan.years.count - 1]
    let columns =
      (hasBefore ? ["–\(first - 1)"] : []) + plan.years.map(String.init) + ["\(first)–\(last)"] + (hasAfter ? ["\(last + 1)–"] : [])
    return TextTable(
      title: title(of: split, base: spoken(split == .funding ? base.with(.gross) : base)), rowHeading: moneyUnit,
      columns: columns.map { .init($0) },
      rows: rows + totals(shown.map(cells), cells(table.total)), footnotes: notes.footnotes)
  }

  /// The total, and a row for what rounding adds or takes, so that what is printed sums.
  private func totals(_ rows: [[Double]], _ total: [Double]) -> [TextTable.Row] {
    func printed(_ euros: Double) -> Double { Double(NumberForm.plain(euros / 1e6, decimals: 1)) ?? 0 }
    let rounding = total.indices.map { i in printed(total[i]) - rows.reduce(0) { $0 + printed($1[i]) } }
    let isEven = rounding.allSatisfy { abs($0) < 1e-6 }
    let totalRow = TextTable.Row(wording.text("invest.total"), total.map { meur($0) }, kind: .total)
    return (isEven ? [] : [.init(wording.text("rounding"), rounding.map { .number($0, decimals: 1) })]) + [totalRow]
  }

  private func title(of split: MoneySplit, base: String) -> String {
    let values = heading.merging(["base": base, "layer": String(plan.layer.year)]) { $1 }
    let without = values.filter { $0.key != "layer" }
    switch split {
    case .zone: return wording.text("invest.by_zone", values)
    case .category: return wording.text("invest.by_category", without)
    case .funding: return wording.text("invest.by_funding", without)
    }
  }

  private func label(_ id: String, _ split: MoneySplit) -> String {
    switch split {
    case .zone: zoneName(id)
    case .category: name(id)
    case .funding: id == ownFundingLabel ? wording.text("invest.own") : name(id)
    }
  }

  func zoneName(_ id: String) -> String {
    switch id {
    case cityWideLabel: wording.text("invest.city_wide")
    case unlocatedLabel: wording.text("invest.unlocated")
    default: wording.text("invest.zone", ["zone": id])
    }
  }

  private func kinds(behind row: String, _ split: MoneySplit, _ base: MoneyBase) -> [ProvenanceKind] {
    kinds { project in
      guard base.share(of: project) > 0 || split == .funding && base.with(.gross).share(of: project) > 0 else { return false }
      switch split {
      case .category: return project.category == row
      case .funding:
        return row == ownFundingLabel
          ? project.funding.own > 0 : project.funding.others.contains { $0.source == row && $0.share > 0 }
      case .zone:
        if row == cityWideLabel { return project.placement.cityWide > 0 }
        if row == unlocatedLabel { return project.placement.unlocated > 0 }
        return plan.layer.zones.firstIndex(of: row).map { project.placement.zones[$0] > 0 } ?? false
      }
    }
  }

  // MARK: Zone shares

  /// Cumulative shares of the programme beside what the city has reported.
  var zoneShares: TextTable {
    var notes = FootnoteList(wording)
    let table = plan.table(check.programme, by: .zone, plan.base), all = table.total.inProgramme
    let shares = plan.cumulativeZoneShares(check.programme, plan.base)
    let dates = followUpDates
    let illustrative = Set(kinds()).filter { $0 >= .assumed }
    // Beyond the last zone that has money or a reported share nothing is added.
    let last = plan.layer.zones.indices.last { z in
      table.rows[z].inProgramme > 0 || plan.followUps.contains { $0.measure == .zoneShare(through: z) }
    }
    var rows = plan.layer.zones.indices.prefix((last ?? 0) + 1).map { z in
      TextTable.Row(
        z == 0 ? zoneName(plan.layer.zones[0]) : wording.text("invest.zones", ["zones": plan.layer.cumulativeName(through: z)]),
        [notes.marked(percent(shares?[z]), kinds: illustrative)] + dates.map { reported(z, $0, &notes) })
    }
    rows += [cityWideLabel, unlocatedLabel].map { id in
      let money = table.rows.first { $0.label == id }?.inProgramme ?? 0
      return .init(zoneName(id), [notes.marked(percent(all > 0 ? money / all : nil), kinds: illustrative)] + dates.map { _ in .blank })
    }
    return TextTable(
      title: wording.text("invest.zone_shares", heading.merging(["base": spoken(plan.base)]) { $1 }), rowHeading: "",
      columns: [.init(wording.text("invest.share_of_money"), unit: "%")]
        + dates.map { .init(wording.text("invest.reported", ["date": $0]), unit: "%") },
      rows: rows, footnotes: notes.footnotes)
  }

  private var followUpDates: [String] {
    var seen: Set<String> = []
    return plan.followUps.compactMap { followUp in
      guard case .zoneShare = followUp.measure else { return nil }
      return seen.insert(followUp.date).inserted ? followUp.date : nil
    }
  }

  private func reported(_ zone: Int, _ date: String, _ notes: inout FootnoteList) -> Cell {
    let found = plan.followUps.indices.first { plan.followUps[$0].measure == .zoneShare(through: zone) && plan.followUps[$0].date == date }
    guard let found else { return .blank }
    let cell = percent(plan.followUps[found].value)
    return inputs.followUps[found].note.map { notes.marked(cell, $0) } ?? cell
  }
}
