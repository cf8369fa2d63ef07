import Diagnostics
import MarkedYAML

/// What an override does to the value that stands there.
enum OverrideAction: String { case set, multiply }

/// One override as it was applied, for `show overrides` and `explain`.
package struct AppliedOverride: Sendable, Hashable {
  package let scenario: String
  /// The key that was changed, with wildcards resolved.
  package let key: String
  /// `set` or `multiply`.
  package let action: String
  /// Where the override stands.
  package let place: SourcePlace
  /// Where the value that it replaced stands; nil when it added a key.
  package let replaced: SourcePlace?
  /// The new value, or the factor, as it was written.
  package let new: String
  /// Names of uncertain figures that stood in the value it replaced, and are drawn no more unless the new value says so.
  package let endedDistributions: [String]
}

/// A scenario's plan with everything it extends and overrides put in place; every value knows where it came from.
struct ComposedScenario {
  let id: String
  let node: MarkedNode
  /// The plan with the overrides of the scenario and its ancestors.
  var root: MarkedNode
  /// Ids of the measures that are on.
  var measures: Set<String> = []
  var overrides: [AppliedOverride] = []
  /// The scenario itself after those that it extends.
  var lineage: [MarkedNode] = []
}

/// Composes every scenario of a plan. Source of the idea: Calliope's override groups.
struct Composer {
  let root: MarkedNode
  private(set) var problems = DiagnosticList()

  init(_ root: MarkedNode) {
    self.root = root
    measureIds = (root["measures"]?.items ?? []).compactMap { $0.text("id") }
    knownMeasures = Set(measureIds)
  }

  mutating func composeAll() -> [ComposedScenario] { scenarios.compactMap { compose($0) } }

  /// One scenario, with overrides after all its own; nil after telling why not.
  mutating func compose(_ id: String, overriding overrides: [PlanOverride]) -> ComposedScenario? {
    guard let scenario = scenarios.first(where: { $0.text("id") == id }), var composed = compose(scenario) else { return nil }
    for override in overrides {
      guard let entry = override.entry(into: &problems) else { continue }
      apply(MarkedNode(.mapping([.set(entry)]), at: override.keyPlace), to: &composed)
    }
    return composed
  }

  /// Sections that are read before any scenario is composed.
  private static let sectionsOfThePlan = [
    "plan", "datasets", "years", "cases", "follow_up", "programmes", "report", "override_groups", "scenarios",
  ]

  private var scenarios: [MarkedNode] { (root["scenarios"]?.items ?? []).filter { $0.text("id") != nil } }
  private let measureIds: [String]
  /// The same for looking one up: a plan may name thousands one by one.
  private let knownMeasures: Set<String>

  private mutating func compose(_ scenario: MarkedNode) -> ComposedScenario? {
    guard let id = scenario.text("id"), let lineage = lineage(of: scenario) else { return nil }
    var composed = ComposedScenario(id: id, node: scenario, root: root, lineage: lineage)
    for ancestor in lineage {
      for group in (ancestor["use"]?.items ?? []).compactMap({ overrideGroup($0) }) { apply(group, to: &composed) }
      apply(ancestor, to: &composed)
      switchOn(ancestor["measures"]?.items ?? [], in: &composed)
    }
    return composed
  }

  /// The scenarios from the oldest ancestor to the scenario itself; nil when they go in a circle or one is missing.
  private mutating func lineage(of scenario: MarkedNode) -> [MarkedNode]? {
    var lineage = [scenario]
    while let parent = lineage[0]["extends"], let name = parent.text {
      let seen = lineage.compactMap { $0.text("id") }
      guard !seen.contains(name) else {
        let circle = ([name] + seen.prefix { $0 != name } + [name]).joined(separator: " extends ")
        problems.error(parent.place, "'extends' goes in a circle: \(circle)", expected: "a scenario that ends the chain")
        return nil
      }
      guard let next = scenarios.first(where: { $0.text("id") == name }) else {
        problems.error(
          parent.place, "no scenario '\(name)'", expected: "the id of a scenario",
          hint: didYouMean(name, among: scenarios.compactMap { $0.text("id") }))
        return nil
      }
      lineage.insert(next, at: 0)
    }
    return lineage
  }

  private mutating func overrideGroup(_ reference: MarkedNode) -> MarkedNode? {
    let groups = root["override_groups"]?.items ?? []
    if let group = groups.first(where: { $0.text("id") == reference.text }) { return group }
    problems.error(
      reference.place, "no override group \(reference.spoken)", expected: "the id of an override group",
      hint: didYouMean(reference.text ?? "", among: groups.compactMap { $0.text("id") }))
    return nil
  }

  private mutating func apply(_ source: MarkedNode, to composed: inout ComposedScenario) {
    for entry in source["set"]?.entries ?? [] {
      apply(entry, action: .set, to: &composed) { $0.map { entry.value.replacing($0, in: source) } ?? entry.value.added(in: source) }
    }
    for entry in source["multiply"]?.entries ?? [] {
      apply(entry, action: .multiply, to: &composed) { $0.map { entry.value.scaling($0, in: source) } }
    }
  }

  private mutating func apply(
    _ entry: MarkedNode.Entry, action: OverrideAction, to composed: inout ComposedScenario, _ change: (MarkedNode?) -> MarkedNode?
  ) {
    var applied: [AppliedOverride] = []
    let id = composed.id
    let path = KeyPattern(entry.key)
    if let section = path.segments.first, Self.sectionsOfThePlan.contains(section) {
      problems.error(
        entry.keyPlace, "the override '\(entry.key)' changes nothing in a scenario",
        expected: "a key that a scenario can change; '\(section)' belongs to the whole plan")
      return
    }
    let count = composed.root.change(path.segments[...], at: entry.keyPlace) { key, old in
      guard let new = change(old) else { return nil }
      applied.append(
        AppliedOverride(
          scenario: id, key: key, action: action.rawValue, place: entry.keyPlace, replaced: old?.place, new: entry.value.flow,
          endedDistributions: action == .set ? old?.distributedKeys(key) ?? [] : []))
      return new
    }
    composed.overrides += applied
    if count == 0 { problems.report(noMatch(entry, path, action)) }
  }

  private func noMatch(_ entry: MarkedNode.Entry, _ path: KeyPattern, _ action: OverrideAction) -> Diagnostic {
    let expected = action == .set ? "a key of the plan" : "a value to multiply"
    var node = root
    var walked: [String] = []
    for segment in path.segments {
      guard let next = node.childNames.first(where: { matches($0, pattern: segment) }).flatMap({ node.value(at: [$0]) }) else {
        return Diagnostic(
          .error, at: entry.keyPlace, found: "the override '\(entry.key)' matches nothing",
          expected: "\(expected); '\(segment)' is not in '\(walked.isEmpty ? "the plan" : walked.joined(separator: "."))'",
          hint: didYouMean(segment, among: node.childNames))
      }
      node = next
      walked.append(segment)
    }
    return Diagnostic(
      .error, at: entry.keyPlace, found: "the override '\(entry.key)' matches nothing", expected: "a value that stands in the plan")
  }

  private mutating func switchOn(_ patterns: [MarkedNode], in composed: inout ComposedScenario) {
    for pattern in patterns {
      guard let text = pattern.text else { continue }
      let found = knownMeasures.contains(text) ? [text] : text.contains("*") ? measureIds.filter { matches($0, pattern: text) } : []
      if found.isEmpty {
        problems.error(
          pattern.place, "no measure '\(text)'", expected: "the id of a measure, or a pattern with *",
          hint: didYouMean(text, among: measureIds))
      }
      composed.measures.formUnion(found)
    }
  }
}
