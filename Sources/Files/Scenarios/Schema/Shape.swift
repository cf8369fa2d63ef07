import Units

/// What may stand at a place of a plan. One definition serves the check of a plan, the JSON Schema for editors and the reference.
indirect enum Shape: Sendable {
  case text
  /// A name that other places refer to: letters, digits, `_`, `-`.
  case identifier
  /// An identifier in which `*` stands for any run of characters.
  case pattern
  case year
  /// A year, or a record that gives it a distribution.
  case startYear
  case wholeNumber
  case flag
  case choice([String])
  /// A text, or one text per language.
  case name
  /// A single figure of a dimension, in any form of a value. Nil: the dimension follows from other places.
  case value(UnitOfMeasure?)
  /// One figure per year, in any form of a series.
  case series(UnitOfMeasure?)
  case list(Shape)
  case record(RecordShape)
  /// A record whose keys the author chooses.
  case keyed(Shape)
  /// A record that is one of several, told apart by the text under `key`.
  case variants(key: String, [(String, RecordShape)])
  /// Anything; checked after it has been put where it belongs.
  case anything
}

/// A record with known keys.
struct RecordShape: Sendable {
  var fields: [Field]
  /// Whether `kind`, `source` and `note` may stand beside the fields.
  var hasProvenance = true

  struct Field: Sendable {
    let key: String
    let shape: Shape
    let isRequired: Bool
    let summary: String
  }

  var keys: [String] { fields.map(\.key) + (hasProvenance ? RecordShape.provenanceKeys : []) }

  func shape(of key: String) -> Shape? {
    fields.first { $0.key == key }?.shape ?? (hasProvenance && RecordShape.provenanceKeys.contains(key) ? .text : nil)
  }

  /// The same record in part: what one file of several may hold.
  var withNothingRequired: RecordShape {
    RecordShape(
      fields: fields.map { Field(key: $0.key, shape: $0.shape, isRequired: false, summary: $0.summary) }, hasProvenance: hasProvenance)
  }

  static let provenanceKeys = ["kind", "source", "note"]
}

extension RecordShape.Field {
  static func required(_ key: String, _ shape: Shape, _ summary: String) -> Self {
    Self(key: key, shape: shape, isRequired: true, summary: summary)
  }

  static func optional(_ key: String, _ shape: Shape, _ summary: String) -> Self {
    Self(key: key, shape: shape, isRequired: false, summary: summary)
  }
}
