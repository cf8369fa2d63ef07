import Engine
import MarkedYAML
import Units

/// A figure or series that a section of the plan was read for, and where it stands in the composed plan.
struct ReadValue: Sendable {
  let content: ResolvedValue.Content
  let unit: UnitOfMeasure
  let node: MarkedNode
}

extension MarkedNode {
  /// What the plan says here, on one line: without notes, kinds and sources, which change no figure.
  var statement: String {
    if let (value, factor) = scaling { return "\(value.statement) x \(factor.statement)" }
    switch content {
    case .scalar(let text, _): return text
    case .sequence(let items): return "[" + items.map(\.statement).joined(separator: ", ") + "]"
    case .mapping(let entries):
      let said = entries.filter { !RecordShape.provenanceKeys.contains($0.key) }
      if said.count == 1, said[0].key == "value" { return said[0].value.statement }
      // The columns of a dataset row may be called `source` or `kind` too.
      return "{" + said.map { "\($0.key): \($0.key == "where" ? $0.value.flow : $0.value.statement)" }.joined(separator: ", ") + "}"
    }
  }
}
