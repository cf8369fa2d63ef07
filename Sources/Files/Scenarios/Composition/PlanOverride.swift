import Diagnostics
import MarkedYAML

/// An override that stands in no file: a key of the plan and the value that is set there, as YAML on one line.
package struct PlanOverride: Sendable, Hashable {
  package let key: String
  package let keyPlace: SourcePlace
  package let value: String
  package let valuePlace: SourcePlace

  package init(key: String, at keyPlace: SourcePlace, value: String, at valuePlace: SourcePlace) {
    self.key = key
    self.keyPlace = keyPlace
    self.value = value
    self.valuePlace = valuePlace
  }

  /// The entry that `set:` of a scenario would have; nil after telling that the value is not YAML.
  func entry(into problems: inout DiagnosticList) -> MarkedNode.Entry? {
    // White space before the value makes the parser count its places from where it stands.
    let before = String(repeating: "\n", count: valuePlace.line - 1) + String(repeating: " ", count: valuePlace.column - 1)
    return parseYAML(before + value, file: valuePlace.file, into: &problems).map { .init(key: key, keyPlace: keyPlace, value: $0) }
  }
}

extension MarkedNode.Entry {
  /// `set:` with one override.
  static func set(_ entry: MarkedNode.Entry) -> Self {
    Self(key: OverrideAction.set.rawValue, keyPlace: entry.keyPlace, value: MarkedNode(.mapping([entry]), at: entry.keyPlace))
  }
}
