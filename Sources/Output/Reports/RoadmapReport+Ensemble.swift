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
    let rows: [TextTable.Row] = [
      .init("P5, \(targetYear)", outcomes.map { tonnes(quantile($0, 0.05)) }),
      .init("P50, \(targetYear)", outcomes.map { tonnes(quantile($0, 0.5)) }),
      .init("P95, \(targetYear)", outcomes.map { tonnes(quantile($0, 0.95)) }),
      .init(notes.marked(.text(wording.text("ensemble.probability")), about), probabilities),
      .init(wording.text("ensemble.shortfall"), outcomes.map { tonnes($0.target?.whole.shortfall.value) }),
      .init(wording.text("ensemble.overrun"), outcomes.map { tonnes($0.target?.whole.overrun?.value) }),
    ]
    return TextTable(
      title: wording.text("ensemble.title", ["city": city]), rowHeading: "", columns: scenarioColumns(unit: emissionUnit), rows: rows,
      footnotes: notes.footnotes)
  }
}
