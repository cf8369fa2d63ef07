import Emissions
import Engine
import Investments
import LabelledArrays
import Units

/// One figure for people: as the plan has it, with what was asked, and the difference.
package struct WhatIfRow: Encodable, Sendable {
  var id: String
  var label: String
  var unit: String
  var asPlanned: String
  var asAsked: String
  var change: String

  enum CodingKeys: String, CodingKey {
    case id, label, unit, change
    case asPlanned = "as_planned"
    case asAsked = "as_asked"
  }
}

/// The answer in words and number forms of a language.
struct WhatIfReport {
  let answer: WhatIfAnswer
  let wording: Wording
  let form: NumberForm
  private let roadmap: RoadmapReport

  init(_ answer: WhatIfAnswer, language: Language) {
    self.answer = answer
    wording = Wording(language)
    form = NumberForm(language)
    roadmap = RoadmapReport([answer.plan], language: language)
  }

  private var language: String { wording.language.rawValue }
  private var year: [String: String] { ["year": String(answer.year)] }

  /// One sentence or two: the emissions and the gap, beside the plan's.
  var summary: String {
    func spoken(_ tonnes: Double) -> String { emissions.number(tonnes) + "\u{A0}" + emissions.unit }
    let asked = spoken(answer.forecast(answer.asked)), planned = spoken(answer.forecast(answer.plan))
    guard let gap = answer.asked.target?.gap, let plannedGap = answer.plan.target?.gap else {
      return wording.text("whatif.summary_no_target", year.merging(["asked": asked, "planned": planned]) { $1 })
    }
    let verdict = answer.asked.target?.isMet == true ? wording.text("whatif.met") : wording.text("whatif.missed")
    let figures = ["asked": asked, "gap": spoken(gap), "planned": spoken(plannedGap), "verdict": verdict]
    return wording.text("whatif.summary", year.merging(figures) { $1 })
  }

  var rows: [WhatIfRow] {
    let plan = answer.plan, asked = answer.asked
    let span = ["first": String(plan.years[0]), "last": String(plan.years[plan.years.count - 1])]
    let effects: [WhatIfRow?] = [
      row("forecast", wording.text("whatif.forecast", year), emissions, answer.forecast(plan), answer.forecast(asked)),
      plan.target.flatMap {
        row("target", "\(wording.text("target")) \(answer.year)", emissions, $0.target.level, asked.target?.target.level)
      },
      row("gap", wording.text("gap"), emissions, plan.target?.gap, asked.target?.gap),
      row("cumulative", wording.text("headline.cumulative", span), emissions, plan.cumulative, asked.cumulative),
    ]
    let costs: [WhatIfRow?] = [
      row("capex_meur", wording.text("measures.capital"), money, capital(plan), capital(asked)),
      row("npv_meur", wording.text("measures.npv"), money, presentCost(plan), presentCost(asked)),
    ]
    let unitCosts = CostPerTonneMethod.allCases.map { method in
      row(
        "eur_per_t_\(method.rawValue)", wording.name(method.rawValue, in: "unit_cost") ?? method.rawValue, perTonne,
        answer.costPerTonne(plan, method), answer.costPerTonne(asked, method))
    }
    return (effects + costs + unitCosts + [room]).compactMap { $0 }
  }

  /// What the figures rest on: measures whose cost nobody knows, measures that cannot be carried so far, invented projects.
  var notes: [String] {
    let capitals = answer.asked.measures.map(\.capital)
    let missing = capitals.count { $0 == nil }
    let unknown = missing == 0 ? [] : [wording.text("measures.without_cost", ["count": String(missing), "all": String(capitals.count)])]
    let full = answer.plan.inputs.saturated(by: answer.question).map { wording.text("whatif.saturated", ["measure": measureName($0)]) }
    return unknown + full + capNotes
  }

  // MARK: The cap

  private var room: WhatIfRow? {
    guard let planned = answer.planCap, let asked = answer.askedCap, let investments = answer.investments else { return nil }
    let programme = name(ofProgramme: asked.programme.id, in: investments, wording)
    let unit = asked.limit.period == .total ? "MEUR" : wording.text("invest.per_year", ["unit": "MEUR"])
    return row(
      "room_meur", wording.text("whatif.room", ["programme": programme]), figures(1e6, decimals: 1, unit),
      planned.tightest?.room(planned.limit.sense),
      asked.tightest?.room(asked.limit.sense))
  }

  private var capNotes: [String] {
    guard let cap = answer.askedCap, let investments = answer.investments else { return [] }
    let kinds = Set(cap.programme.chosen.map { investments.projects[$0.project].kind }).filter { $0 >= .assumed }
    let programme = name(ofProgramme: cap.programme.id, in: investments, wording)
    return kinds.sorted().map { kind in
      let what = kind == .assumed ? wording.text("footnote.assumed") : wording.text("footnote.illustrative")
      return wording.text("whatif.rests_on", ["programme": programme, "note": what])
    }
  }

  // MARK: Figures in words

  /// How figures of a kind are written.
  private struct Figures {
    let unit: String
    let number: (Double) -> String
  }

  private func figures(_ scale: Double, decimals: Int, _ unit: String) -> Figures {
    Figures(unit: unit) { form.number($0 / scale, decimals: decimals) }
  }

  private var emissions: Figures {
    figures(answer.plan.inputs.plan.emissionUnit.factor, decimals: roadmap.emissionDecimals, roadmap.emissionUnit)
  }
  private var money: Figures { figures(answer.plan.inputs.plan.moneyUnit.factor, decimals: roadmap.moneyDecimals, roadmap.moneyUnit) }
  private var perTonne: Figures { figures(1, decimals: 0, "EUR/t") }

  private func row(_ id: String, _ label: String, _ figures: Figures, _ planned: Double?, _ asked: Double?) -> WhatIfRow? {
    if planned == nil, asked == nil { return nil }
    let change = planned.flatMap { planned in asked.map { $0 - planned } }
    let text = change.map(figures.number) ?? "–"
    return WhatIfRow(
      id: id, label: label, unit: figures.unit, asPlanned: planned.map(figures.number) ?? "–", asAsked: asked.map(figures.number) ?? "–",
      change: (change ?? 0) > 0 && text.contains(where: { ("1"..."9").contains($0) }) ? "+" + text : text)
  }

  /// What a measure does in the year of the answer, in `effectUnit`; a dash where it is not known.
  func effect(_ outcome: MeasureOutcome) -> String { answer.effect(outcome).map(emissions.number) ?? "–" }
  var effectUnit: String { emissions.unit }

  private func capital(_ result: ScenarioResult) -> Double? { sumOfKnown(result.measures.map(\.capital)) }
  private func presentCost(_ result: ScenarioResult) -> Double? { sumOfKnown(result.measures.map(\.netPresentCost)) }

  private func measureName(_ id: String) -> String {
    answer.plan.inputs.measures.first { $0.id == id }?.name.text(in: language) ?? id
  }
}
