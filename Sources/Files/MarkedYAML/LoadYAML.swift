import Diagnostics
import InputFiles
import Yams

/// The largest plan file that is read, in bytes; a city plan is well under a tenth of it.
private let largestFile = 4_000_000

/// Reads a YAML file into nodes that know their places. Problems are reported with `path` as the user gave it.
package func loadYAML(_ path: String, into problems: inout DiagnosticList) -> MarkedNode? {
  guard let text = fileText(path, purpose: "a YAML file of a city plan", atMost: largestFile, into: &problems) else { return nil }
  return parseYAML(text, file: path, into: &problems)
}

/// Parses YAML text; `file` is the name used in places.
///
/// Anchors, aliases and merge keys are refused: a value must stand where it is used, so that it can be followed to one place.
/// Keys that a record gives twice are all told, in one run.
package func parseYAML(_ text: String, file: String, into problems: inout DiagnosticList) -> MarkedNode? {
  if let alias = firstAlias(in: text) {
    problems.error(
      SourcePlace(file: file, line: alias.line, column: alias.column), "the YAML alias '*\(alias.name)'", expected: "the value written out",
      hint: "an override group shares values between scenarios")
    return nil
  }
  do {
    var keys = DoubledKeys()
    guard let root = try keys.parse(text) else {
      problems.error(SourcePlace(file: file), "the file is empty", expected: "keys and values in YAML")
      return nil
    }
    return withExtendedLifetime(keys) { MarkedNode(root, in: file, keys, &problems) }
  } catch let error as YamlError {
    problems.report(diagnostic(error, file: file, text: text))
  } catch {
    problems.error(SourcePlace(file: file), "not YAML: \(error)", expected: "YAML")
  }
  return nil
}

extension MarkedNode {
  /// Nil after reporting an anchor.
  fileprivate init?(_ node: Node, in file: String, _ keys: DoubledKeys, _ problems: inout DiagnosticList) {
    let place = SourcePlace(file: file, mark: node.mark)
    if let anchor = node.anchor {
      problems.error(
        place, "the YAML anchor '&\(anchor.rawValue)'", expected: "the value alone", hint: "an override group shares values between scenarios")
      return nil
    }
    switch node {
    case .scalar(let scalar):
      self.init(.scalar(scalar.string, isPlain: scalar.style == .plain || scalar.style == .any), at: place)
    case .sequence(let sequence):
      self.init(.sequence(sequence.compactMap { MarkedNode($0, in: file, keys, &problems) }), at: place)
    case .mapping(let mapping):
      let entries = mapping.compactMap { Entry($0.key, $0.value, in: file, keys, &problems) }
      self.init(.mapping(eachKeyOnce(entries, &problems)), at: place)
    case .alias:
      preconditionFailure("Yams puts the value in an alias's place")
    }
  }
}

extension MarkedNode.Entry {
  fileprivate init?(_ key: Node, _ value: Node, in file: String, _ keys: DoubledKeys, _ problems: inout DiagnosticList) {
    let keyPlace = SourcePlace(file: file, mark: key.mark)
    guard let name = key.scalar?.string else {
      problems.error(keyPlace, "a key that is a list or a record", expected: "a word as key")
      return nil
    }
    guard let node = MarkedNode(value, in: file, keys, &problems) else { return nil }
    self.init(key: keys.written(name), keyPlace: keyPlace, value: node)
  }
}

/// Entries by their first keys; every further one is told. `2021` and `"2021"` are one key to a reader.
private func eachKeyOnce(_ entries: [MarkedNode.Entry], _ problems: inout DiagnosticList) -> [MarkedNode.Entry] {
  var first: [String: SourcePlace] = [:]
  return entries.filter { entry in
    guard let place = first[entry.key] else {
      first[entry.key] = entry.keyPlace
      return true
    }
    problems.error(entry.keyPlace, "the key '\(entry.key)' is given twice in one record", expected: "each key once; it stands first at \(place)")
    return false
  }
}

extension SourcePlace {
  fileprivate init(file: String, mark: Mark?) { self.init(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1) }
}

private func diagnostic(_ error: YamlError, file: String, text: String) -> Diagnostic {
  switch error {
  case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
    return Diagnostic(
      .error, at: SourcePlace(file: file, mark: mark), found: "not YAML: \(problem)", expected: "YAML", hint: hint(for: problem))
  case .reader(let problem, let offset, _, _):
    let place = offset.map { lineAndColumn(of: text.index(text.startIndex, offsetBy: $0, limitedBy: text.endIndex) ?? text.endIndex, in: text) }
    return Diagnostic(
      .error, at: SourcePlace(file: file, line: place?.line ?? 1, column: place?.column ?? 1), found: "not YAML: \(problem)",
      expected: "text without control characters")
  default:
    return Diagnostic(.error, at: SourcePlace(file: file), found: "not YAML: \(error)", expected: "YAML")
  }
}

private func hint(for problem: String) -> String {
  if problem.contains("tab character") { return "indent with spaces" }
  if problem.contains("cannot start any token") { return "quote text that starts with a special character, and indent with spaces" }
  if problem.contains("another document") { return "leave out the line '---'" }
  return "look at the indentation, the quotes and the colons just before this place"
}
