import Datasets
import Diagnostics
import LabelledArrays
import MarkedYAML

/// Where figures come from and how sure they are.
extension ValueReader {
  /// What a record says about its figures, else what it inherits.
  func provenance(of node: MarkedNode, _ inherited: Provenance) -> Provenance {
    var provenance = node.overridingProvenance ?? inherited
    if let kind = node["kind"], let text = kind.text {
      provenance.kind = ProvenanceKind(rawValue: text)
      if provenance.kind == nil {
        let kinds = ProvenanceKind.allCases.map(\.rawValue)
        problems.error(kind.place, "'\(text)' is not a kind of figure", expected: spokenList(kinds), hint: didYouMean(text, among: kinds))
      }
    }
    if let source = node["source"], let id = source.text {
      provenance.source = id
      if let datasets, datasets.source(id) == nil {
        let ids = (datasets.tables["sources"]?.rows ?? []).map { $0["source_id"] }
        problems.error(source.place, "unknown source '\(id)'", expected: "an id of the table 'sources'", hint: didYouMean(id, among: ids))
      }
    }
    provenance.note = node.text("note") ?? provenance.note
    return provenance
  }

  /// A figure with a source is projected unless it says more; one without is assumed. Nothing is measured without a source.
  func kind(_ provenance: Provenance, at node: MarkedNode, key: String) -> ProvenanceKind {
    let kind = provenance.kind ?? (provenance.source == nil ? .assumed : .projected)
    if provenance.source == nil, [.measured, .projected, .calibrated].contains(kind) {
      problems.error(
        node.place, "'\(key)' is \(kind.rawValue) but names no source", expected: "source: an id",
        hint: "a figure without a source is 'assumed'")
    }
    return kind
  }
}

extension MarkedNode {
  /// Kind and source of the record that an override stands in. What is around the value that it replaces does not count for it.
  fileprivate var overridingProvenance: Provenance? {
    guard let record = overridingRecord else { return nil }
    func text(_ key: String) -> String? { record.first { $0.key == key }?.value.text }
    return Provenance(kind: text("kind").flatMap(ProvenanceKind.init), source: text("source"))
  }
}

extension Provenance {
  /// The kind that the record itself states; an inherited kind does not overrule what a dataset row or a computation says.
  func ownKind(of node: MarkedNode) -> ProvenanceKind? { node.text("kind").flatMap(ProvenanceKind.init) }
}
