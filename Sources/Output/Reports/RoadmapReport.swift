import Emissions
import Engine
import LabelledArrays
import Units

/// The roadmap of a city for people: does it reach the target, where do emissions go, what does each measure do and cost.
///
/// The scenarios of one plan side by side; with a single scenario also first-in, last-out and net present cost of each measure.
package struct RoadmapReport: Sendable {
  let results: [ScenarioResult]
  let wording: Wording
  let form: NumberForm

  /// - Parameter results: scenarios of one plan, at least one.
  package init(_ results: [ScenarioResult], language: Language) {
    precondition(!results.isEmpty, "a report has at least one scenario")
    self.results = results
    wording = Wording(language)
    form = NumberForm(language)
  }

  package var tables: [TextTable] {
    [headline, totals] + sectorYears.map { sectors(in: $0) }
      + [results.count == 1 ? measureDetail : measures, moneyLimits].compactMap { $0 }
  }

  /// All tables as plain text.
  package func text(width: Int) -> String {
    (tables.map { $0.text(form, width: width) } + notes(width: width)).joined(separator: "\n")
  }

  /// Why the scenarios are what they are, in the plan's own words; a paragraph each.
  private func notes(width: Int) -> [String] {
    results.compactMap { result in
      guard let note = result.inputs.note else { return nil }
      let text = wording.text("scenario.note", ["scenario": scenarioName(result), "note": note])
      return wrappedLines(text, width: width).map { $0 + "\n" }.joined()
    }
  }

  // MARK: What all tables share

  var first: ScenarioResult { results[0] }
  var plan: PlanIdentity { first.inputs.plan }
  var language: String { wording.language.rawValue }
  var city: String { plan.name.text(in: language) }
  var years: [Int] { first.years }
  /// The year that the scenarios are compared in: the first target's, or the horizon.
  var targetYear: Int { results.lazy.compactMap { $0.target?.target.year }.first ?? years[years.count - 1] }

  /// `kt CO2-ekv`
  var emissionUnit: String { wording.unit(String(plan.emissionUnit.description.prefix { $0 != "/" })) }
  var emissionDecimals: Int { plan.emissionUnit.factor >= 1000 ? 1 : 0 }
  var moneyDecimals: Int { plan.moneyUnit.factor >= 1000 ? 1 : 0 }

  func tonnes(_ tonnes: Double?) -> Cell { .number(tonnes.map(inPlanUnit), decimals: emissionDecimals) }
  func money(_ euros: Double?) -> Cell { .number(euros.map { $0 / plan.moneyUnit.factor }, decimals: moneyDecimals) }
  func inPlanUnit(_ tonnes: Double) -> Double { tonnes / plan.emissionUnit.factor }

  func scenarioName(_ result: ScenarioResult) -> String { result.inputs.name.text(in: language) }
  func scenarioColumns(unit: String) -> [TextTable.Column] { results.map { .init(scenarioName($0), unit: unit) } }

  func sectorName(_ s: Int) -> String {
    let id = first.inputs.model.sectors[s].id
    let own = first.inputs.sectorNames[s]
    return own.texts[language] ?? wording.name(id, in: "sector") ?? own.text(in: language)
  }

  // MARK: Headline and totals

  package var headline: TextTable {
    let t = years.firstIndex(of: targetYear) ?? years.count - 1
    var rows: [TextTable.Row] = [
      .init("\(wording.text("baseline")) \(targetYear)", results.map { tonnes($0.baseline[t]) }),
      .init("\(wording.text("forecast")) \(targetYear)", results.map { tonnes($0.total[t]) }),
      .init("\(wording.text("target")) \(targetYear)", results.map { tonnes($0.target?.target.level) }),
      .init(wording.text("gap"), results.map { tonnes($0.target?.gap) }),
      .init(wording.text("headline.met"), results.map { yesOrNo($0.target?.isMet) }),
    ]
    if let base = plan.baseLevel {
      let change = results.map { Cell.number(100 * ($0.total[t] / base - 1), decimals: 0) }
      rows.append(.init(wording.text("headline.reduction", ["year": String(plan.baseYear)]), change))
    }
    let span = ["first": String(years[0]), "last": String(years[years.count - 1])]
    rows.append(.init(wording.text("headline.cumulative", span), results.map { tonnes($0.cumulative) }))
    if results.contains(where: { $0.carbonBudgetGap != nil }) {
      rows.append(.init(wording.text("headline.carbon_budget"), results.map { tonnes($0.carbonBudgetGap) }))
    }
    let (neutral, footnotes) = neutralRow
    rows.append(neutral)
    return TextTable(
      title: wording.text("headline.title", ["city": city]), rowHeading: "", columns: scenarioColumns(unit: emissionUnit), rows: rows,
      footnotes: footnotes)
  }

  /// The year of neutrality, with what it rests on.
  private var neutralRow: (TextTable.Row, [TextTable.Footnote]) {
    var notes: [String] = []
    let cells = results.map { result -> Cell in
      guard let target = result.target else { return .blank }
      guard let year = target.neutralYear else {
        return .text(wording.text("not_within_horizon", ["year": String(years[years.count - 1])]))
      }
      guard let residual = target.target.residual else { return .year(year) }
      let amount = form.quantity(inPlanUnit(residual), decimals: emissionDecimals, unit: emissionUnit)
      let note = wording.text("footnote.neutral", ["amount": amount])
      if !notes.contains(note) { notes.append(note) }
      return Cell.year(year).marked((notes.firstIndex(of: note) ?? 0) + 1)
    }
    return (.init(wording.text("headline.neutral_year"), cells), notes.enumerated().map { .init($0.offset + 1, $0.element) })
  }

  private func yesOrNo(_ answer: Bool?) -> Cell {
    answer.map { .text($0 ? wording.text("yes") : wording.text("no")) } ?? .blank
  }

  /// Total of every year beside the ceiling: one column where the scenarios share it, otherwise one for each.
  var totals: TextTable {
    let isShared = results.allSatisfy { $0.ceiling == first.ceiling }
    let ceilings = (isShared ? [first] : results).filter { $0.ceiling.contains { $0 != nil } }
    let heads = ceilings.map { result in
      wording.text("emission_ceiling") + (isShared ? "" : ", \(scenarioName(result))")
    }
    let rows = years.enumerated().map { t, year in
      TextTable.Row(.year(year), results.map { tonnes($0.total[t]) } + ceilings.map { tonnes($0.ceiling[t]) })
    }
    return TextTable(
      title: wording.text("totals.title", ["city": city]), rowHeading: wording.text("year"),
      columns: scenarioColumns(unit: emissionUnit) + heads.map { .init($0, unit: emissionUnit) }, rows: rows)
  }

  // MARK: Sectors

  /// The target year and the horizon.
  private var sectorYears: [Int] { Array(Set([targetYear, years[years.count - 1]])).sorted() }

  func sectors(in year: Int) -> TextTable {
    let t = years.firstIndex(of: year) ?? 0
    var columns = scenarioColumns(unit: emissionUnit)
    var figures = results.map { result in result.inputs.model.sectors.map { result.sectors[$0.id, String(year)] ?? 0 } }
    var totals = results.map { $0.total[t] }
    if let calibration = first.calibration {
      columns.insert(.init(wording.text("inventory_column", ["year": String(calibration.year)]), unit: emissionUnit), at: 0)
      figures.insert(calibration.inventory, at: 0)
      totals.insert(calibration.inventory.reduce(0, +), at: 0)
    }
    var notes = FootnoteList(wording)
    let rows = first.inputs.model.sectors.enumerated().map { s, sector in
      TextTable.Row(
        notes.marked(.text(sectorName(s)), kinds: results.flatMap { $0.kinds(ofSector: sector.id) }), figures.map { tonnes($0[s]) })
    }
    return TextTable(
      title: wording.text("sectors.title", ["city": city, "year": String(year)]), rowHeading: wording.text("sector"), columns: columns,
      rows: rows + sumRows(label: .text(wording.text("total")), figures: figures, totals: totals), footnotes: notes.footnotes)
  }

  /// The total row, after it has been checked against its rows, and a row for what rounding adds or takes.
  /// - Parameter isRounded: whether other columns of the table need that row.
  func sumRows(label: Cell, figures: [[Double]], totals: [Double], isRounded: Bool = false) -> [TextTable.Row] {
    let rounding = zip(figures, totals).map { rows, total -> Double in
      let sum = rows.reduce(0, +)
      precondition(abs(sum - total) <= 1e-9 * max(1, abs(total)), "the total \(total) is not the sum of its rows, \(sum)")
      return printed(total) - rows.reduce(0) { $0 + printed($1) }
    }
    let total = TextTable.Row(label, totals.map { tonnes($0) }, kind: .total)
    let isEven = !isRounded && rounding.allSatisfy { abs($0) < 1e-6 }
    return (isEven ? [] : [.init(wording.text("rounding"), rounding.map { .number($0, decimals: emissionDecimals) })]) + [total]
  }

  /// The figure as it stands in a table, in the plan's unit.
  private func printed(_ tonnes: Double) -> Double { Double(NumberForm.plain(inPlanUnit(tonnes), decimals: emissionDecimals)) ?? 0 }
}

extension ScenarioResult {
  /// Kinds of figures behind a sector that a table must mark.
  fileprivate func kinds(ofSector id: String) -> [ProvenanceKind] { kinds(under: "sectors.\(id).") }

  /// Kinds of figures behind a measure that a table must mark.
  func kinds(ofMeasure id: String) -> [ProvenanceKind] { kinds(under: "measures.\(id).") }

  /// Kinds of figures behind the bounds of what is drawn that a table must mark.
  var kindsOfBounds: [ProvenanceKind] { inputs.footnoted.filter(\.isOfDraws).map(\.kind) }

  /// Of a run without draws, which no bound reaches.
  private func kinds(under prefix: String) -> [ProvenanceKind] {
    inputs.footnoted.filter { $0.key.hasPrefix(prefix) && !$0.isOfDraws }.map(\.kind)
  }
}

/// Footnotes of one table, numbered as their marks first appear.
struct FootnoteList {
  private let wording: Wording
  private var texts: [String] = []

  init(_ wording: Wording) { self.wording = wording }

  var footnotes: [TextTable.Footnote] { texts.enumerated().map { .init($0.offset + 1, $0.element) } }

  /// The cell with a mark for each kind of figure that must be told.
  mutating func marked(_ cell: Cell, kinds: some Sequence<ProvenanceKind>) -> Cell {
    if cell.content == .blank { return cell }
    var marked = cell
    for kind in Set(kinds).sorted() {
      guard let text = text(of: kind) else { continue }
      marked = self.marked(marked, text)
    }
    return marked
  }

  mutating func marked(_ cell: Cell, _ text: String) -> Cell {
    if !texts.contains(text) { texts.append(text) }
    return cell.marked((texts.firstIndex(of: text) ?? 0) + 1)
  }

  private func text(of kind: ProvenanceKind) -> String? {
    switch kind {
    case .calibrated: wording.text("footnote.calibrated")
    case .assumed: wording.text("footnote.assumed")
    case .illustrative: wording.text("footnote.illustrative")
    case .measured, .projected, .derived: nil
    }
  }
}
