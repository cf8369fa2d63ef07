import Diagnostics
import MarkedYAML

/// Checks the form of a plan: unknown and missing keys, wrong types, blanks, doubled ids. Figures are checked when they are read.
struct SchemaCheck {
  private(set) var problems = DiagnosticList()

  mutating func check(_ node: MarkedNode, _ shape: Shape, key: String) {
    if let (value, factor) = node.scaling {
      check(value, shape, key: key)
      return check(factor, .value(.share), key: "\(key).factor")
    }
    if node.isBlank {
      if shape.isFigure { return }  // told when it is read
      problems.error(node.place, "'\(key)' is blank", expected: shape.spoken, hint: "leave the key out where there is nothing to say")
      return
    }
    switch shape {
    case .text, .value, .series, .anything: checkKind(node, shape, key)
    case .identifier, .pattern: checkIdentifier(node, shape, key)
    case .year, .wholeNumber: checkWholeNumber(node, shape, key)
    case .startYear: if node.entries == nil { checkWholeNumber(node, .year, key) }
    case .flag: checkChoice(node, ["true", "false"], key)
    case .choice(let choices): checkChoice(node, choices, key)
    case .name: checkName(node, key)
    case .list(let item): checkList(node, item, key)
    case .record(let record): checkRecord(node, record, key)
    case .keyed(let value): checkKeyed(node, value, key)
    case .variants(let tag, let variants): checkVariants(node, tag, variants, key)
    }
  }

  private mutating func wrongKind(_ node: MarkedNode, _ shape: Shape, _ key: String) {
    if let spread = node["distribution"], node["value"] != nil {
      problems.error(
        spread.place, "'\(key)' cannot have a distribution", expected: shape.spoken,
        hint: "names, years of the plan and methods are decided, not drawn")
      return
    }
    problems.error(node.place, "'\(key)' is \(node.spoken)", expected: shape.spoken)
  }

  private mutating func checkKind(_ node: MarkedNode, _ shape: Shape, _ key: String) {
    switch (shape, node.content) {
    case (.text, .sequence), (.text, .mapping): wrongKind(node, shape, key)
    default: break
    }
  }

  private mutating func checkIdentifier(_ node: MarkedNode, _ shape: Shape, _ key: String) {
    guard let text = node.text else { return wrongKind(node, shape, key) }
    var allowed = Self.namesAreMadeOf
    if case .pattern = shape { allowed.insert("*") }
    if !text.allSatisfy(allowed.contains) {
      problems.error(
        node.place, "'\(text)' is not a name for '\(key)'", expected: "letters, digits, '_' and '-'",
        hint: "write '\(text.map { allowed.contains($0) ? String($0) : "_" }.joined())'")
    }
  }

  private static let namesAreMadeOf = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")

  private mutating func checkWholeNumber(_ node: MarkedNode, _ shape: Shape, _ key: String) {
    guard let text = node.text, let number = Int(text), String(number) == text else { return wrongKind(node, shape, key) }
    if case .year = shape, !(1900...2200).contains(number) {
      problems.error(node.place, "'\(key)' is \(number)", expected: "a year between 1900 and 2200")
    }
  }

  private mutating func checkChoice(_ node: MarkedNode, _ choices: [String], _ key: String) {
    guard let text = node.text else { return wrongKind(node, .choice(choices), key) }
    if !choices.contains(text) {
      problems.error(
        node.place, "'\(text)' is not one of the values of '\(key)'", expected: spokenList(choices),
        hint: didYouMean(text, among: choices))
    }
  }

  private mutating func checkName(_ node: MarkedNode, _ key: String) {
    guard let entries = node.entries else {
      if node.items != nil { wrongKind(node, .name, key) }
      return
    }
    for entry in entries {
      if !["en", "fi", "sv"].contains(entry.key) { unknown(entry, among: ["en", "fi", "sv"], in: key) }
      check(entry.value, .text, key: "\(key).\(entry.key)")
    }
  }

  private mutating func checkList(_ node: MarkedNode, _ shape: Shape, _ key: String) {
    guard let items = node.items else { return wrongKind(node, .list(shape), key) }
    var places: [String: MarkedNode] = [:]
    for (position, item) in items.enumerated() {
      let label = item.identity?.text ?? String(position + 1)
      check(item, shape, key: "\(key).\(label)")
      guard let identity = item.identity, let text = identity.text else { continue }
      if let first = places[text] {
        problems.error(identity.place, "'\(text)' is given twice in '\(key)'", expected: "each id once; it stands first at \(first.place)")
      } else {
        places[text] = identity
      }
    }
  }

  private mutating func checkRecord(_ node: MarkedNode, _ record: RecordShape, _ key: String) {
    guard let entries = node.entries else { return wrongKind(node, .record(record), key) }
    var misspelt: Set<String> = []
    for entry in entries {
      if let shape = record.shape(of: entry.key) {
        check(entry.value, shape, key: key.isEmpty ? entry.key : "\(key).\(entry.key)")
      } else {
        unknown(entry, among: record.keys, in: key)
        nearestName(to: entry.key, among: record.keys).map { _ = misspelt.insert($0) }
      }
    }
    for field in record.fields where field.isRequired && !misspelt.contains(field.key) { checkPresence(of: field, in: node, key) }
  }

  private mutating func checkPresence(of field: RecordShape.Field, in node: MarkedNode, _ key: String) {
    guard let value = node[field.key] else {
      problems.error(
        node.place, "\(key.isEmpty ? "the plan" : "'\(key)'") has no '\(field.key)'", expected: "\(field.key): \(field.summary)")
      return
    }
    if value.items?.isEmpty == true {
      problems.error(
        value.place, "'\(key.isEmpty ? "" : "\(key).")\(field.key)' is an empty list", expected: "at least one: \(field.summary)")
    }
  }

  private mutating func checkKeyed(_ node: MarkedNode, _ shape: Shape, _ key: String) {
    guard let entries = node.entries else { return wrongKind(node, .keyed(shape), key) }
    for entry in entries { check(entry.value, shape, key: "\(key).\(entry.key)") }
  }

  private mutating func checkVariants(_ node: MarkedNode, _ tag: String, _ variants: [(String, RecordShape)], _ key: String) {
    guard node.entries != nil else { return wrongKind(node, .variants(key: tag, variants), key) }
    let choices = variants.map(\.0)
    guard let chosen = node[tag] else {
      problems.error(node.place, "'\(key)' has no '\(tag)'", expected: "\(tag): \(spokenList(choices))")
      return
    }
    guard let variant = variants.first(where: { $0.0 == chosen.text }) else { return checkChoice(chosen, choices, "\(key).\(tag)") }
    checkRecord(node, variant.1, key)
  }

  private mutating func unknown(_ entry: MarkedNode.Entry, among keys: [String], in record: String) {
    problems.error(
      entry.keyPlace, "unknown key '\(entry.key)'\(record.isEmpty ? "" : " in '\(record)'")",
      expected: "one of \(keys.joined(separator: ", "))",
      hint: didYouMean(entry.key, among: keys))
  }
}

extension MarkedNode {
  /// What tells a record of a list apart: its `id`, or the stream it is about.
  var identity: MarkedNode? { self["id"] ?? self["stream"] }
}

/// `a, b or c`
func spokenList(_ words: [String]) -> String {
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " or " + last
}

extension Shape {
  /// Whether it is read as a figure, with messages of its own.
  var isFigure: Bool {
    switch self {
    case .value, .series: true
    default: false
    }
  }

  /// What a message says was expected.
  var spoken: String {
    switch self {
    case .text: "a text"
    case .identifier: "a name"
    case .pattern: "a name, with * for any run of characters"
    case .year: "a year"
    case .startYear: "a year, or a record with its value and distribution"
    case .wholeNumber: "a whole number"
    case .flag: "true or false"
    case .choice(let choices): spokenList(choices)
    case .name: "a text, or one per language (en, fi, sv)"
    case .value(let unit): unit.map { "a figure in \($0.expectation)" } ?? "a figure"
    case .series(let unit): unit.map { "a figure or a series in \($0.expectation)" } ?? "a figure or a series by year"
    case .list: "a list, each item after '- '"
    case .record(let record): "a record with the keys \(record.fields.map(\.key).joined(separator: ", "))"
    case .keyed: "a record, key: value"
    case .variants(let tag, let variants): "a record with '\(tag)': \(spokenList(variants.map(\.0)))"
    case .anything: "a value"
    }
  }
}
