import Diagnostics
import Engine
import Foundation

/// What the figures of a question may be.
enum WhatIfRange {
  static let adoption = 0.0...1.5
  static let cap = 0.0...100_000.0
  static let discountRate = 0.0...0.25
}

extension WhatIf {
  /// Reads the body of a question; nil, with every problem, where it cannot be asked.
  init?(body: [UInt8], plan: ServedPlan, problems: inout [RequestProblem]) {
    guard let value = JSONValue(body) else {
      problems.append(.init(at: "", found: "the body is not JSON", expected: #"a JSON object, such as {"measures": {}}"#))
      return nil
    }
    var reader = WhatIfReader(plan: plan)
    self = reader.read(value)
    problems += reader.problems
    if !problems.isEmpty { return nil }
  }
}

private struct WhatIfReader {
  let plan: ServedPlan
  var problems: [RequestProblem] = []

  init(plan: ServedPlan) { self.plan = plan }

  mutating func read(_ body: JSONValue) -> WhatIf {
    var question = WhatIf()
    for (key, value) in members(body, at: "", of: ["measures", "cap_meur", "discount_rate"]) {
      switch key {
      case "measures": question.adoption = adoption(value)
      case "cap_meur": question.cap = cap(value)
      default: question.discountRate = number(value, at: "/discount_rate", in: WhatIfRange.discountRate)
      }
    }
    return question
  }

  private mutating func adoption(_ measures: JSONValue) -> [String: Double] {
    let listings = plan.result.inputs.measures
    var factors: [String: Double] = [:]
    for (id, value) in members(measures, at: "/measures") {
      let place = "/measures/\(pointer(id))"
      guard let listing = listings.first(where: { $0.id == id }) else {
        problem(
          place, "the scenario '\(plan.scenario.inputs.id)' has no measure '\(id)'", expected: "the id of a measure",
          hint: didYouMean(id, among: listings.map(\.id)))
        continue
      }
      if listing.modelIndex == nil {
        problem(place, "'\(id)' has no number (\(listing.effectClass.rawValue))", expected: "a measure that the model knows")
      }
      factors[id] = factor(value, at: place)
    }
    return factors
  }

  private mutating func factor(_ value: JSONValue, at place: String) -> Double? {
    var isOn = true, adoption: Double? = 1
    for (key, value) in members(value, at: place, of: ["on", "adoption"]) {
      if key == "adoption" {
        adoption = number(value, at: "\(place)/adoption", in: WhatIfRange.adoption)
      } else if case .bool(let on) = value {
        isOn = on
      } else {
        problem("\(place)/on", value.described, expected: "true or false")
      }
    }
    return isOn ? adoption : 0
  }

  private mutating func cap(_ value: JSONValue) -> Double? {
    guard plan.scenario.investments?.capOutcome() != nil else {
      problem("/cap_meur", "the plan '\(plan.city.id)' has no cap on investments", expected: "a plan that names one under 'investments'")
      return nil
    }
    return number(value, at: "/cap_meur", in: WhatIfRange.cap).map { $0 * 1e6 }
  }

  // MARK: Values

  /// The members of an object in the order of their names, those alone that are known.
  private mutating func members(_ value: JSONValue, at place: String, of known: [String]? = nil) -> [(String, JSONValue)] {
    guard case .object(let members) = value else {
      problem(place, value.described, expected: "an object")
      return []
    }
    let sorted = members.sorted { $0.key < $1.key }
    guard let known else { return sorted }
    for (key, _) in sorted where !known.contains(key) {
      problem(
        "\(place)/\(pointer(key))", "unknown key '\(key)'", expected: known.joined(separator: ", "), hint: didYouMean(key, among: known))
    }
    return sorted.filter { known.contains($0.key) }
  }

  private mutating func number(_ value: JSONValue, at place: String, in range: ClosedRange<Double>) -> Double? {
    if case .number(let number) = value, range.contains(number) { return number }
    problem(place, value.described, expected: "a number from \(plain(range.lowerBound)) to \(plain(range.upperBound))")
    return nil
  }

  private mutating func problem(_ place: String, _ found: String, expected: String, hint: String? = nil) {
    problems.append(.init(at: place, found: found, expected: expected, hint: hint))
  }
}

/// A name as a part of a JSON pointer (RFC 6901, section 3).
private func pointer(_ name: String) -> String {
  name.replacingOccurrences(of: "~", with: "~0").replacingOccurrences(of: "/", with: "~1")
}

/// `1.5`, `100000`.
private func plain(_ number: Double) -> String {
  number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
}

/// A JSON text as a value.
private enum JSONValue: Decodable {
  case null
  case bool(Bool)
  case number(Double)
  case text(String)
  case array([JSONValue])
  case object([String: JSONValue])

  init?(_ bytes: [UInt8]) {
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes)) else { return nil }
    self = value
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// What was found, in words.
  var described: String {
    switch self {
    case .null: "null"
    case .bool(let value): String(value)
    case .number(let value): plain(value)
    case .text(let text): "the text '\(text.prefix(60))'"
    case .array: "a list"
    case .object: "an object"
    }
  }
}
