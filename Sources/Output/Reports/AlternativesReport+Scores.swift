import Engine
import Programmes

extension AlternativesReport {
  /// Points of each alternative by the stated weights, with the parts they are made of; nil without criteria.
  var scores: TextTable? {
    guard let weighed = comparison.weighed else { return nil }
    let rival = comparison.winner.flatMap { _ in weighed.nearestRival }
    let parts = weighed.alternatives.indices.map { a in weighed.parts(of: a).map { $0.map { $0 * 100 } } }
    let rows = weighed.criteria.indices.map { c -> TextTable.Row in
      let turning = rival.flatMap { rival in weighed.winner.flatMap { weighed.turningWeight(of: c, from: $0, to: rival.rival) } }
      let turns: Cell =
        turning.map { .number($0 * 100, decimals: 1) } ?? .text(comparison.winner == nil ? "" : wording.text("alternatives.never"))
      return .init(
        criterionName(weighed.criteria[c].id),
        [.number(weighed.weights[c] * 100, decimals: 1)] + parts.map { .number($0[c], decimals: 1) } + [turns])
    }
    let totals = weighed.alternatives.indices.map { a in weighed.score(of: a).map { $0 * 100 } }
    var table = TextTable(
      title: wording.text("alternatives.score_title", ["city": road.city]), rowHeading: wording.text("alternatives.criterion"),
      columns: [.init(wording.text("alternatives.weight"), unit: "%")] + alternatives.indices.map { .init(name($0)) } + [
        .init(wording.text("alternatives.turning_weight"), unit: "%")
      ],
      rows: rows + rounding(parts, totals) + [
        .init(
          wording.text("alternatives.score"), [.number(100, decimals: 1)] + totals.map { .number($0, decimals: 1) } + [.text("")],
          kind: .total)
      ])
    table.remarks = verdict(weighed, rival) + [wording.text("alternatives.score_note")]
    return table
  }

  /// A row for what rounding adds or takes; none where the printed parts add up.
  private func rounding(_ parts: [[Double?]], _ totals: [Double?]) -> [TextTable.Row] {
    func printed(_ value: Double) -> Double { Double(NumberForm.plain(value, decimals: 1)) ?? 0 }
    let rest = zip(parts, totals).map { parts, total in
      total.map { total in printed(total) - parts.compactMap { $0.map(printed) }.reduce(0, +) }
    }
    if rest.allSatisfy({ abs($0 ?? 0) < 1e-6 }) { return [] }
    return [.init(wording.text("rounding"), [.text("")] + rest.map { .number($0, decimals: 1) } + [.text("")])]
  }

  private func criterionName(_ id: String) -> String {
    comparison.figures.first { $0.id(zones: comparison.zones) == id }.map(words) ?? id
  }

  private func verdict(_ weighed: Comparison, _ rival: WeightShift?) -> [String] {
    let unknown = weighed.alternatives.indices.flatMap { a in
      weighed.criteria.indices.filter { weighed.alternatives[a].values[$0] == nil }.map { c in
        wording.text("alternatives.no_score", ["name": name(a), "criterion": criterionName(weighed.criteria[c].id)])
      }
    }
    guard let winner = comparison.winner else { return unknown }
    guard let rival else { return [wording.text("alternatives.firm", ["name": name(winner)])] + unknown }
    if rival.moved == 0 {
      return [wording.text("alternatives.level", ["name": name(winner), "rival": name(rival.rival)])] + unknown
    }
    let moved = form.percent(ofShare: rival.moved, decimals: 1)
    return [wording.text("alternatives.winner", ["name": name(winner), "moved": moved, "rival": name(rival.rival)])] + unknown
  }
}
