import Diagnostics
import Engine
import Foundation
import InputFiles
import Reports
import Scenarios

/// A plan that was read whole and run.
package struct ServedPlan: Sendable {
  package let city: CityPlan
  /// Of the scenarios that are shown.
  package let results: [ScenarioResult]
  /// The scenario that the questions are put to, and its result.
  let scenario: PlannedScenario
  let result: ScenarioResult
  /// What `run --format json` prints.
  let run: String

  /// - Parameter name: the scenario to show and ask; nil: all are shown, and the one that budgets are made of is asked.
  /// - Throws: problems that only show when a scenario is run, and a scenario that is no longer there.
  package init(_ city: CityPlan, scenario name: String?) throws(InputError) {
    var problems = DiagnosticList()
    if let name, city.scenario(name) == nil {
      problems.error(
        SourcePlace(file: city.path), "the plan has no scenario '\(name)'", expected: "the scenario that is served",
        hint: didYouMean(name, among: city.scenarios.map(\.inputs.id)))
      throw InputError(problems)
    }
    let asked = name.flatMap { city.scenario($0) } ?? city.budgetScenario
    let shown = name == nil ? city.scenarios : [asked]
    var results: [ScenarioResult] = []
    for scenario in shown {
      do throws(EngineError) { results.append(try runScenario(scenario.inputs)) } catch {
        problems.report(diagnostic(for: error, in: city, scenario: scenario))
      }
    }
    guard !problems.hasErrors, let result = results.first(where: { $0.inputs.id == asked.inputs.id }) else { throw InputError(problems) }
    (self.city, self.results, self.result, scenario) = (city, results, result, asked)
    run = writtenJSON(RunDocument(results))
  }
}

private func writtenJSON(_ document: RunDocument) -> String {
  do {
    return try json(document)
  } catch {
    preconditionFailure("a document of our own cannot be written: \(error)")
  }
}

/// A whole page of HTML.
package struct ServedPage: Sendable {
  package var html: String
  /// The text of each script in it; no other script is allowed to run.
  package var scripts: [String]

  package init(html: String, scripts: [String] = []) {
    self.html = html
    self.scripts = scripts
  }
}

/// What requests are answered from: the last whole plan, and what is wrong with its files now.
package struct Session: Sendable {
  let hosts: HostNames
  let language: Language
  let version: String
  let plan: ServedPlan
  let problems: [Diagnostic]
  let page: String
  /// The page's content security policy.
  let policy: String

  /// - Parameters:
  ///   - version: of the files as they are now.
  ///   - page: of the plan, without the panel.
  /// - Throws: what stops the scenario.
  init(_ plan: ServedPlan, page: ServedPage, version: String, problems: [Diagnostic], hosts: HostNames, language: Language)
    throws(EngineError)
  {
    (self.plan, self.version, self.problems, self.hosts, self.language) = (plan, version, problems, hosts, language)
    let panel = try whatIfPanel(plan.result, investments: plan.scenario.investments, version: version, language: language)
    let notice = problems.isEmpty ? "" : brokenPlanNotice(problems, language: language)
    self.page = composed(page.html, notice: notice, panel: panel.html)
    let hashes = (page.scripts + [panel.script]).map { "'sha256-\(base64Digest($0))'" }.joined(separator: " ")
    policy =
      "default-src 'none'; script-src \(hashes); style-src 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; "
      + "form-action 'none'"
  }
}

/// Where a page wants its panel; without the mark it is the last part of `<main>`.
package let panelMark = "<!-- what-if -->"

/// The page with a notice at its top and the panel in its place. Names of a plan never hold a tag: every text of a page is escaped.
private func composed(_ html: String, notice: String, panel: String) -> String {
  guard let main = html.range(of: "<main"), let open = html[main.upperBound...].firstIndex(of: ">"),
    let place = html.range(of: panelMark) ?? html.range(of: "</main>", options: .backwards), place.lowerBound > open
  else { preconditionFailure("a page has a <main>") }
  let isMarked = html[place] == panelMark
  return html[...open] + notice + html[html.index(after: open)..<place.lowerBound] + panel
    + html[(isMarked ? place.upperBound : place.lowerBound)...]
}

/// SHA-256 as a content security policy has it.
private func base64Digest(_ text: String) -> String {
  let digits = Array(sha256(text.utf8).utf8)
  let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
    UInt8(String(decoding: digits[$0..<($0 + 2)], as: UTF8.self), radix: 16)
  }
  return Data(bytes).base64EncodedString()
}
