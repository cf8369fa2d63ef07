import Diagnostics
import MarkedYAML
import Units

/// The forms that a value may have as a record, and the arithmetic of those that compute.
extension ValueReader {
  /// Which of the forms a record has, after telling of none, several, or keys that do not belong.
  func form(of node: MarkedNode, among forms: [String], key: String) -> String? {
    let entries = node.entries ?? []
    let found = entries.map(\.key).filter(forms.contains)
    guard let form = found.first, found.count == 1 else {
      if let wrong = entries.first(where: { ValueReader.keysOfForms[$0.key] != nil }), found.isEmpty {
        return refuse(node, "'\(key)' is given as '\(wrong.key)'", expected: "a single figure: a number, or \(spokenList(forms))")
      }
      let hint = entries.lazy.compactMap { didYouMean($0.key, among: forms) }.first
      return refuse(
        node,
        found.isEmpty
          ? "'\(key)' is a record without a figure" : "'\(key)' is given as \(found.map { "'\($0)'" }.joined(separator: " and "))",
        expected: "one of \(spokenList(forms))", hint: hint)
    }
    let allowed = [form] + ValueReader.keys(besideForm: form) + RecordShape.provenanceKeys
    for entry in entries where !allowed.contains(entry.key) {
      if entry.key == "distribution" { return refuseDistribution(entry.value, ofSeries: key) }
      problems.error(
        entry.keyPlace, "unknown key '\(entry.key)' in '\(key)'", expected: "one of \(allowed.joined(separator: ", "))",
        hint: didYouMean(entry.key, among: allowed))
    }
    return form
  }

  func refuseDistribution<T>(_ node: MarkedNode, ofSeries key: String) -> T? {
    refuse(
      node, "'\(key)' is a series, which has no distribution of its own", expected: "a distribution of one figure",
      hint: "give it to the figure of a year, or multiply the series by a factor that has it ('product')")
  }

  /// The keys that name the form of a figure that is a record.
  static let figureForms = ["value", "dataset", "product", "quotient", "sum", "difference"]

  /// Keys that may stand beside the one that names the form.
  static func keys(besideForm form: String) -> [String] { keysOfForms[form] ?? [] }

  private static let keysOfForms: [String: [String]] = [
    "value": ["distribution"], "product": ["distribution"], "quotient": ["distribution"], "sum": ["distribution"],
    "difference": ["distribution"], "dataset": ["where", "field", "fill", "outside", "distribution"], "years": ["fill", "outside"],
    "file": ["column", "unit"],
    "trend": ["history"], "regression": ["history"],
  ]

  /// The operands of `product` and the like, each read under a key of its own; nil when one is broken.
  func operands<T>(_ node: MarkedNode, _ operation: String, key: String, read: (MarkedNode, String) -> T?) -> [T]? {
    guard let items = node[operation]?.items, items.count > 1 else {
      return refuse(node[operation] ?? node, "'\(key).\(operation)' has too few parts", expected: "a list of at least two")
    }
    let parts = items.enumerated().map { read($1, "\(key).\(operation).\($0 + 1)") }
    return parts.contains { $0 == nil } ? nil : parts.compactMap { $0 }
  }

  func combinedUnit(_ units: [UnitOfMeasure], _ operation: String, _ node: MarkedNode, expected: UnitOfMeasure?, key: String)
    -> UnitOfMeasure?
  {
    let unit: UnitOfMeasure
    switch operation {
    case "product": unit = units.dropFirst().reduce(units[0]) { $0.times($1) }
    case "quotient": unit = units.dropFirst().reduce(units[0]) { $0.over($1) }
    default:
      if let other = units.first(where: { !$0.isCommensurable(with: units[0]) }) {
        return refuse(node, "'\(key)' adds '\(units[0].description)' and '\(other.description)'", expected: "parts in one kind of unit")
      }
      unit = units[0]
    }
    return fits(unit, expected, node, key: key, spoken: "the \(operation)") ? unit : nil
  }
}

/// Element by element for series, number by number for figures.
func combine(_ numbers: [Double], _ operation: String) -> Double {
  guard let first = numbers.first else { return .nan }
  let rest = numbers.dropFirst()
  switch operation {
  case "product": return rest.reduce(first, *)
  case "quotient": return rest.reduce(first, /)
  case "sum": return rest.reduce(first, +)
  default: return rest.reduce(first, -)
  }
}
