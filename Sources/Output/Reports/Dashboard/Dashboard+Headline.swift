import Engine
import Uncertainty

/// Will we make it, how surely, what is missing.
extension Dashboard {
  var headline: [PageBlock] {
    var tables = content.results.count > Self.mostSideBySide ? [] : [road.headline]
    tables += road.ensembleTables(Array(content.outcomes.prefix(Self.mostSideBySide)), []).prefix(1)
    return [.finding(verdict)] + [chance].compactMap { $0.map(PageBlock.finding) } + [.figures(keyFigures)]
      + notes(main.inputs.footnoted.filter { !$0.isOfDraws }.map(\.kind)) + shown(tables)
  }

  /// More scenarios than this are no longer read side by side.
  static let mostSideBySide = 8

  var verdict: String {
    guard let target = main.target else {
      return wording.text(
        "page.no_target", ["year": String(targetYear), "forecast": tonnes(main.total[targetIndex]), "scenario": road.scenarioName(main)])
    }
    let values = [
      "scenario": road.scenarioName(main), "year": String(target.target.year), "forecast": tonnes(target.forecast),
      "level": tonnes(target.target.level), "gap": tonnes(abs(target.gap)),
    ]
    return target.isMet ? wording.text("page.target_met", values) : wording.text("page.target_missed", values)
  }

  /// How surely, with what the draws are; nil when nothing was drawn.
  private var chance: String? {
    guard let outcome, let limit = outcome.target else { return nil }
    let quantiles = outcome.total[targetIndex].whole.quantiles, count = form.number(Double(outcome.request.draws), decimals: 0)
    return wording.text(
      "page.chance",
      [
        "chance": road.chance(HalfSampled { limit[$0].kept }).text(form), "draws": count, "low": tonnes(quantiles[0]),
        "high": tonnes(quantiles[quantiles.count - 1]), "year": String(targetYear),
      ])
  }

  private var keyFigures: [KeyFigure] {
    func tonnes(_ tonnes: Double, _ meaning: String) -> KeyFigure {
      .init(figure: form.number(road.inPlanUnit(tonnes), decimals: road.emissionDecimals), unit: road.emissionUnit, meaning: meaning)
    }
    var figures = [tonnes(main.total[targetIndex], wording.text("page.figure_forecast", ["year": String(targetYear)]))]
    if let target = main.target {
      figures.append(tonnes(target.target.level, wording.text("page.figure_target", ["year": String(target.target.year)])))
      figures.append(
        target.gap > 0
          ? tonnes(target.gap, wording.text("page.figure_missing")) : tonnes(-target.gap, wording.text("page.figure_room")))
    }
    if let limit = outcome?.target {
      let chance = road.chance(HalfSampled { limit[$0].kept }).text(form)
      figures.append(.init(figure: chance, unit: "%", meaning: wording.text("page.figure_chance")))
    }
    let known = main.measures.compactMap(\.capital)
    if !known.isEmpty {
      let counts = ["count": String(known.count), "all": String(main.measures.count)]
      let amount = form.number(known.reduce(0, +) / road.moneyScale, decimals: road.moneyDecimals)
      figures.append(.init(figure: amount, unit: road.moneyUnit, meaning: wording.text("page.figure_capital", counts)))
    }
    return figures
  }
}
