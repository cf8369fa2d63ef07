import Emissions
import Engine
import Investments
import LabelledArrays
import Programmes
import Uncertainty

/// Alternatives of one city for people who must choose: side by side and as differences, how surely they differ, what one may regret, when
/// they part, and how firm the winner stands.
package struct AlternativesReport: Sendable {
  let comparison: AlternativesComparison
  /// Goals of the city with what was reported of them.
  let followUp: Programmes.FollowUp?
  let road: RoadmapReport
  let wording: Wording
  let form: NumberForm

  package init(_ comparison: AlternativesComparison, followUp: Programmes.FollowUp? = nil, language: Language) {
    self.comparison = comparison
    self.followUp = followUp
    road = RoadmapReport(comparison.alternatives.map(\.result), language: language)
    wording = Wording(language)
    form = NumberForm(language)
  }

  package var title: String { wording.text("alternatives.title", ["city": road.city]) }

  package var tables: [TextTable] {
    [sideBySide] + (comparison.draws.map { differences($0) + [regrets($0)] } ?? []) + [partings, scores].compactMap { $0 }
  }

  package func text(width: Int) -> String { tables.map { $0.text(form, width: width) }.joined(separator: "\n") }

  package var markdown: String { "## \(markdownEscaped(title))\n\n" + tables.map { $0.markdown(form) }.joined(separator: "\n") }

  package var html: String { htmlPage(tables, title: title, form: form) }

  // MARK: What the tables share

  var alternatives: [ComparedAlternative] { comparison.alternatives }
  func name(_ a: Int) -> String { road.scenarioName(alternatives[a].result) }
  private var columns: [TextTable.Column] { alternatives.indices.map { .init(name($0)) } }
  private var span: String { "\(comparison.years[0])–\(comparison.years[comparison.years.count - 1])" }

  private func pair(_ a: Int, _ b: Int) -> String { wording.text("compare.pair", ["scenario": name(a), "other": name(b)]) }

  // MARK: Side by side

  private var sideBySide: TextTable {
    var notes = FootnoteList(wording)
    let rows = comparison.figures.map { figure -> TextTable.Row in
      let scale = figureScale(figure)
      let values = alternatives.map { one in one.value(figure).map { $0 / scale.divisor } }
      // Differences of what is printed, so that a reader who works them out finds the same.
      let printed = values.map { value in value.flatMap { Double(NumberForm.plain($0, decimals: scale.decimals)) } }
      let differences = printed.dropFirst().map { value in value.flatMap { value in printed[0].map { value - $0 } } }
      let cells = zip(alternatives, values).map { one, value in
        notes.marked(.number(value, decimals: scale.decimals), kinds: figure.isOfProgramme ? one.kindsOfProgramme : [])
      }
      return .init(
        label(figure, unit: scale.unit, &notes), cells + differences.map { .number($0, decimals: scale.decimals) })
    }
    var table = TextTable(
      title: title, rowHeading: "", columns: columns + alternatives.indices.dropFirst().map { .init(pair($0, 0)) },
      rows: rows + [probability].compactMap { $0 }, footnotes: notes.footnotes)
    table.remarks = [wording.text("invest.blank")] + unknownMoney + dominance + searched + indicators
    return table
  }

  private var probability: TextTable.Row? {
    guard let draws = comparison.draws else { return nil }
    let kept = draws.outcomes.map { outcome in outcome.target.map { limit in HalfSampled { limit[$0].kept } } }
    let differences = kept.dropFirst().map { later in
      later.flatMap { later in kept[0].map { 100 * (later.whole.estimate - $0.whole.estimate) } }
    }
    return .init(wording.text("ensemble.probability"), kept.map(road.chance) + differences.map { .number($0, decimals: 1) })
  }

  private func label(_ figure: ComparedFigure, unit: String, _ notes: inout FootnoteList) -> Cell {
    let label = Cell.text(unit.isEmpty ? words(of: figure) : "\(words(of: figure)), \(unit)")
    switch figure {
    case .capital, .operating, .netPresentCost, .costPerTonne: return road.withoutCost.map { notes.marked(label, $0) } ?? label
    default: return label
    }
  }

  func words(of figure: ComparedFigure) -> String {
    let years = ["years": span]
    switch figure {
    case .emissions(let year): return wording.text("compare.emissions", ["year": String(year)])
    case .gap: return wording.text("gap")
    case .cumulative:
      return wording.text(
        "headline.cumulative", ["first": String(comparison.years[0]), "last": String(comparison.years[comparison.years.count - 1])])
    case .capital: return wording.text("alternatives.capital", years)
    case .operating: return wording.text("alternatives.operating", years)
    case .netPresentCost: return wording.text("compare.net_present_cost")
    case .costPerTonne: return wording.text("alternatives.cost_per_tonne")
    case .netInvestments: return wording.text("alternatives.net_investments", ["years": programmeYears])
    case .projectOperating: return wording.text("alternatives.project_operating", ["years": programmeYears])
    case .zoneShare(let zone):
      let zones = comparison.zones
      return wording.text("alternatives.zone_share", ["zones": zone == 0 ? zones[0] : "\(zones[0])–\(zones[zone])"])
    case .dwellings: return wording.text("alternatives.dwellings", ["years": programmeYears])
    case .loanStock: return wording.text("alternatives.loan_stock", ["year": String(programmeYears.suffix(4))])
    case .limitsBroken: return wording.text("alternatives.limits_broken")
    }
  }

  private var programmeYears: String {
    let years = alternatives.lazy.compactMap { $0.check?.plan.years }.first ?? comparison.years
    return "\(years[0])–\(years[years.count - 1])"
  }

  private func figureScale(_ figure: ComparedFigure) -> (divisor: Double, decimals: Int, unit: String) {
    switch figure {
    case .emissions, .gap, .cumulative: return (road.tonnesScale, road.emissionDecimals, road.emissionUnit)
    case .capital, .operating, .netPresentCost: return (road.moneyScale, road.moneyDecimals, road.moneyUnit)
    case .costPerTonne: return (1, 0, "EUR/t")
    case .netInvestments, .projectOperating, .loanStock: return (1e6, 1, "MEUR")
    case .zoneShare: return (0.01, 1, "%")
    case .dwellings, .limitsBroken: return (1, 0, "")
    }
  }

  private var unknownMoney: [String] {
    if comparison.isMoneyKnown { return [] }
    let names = alternatives.indices.filter { alternatives[$0].value(.netPresentCost) == nil }.map(name)
    return [wording.text("alternatives.money_unknown", ["names": names.joined(separator: ", ")])]
  }

  private var dominance: [String] {
    let pairs = alternatives.indices.flatMap { a in alternatives.indices.filter { comparison.dominates(a, $0) }.map { (a, $0) } }
    if pairs.isEmpty { return [wording.text("alternatives.none_dominates")] }
    return pairs.map { wording.text("alternatives.dominates", ["better": name($0), "worse": name($1)]) }
  }

  /// What is proven of portfolios that were searched for.
  private var searched: [String] {
    alternatives.indices.compactMap { a in
      alternatives[a].gap.map { gap in
        let shown = form.percent(ofShare: gap, decimals: 2)
        return wording.text("alternatives.searched", ["name": name(a), "gap": shown])
      }
    }
  }

  /// What has been reported of goals is of the past: one line says how it stands, the same for every alternative.
  private var indicators: [String] {
    guard let followUp else { return [] }
    let found = RollUp(followUp.judged(on: nil), by: .worst)
    let statuses = StatusCode.allCases.compactMap { code in
      found.counts[code].map { "\(wording.name(code.rawValue, in: "follow_up_status") ?? code.rawValue) \($0)" }
    }
    if statuses.isEmpty { return [] }
    return [wording.text("alternatives.indicators", ["count": String(found.total), "statuses": statuses.joined(separator: "; ")])]
  }

  // MARK: Regrets

  /// How surely they differ, a table for each headline figure that is known of all.
  private func differences(_ draws: SideBySideDraws) -> [TextTable] {
    zip(Headline.allCases, road.comparisonTables(draws.comparisons)).filter { comparison.headlines.contains($0.0) }.map(\.1)
  }

  private func regrets(_ draws: SideBySideDraws) -> TextTable {
    let headlines: [(Headline, ComparedFigure)] = [
      (.emissions, .emissions(year: comparison.year)), (.cumulative, .cumulative), (.netPresentCost, .netPresentCost),
    ]
    let rows = headlines.filter { comparison.headlines.contains($0.0) }.flatMap { headline, figure -> [TextTable.Row] in
      let scale = figureScale(figure), found = draws.regrets.map { $0[headline.rawValue] }
      let p95 = draws.outcomes[0].results.probabilities.firstIndex(of: 0.95)
      func cells(_ value: (OutputSummary) -> Double?) -> [Cell] {
        found.map { .number(value($0.regret.whole).map { $0 / scale.divisor }, decimals: scale.decimals) }
      }
      return [
        .init(wording.text("alternatives.best_chance", ["figure": words(of: figure)]), found.map { road.chance($0.best) }),
        .init(
          wording.text("alternatives.regret_mean", ["unit": scale.unit]),
          found.map { road.withError($0.regret.whole.mean, $0.regret.whole.standardError, scale.divisor) }, indent: 1),
        .init(wording.text("alternatives.regret_p95", ["unit": scale.unit]), cells { row in p95.map { row.quantiles[$0] } }, indent: 1),
        .init(wording.text("alternatives.regret_greatest", ["unit": scale.unit]), cells { $0.max }, indent: 1),
      ]
    }
    var table = TextTable(
      title: wording.text("alternatives.regret_title", ["city": road.city]), rowHeading: "", columns: columns, rows: rows)
    table.remarks = [
      wording.text(
        "alternatives.regret_note",
        [
          "draws": form.number(Double(draws.request.draws), decimals: 0), "seed": String(draws.request.seed),
        ])
    ]
    return table
  }

  // MARK: Parting

  private var partings: TextTable {
    let later = Array(alternatives.indices.dropFirst())
    func row(_ label: String, _ sector: String?, indent: Int) -> TextTable.Row {
      let cells = later.map { a -> Cell in
        comparison.firstYearApart(a, 0, sector: sector).map { .year($0) } ?? .text(wording.text("alternatives.never"))
      }
      return .init(label, cells, indent: indent)
    }
    let sectors = alternatives[0].inputs.model.sectors.enumerated().map { s, sector in row(road.sectorName(s), sector.id, indent: 1) }
    return TextTable(
      title: wording.text(
        "alternatives.apart_title",
        [
          "city": road.city,
          "step": form.quantity(comparison.step / road.tonnesScale, decimals: road.emissionDecimals, unit: road.emissionUnit),
        ]),
      rowHeading: wording.text("alternatives.first_year"), columns: later.map { .init(pair($0, 0)) },
      rows: [row(wording.text("total"), nil, indent: 0)] + sectors)
  }
}

extension ComparedFigure {
  var isOfProgramme: Bool {
    switch self {
    case .netInvestments, .projectOperating, .zoneShare, .dwellings, .loanStock, .limitsBroken: true
    default: false
    }
  }
}

extension ComparedAlternative {
  /// Kinds of its programme's projects that must be told.
  var kindsOfProgramme: Set<ProvenanceKind> {
    guard let check else { return [] }
    return Set(check.programme.chosen.map { check.inputs.projects[$0.project].kind }.filter { $0 >= .assumed })
  }
}

/// `Cap 250 MEUR`, as an alternative is named in one language.
package func capName(_ level: Double, _ language: Language) -> LocalName {
  let wording = Wording(language)
  let decimals = level / 1e6 == (level / 1e6).rounded() ? 0 : 1
  return LocalName([
    language.rawValue: wording.text("alternatives.cap", ["level": NumberForm(language).number(level / 1e6, decimals: decimals)])
  ])
}

/// As the plan names it, or the decided projects alone.
package func programmeName(_ id: String, of inputs: InvestmentInputs, _ language: Language) -> LocalName {
  let wording = Wording(language)
  if let i = inputs.plan.programmes.firstIndex(where: { $0.id == id }) { return inputs.programmeNames[i] }
  return LocalName([language.rawValue: wording.text("invest.committed")])
}
