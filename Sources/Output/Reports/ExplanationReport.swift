import Datasets
import Scenarios

/// An explanation as lines for people: the figure, then where it stands, what it replaced, where it was read, who says so.
package func explanationText(_ explanation: Explanation, scenarios: [String]) -> String {
  let overrides = explanation.overrides.map { applied in
    fact("\(applied.action) by", "\(applied.place)" + (applied.replaced.map { ", replacing \($0)" } ?? ""))
  }
  let facts = facts(explanation, source: explanation.sourceText) + overrides + explanation.parts.flatMap { part($0) }
  return (["\(explanation.key) (\(scenarios.joined(separator: ", ")))"] + facts).map { $0 + "\n" }.joined()
}

/// A part, without what the whole has said already.
private func part(_ explanation: Explanation) -> [String] {
  ([explanation.key] + facts(explanation, source: explanation.sourceId) + explanation.parts.flatMap { part($0) }).map { "  " + $0 }
}

private func facts(_ explanation: Explanation, source: String?) -> [String] {
  let figure = [explanation.figure, explanation.kind.map { "(\($0.rawValue))" }].compactMap { $0 }.joined(separator: " ")
  let facts: [(String, String?)] = [
    ("value", figure.isEmpty ? nil : figure), ("stands at", explanation.place.map { "\($0)" }),
    ("read from", explanation.cell.map { "\($0)" }), ("source", source), ("note", explanation.note),
  ]
  return facts.compactMap { name, text in text.map { fact(name, $0) } }
}

private func fact(_ name: String, _ text: String) -> String {
  "  " + name + String(repeating: " ", count: max(1, 12 - name.count)) + text
}

extension Explanation {
  /// `SITOWISE-2023: title, publisher, address`
  fileprivate var sourceText: String? {
    guard let sourceId else { return nil }
    guard let source else { return sourceId }
    return "\(sourceId): \([source.title, source.publisher, source.address].filter { !$0.isEmpty }.joined(separator: ", "))"
  }
}

/// An explanation as JSON.
package struct ExplanationDocument: Encodable, Sendable {
  var key: String
  var scenarios: [String]?
  var figure: OrNull<String>
  var kind: OrNull<String>
  var place: OrNull<String>
  var overrides: [Override]
  var cell: OrNull<String>
  var source: OrNull<Publication>
  var note: OrNull<String>
  var parts: [ExplanationDocument]

  struct Override: Encodable, Sendable {
    var action: String
    var place: String
    var replaced: OrNull<String>
  }

  struct Publication: Encodable, Sendable {
    var id: String
    var title: OrNull<String>
    var publisher: OrNull<String>
    var address: OrNull<String>
  }

  package init(_ explanation: Explanation, scenarios: [String]?) {
    key = explanation.key
    self.scenarios = scenarios
    figure = OrNull(explanation.figure)
    kind = OrNull(explanation.kind?.rawValue)
    place = OrNull(explanation.place.map { "\($0)" })
    overrides = explanation.overrides.map { .init(action: $0.action, place: "\($0.place)", replaced: OrNull($0.replaced.map { "\($0)" })) }
    cell = OrNull(explanation.cell.map { "\($0)" })
    source = OrNull(
      explanation.sourceId.map { id in
        let source = explanation.source
        return .init(id: id, title: OrNull(source?.title), publisher: OrNull(source?.publisher), address: OrNull(source?.address))
      })
    note = OrNull(explanation.note)
    parts = explanation.parts.map { ExplanationDocument($0, scenarios: nil) }
  }
}
