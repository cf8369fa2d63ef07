import Emissions
import Engine

extension RoadmapReport {
  /// Every measure of any scenario: its effect in each of them, its investment and its cost per tonne.
  var measures: TextTable? {
    let listings = allListings
    guard !listings.isEmpty else { return nil }
    let t = years.firstIndex(of: targetYear) ?? years.count - 1
    var notes = FootnoteList(wording)
    let capitals = listings.map { listing in
      results.lazy.compactMap { $0.measures.first { $0.listing.id == listing.id }?.capital }.first
    }
    let rows = zip(listings, capitals).map { listing, capital -> TextTable.Row in
      let outcomes = results.map { result in result.measures.first { $0.listing.id == listing.id } }
      let last = outcomes.last.flatMap { $0 }
      return TextTable.Row(
        label(listing, &notes),
        outcomes.map { effectCell($0, t) } + [money(capital), unitCost(last)])
    }
    let sums = sumOfEffects(
      t, results, [moneySum(capitals, wording.text("measures.without_cost", missing(capitals))), nil], &notes)
    return TextTable(
      title: wording.text("measures.title", ["city": city, "year": String(targetYear)]), rowHeading: wording.text("measure"),
      columns: scenarioColumns(unit: emissionUnit) + costColumns, rows: rows + sums,
      footnotes: notes.footnotes)
  }

  /// One scenario's measures with attributed effect, effect alone and as the last, and cost by both methods.
  var measureDetail: TextTable? {
    guard !first.measures.isEmpty else { return nil }
    let t = years.firstIndex(of: targetYear) ?? years.count - 1
    var notes = FootnoteList(wording)
    let rows = first.measures.map { outcome in
      TextTable.Row(
        label(outcome.listing, &notes),
        [
          effectCell(outcome, t), tonnes(outcome.firstIn?[t]), tonnes(outcome.lastOut?[t]), money(outcome.capital),
          money(outcome.netPresentCost),
          .number(outcome.costPerTonneOfOneYear, decimals: 0), .number(outcome.netPresentCostPerTonne, decimals: 0),
        ])
    }
    let columns: [TextTable.Column] = [
      .init(wording.text("measures.effect"), unit: emissionUnit), .init(wording.text("measures.first_in"), unit: emissionUnit),
      .init(wording.text("measures.last_out"), unit: emissionUnit), .init(wording.text("measures.capital"), unit: moneyUnit),
      .init(wording.text("measures.npv"), unit: moneyUnit), unitCostColumn(.oneYear), unitCostColumn(.netPresentCumulative),
    ]
    let capitals = first.measures.map(\.capital), netPresentCosts = first.measures.map(\.netPresentCost)
    let sums = sumOfEffects(
      t, [first],
      [
        nil, nil, moneySum(capitals, wording.text("measures.without_cost", missing(capitals))),
        moneySum(netPresentCosts, wording.text("measures.without_npv", missing(netPresentCosts))), nil, nil,
      ], &notes)
    return TextTable(
      title: wording.text("measures.detail_title", ["city": city, "scenario": scenarioName(first), "year": String(targetYear)]),
      rowHeading: wording.text("measure"), columns: columns, rows: rows + sums,
      footnotes: notes.footnotes)
  }

  /// Measures in plan order, each once.
  private var allListings: [MeasureListing] {
    var seen: Set<String> = []
    let widest = results.sorted { $0.measures.count > $1.measures.count }
    return widest.flatMap { $0.measures.map(\.listing) }.filter { seen.insert($0.id).inserted }
  }

  private func label(_ listing: MeasureListing, _ notes: inout FootnoteList) -> Cell {
    let kinds = results.flatMap { $0.kinds(ofMeasure: listing.id) }
    let cell = notes.marked(.text(listing.name.text(in: language)), kinds: kinds)
    return isSink(listing) ? notes.marked(cell, wording.text("footnote.sinks")) : cell
  }

  func isSink(_ listing: MeasureListing) -> Bool { listing.actsOn == "sink" || listing.actsOn == "offset" }

  /// The attributed effect; the class of a measure without a number; a dash where the scenario does not have it.
  private func effectCell(_ outcome: MeasureOutcome?, _ t: Int) -> Cell {
    guard let outcome else { return .blank }
    if let effect = outcome.effect { return tonnes(effect[t]) }
    return .text(wording.name(outcome.listing.effectClass.rawValue, in: "class") ?? outcome.listing.effectClass.rawValue)
  }

  /// Effects on emissions sum to forecast less baseline; sinks and offsets are not emissions and stay out.
  /// - Parameter money: of the columns after the effects; nil for a column without a sum.
  private func sumOfEffects(
    _ t: Int, _ results: [ScenarioResult], _ money: [MoneySum?], _ notes: inout FootnoteList
  ) -> [TextTable.Row] {
    let figures = results.map { result in result.measures.filter { !isSink($0.listing) }.compactMap { $0.effect?[t] } }
    var label = notes.marked(.text(wording.text("measures.sum")), wording.text("measures.note"))
    for note in money.compactMap({ $0?.note }) { label = notes.marked(label, note) }
    let sums = sumRows(
      label: label, figures: figures, totals: results.map { $0.total[t] - $0.baseline[t] },
      isRounded: money.contains { abs($0?.rounding ?? 0) > 1e-6 })
    return sums.map { row in
      TextTable.Row(
        row.label,
        row.cells
          + money.map { sum in
            guard let sum else { return .text("") }
            return row.kind == .total ? sum.cell : .number(sum.rounding, decimals: moneyDecimals)
          }, kind: row.kind)
    }
  }

  /// The sum of a column of money, with a note of the measures that are not in it, and what rounding of its rows adds or takes.
  private struct MoneySum {
    let cell: Cell
    let note: String?
    let rounding: Double
  }

  /// Nil where no amount is known: an unknown sum is not zero.
  private func moneySum(_ euros: [Double?], _ note: String) -> MoneySum? {
    let known = euros.compactMap { $0 }
    if known.isEmpty { return nil }
    func printed(_ euros: Double) -> Double { Double(NumberForm.plain(euros / moneyScale, decimals: moneyDecimals)) ?? 0 }
    let total = known.reduce(0, +)
    return MoneySum(
      cell: money(total), note: known.count < euros.count ? note : nil, rounding: printed(total) - known.reduce(0) { $0 + printed($1) })
  }

  private func missing(_ euros: [Double?]) -> [String: String] {
    ["count": String(euros.count { $0 == nil }), "all": String(euros.count)]
  }

  // MARK: Money

  /// `MEUR 2023`
  var moneyUnit: String {
    ([plan.moneyUnit.description] + [first.inputs.money.priceYear].compactMap { $0.map(String.init) }).joined(separator: " ")
  }

  private var costColumns: [TextTable.Column] {
    [.init(wording.text("measures.capital"), unit: moneyUnit), unitCostColumn(first.inputs.money.costPerTonne, of: results.last)]
  }

  /// - Parameter scenario: whose effects the cost is divided by, where the table has several.
  private func unitCostColumn(_ method: CostPerTonneMethod, of scenario: ScenarioResult? = nil) -> TextTable.Column {
    let name = wording.name(method.rawValue, in: "unit_cost") ?? method.rawValue
    return .init(([name] + [scenario].compactMap { $0.map(scenarioName) }).joined(separator: ", "), unit: "EUR/t")
  }

  private func unitCost(_ outcome: MeasureOutcome?) -> Cell {
    .number(outcome?.costPerTonne(first.inputs.money.costPerTonne), decimals: 0)
  }
}
