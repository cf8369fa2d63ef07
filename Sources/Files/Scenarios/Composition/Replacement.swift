import Diagnostics
import MarkedYAML

/// The word under which a composed plan holds a value and the factor that an override puts on it; no keyboard writes it.
private let scalingForm = "\u{E0FF}"

extension MarkedNode {
  /// This value in the place of another, as an override that stands in `record` says.
  func replacing(_ old: MarkedNode, in record: MarkedNode) -> MarkedNode {
    var new = added(in: record)
    new.replaced = [old.place] + old.replaced
    return new
  }

  /// This value where nothing stood before.
  func added(in record: MarkedNode) -> MarkedNode {
    var new = self
    new.overridingRecord = (record.entries ?? []).filter { RecordShape.provenanceKeys.contains($0.key) }
    return new
  }

  /// This factor on another value.
  func scaling(_ old: MarkedNode, in record: MarkedNode) -> MarkedNode {
    let parts = MarkedNode(.sequence([old, added(in: record)]), at: place)
    var new = MarkedNode(.mapping([Entry(key: scalingForm, keyPlace: place, value: parts)]), at: place)
    new.replaced = [old.place] + old.replaced
    return new
  }

  /// The value and the factor on it, where an override multiplies.
  var scaling: (value: MarkedNode, factor: MarkedNode)? {
    guard let parts = self[scalingForm]?.items, parts.count == 2 else { return nil }
    return (parts[0], parts[1])
  }
}
