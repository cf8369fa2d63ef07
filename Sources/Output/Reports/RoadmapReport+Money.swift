import Engine

extension RoadmapReport {
  /// What each scenario spends against the plan's money limits; nil without limits.
  var moneyLimits: TextTable? {
    let limits = results.flatMap(\.inputs.moneyLimits).uniqued()
    if limits.isEmpty { return nil }
    var notes = FootnoteList(wording)
    let rows = limits.map { limit in
      TextTable.Row(
        moneyLabel(limit, &notes),
        results.map { result in
          guard let outcome = result.moneyLimits.first(where: { $0.limit == limit }) else { return .blank }
          let spent = ["spent": form.number(outcome.spent / moneyScale, decimals: moneyDecimals)]
          return .text(outcome.isKept ? wording.text("money.kept", spent) : wording.text("money.broken", spent))
        })
    }
    return TextTable(
      title: wording.text("money.title", ["city": city]), rowHeading: wording.text("money.limit"),
      columns: scenarioColumns(unit: moneyUnit),
      rows: rows, footnotes: notes.footnotes)
  }

  /// The limit with what it counts; a note says on which base, and how many measures are not in it for want of a cost.
  func moneyLabel(_ limit: MoneyLimit, _ notes: inout FootnoteList) -> Cell {
    let name = limit.name.text(in: language)
    let (first, last) = (limit.years.lowerBound, limit.years.upperBound)
    let what = wording.name(limit.figure.rawValue, in: "money_figure") ?? limit.figure.rawValue
    let amount = form.quantity(limit.amount / moneyScale, decimals: moneyDecimals, unit: moneyUnit)
    let text = wording.text(
      "money.label", ["name": name, "what": what, "years": first == last ? "\(first)" : "\(first)–\(last)", "amount": amount])
    let label = notes.marked(.text(text), wording.text("money.base", ["name": name, "base": limit.base]))
    return withoutCost.map { notes.marked(label, $0) } ?? label
  }

  /// How many measures of the report's widest scenario have no known cost by year; nil when all have one.
  var withoutCost: String? {
    let measures = results.max { $0.measures.count < $1.measures.count }?.measures ?? []
    let count = measures.filter { $0.netPresentCost == nil }.count
    if count == 0 { return nil }
    return wording.text("money.without_cost", ["count": String(count), "all": String(measures.count)])
  }
}
