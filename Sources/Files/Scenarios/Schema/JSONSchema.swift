import LabelledArrays
import Units

/// The form of a plan as JSON Schema (draft 2020-12), for editors: completion, hover texts and a first check while writing.
///
/// A plan's sections may be spread over files, so no section is required here; `loadPlan` looks at the whole.
package func planSchema() -> String {
  let head: [(String, JSONText)] = [
    ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
    ("title", .text("A file of a tiekartta city plan")),
    ("description", .text("All YAML files of a plan's folder are one document; each section stands in one of them.")),
  ]
  let plan = schema(of: planShape.withNothingRequired)
  return JSONText.object(head + plan + [("$defs", .object(definitions))]).written() + "\n"
}

// MARK: Shapes

private func schema(of shape: Shape) -> [(String, JSONText)] {
  switch shape {
  case .text: reference("text")
  case .identifier: reference("identifier")
  case .pattern: reference("pattern")
  case .year: reference("year")
  case .startYear: reference("start_year")
  case .wholeNumber: [("type", .text("integer"))]
  case .flag: [("type", .text("boolean"))]
  case .choice(let choices): [("enum", .texts(choices))]
  case .name: reference("name")
  case .value: reference("figure")
  case .series: reference("series")
  case .list(let item): [("type", .text("array")), ("items", .object(schema(of: item)))]
  case .record(let record): schema(of: record)
  case .keyed(let value): [("type", .text("object")), ("additionalProperties", .object(schema(of: value)))]
  case .variants(let tag, let variants): [("oneOf", .list(variants.map { .object(schema(of: $0.1, tag: tag, is: $0.0)) }))]
  case .anything: []
  }
}

/// - Parameters:
///   - tag: the key that tells variants apart, when the record is one of several.
///   - chosen: its value for this one.
private func schema(of record: RecordShape, tag: String? = nil, is chosen: String? = nil) -> [(String, JSONText)] {
  let fields = record.fields.map { field -> (String, JSONText) in
    if field.key == tag, let chosen { return (field.key, .object([("const", .text(chosen))])) }
    return (field.key, .object([("description", .text(field.summary + field.shape.unitInWords))] + schema(of: field.shape)))
  }
  let required = record.fields.filter(\.isRequired).map(\.key)
  return [("type", .text("object")), ("properties", .object(fields + (record.hasProvenance ? provenance : [])))]
    + (required.isEmpty ? [] : [("required", .texts(required))]) + [("additionalProperties", .flag(false))]
}

private func reference(_ name: String) -> [(String, JSONText)] { [("$ref", .text("#/$defs/\(name)"))] }

extension Shape {
  /// `; mass of CO2e, such as 'kt CO2e'` for a figure of a known dimension.
  fileprivate var unitInWords: String {
    switch self {
    case .value(let unit?), .series(let unit?): "; \(unit.expectation)"
    default: ""
    }
  }
}

// MARK: Definitions

private let provenance: [(String, JSONText)] = ["kind", "source", "note"].map { ($0, .object(reference($0))) }

private let definitions: [(String, JSONText)] = [
  ("text", .object([("type", .texts(["string", "number", "boolean"]))])),
  ("identifier", .object([("type", .texts(["string", "number"])), ("pattern", .text("^[A-Za-z0-9_-]+$"))])),
  ("pattern", .object([("type", .texts(["string", "number"])), ("pattern", .text("^[A-Za-z0-9_*-]+$"))])),
  ("year", .object([("type", .text("integer")), ("minimum", .number(1900)), ("maximum", .number(2200))])),
  ("start_year", .object([("anyOf", .list([.object(reference("year")), startYearRecord]))])),
  (
    "distribution",
    .object(
      [("description", .text("how the figure is spread; its key is the name that it is drawn under"))] + schema(of: distributionShape))
  ),
  ("name", .object([("anyOf", .list([.object([("type", .text("string"))]), .object(languages)]))])),
  ("kind", .object([("description", .text("how the figure came to be")), ("enum", .texts(ProvenanceKind.allCases.map(\.rawValue)))])),
  ("source", .object([("description", .text("id of the table 'sources'")), ("type", .text("string"))])),
  ("note", .object([("type", .text("string"))])),
  ("plain", .object([("description", .text("a number, or a number with its unit")), ("type", .texts(["number", "string"]))])),
  ("figure", value("one figure", forms: ValueReader.figureForms, of: "figure")),
  ("series", value("a figure for all years, or one by year", forms: ValueReader.seriesForms, of: "series")),
]

private let startYearRecord = JSONText.object([
  ("type", .text("object")),
  ("properties", .object([("value", .object(reference("year"))), ("distribution", .object(reference("distribution")))] + provenance)),
  ("required", .texts(["value"])), ("additionalProperties", .flag(false)),
])

private let languages: [(String, JSONText)] = [
  ("type", .text("object")), ("properties", .object(["en", "fi", "sv"].map { ($0, .object([("type", .text("string"))])) })),
  ("additionalProperties", .flag(false)),
]

/// A plain figure, or a record in exactly one of the forms.
private func value(_ summary: String, forms: [String], of operand: String) -> JSONText {
  let records = forms.map { form -> JSONText in
    let keys = [form] + ValueReader.keys(besideForm: form)
    let properties = keys.map { ($0, JSONText.object(schema(ofFormKey: $0, operand: operand))) }
    return .object([
      ("type", .text("object")), ("properties", .object(properties + provenance)), ("required", .texts([form])),
      ("additionalProperties", .flag(false)),
    ])
  }
  return .object([("description", .text(summary)), ("anyOf", .list([.object(reference("plain"))] + records))])
}

private func schema(ofFormKey key: String, operand: String) -> [(String, JSONText)] {
  switch key {
  case "value": reference("plain")
  case "product", "quotient", "sum", "difference":
    [("type", .text("array")), ("minItems", .number(2)), ("items", .object(reference(operand)))]
  case "years": [("type", .text("object")), ("additionalProperties", .object(reference("figure")))]
  case "where": [("type", .text("object")), ("additionalProperties", .object(reference("text")))]
  case "history": reference("series")
  case "distribution": reference("distribution")
  case "regression":
    schema(of: RecordShape(fields: [.required("on", .list(.identifier), "drivers given before this one")], hasProvenance: false))
  case "fill": [("enum", .texts(ValueReader.fillRules))]
  case "outside": [("enum", .texts(ValueReader.outsideRules))]
  case "trend": [("enum", .texts(ValueReader.trends))]
  default: reference("text")
  }
}
