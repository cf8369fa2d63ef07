import Diagnostics
import MarkedYAML

/// Things that are written but do nothing.
func unusedWarnings(_ root: MarkedNode, _ composed: [ComposedScenario]) -> DiagnosticList {
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
