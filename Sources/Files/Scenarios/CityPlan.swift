import Datasets
import Diagnostics
import Engine
import Foundation
import LinearAlgebra
import MarkedYAML

/// A city plan, read, composed and checked.
package struct CityPlan: Sendable {
  package let id: String
  package let path: String
  package let scenarios: [PlannedScenario]
  /// Named vectors of the levers, one column per draw, rows as in the scenarios' `LeverLayout`.
  package let cases: [String: Matrix]
  /// Sources by id, as the data package knows them.
  package let sources: [String: Source]
  /// Warnings of the whole plan; a plan with errors is not made.
  package let warnings: [Diagnostic]

  package func scenario(_ id: String) -> PlannedScenario? { scenarios.first { $0.inputs.id == id } }
}

/// A scenario ready to run, with the way back from every figure to its file.
package struct PlannedScenario: Sendable {
  package let inputs: ScenarioInputs
  package let origins: [String: Origin]
  package let overrides: [AppliedOverride]
  /// Places of sectors and measures, for problems that only show when the scenario is run.
  let places: [String: SourcePlace]
}

/// Reads a city plan: load → check the form → compose the scenarios → read the figures.
/// - Throws: every problem of the plan at once.
package func loadPlan(_ path: String) throws(InputError) -> CityPlan {
  var problems = DiagnosticList()
  guard let folder = PlanFolder.load(path, into: &problems) else { throw InputError(problems) }
  let datasets = folder.root.text("datasets").flatMap {
    DataPackage.load(folder: standardised("\(folder.path)/\($0)"), into: &problems)
  }
  var check = SchemaCheck()
  check.check(folder.root, .record(planShape), key: "")
  problems.merge(check.problems)

  var composer = Composer(folder.root)
  let composed = composer.composeAll()
  problems.merge(composer.problems)

  guard let years = planYears(folder.root, &problems) else { throw InputError(problems) }
  let tables = PlanTables(folder: folder.path)
  let cases = CaseReader(root: folder.root, tables: tables)
  var scenarios: [PlannedScenario] = []
  for scenario in composed {
    var form = SchemaCheck()
    if !scenario.overrides.isEmpty { form.check(scenario.root, .record(planShape), key: "") }
    problems.merge(form.problems)
    let reader = ScenarioReader(scenario, values: ValueReader(years: years, datasets: datasets, tables: tables))
    if let planned = reader.read() { scenarios.append(planned) }
    problems.merge(reader.values.problems)
  }
  let unused = unusedWarnings(folder.root, composed)
  problems.merge(unused)
  let vectors = scenarios.first.map { cases.read($0.inputs.model, into: &problems) } ?? [:]
  if problems.hasErrors || scenarios.isEmpty { throw InputError(problems) }

  let usedSources = Set(scenarios.flatMap { $0.origins.values.compactMap(\.source) })
  return CityPlan(
    id: folder.root.text("plan") ?? "", path: folder.path, scenarios: scenarios, cases: vectors,
    sources: Dictionary(uniqueKeysWithValues: usedSources.compactMap { id in datasets?.source(id).map { (id, $0) } }),
    warnings: problems.all(.warning))
}

/// The plan's years, first to last.
private func planYears(_ root: MarkedNode, _ problems: inout DiagnosticList) -> [Int]? {
  guard let node = root["years"], let first = node.text("first").flatMap({ Int($0) }), let last = node.text("last").flatMap({ Int($0) }) else {
    return nil
  }
  guard first < last, last - first <= 200 else {
    problems.error(node.place, "the years run from \(first) to \(last)", expected: "at least two years and at most 200, the first before the last")
    return nil
  }
  return Array(first...last)
}

/// Things that are written but do nothing.
private func unusedWarnings(_ root: MarkedNode, _ composed: [ComposedScenario]) -> DiagnosticList {
  var problems = DiagnosticList()
  func warn(_ section: String, _ used: Set<String>, _ what: String, _ hint: String) {
    for item in root[section]?.items ?? [] {
      guard let id = item["id"], let name = id.text, !used.contains(name) else { continue }
      problems.warning(id.place, "the \(what) '\(name)' is used nowhere", hint: hint)
    }
  }
  let sectors = root["sectors"]?.items ?? []
  warn("measures", Set(composed.flatMap(\.measures)), "measure", "name it under 'measures' of a scenario")
  warn("drivers", Set(sectors.compactMap { $0.text("driver") }.map { $0 } + regressors(root)), "driver", "name it in a sector, or leave it out")
  let taken = (root["measures"]?.items ?? []).compactMap { $0["effect"]?.text("to") }
  warn("streams", Set(sectors.flatMap { ($0["streams"]?.items ?? []).compactMap { $0.text("stream") } } + taken), "stream", "name it in a sector, or leave it out")
  warn("override_groups", Set(composed.flatMap { $0.lineage.flatMap { ($0["use"]?.items ?? []).compactMap(\.text) } }), "override group", "name it under 'use' of a scenario")
  let targets = composed.flatMap { $0.lineage.compactMap { $0.text("target") } } + [root.text("target")].compactMap { $0 }
  warn("targets", Set(targets), "target", "name it under 'target' of a scenario")
  return problems
}

private func regressors(_ root: MarkedNode) -> [String] {
  (root["drivers"]?.items ?? []).flatMap { ($0["values"]?["regression"]?["on"]?.items ?? []).compactMap(\.text) }
}

/// `a/b/../c` as `a/c`, so that places are short; the path stays relative.
private func standardised(_ path: String) -> String {
  var parts: [Substring] = []
  for part in path.split(separator: "/") {
    if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else if part != "." { parts.append(part) }
  }
  return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
}
