import Engine
import Investments
import LabelledArrays

/// A programme for people: which limits it keeps, where and on what the money goes, who pays, and what is left in the purse.
package struct InvestmentReport: Sendable {
  let check: InvestmentCheck
  let city: String
  let wording: Wording
  let form: NumberForm

  package init(_ check: InvestmentCheck, city: LocalName, language: Language) {
    self.check = check
    self.city = city.text(in: language.rawValue)
    wording = Wording(language)
    form = NumberForm(language)
  }

  package var tables: [TextTable] {
    let flows: [MoneyBase.Flow] = [.net, .gross]
    return [limits, zoneShares, byYear, followUps].compactMap { $0 } + flows.map { money(by: .zone, $0) }
      + flows.map { money(by: .category, $0) } + [money(by: .funding, .gross), projects].compactMap { $0 }
  }

  /// All tables as plain text, and what must be said beside them.
  package func text(width: Int) -> String {
    let tables = self.tables.map { $0.text(form, width: width) }
    return (tables + [notes.flatMap { wrappedLines($0, width: width) }.map { $0 + "\n" }.joined()]).joined(separator: "\n")
  }

  // MARK: What all tables share

  var plan: InvestmentPlan { check.plan }
  var inputs: InvestmentInputs { check.inputs }
  var language: String { wording.language.rawValue }
  /// `MEUR 2025`
  var moneyUnit: String { "MEUR \(plan.priceYear)" }
  var heading: [String: String] { ["city": city, "programme": programmeName] }

  private var programmeName: String {
    Reports.name(ofProgramme: check.programme.id, in: inputs, wording)
  }

  func meur(_ euros: Double?) -> Cell { .number(euros.map { $0 / 1e6 }, decimals: 1) }
  func percent(_ share: Double?) -> Cell { .number(share.map { $0 * 100 }, decimals: 1) }

  func name(_ id: String) -> String { inputs.names[id]?.text(in: language) ?? id }

  /// Kinds of the programme's projects, of those that a row counts.
  func kinds(_ isCounted: (Project) -> Bool = { _ in true }) -> [ProvenanceKind] {
    check.programme.chosen.filter { isCounted(plan.projects[$0.project]) }.map { inputs.projects[$0.project].kind }
  }

  /// What a base counts, in words.
  func spoken(_ base: MoneyBase?) -> String {
    base.map { Reports.spoken($0, wording) } ?? ""
  }

  /// The part of the projects that a limit is on; nothing where it is on all.
  func spoken(_ scope: MoneyScope?) -> [String] {
    let categories = (scope?.categories ?? []).map(name).sorted()
    let few = categories.count > 2 ? [wording.text("invest.categories", ["count": String(categories.count)])] : categories
    let parts = few + (scope?.funds ?? []).sorted() + (scope?.units ?? []).sorted()
    let zones = scope?.zones.map { $0.sorted().map { plan.layer.zones[$0] } } ?? []
    return parts + zones
  }

  var notes: [String] {
    let blank = wording.text("invest.blank")
    if check.purse.isEmpty { return [blank] }
    return turnNote + [wording.text("invest.purse_note", ["first": String(plan.years[0]), "year": String(plan.priceYear)]), blank]
  }

  /// Whether the loan stock turns down by the year that the plan names.
  private var turnNote: [String] {
    guard let turn = plan.loanTurn(check.purse), let by = plan.finance?.turnDownBy else { return [] }
    let year = ["year": String(by)]
    switch turn {
    case .turned(let since): return [wording.text("invest.loan_turns", ["year": String(by), "since": String(since)])]
    case .stillGrows: return [wording.text("invest.loan_grows", year)]
    case .unknown: return [wording.text("invest.loan_unknown", year)]
    }
  }
}
