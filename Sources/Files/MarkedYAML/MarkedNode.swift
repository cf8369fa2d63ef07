import Diagnostics

/// A YAML value that knows where it stands, and what it replaced when it came in by an override.
package struct MarkedNode: Sendable {
  package enum Content: Sendable {
    /// Text as written, without quotes. `isPlain` is false for quoted text: `"no"` is a word, `no` may be a slip.
    case scalar(String, isPlain: Bool)
    case sequence([MarkedNode])
    case mapping([Entry])
  }

  package struct Entry: Sendable {
    package let key: String
    package let keyPlace: SourcePlace
    package var value: MarkedNode

    package init(key: String, keyPlace: SourcePlace, value: MarkedNode) {
      self.key = key
      self.keyPlace = keyPlace
      self.value = value
    }
  }

  package let place: SourcePlace
  package var content: Content
  /// Places of the values that this one replaced, newest first; empty when it stands as first written.
  package var replaced: [SourcePlace] = []
  /// The entries of the record that an override stands in; nil for a value that stands where it was written.
  package var overridingRecord: [Entry]?

  package init(_ content: Content, at place: SourcePlace) {
    self.content = content
    self.place = place
  }

  package var text: String? { if case .scalar(let text, _) = content { text } else { nil } }
  package var items: [MarkedNode]? { if case .sequence(let items) = content { items } else { nil } }
  package var entries: [Entry]? { if case .mapping(let entries) = content { entries } else { nil } }

  /// The value under a key of a mapping.
  package subscript(key: String) -> MarkedNode? { entries?.first { $0.key == key }?.value }

  /// The text under a key of a mapping.
  package func text(_ key: String) -> String? { self[key]?.text }

  /// Whether nothing was written: `key:` with no value, or `~`.
  package var isBlank: Bool {
    if case .scalar(let text, true) = content { return text.isEmpty || text == "~" || text == "null" }
    return false
  }

  /// What a message calls this value: `'80 %'`, `a list`, `a record`, `nothing`.
  package var spoken: String {
    switch content {
    case .scalar(let text, _): isBlank ? "nothing" : "'\(text)'"
    case .sequence: "a list"
    case .mapping: "a record"
    }
  }

  /// The whole value on one line, as YAML writes it in flow style: `{fill: linear, years: {2025: 1, 2030: 2}}`.
  package var flow: String {
    switch content {
    case .scalar(let text, let isPlain): isPlain ? text : "\"\(text)\""
    case .sequence(let items): "[" + items.map(\.flow).joined(separator: ", ") + "]"
    case .mapping(let entries): "{" + entries.map { "\($0.key): \($0.value.flow)" }.joined(separator: ", ") + "}"
    }
  }
}
