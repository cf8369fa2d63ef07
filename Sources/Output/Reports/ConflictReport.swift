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
    let verdict = wording.name(conflict.verdict.rawValue, in: "conflict_verdict") ?? conflict.verdict.rawValue
    func lines(_ sentence: String) -> String { wrappedLines(sentence, width: width).map { $0 + "\n" }.joined() }
    return
      ([lines(verdict.replacing("{city}", with: city))] + [table?.text(form, width: width)].compactMap { $0 }
      + [confirmation].compactMap { $0 }.map(lines)).joined(separator: "\n")
  }

  /// Whether what is said was held against the plan again, and by which portfolio.
  private var confirmation: String? {
    guard let witness = conflict.witness else {
      if conflict.verdict == .none || conflict.verdict == .outsideTheGroups { return nil }
      return conflict.repair.isEmpty ? wording.text("conflict.no_repair") : wording.text("conflict.unconfirmed")
    }
    let optional = witness.chosen.filter { !inputs.plan.projects[$0.project].isCommitted }
    let shown = optional.prefix(6).map { "\(inputs.projects[$0.project].name.text(in: wording.language.rawValue)) \($0.start)" }
    let rest = optional.count - shown.count
    let words = [
      "count": String(witness.chosen.count), "committed": String(witness.chosen.count - optional.count),
      "projects": (shown + (rest > 0 ? [wording.text("conflict.and_more", ["count": String(rest)])] : [])).joined(separator: "; "),
    ]
    if conflict.repair.isEmpty { return wording.text("conflict.confirmed_as_is", words) }
    let sentence = wording.text("conflict.confirmed", words)
    return inputs.plan.hasEmissionLimits ? "\(sentence) \(wording.text("conflict.flat"))" : sentence
  }

  package var table: TextTable? {
    let others = conflict.repair.filter { row in !conflict.rows.contains { $0.limit == row.limit && $0.year == row.year } }
    var notes = FootnoteList(wording)
    let spans = spans(conflict.rows).map { ($0, true) } + spans(others).map { ($0, false) }
    let rows = spans.map { span, isPart -> TextTable.Row in
      let row = span.row, sign = row.sense == .atMost ? "≤" : "≥", listing = inputs.limits[row.limit]
      return .init(
        notes.marked(.text(name(span)), kinds: [listing.kind].filter(\.isFootnoted)),
        [
          .text("\(sign) \(level(row.level, row))"),
          row.repaired.map { notes.marked(.text(level($0, row)), proof(row)) } ?? .text(wording.text("conflict.stays")),
          .text(unit(row)), .text(wording.text(isPart ? "yes" : "no")),
        ])
    }
    if rows.isEmpty { return nil }
    return TextTable(
      title: conflict.rows.isEmpty ? wording.text("conflict.repair_title", ["city": city]) : wording.text("conflict.title", ["city": city]),
      rowHeading: wording.text("problem.limit_name"),
      columns: [
        .init(wording.text("problem.limit")), .init(wording.text("problem.repair")), .init(wording.text("invest.unit")),
        .init(wording.text("conflict.part")),
      ], rows: rows, footnotes: notes.footnotes)
  }

  /// Years of one limit that follow each other and stand alike are one row.
  private func spans(_ rows: [PortfolioConflict.Row]) -> [(row: PortfolioConflict.Row, last: Int?)] {
    rows.reduce(into: []) { spans, row in
      if let before = spans.last, let last = before.last, row.year == last + 1, row.limit == before.row.limit,
        row.level == before.row.level, row.repaired == before.row.repaired
      {
        spans[spans.count - 1].last = row.year
      } else {
        spans.append((row, row.year))
      }
    }
  }

  private func name(_ span: (row: PortfolioConflict.Row, last: Int?)) -> String {
    let listing = inputs.limits[span.row.limit], name = listing.name.text(in: wording.language.rawValue)
    guard let first = span.row.year, let last = span.last, first < last else { return limitName(listing, span.row.year, wording) }
    return wording.text("conflict.limit_in_years", ["limit": name, "first": String(first), "last": String(last)])
  }

  /// How surely no smaller repair is enough.
  private func proof(_ row: PortfolioConflict.Row) -> String {
    let isCap = row.sense == .atMost
    if let least = conflict.leastLevel, isCap ? least > row.level : least < row.level {
      let places = decimals(row) == 0 ? 1.0 : 10
      // Rounded to the side on which the words stay true.
      let printed = (least * places).rounded(isCap ? .down : .up) / places
      let words = ["level": level(printed, row)]
      return isCap ? wording.text("conflict.least_cap", words) : wording.text("conflict.least_floor", words)
    }
    switch conflict.repairGap {
    case nil: return wording.text("conflict.repair_open")
    case 0: return wording.text("conflict.repair_proven")
    case let gap?: return wording.text("conflict.repair_within", ["gap": form.percent(ofShare: gap, decimals: 1)])
    }
  }

  private func decimals(_ row: PortfolioConflict.Row) -> Int { inputs.plan.limits[row.limit].quantity == .dwellings ? 0 : 1 }

  private func level(_ value: Double, _ row: PortfolioConflict.Row) -> String {
    if case .zoneShare = inputs.plan.limits[row.limit].quantity { return form.number(value * 100, decimals: 1) }
    return form.number(value, decimals: decimals(row))
  }

  private func unit(_ row: PortfolioConflict.Row) -> String {
    let limit = inputs.plan.limits[row.limit]
    switch limit.quantity {
    case .money: return limit.period == .total ? "MEUR" : wording.text("invest.per_year", ["unit": "MEUR"])
    case .zoneShare: return "%"
    case .emissions: return wording.unit(limit.period == .total ? "kt CO2e" : "kt CO2e/a")
    case .dwellings: return limit.period == .total ? wording.text("invest.dwellings") : wording.text("invest.dwellings_per_year")
    }
  }
}
