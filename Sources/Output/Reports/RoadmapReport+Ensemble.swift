import Engine
import Uncertainty

extension RoadmapReport {
  /// How surely: the band of the target year and the probability of keeping the target, from the plan's uncertain levers.
  package func ensembleTable(_ outcomes: [EnsembleOutcome]) -> TextTable {
    let t = years.firstIndex(of: targetYear) ?? years.count - 1
    func quantile(_ outcome: EnsembleOutcome, _ probability: Double) -> Double? {
      outcome.probabilities.firstIndex(of: probability).map { outcome.total[t].whole.quantiles[$0] }
    }
    var notes = FootnoteList(wording)
    let probabilities = outcomes.map { outcome -> Cell in
      guard let kept = outcome.target?.whole.kept else { return .blank }
      // None or all of the draws is not certainty: the end of the 95 % interval says how near to it.
      if kept.successes == 0 { return .text("< \(form.number(100 * kept.interval.upperBound, decimals: 3))") }
      if kept.successes == kept.draws { return .text("> \(form.number(100 * kept.interval.lowerBound, decimals: 3))") }
      let error = form.number(100 * kept.standardError, decimals: 1)
      return .text("\(form.number(100 * kept.estimate, decimals: 1)) ± \(error)")
    }
    let request = outcomes[0].request
    let about = wording.text(
      "ensemble.note",
      [
        "draws": form.number(Double(request.draws), decimals: 0), "seed": String(request.seed),
        "count": String(outcomes[0].parameters.count),
      ])
    var label = notes.marked(
      notes.marked(.text(wording.text("ensemble.probability")), about), kinds: results.flatMap(\.kindsOfBounds))
    for repair in results.flatMap(\.inputs.uncertain.repairs) { label = notes.marked(label, repair.note(wording, form)) }
    let rows: [TextTable.Row] = [
      .init("P5, \(targetYear)", outcomes.map { tonnes(quantile($0, 0.05)) }),
      .init("P50, \(targetYear)", outcomes.map { tonnes(quantile($0, 0.5)) }),
      .init("P95, \(targetYear)", outcomes.map { tonnes(quantile($0, 0.95)) }),
      .init(label, probabilities),
      .init(wording.text("ensemble.shortfall"), outcomes.map { tonnes($0.target?.whole.shortfall.value) }),
      .init(wording.text("ensemble.overrun"), outcomes.map { tonnes($0.target?.whole.overrun?.value) }),
    ]
    return TextTable(
      title: wording.text("ensemble.title", ["city": city]), rowHeading: "", columns: scenarioColumns(unit: emissionUnit), rows: rows,
      footnotes: notes.footnotes)
  }
}
