import ClimateBudgets
import Emissions
import Datasets
import Engine
import Investments
import LabelledArrays
import Scenarios
import Spreadsheets

/// A climate budget in one language: its tables with names, headings and notes.
package struct BudgetReport: Sendable {
  let budget: ClimateBudget
  let inputs: ScenarioInputs
  let investments: InvestmentInputs?
  let sources: [String: Source]
  let wording: Wording
  package let form: NumberForm

  /// - Parameter sources: of the plan, by id.
  package init(_ budget: ClimateBudget, _ scenario: PlannedScenario, sources: [String: Source], language: Language) {
    self.budget = budget
    inputs = scenario.inputs
    investments = scenario.investments
    self.sources = sources
    wording = Wording(language)
    form = NumberForm(language)
  }

  var language: String { wording.language.rawValue }
  var basis: BudgetBasis { budget.basis }

  /// `Espoo: climate budget 2025`
  package var title: String { wording.text("budget.title", ["city": inputs.plan.name.text(in: language), "year": String(basis.year)]) }

  /// The tables asked for by letter, in their order; D brings the investment programme with it, F the measures' follow-up.
  package func tables(_ names: Set<String>) -> [TextTable] {
    budget.tables.filter { names.contains(String($0.name.rawValue.prefix(1))) && !($0.rows.isEmpty && $0.name.rawValue.count > 1) }.map(
      textTable)
  }

  // MARK: A table

  private func textTable(_ table: BudgetTable) -> TextTable {
    let kept = table.columns.indices.filter { !isEmpty($0, of: table) }
    var notes = FootnoteList(wording)
    let rows = table.rows.map { row in
      var text = TextTable.Row(
        label(row, &notes), kept.map { cell(row.cells[$0], table.columns[$0]) }, indent: row.indent, kind: row.isTotal ? .total : .plain)
      text.terms = row.terms.map { ($0.row, $0.sign) }
      text.summedColumns = Set(kept.indices.filter { table.columns[kept[$0]].isSummed })
      return text
    }
    // The name and base of a cap are long; the tonnes are to stand beside the euros.
    var text = TextTable(
      title: heading(of: table), rowHeading: rowHeading(of: table), labelWidth: table.name == .programme ? 40 : nil,
      columns: kept.map { column($0, of: table, kept: kept) }, rows: rows,
      footnotes: notes.footnotes)
    text.id = table.name.rawValue
    text.remarks = table.remarks.map(self.text)
    return text
  }

  /// Words that no row has are left out; figures that nobody knows are shown as unknown.
  private func isEmpty(_ column: Int, of table: BudgetTable) -> Bool {
    guard table.columns[column].unit == .words || table.columns[column].unit == .percent else { return false }
    return table.rows.allSatisfy { row in
      switch row.cells[column] {
      case .unknown, .none: true
      case .word(let label): label.family == "indicator" && name(label).isEmpty
      default: false
      }
    }
  }

  private func column(_ index: Int, of table: BudgetTable, kept: [Int]) -> TextTable.Column {
    let column = table.columns[index]
    let name = column.figure == .bridge ? "" : wording.name(column.figure.rawValue, in: "budget_column") ?? column.figure.rawValue
    let year = [column.year, column.through].compactMap { $0.map(String.init) }.joined(separator: "–")
    var text = TextTable.Column([name, year].filter { !$0.isEmpty }.joined(separator: " "), unit: unit(column.unit))
    text.vintage = column.vintage ?? ""
    text.startsBlock = column.startsBlock
    text.textWidth = column.unit == .words ? 22 : 11
    if let (a, b) = column.difference, let a = kept.firstIndex(of: a), let b = kept.firstIndex(of: b) { text.difference = (a, b) }
    return text
  }

  private func unit(_ unit: BudgetTable.Unit) -> String {
    switch unit {
    case .emissions: wording.unit(basis.emissions.unit >= 1000 ? "kt CO2e" : "t CO2e")
    case .money:
      basis.money.unit >= 1e6 ? wording.text("unit.meur") : basis.money.unit >= 1000 ? wording.text("unit.keur") : wording.text("unit.eur")
    case .percent: "%"
    case .eurosPerTonne: wording.text("unit.eur_per_t")
    case .words: ""
    }
  }

  private func cell(_ cell: BudgetCell, _ column: BudgetTable.Column) -> Cell {
    switch cell {
    case .printed(let steps): .number(PrintGrid.printed(steps, decimals: column.decimals), decimals: column.decimals)
    case .percent(let percent): .number(percent, decimals: 1)
    case .unknown: .blank
    case .none: .text("")
    case .text(let text): .text(text)
    case .word(let label): .text(name(label))
    }
  }

  private func label(_ row: BudgetTable.Row, _ notes: inout FootnoteList) -> Cell {
    let cell = notes.marked(.text(name(row.label)), kinds: row.kinds)
    return row.notes.reduce(cell) { notes.marked($0, text($1)) }
  }

  // MARK: Words

  private func heading(of table: BudgetTable) -> String {
    let values = ["city": inputs.plan.name.text(in: language), "year": String(basis.year)]
    let closed = ["city": inputs.plan.name.text(in: language), "year": String(basis.closed?.year ?? basis.year - 2)]
    switch table.name {
    case .emissions: return wording.text("budget.title_a", values)
    case .measures: return wording.text("budget.title_b", values)
    case .money: return wording.text("budget.title_c", values)
    case .zones: return wording.text("budget.title_d", values)
    case .programme: return wording.text("budget.title_d2", values.merging(["programme": programmeName]) { $1 })
    case .bridge: return wording.text("budget.title_e", values)
    case .followUp: return wording.text("budget.title_f", closed)
    case .measureFollowUp: return wording.text("budget.title_f2", closed)
    }
  }

  private func rowHeading(of table: BudgetTable) -> String {
    switch table.name {
    case .emissions, .followUp: wording.text("sector")
    case .measures, .measureFollowUp: wording.text("measure")
    case .money: wording.text("budget.unit")
    case .zones, .programme: wording.text("budget.zone")
    case .bridge: ""
    }
  }

  private func name(_ label: BudgetTable.Label) -> String {
    let member = label.member
    switch label.family {
    case "sector": return sectorName(member)
    case "measure": return inputs.measures.first { $0.id == member }?.name.text(in: language) ?? member
    case "unit": return inputs.budget?.unitNames[member]?.text(in: language) ?? member
    case "indicator": return inputs.budget?.indicators[member]?.text(in: language) ?? ""
    case "budget_row": return wording.name(member, in: "budget_row") ?? member
    case "effects_of": return wording.name(member, in: "effects_of") ?? member
    case "status": return wording.name(member, in: "status") ?? member
    case "class": return wording.name(member, in: "class") ?? member
    case "body": return wording.name(member, in: "body") ?? member
    case "purpose": return wording.name(member, in: "purpose") ?? member
    case "cause": return wording.name(member, in: "cause") ?? member
    case "zone": return zoneName(member)
    case "cap": return wording.text("budget.cap", ["name": capName(member), "base": capBase])
    default: return moneyName(label)
    }
  }

  private func zoneName(_ id: String) -> String {
    switch id {
    case cityWideLabel: wording.text("invest.city_wide")
    case unlocatedLabel: wording.text("budget.unlocated")
    default: wording.text("budget.zone_name", ["zone": id])
    }
  }

  private var programmeName: String {
    guard let investments, let id = basis.programme?.id else { return "" }
    return Reports.name(ofProgramme: id, in: investments, wording)
  }

  private func capName(_ id: String) -> String {
    guard let investments, let l = investments.plan.limits.firstIndex(where: { $0.id == id }) else { return id }
    return investments.limits[l].name.text(in: language)
  }

  /// What the cap and the programme count, in words.
  private var capBase: String { investments.map { spoken($0.capBase, wording) } ?? "" }

  /// `money_city` of `operating`: operating money, city.
  private func moneyName(_ label: BudgetTable.Label) -> String {
    let kind = wording.name(label.member, in: "flow") ?? label.member
    if label.family == "money_all" { return wording.text("budget.money_all", ["flow": kind]) }
    let parts = label.family.split(separator: "_")
    let body = wording.name(String(parts.last ?? ""), in: "body") ?? ""
    return parts.first == "share"
      ? wording.text("budget.share_of", ["flow": kind, "body": body]) : wording.text("budget.money_of", ["flow": kind, "body": body])
  }

  private func sectorName(_ id: String) -> String {
    guard let s = inputs.model.sectors.firstIndex(where: { $0.id == id }) else { return id }
    let own = inputs.sectorNames[s]
    return own.texts[language] ?? wording.name(id, in: "sector") ?? own.text(in: language)
  }

  private func text(_ note: BudgetNote) -> String {
    switch note {
    case .assumedSplit: wording.text("budget.note_assumed_split")
    case .draws(let draws, let seed):
      wording.text(
        "budget.note_draws",
        [
          "draws": form.number(Double(draws), decimals: 0), "seed": String(seed), "count": String(inputs.uncertain.parameters.count),
        ])
    case .effectDraws(let draws): wording.text("budget.note_effect_draws", ["draws": form.number(Double(draws), decimals: 0)])
    case .largestRemainder: wording.text("budget.note_rounding")
    case .statedEffects(let year): wording.text("budget.note_stated", ["year": year.map(String.init) ?? "–"])
    case .costPerTonne: wording.text("budget.note_cost_per_tonne")
    case .attributed: wording.text("budget.note_attributed")
    case .packageOfMeasures: wording.text("budget.note_package")
    case .carriedOver: wording.text("budget.note_carried_over")
    case .ceilingSaved(let vintage, let restated, let follows):
      follows
        ? wording.text("budget.note_ceiling_follows", ["vintage": vintage, "restated": restated])
        : wording.text("budget.note_ceiling_saved", ["vintage": vintage, "restated": restated])
    case .onlyTotal: wording.text("budget.note_only_total")
    case .unknownMoney: wording.text("budget.note_unknown")
    case .bodies: wording.text("budget.note_bodies")
    case .programme(let priceYear):
      wording.text(
        "budget.note_programme",
        ["year": String(priceYear), "base": capBase, "layer": investments.map { String($0.plan.layer.year) } ?? "–"])
    case .twoSets: wording.text("budget.note_two_sets")
    case .capBaseAssumed: wording.text("invest.base_assumed")
    case .capIsMean: wording.text("budget.note_cap_mean")
    case .tonnesByZone: wording.text("budget.note_tonnes_by_zone")
    case .zonesUnknown: wording.text("budget.note_zones")
    case .noFollowUp: wording.text("budget.note_no_follow_up")
    case .own(let standing): standing == "final" ? wording.text("budget.note_final") : wording.text("budget.note_preliminary")
    }
  }
}
