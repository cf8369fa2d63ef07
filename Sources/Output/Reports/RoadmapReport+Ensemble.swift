import Engine
import Uncertainty

extension RoadmapReport {
  /// How surely: what draws of the plan's uncertain levers say of target, budgets and money, whether there are enough of them, and how
  /// the scenarios differ on the same draws.
  /// - Parameter outcomes: of the report's scenarios; none when nothing was drawn.
  package func ensembleTables(_ outcomes: [EnsembleOutcome], _ comparisons: [ScenarioComparison]) -> [TextTable] {
    if outcomes.isEmpty { return [] }
    return [bands(outcomes), moneyChances(outcomes), halves(outcomes)].compactMap { $0 } + comparisonTables(comparisons)
  }

  // MARK: Bands and probabilities

  private func bands(_ outcomes: [EnsembleOutcome]) -> TextTable {
    var notes = FootnoteList(wording)
    var rows = headlineFigures.map { figure in TextTable.Row(figure.label, outcomes.map(figure.whole)) }
    let about = wording.text(
      "ensemble.note",
      [
        "draws": form.number(Double(outcomes[0].request.draws), decimals: 0), "seed": String(outcomes[0].request.seed),
        "count": String(outcomes[0].parameters.count),
      ])
    var label = notes.marked(
      notes.marked(.text(wording.text("ensemble.probability")), about), kinds: results.flatMap(\.kindsOfBounds))
    for repair in results.flatMap(\.inputs.uncertain.repairs) { label = notes.marked(label, repair.note(wording, form)) }
    rows.append(.init(label, outcomes.map { chance($0.target.map { limit in HalfSampled { limit[$0].kept } }) }))
    rows.append(.init(wording.text("ensemble.shortfall"), outcomes.map { estimate($0.target?.whole.shortfall, tonnesScale) }))
    rows.append(.init(wording.text("ensemble.overrun"), outcomes.map { estimate($0.target?.whole.overrun, tonnesScale) }))
    if outcomes.contains(where: { $0.carbonBudget != nil }) {
      rows.append(
        .init(
          wording.text("ensemble.carbon_budget"),
          outcomes.map { chance($0.carbonBudget.map { limit in HalfSampled { limit[$0].kept } }) }))
      rows.append(
        .init(
          wording.text("ensemble.carbon_budget_shortfall"), outcomes.map { estimate($0.carbonBudget?.whole.shortfall, tonnesScale) }))
    }
    return TextTable(
      title: wording.text("ensemble.title", ["city": city]), rowHeading: "", columns: scenarioColumns(unit: emissionUnit), rows: rows,
      footnotes: notes.footnotes)
  }

  /// How surely each money limit is kept, and by how much it is not.
  private func moneyChances(_ outcomes: [EnsembleOutcome]) -> TextTable? {
    let limits = results.flatMap(\.inputs.moneyLimits).uniqued()
    if limits.isEmpty { return nil }
    var notes = FootnoteList(wording)
    let rows = limits.flatMap { limit -> [TextTable.Row] in
      let found = outcomes.map { outcome in outcome.money.first { $0.limit == limit } }
      return [
        .init(moneyLabel(limit, &notes), found.map { chance($0.map { found in HalfSampled { found.kept[$0].kept } }) }),
        .init(
          wording.text("ensemble.money_shortfall", ["unit": moneyUnit]), found.map { estimate($0?.kept.whole.shortfall, moneyScale) },
          indent: 1),
      ]
    }
    return TextTable(
      title: wording.text("ensemble.money_title", ["city": city]), rowHeading: wording.text("money.limit"),
      columns: scenarioColumns(unit: ""), rows: rows, footnotes: notes.footnotes)
  }

  /// The bands as `237.2 ± 0.1` and their halves as `237.1 / 237.3`.
  private struct HeadlineFigure {
    let label: String
    let whole: (EnsembleOutcome) -> Cell
    let halves: (EnsembleOutcome) -> Cell
  }

  private var headlineFigures: [HeadlineFigure] {
    let t = years.firstIndex(of: targetYear) ?? years.count - 1
    let span = "\(years[0])–\(years[years.count - 1])"
    return [("\(targetYear)", { $0.total[t] }), (span, { $0.cumulative })].flatMap {
      (name: String, row: @escaping (EnsembleOutcome) -> HalfSampled<OutputSummary>) in
      [("P5", 0.05), ("P50", 0.5), ("P95", 0.95)].map { quantile, probability in
        func figure(_ outcome: EnsembleOutcome, _ cell: (Int, HalfSampled<OutputSummary>) -> Cell) -> Cell {
          outcome.probabilities.firstIndex(of: probability).map { cell($0, row(outcome)) } ?? .blank
        }
        return HeadlineFigure(label: "\(quantile), \(name)") { outcome in
          figure(outcome) { q, row in
            let error = row.agreement(ofQuantile: q, probabilities: outcome.probabilities, relativeError: outcome.quantileError)
            return withError(row.whole.quantiles[q], error.standardError, tonnesScale)
          }
        } halves: { outcome in
          figure(outcome) { q, row in
            let decimals = errorDecimals(row.whole.standardError(ofQuantile: q, probabilities: outcome.probabilities), tonnesScale)
            return .text(halfPair(row.even.quantiles[q], row.odd.quantiles[q], tonnesScale, decimals))
          }
        }
      }
    }
  }

  // MARK: Convergence

  /// The same figures from each half of the draws, and in words where they lie further apart than their error allows.
  private func halves(_ outcomes: [EnsembleOutcome]) -> TextTable {
    var notes = FootnoteList(wording)
    var rows = headlineFigures.map { figure in TextTable.Row(figure.label, outcomes.map(figure.halves)) }
    func chances(_ limit: HalfSampled<LimitSummary>?) -> Cell {
      guard let limit else { return .blank }
      return .text(halfPair(limit.even.kept.estimate, limit.odd.kept.estimate, 0.01, errorDecimals(limit.whole.kept.standardError, 0.01)))
    }
    rows.append(.init(wording.text("ensemble.probability"), outcomes.map { chances($0.target) }))
    rows.append(
      .init(
        wording.text("ensemble.shortfall"),
        outcomes.map { outcome in
          guard let limit = outcome.target else { return .blank }
          let decimals = errorDecimals(limit.whole.shortfall.standardError, tonnesScale)
          return .text(halfPair(limit.even.shortfall.value, limit.odd.shortfall.value, tonnesScale, decimals))
        }))
    if outcomes.contains(where: { $0.carbonBudget != nil }) {
      rows.append(.init(wording.text("ensemble.carbon_budget"), outcomes.map { chances($0.carbonBudget) }))
    }
    for limit in results.flatMap(\.inputs.moneyLimits).uniqued() {
      let name = limit.name.text(in: language)
      rows.append(
        .init(
          wording.text("ensemble.money_probability", ["limit": name]),
          outcomes.map { outcome in chances(outcome.money.first { $0.limit == limit }?.kept) }))
    }
    let first = notes.marked(rows[0].label, convergenceWords(outcomes))
    rows[0] = TextTable.Row(first, rows[0].cells)
    return TextTable(
      title: wording.text("ensemble.halves_title", ["city": city]), rowHeading: "", columns: scenarioColumns(unit: emissionUnit),
      rows: rows,
      footnotes: notes.footnotes)
  }

  private func convergenceWords(_ outcomes: [EnsembleOutcome]) -> String {
    let unsettled = zip(results, outcomes).flatMap { result, outcome in
      outcome.unsettled(result.inputs).map { words(of: $0.answer, result) }
    }
    if unsettled.isEmpty { return wording.text("ensemble.settled") }
    let draws = form.number(Double(outcomes[0].request.draws), decimals: 0)
    return wording.text("ensemble.unsettled", ["figures": unsettled.joined(separator: "; "), "draws": draws])
  }

  /// `P95 2030 (Carbon neutral Espoo 2030)`
  private func words(of answer: EnsembleOutcome.Answer, _ result: ScenarioResult) -> String {
    func spoken(_ figure: String) -> String {
      figure == "mean" ? wording.text("ensemble.mean") : figure.replacing("p0", with: "P").replacing("p", with: "P")
    }
    let what =
      switch answer {
      case .total(let figure, let year): "\(spoken(figure)) \(year)"
      case .cumulative(let figure): "\(spoken(figure)) \(years[0])–\(years[years.count - 1])"
      case .cost(let figure): "\(spoken(figure)), \(wording.text("compare.net_present_cost"))"
      case .target: wording.text("ensemble.probability")
      case .ceiling(let year): "\(wording.text("ensemble.ceiling_probability")) \(year)"
      case .carbonBudget: wording.text("ensemble.carbon_budget")
      case .money(let limit): wording.text("ensemble.money_probability", ["limit": limit.name.text(in: language)])
      }
    return "\(what) (\(scenarioName(result)))"
  }
}

// MARK: Figures with their Monte Carlo error

extension RoadmapReport {
  var tonnesScale: Double { plan.emissionUnit.factor }
  var moneyScale: Double { plan.moneyUnit.factor }

  /// `237.2 ± 0.1`
  func withError(_ value: Double, _ error: Double?, _ scale: Double) -> Cell {
    .estimate(value / scale, error: error.map { $0 / scale }, decimals: errorDecimals(error, scale))
  }

  func estimate(_ estimate: Estimate?, _ scale: Double) -> Cell {
    estimate.map { withError($0.value, $0.standardError, scale) } ?? .blank
  }

  /// A probability in percent. None or all of the draws is not certainty: the end of the 95 % interval says how near to it.
  func chance(_ kept: HalfSampled<Proportion>?) -> Cell {
    guard let kept = kept?.whole else { return .blank }
    if kept.successes == 0 { return .beyond(.below, 100 * kept.interval.upperBound, decimals: 3) }
    if kept.successes == kept.draws { return .beyond(.above, 100 * kept.interval.lowerBound, decimals: 3) }
    return withError(kept.estimate, kept.standardError, 0.01)
  }

  private func halfPair(_ even: Double, _ odd: Double, _ scale: Double, _ decimals: Int) -> String {
    "\(form.number(even / scale, decimals: decimals)) / \(form.number(odd / scale, decimals: decimals))"
  }

  /// One decimal, or as many as the error's first digit needs.
  private func errorDecimals(_ error: Double?, _ scale: Double) -> Int {
    guard let error, error > 0 else { return 1 }
    var decimals = 1
    var unit = 0.05
    while error / scale < unit, decimals < 4 { (decimals, unit) = (decimals + 1, unit / 10) }
    return decimals
  }
}

extension Sequence where Element: Hashable {
  /// Each element once, in the order of its first place.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
