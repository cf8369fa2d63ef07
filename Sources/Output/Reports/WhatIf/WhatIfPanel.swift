import Emissions
import Engine
import Foundation
import Investments
import LabelledArrays

/// A part of a page: HTML with its style, and the one script that it holds, so that a server can allow that script and no other.
package struct PageFragment: Sendable {
  package var html: String
  package var script: String
}

/// The panel in which measures, the cap and the discount rate are moved; its script asks `POST /api/what-if` and shows the rows of the
/// answer. Without a script the figures of the plan are there to read.
///
/// - Parameters:
///   - result: the scenario as the plan has it.
///   - version: of the plan's files; the script reloads the page when the server has another.
package func whatIfPanel(_ result: ScenarioResult, investments: InvestmentInputs?, version: String, language: Language)
  throws(EngineError) -> PageFragment
{
  let answer = try WhatIfAnswer(WhatIf(), plan: result, investments: investments)
  let panel = WhatIfPanel(answer: answer, report: WhatIfReport(answer, language: language), wording: Wording(language))
  return PageFragment(html: panel.html(version: version), script: panelScript)
}

/// Shares of the plan that a measure may be carried out to, %.
private let adoptionPercent = (least: 0, most: 150, step: 5)

private let panelScript = String(decoding: PackageResources.what_if_js, as: UTF8.self)
private let panelStyle = String(decoding: PackageResources.what_if_css, as: UTF8.self)

private struct WhatIfPanel {
  let answer: WhatIfAnswer
  let report: WhatIfReport
  let wording: Wording

  private var result: ScenarioResult { answer.plan }
  private var language: String { wording.language.rawValue }

  func html(version: String) -> String {
    var notes = FootnoteList(wording)
    let measures = result.measures.enumerated().map { measure($0.element, number: $0.offset, &notes) }.joined(separator: "\n")
    let footnotes = notes.footnotes.map { "\(footnoteMark($0.number)) \($0.text)" }
    return """
      <section id="what-if" aria-labelledby="what-if-title" \(settings(version))>
      <style>
      \(panelStyle)</style>
      <h2 id="what-if-title">\(htmlEscaped(wording.text("whatif.title")))</h2>
      <p>\(htmlEscaped(wording.text("whatif.lead", ["scenario": result.inputs.name.text(in: language)])))</p>
      <noscript><p>\(htmlEscaped(wording.text("whatif.no_script")))</p></noscript>
      <p class="changed" role="status"></p>
      <p class="summary" role="status" aria-live="polite" aria-atomic="true">\(htmlEscaped(report.summary))</p>
      <div class="parts">
      <form aria-labelledby="what-if-title" autocomplete="off">
      \(result.measures.isEmpty ? "" : measureList(measures, footnotes))
      <fieldset>
      <legend>\(htmlEscaped(wording.text("whatif.money")))</legend>
      \(money)
      </fieldset>
      <p><button type="button" class="reset">\(htmlEscaped(wording.text("whatif.reset")))</button></p>
      </form>
      <div class="answer">
      \(table)
      <ul class="notes">\(report.notes.map { "<li>\(htmlEscaped($0))</li>" }.joined())</ul>
      </div>
      </div>
      <script>\(panelScript)</script>
      </section>
      """
  }

  /// What the script needs to know and say.
  private func settings(_ version: String) -> String {
    let said = [
      "version": version, "failed": wording.text("whatif.failed", ["reason": "{reason}"]), "changed": wording.text("whatif.changed"),
      "reload": wording.text("whatif.reload"), "shown": wording.text("whatif.shown", ["shown": "{shown}", "all": "{all}"]),
      "decimal": report.form.decimalMark,
    ]
    return said.sorted { $0.key < $1.key }.map { "data-\($0.key)=\"\(htmlEscaped($0.value))\"" }.joined(separator: " ")
  }

  // MARK: Measures

  private func measureList(_ measures: String, _ footnotes: [String]) -> String {
    """
    <fieldset>
    <legend>\(htmlEscaped(wording.text("whatif.measures")))</legend>
    <p class="find"><label for="what-if-find">\(htmlEscaped(wording.text("whatif.find")))</label>
    <input type="search" id="what-if-find"> <span class="shown" role="status"></span></p>
    <p class="heads" aria-hidden="true"><span>\(htmlEscaped(wording.text("whatif.carried_out")))</span>
    <span>\(htmlEscaped(wording.text("whatif.effect", ["year": String(answer.year), "unit": report.effectUnit])))</span></p>
    <ul class="measures">
    \(measures)
    </ul>
    \(footnotes.map { "<p class=\"notes\">\(htmlEscaped($0))</p>" }.joined(separator: "\n"))
    </fieldset>
    """
  }

  private func measure(_ outcome: MeasureOutcome, number: Int, _ notes: inout FootnoteList) -> String {
    let listing = outcome.listing, id = "what-if-\(number)"
    let name = listing.name.text(in: language)
    let cell = notes.marked(.text(name), kinds: result.kinds(ofMeasure: listing.id))
    let marked = htmlEscaped(name) + cell.markText
    guard listing.modelIndex != nil else {
      let why = wording.name(listing.effectClass.rawValue, in: "class") ?? listing.effectClass.rawValue
      return "<li><span class=\"name\" dir=\"auto\">\(marked)</span> <span class=\"none\">"
        + "\(htmlEscaped(wording.text("whatif.no_number", ["class": why])))</span></li>"
    }
    let adoption = htmlEscaped(wording.text("whatif.adoption", ["measure": name]))
    let slider = "min=\"\(adoptionPercent.least)\" max=\"\(adoptionPercent.most)\" step=\"\(adoptionPercent.step)\""
    return """
      <li data-id="\(htmlEscaped(listing.id))"><input type="checkbox" id="\(id)" checked><label for="\(id)" class="name" dir="auto">\(marked)</label>
      <input type="range" \(slider) value="100" aria-label="\(adoption)" aria-valuetext="100 %"><span class="share" aria-hidden="true">100 %</span><span class="effect">\(htmlEscaped(report.effect(outcome)))</span></li>
      """
  }

  // MARK: Money

  private var money: String {
    let rate = result.inputs.levers[LeverLayout.discountRateRow] * 100
    let discount = numberField("discount", wording.text("whatif.discount_rate"), NumberForm.plain(rate, decimals: 4), 0...25, step: "0.1")
    return [cap, discount].compactMap { $0 }.joined(separator: "\n")
  }

  private var cap: String? {
    guard let cap = answer.planCap, let level = cap.rows.first?.level, let investments = answer.investments else { return nil }
    let listing = cap.plan.cap.map { investments.limits[$0] }
    let unit = cap.limit.period == .total ? "MEUR" : wording.text("invest.per_year", ["unit": "MEUR"])
    let base = cap.limit.base.map { spoken($0, wording) } ?? ""
    let label = wording.text("whatif.cap", ["limit": listing?.name.text(in: language) ?? cap.limit.id, "unit": unit, "base": base])
    return numberField("cap", label, NumberForm.plain(level / 1e6, decimals: 3), 0...100_000, step: "any")
  }

  private func numberField(_ name: String, _ label: String, _ value: String, _ range: ClosedRange<Int>, step: String) -> String {
    let shortest = value.contains(".") ? String(value.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed()) : value
    return """
      <p><label for="what-if-\(name)">\(htmlEscaped(label))</label>
      <input type="number" id="what-if-\(name)" name="\(name)" min="\(range.lowerBound)" max="\(range.upperBound)" step="\(step)" required value="\(shortest)"></p>
      """
  }

  // MARK: The answer

  private var table: String {
    let rows = report.rows.map { row in
      """
      <tr data-row="\(row.id)"><th scope="row" dir="auto">\(htmlEscaped(row.label)) <small>\(htmlEscaped(row.unit))</small></th><td>\(htmlEscaped(row.asPlanned))</td>\
      <td>\(htmlEscaped(row.asAsked))</td><td>\(htmlEscaped(row.change))</td></tr>
      """
    }
    let heads = [wording.text("whatif.planned"), wording.text("whatif.asked"), wording.text("whatif.change")]
    return """
      <div class="wide" tabindex="0" role="region" aria-label="\(htmlEscaped(wording.text("whatif.table")))">
      <table>
      <caption>\(htmlEscaped(wording.text("whatif.table")))</caption>
      <thead><tr><th scope="col">\(htmlEscaped(wording.text("whatif.figure")))</th>\
      \(heads.map { "<th scope=\"col\" class=\"number\">\(htmlEscaped($0))</th>" }.joined())</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table>
      </div>
      """
  }
}
