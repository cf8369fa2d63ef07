import Datasets
import Diagnostics
import Foundation
import LinearAlgebra
import MarkedYAML

/// Reads a city plan: load → check the form → compose the scenarios → read the figures.
/// - Parameter repairing: whether correlations that contradict each other give way to the nearest possible ones, which is a warning then.
/// - Throws: every problem of the plan at once.
package func loadPlan(_ path: String, repairing: Bool = false) throws(InputError) -> CityPlan {
  try PlanFiles(path, repairing: repairing).plan()
}

/// The files of a plan and its data package, read once; the plan is composed from them as often as wanted, on any thread.
///
/// All scenarios: `plan()`. One scenario with overrides of its own: `scenario(_:overriding:)`.
package struct PlanFiles: Sendable {
  private let folder: PlanFolder
  private let years: [Int]
  private let datasets: DataPackage?
  /// Of the form of the files and of the data package; they do not end the reading, so that all problems are told together.
  private let problems: DiagnosticList
  private let isRepairing: Bool

  /// - Throws: what leaves nothing to compose: no folder, a file that is not YAML, no years.
  package init(_ path: String, repairing: Bool = false) throws(InputError) {
    var problems = DiagnosticList()
    guard let folder = PlanFolder.load(path, into: &problems) else { throw InputError(problems) }
    problems.merge(formProblems(folder.root, isWhole: folder.isWhole))
    // A file that could not be read would make every reference into it a mistake.
    guard folder.isWhole, let years = planYears(folder.root, &problems) else { throw InputError(problems) }
    datasets = loadDatasets(folder, into: &problems)
    self.folder = folder
    self.years = years
    self.problems = problems
    isRepairing = repairing
  }

  package func plan() throws(InputError) -> CityPlan {
    let root = folder.root
    var problems = self.problems
    var composer = Composer(root)
    let composed = composer.composeAll()
    problems.merge(composer.problems)
    let tables = PlanTables(folder: folder.path, shared: folder.tables)
    let readers = composed.map { ScenarioReader($0, values: values(tables), repairing: isRepairing) }
    let followUpReader = FollowUpReader(root, values: values(tables))
    let followUp = followUpReader.read()
    problems.merge(followUpReader.values.problems)
    let scenarios = readers.compactMap { $0.read()?.knowing(followUp?.origins ?? [:]) }
    for reader in readers { problems.merge(Self.problems(of: reader)) }
    let page = readPagePlan(root, into: &problems)
    let cases = readers.first?.layout.map { CaseReader(root: root, tables: tables, layout: $0).read(into: &problems) }
    // In a broken plan a thing may be unused only because its name is misspelt elsewhere.
    if problems.hasErrors { throw InputError(problems) }
    problems.merge(unusedWarnings(root, composed))
    precondition(scenarios.count == composed.count && !scenarios.isEmpty, "a scenario was given up without a word")

    let usedSources = Set(scenarios.flatMap { $0.origins.values.compactMap(\.source) })
    return CityPlan(
      id: root.text("plan") ?? "", path: folder.path, scenarios: scenarios, cases: cases ?? [:], followUp: followUp, page: page,
      sources: Dictionary(uniqueKeysWithValues: usedSources.compactMap { id in datasets?.source(id).map { (id, $0) } }),
      files: folder.files + folder.tables.files + (datasets?.files ?? []),
      warnings: problems.all(.warning))
  }

  /// One scenario with overrides that no file has, applied after all others.
  /// - Parameter id: of a scenario of the plan, whose `plan()` must have been made without errors.
  /// - Throws: every problem of this scenario, those of an override at its own place.
  package func scenario(
    _ id: String, overriding overrides: [PlanOverride], withInvestments: Bool = false
  ) throws(InputError) -> PlannedScenario {
    var composer = Composer(folder.root)
    let composed = composer.compose(id, overriding: overrides)
    var problems = composer.problems
    let idle = overrides.filter { !withInvestments && ($0.key == "investments" || $0.key.hasPrefix("investments.")) }
    for override in idle {
      problems.error(
        override.keyPlace, "the override '\(override.key)' changes nothing in a run of emissions",
        expected: "a key of the emission model", hint: "'tiekartta invest' reads what scenarios set under 'investments'")
    }
    guard let composed else { throw InputError(problems) }
    let tables = PlanTables(folder: folder.path, shared: folder.tables)
    let reader = ScenarioReader(composed, values: values(tables), repairing: isRepairing)
    let scenario = reader.read(withInvestments: withInvestments)
    problems.merge(Self.problems(of: reader))
    guard let scenario, !problems.hasErrors else { throw InputError(problems) }
    return scenario
  }

  private func values(_ tables: PlanTables) -> ValueReader {
    ValueReader(years: years, datasets: datasets, datasetsAreBroken: datasets == nil && folder.root["datasets"] != nil, tables: tables)
  }

  /// Overrides may put in what has the wrong form.
  private static func problems(of reader: ScenarioReader) -> DiagnosticList {
    var problems = reader.values.problems
    if !reader.scenario.overrides.isEmpty { problems.merge(formProblems(reader.root, isWhole: true)) }
    return problems
  }
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
  guard let node = root["years"], let first = node.text("first").flatMap({ Int($0) }), let last = node.text("last").flatMap({ Int($0) })
  else {
    return nil
  }
  guard first < last, last - first <= 200 else {
    problems.error(
      node.place, "the years run from \(first) to \(last)", expected: "at least two years and at most 200, the first before the last")
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
