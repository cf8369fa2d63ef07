import Foundation

/// Holds a JSON value against the part of JSON Schema that `openapi.json` uses, and refuses a keyword that it does not know.
struct JSONShape {
  let document: [String: Any]

  /// What does not fit, each with its place.
  func faults(_ value: Any, _ schema: [String: Any], at place: String = "") -> [String] {
    schema.keys.sorted().flatMap { keyword -> [String] in
      switch keyword {
      case "$ref": return faults(value, resolved(schema["$ref"] as? String ?? ""), at: place)
      case "type":
        let types = schema["type"] as? [String] ?? [schema["type"] as? String ?? ""]
        return types.contains { isOf($0, value) } ? [] : ["\(place): \(value) is not \(types)"]
      case "anyOf":
        let some = schema["anyOf"] as? [[String: Any]] ?? []
        return some.contains { faults(value, $0, at: place).isEmpty } ? [] : ["\(place): none of \(some.count) fits"]
      case "enum": return (schema["enum"] as? [String] ?? []).contains(value as? String ?? "") ? [] : ["\(place): \(value)"]
      case "minimum":
        return number(value).map { $0 >= number(schema["minimum"]) ?? .nan } ?? true ? [] : ["\(place): \(value) is too small"]
      case "maximum":
        return number(value).map { $0 <= number(schema["maximum"]) ?? .nan } ?? true ? [] : ["\(place): \(value) is too large"]
      case "items":
        let schema = schema["items"] as? [String: Any] ?? [:]
        return (value as? [Any] ?? []).enumerated().flatMap { faults($0.element, schema, at: "\(place)/\($0.offset)") }
      case "required":
        let members = value as? [String: Any]
        return (schema["required"] as? [String] ?? []).filter { members != nil && members?[$0] == nil }.map { "\(place): no '\($0)'" }
      case "properties", "additionalProperties": return keyword == "additionalProperties" ? members(value, schema, place) : []
      case "description", "example": return []
      default: return ["\(place): the keyword '\(keyword)' is not known here"]
      }
    }
  }

  private func members(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
    let known = schema["properties"] as? [String: [String: Any]] ?? [:]
    return (value as? [String: Any] ?? [:]).sorted { $0.key < $1.key }.flatMap { key, value -> [String] in
      if let own = known[key] { return faults(value, own, at: "\(place)/\(key)") }
      guard let others = schema["additionalProperties"] as? [String: Any] else { return ["\(place): unknown '\(key)'"] }
      return faults(value, others, at: "\(place)/\(key)")
    }
  }

  func resolved(_ reference: String) -> [String: Any] {
    reference.split(separator: "/").dropFirst().reduce(document) { $0[String($1)] as? [String: Any] ?? [:] }
  }

  private func isOf(_ type: String, _ value: Any) -> Bool {
    switch type {
    case "null": value is NSNull
    case "boolean": isBool(value)
    case "integer": number(value).map { $0 == $0.rounded() } ?? false
    case "number": number(value) != nil
    case "string": value is String
    case "array": value is [Any]
    case "object": value is [String: Any]
    default: false
    }
  }

  private func number(_ value: Any?) -> Double? {
    guard let value, !isBool(value) else { return nil }
    return (value as? NSNumber)?.doubleValue
  }

  /// A number is no truth value, although Foundation bridges one to the other.
  private func isBool(_ value: Any) -> Bool { (value as? NSNumber).map { String(cString: $0.objCType) == "c" } ?? (value is Bool) }
}
