import Engine
import Uncertainty

extension RoadmapReport {
  /// How the scenarios differ on the same draws: a table each for the target year, all years and money; a row for every two scenarios.
  func comparisonTables(_ comparisons: [ScenarioComparison]) -> [TextTable] {
    guard let year = comparisons.first?.year else { return [] }
    let span = ["first": String(years[0]), "last": String(years[years.count - 1])]
    return [
      comparisonTable(comparisons, .emissions, wording.text("compare.emissions", ["year": String(year)]), emissionUnit, tonnesScale),
      comparisonTable(comparisons, .cumulative, wording.text("headline.cumulative", span), emissionUnit, tonnesScale),
      comparisonTable(comparisons, .netPresentCost, wording.text("compare.net_present_cost"), moneyUnit, moneyScale),
    ]
  }

  private func comparisonTable(
    _ comparisons: [ScenarioComparison], _ headline: Headline, _ figure: String, _ unit: String, _ scale: Double
  ) -> TextTable {
    var notes = FootnoteList(wording)
    let rows = comparisons.enumerated().map { i, comparison -> TextTable.Row in
      let paired = comparison.figure(headline)
      let whole = paired.difference.whole
      let pair = ["scenario": scenarioName(results[comparison.scenario]), "other": scenarioName(results[comparison.other])]
      var label = Cell.text(wording.text("compare.pair", pair))
      if i == 0 { for note in comparisonNotes(comparisons, headline) { label = notes.marked(label, note) } }
      let quantiles = [0.05, 0.5, 0.95].map { probability -> Cell in
        .number(comparison.probabilities.firstIndex(of: probability).map { whole.quantiles[$0] / scale }, decimals: 1)
      }
      return TextTable.Row(
        label,
        quantiles + [
          withError(whole.mean, whole.standardError, scale),
          .number(paired.independentStandardError / scale, decimals: decimals(ofError: paired.independentStandardError / scale)),
          whole.min == 0 && whole.max == 0 ? .text(wording.text("compare.identical")) : chance(paired.atMost),
        ])
    }
    let columns: [TextTable.Column] =
      ["P5", "P50", "P95"].map { .init($0, unit: unit) } + [
        .init(wording.text("compare.mean"), unit: unit), .init(wording.text("compare.independent"), unit: unit),
        .init(wording.text("compare.at_most"), unit: "%"),
      ]
    return TextTable(
      title: wording.text("compare.title", ["city": city, "figure": figure]), rowHeading: wording.text("compare.difference"),
      columns: columns, rows: rows, footnotes: notes.footnotes)
  }

  /// How to read the first table, what no money table counts, and where the halves of the draws disagree.
  private func comparisonNotes(_ comparisons: [ScenarioComparison], _ headline: Headline) -> [String] {
    let reading = headline == .emissions ? wording.text("compare.note") : nil
    return [reading, headline == .netPresentCost ? withoutCost : nil, unsettledWords(comparisons, headline)].compactMap { $0 }
  }

  private func unsettledWords(_ comparisons: [ScenarioComparison], _ headline: Headline) -> String? {
    let unsettled = comparisons.filter { !$0.figure(headline).isSettled }
    if unsettled.isEmpty { return nil }
    let pairs = unsettled.map { "\(scenarioName(results[$0.scenario])) − \(scenarioName(results[$0.other]))" }
    return wording.text(
      "ensemble.unsettled",
      [
        "figures": pairs.joined(separator: "; "),
        "draws": form.number(Double(comparisons[0].figure(headline).difference.whole.count), decimals: 0),
      ])
  }

  private func decimals(ofError error: Double) -> Int { error >= 0.05 || error == 0 ? 1 : error >= 0.005 ? 2 : 3 }
}
