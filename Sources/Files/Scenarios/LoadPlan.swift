import Datasets
import Diagnostics
import Foundation
import LinearAlgebra
import MarkedYAML

/// Reads a city plan: load → check the form → compose the scenarios → read the figures.
/// - Throws: every problem of the plan at once.
package func loadPlan(_ path: String) throws(InputError) -> CityPlan {
  var problems = DiagnosticList()
  guard let folder = PlanFolder.load(path, into: &problems) else { throw InputError(problems) }
  let root = folder.root
  problems.merge(formProblems(root, isWhole: folder.isWhole))
  // A file that could not be read would make every reference into it a mistake.
  guard folder.isWhole, let years = planYears(root, &problems) else { throw InputError(problems) }

  var composer = Composer(root)
  let composed = composer.composeAll()
  problems.merge(composer.problems)
  let datasets = loadDatasets(folder, into: &problems)
  let readers = composed.map { scenario in
    ScenarioReader(
      scenario, values: ValueReader(
        years: years, datasets: datasets, datasetsAreBroken: datasets == nil && root["datasets"] != nil, tables: folder.tables))
  }
  let scenarios = readers.compactMap { $0.read() }
  for reader in readers {
    problems.merge(reader.values.problems)
    if !reader.scenario.overrides.isEmpty { problems.merge(formProblems(reader.root, isWhole: true)) }
  }
  let cases = readers.first?.layout.map { CaseReader(root: root, tables: folder.tables, layout: $0).read(into: &problems) }
  // In a broken plan a thing may be unused only because its name is misspelt elsewhere.
  if problems.hasErrors { throw InputError(problems) }
  problems.merge(unusedWarnings(root, composed))
  precondition(scenarios.count == composed.count && !scenarios.isEmpty, "a scenario was given up without a word")

  let usedSources = Set(scenarios.flatMap { $0.origins.values.compactMap(\.source) })
  return CityPlan(
    id: root.text("plan") ?? "", path: folder.path, scenarios: scenarios, cases: cases ?? [:],
    sources: Dictionary(uniqueKeysWithValues: usedSources.compactMap { id in datasets?.source(id).map { (id, $0) } }),
    warnings: problems.all(.warning))
}

private func formProblems(_ root: MarkedNode, isWhole: Bool) -> DiagnosticList {
  var check = SchemaCheck()
  check.check(root, .record(isWhole ? planShape : planShape.withNothingRequired), key: "")
  return check.problems
}

/// The data package that the plan names; nil when it names none, or after telling why it cannot be read.
private func loadDatasets(_ folder: PlanFolder, into problems: inout DiagnosticList) -> DataPackage? {
  guard let node = folder.root["datasets"], let name = node.text, !node.isBlank else { return nil }
  let path = standardised("\(folder.path)/\(name)")
  guard FileManager.default.fileExists(atPath: "\(path)/datapackage.json") else {
    problems.error(
      node.place, "there is no data package in '\(name)'", expected: "a folder with a datapackage.json, as seen from the plan's folder",
      hint: "the file would be \(path)/datapackage.json")
    return nil
  }
  return DataPackage.load(folder: path, into: &problems)
}

/// The plan's years, first to last; nil after telling why there are none.
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

/// `a/b/../c` as `a/c`, so that places are short; the path stays relative.
private func standardised(_ path: String) -> String {
  var parts: [Substring] = []
  for part in path.split(separator: "/") {
    if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else if part != "." { parts.append(part) }
  }
  return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
}
