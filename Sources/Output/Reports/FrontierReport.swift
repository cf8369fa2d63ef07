import Charts
import Engine
import Investments
import LabelledArrays

/// The best portfolio at each level of the cap: tonnes, zones and price side by side.
package struct FrontierReport: Sendable {
  let points: [FrontierPoint]
  let inputs: InvestmentInputs
  let objectives: [PortfolioObjective]
  let city: String
  let wording: Wording
  let form: NumberForm

  package init(
    _ points: [FrontierPoint], _ inputs: InvestmentInputs, objectives: [PortfolioObjective], city: LocalName, language: Language
  ) {
    self.points = points
    self.inputs = inputs
    self.objectives = objectives
    self.city = city.text(in: language.rawValue)
    wording = Wording(language)
    form = NumberForm(language)
  }

  private var plan: InvestmentPlan { inputs.plan }
  private var language: String { wording.language.rawValue }
  private var capName: String { plan.cap.map { inputs.limits[$0].name.text(in: language) } ?? "" }

  package func text(width: Int) -> String {
    [table, changes].compactMap { $0 }.map { $0.text(form, width: width) }.joined(separator: "\n")
  }

  package var table: TextTable {
    var notes = FootnoteList(wording)
    let rows = points.map { point -> TextTable.Row in
      let label = level(point)
      guard let outcome = point.outcome else {
        return .init(
          label,
          [.text(point.isOpen ? wording.text("frontier.open") : wording.text("problem.no_solution"))]
            + .init(repeating: .blank, count: 7 + plan.zoneColumns))
      }
      let kinds = outcome.programme.chosen.map { inputs.projects[$0.project].kind }.filter(\.isFootnoted)
      let shares = plan.cumulativeZoneShares(outcome.programme, plan.base)
      let used = plan.table(outcome.programme, by: .zone, plan.base).total.inProgramme / Double(plan.years.count)
      let zones = (0..<plan.zoneColumns).map { z in Cell.number(shares.map { $0[z] * 100 }, decimals: 1) }
      return .init(
        label,
        [
          notes.marked(.number(saved(outcome) / 1e3, decimals: savedDecimals), kinds: kinds),
          .text(outcome.solutions[0].gap.map { form.percent(ofShare: $0, decimals: 2) } ?? "–"), .number(used / 1e6, decimals: 1),
          .number(Double(outcome.programme.chosen.count), decimals: 0),
        ] + zones + [
          .number(plan.dwellings(outcome.programme).reduce(0, +), decimals: 0), price(point), .number(Double(outcome.rounds), decimals: 0),
          .text(wording.text(outcome.standsStill ? "yes" : "no")),
        ])
    }
    let zones = (0..<plan.zoneColumns).map {
      TextTable.Column(
        $0 == 0
          ? wording.text("invest.zone", ["zone": plan.layer.zones[0]])
          : wording.text("invest.zones", ["zones": plan.layer.cumulativeName(through: $0)]), unit: "%")
    }
    return TextTable(
      title: wording.text("frontier.title", ["city": city, "cap": capName]), rowHeading: wording.text("frontier.cap"),
      columns: [
        .init(wording.text("frontier.saved"), unit: wording.unit("kt CO2e")), .init(wording.text("problem.gap")),
        .init(wording.text("frontier.used"), unit: wording.text("invest.per_year", ["unit": "MEUR"])),
        .init(wording.text("frontier.projects")),
      ] + zones + [
        .init(wording.text("invest.dwellings_ready")),
        .init(wording.text("frontier.price"), unit: "\(wording.unit(objectives[0].priceUnit)) / MEUR"),
        .init(wording.text("portfolio.rounds")),
        .init(wording.text("frontier.still")),
      ], rows: rows, footnotes: notes.footnotes)
  }

  /// What joins and leaves the portfolio from one cap to the next, by name.
  package var changes: TextTable? {
    let solved = points.compactMap { point in point.outcome.map { (level(point), $0.programme) } }
    let rows = zip(solved, solved.dropFirst()).map { before, after -> TextTable.Row in
      let joined = plan.projects.indices.filter { before.1.starts[$0] == nil && after.1.starts[$0] != nil }
      let left = plan.projects.indices.filter { before.1.starts[$0] != nil && after.1.starts[$0] == nil }
      let moved = plan.projects.indices.filter { p in
        before.1.starts[p] != after.1.starts[p] && !joined.contains(p) && !left.contains(p)
      }
      return .init(
        "\(before.0) → \(after.0)",
        [.text(names(joined)), .text(names(left)), .number(Double(moved.count), decimals: 0)])
    }
    if rows.isEmpty { return nil }
    return TextTable(
      title: wording.text("frontier.changes"), rowHeading: wording.text("frontier.cap"),
      columns: [.init(wording.text("frontier.joined")), .init(wording.text("frontier.left")), .init(wording.text("frontier.moved"))],
      rows: rows)
  }

  private func names(_ projects: [Int]) -> String {
    let shown = projects.prefix(4).map { inputs.projects[$0].name.text(in: language) }
    let rest = projects.count - shown.count
    return projects.isEmpty
      ? "–" : shown.joined(separator: "; ") + (rest > 0 ? "; " + wording.text("frontier.and_more", ["count": String(rest)]) : "")
  }

  // MARK: Figures of a column share their decimals

  private func level(_ point: FrontierPoint) -> String { form.number(point.level / 1e6, decimals: levelDecimals) }

  /// The fewest that tell all levels.
  private var levelDecimals: Int {
    (0..<3).first { decimals in
      points.allSatisfy { Double(NumberForm.plain($0.level / 1e6, decimals: decimals)) == $0.level / 1e6 }
    } ?? 3
  }

  /// Three digits of the largest.
  private func decimals(_ figures: [Double]) -> Int { printedDecimals(figures.map(abs).max() ?? 0) }
  private var savedDecimals: Int { decimals(points.compactMap { point in point.outcome.map { saved($0) / 1e3 } }) }

  /// Price of the cap when projects may be had in parts.
  private func price(_ point: FrontierPoint) -> Cell {
    partsPrice(point).map { .number($0, decimals: decimals(points.compactMap(partsPrice))) } ?? .blank
  }

  private func partsPrice(_ point: FrontierPoint) -> Double? {
    point.prices.first { $0.limit == plan.cap && $0.year == nil }?.prices.relaxed?.more.map { $0.price * objectives[0].priceScale }
  }

  private func saved(_ outcome: PortfolioOutcome) -> Double {
    let effect = outcome.effect
    if case .abatement(let year) = objectives[0], let t = effect.result.years.firstIndex(of: year) { return effect.abatement[t] }
    return zip(effect.result.years, effect.abatement).reduce(0) { plan.years.contains($1.0) ? $0 + $1.1 : $0 }
  }

  /// The picture as a file of its own.
  package var chart: String? { picture?.svg(id: "frontier", form: ChartForm(wording, form)) }

  /// Tonnes over the cap as one line; nil with fewer than two portfolios.
  var picture: FanChart? {
    let solved = points.compactMap { point in point.outcome.map { (point, $0) } }
    guard let first = solved.first, let last = solved.last, solved.count > 1 else { return nil }
    let values = solved.map { saved($0.1) / 1e3 }
    let ends = [
      "low": level(first.0), "high": level(last.0), "from": form.number(values[0], decimals: savedDecimals),
      "to": form.number(values[values.count - 1], decimals: savedDecimals),
    ]
    // From zero, a curve that moves by a few per cent would be a straight line; nothing is read off its height.
    let (least, most) = (values.min() ?? 0, values.max() ?? 0)
    let includesZero = least <= 0.5 * most || least == most
    let axis = includesZero ? "" : wording.text("frontier.not_from_zero")
    return FanChart(
      title: wording.text("frontier.chart", ends.merging(["city": city]) { $1 }), description: wording.text("frontier.chart_text", ends),
      x: ChartAxis(wording.text("frontier.cap")), y: ChartAxis(axis, unit: wording.unit("kt CO2e"), decimals: savedDecimals),
      positions: solved.map { $0.0.level / 1e6 },
      lines: [ChartLine(wording.text("frontier.saved"), values, marker: .circle)], includesZero: includesZero)
  }
}

extension InvestmentPlan {
  /// Zones I, I-II and I-III have a column each.
  fileprivate var zoneColumns: Int { min(3, layer.zones.count) }
}
