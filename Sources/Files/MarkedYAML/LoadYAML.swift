import Diagnostics
import InputFiles
import Yams

/// The largest plan file that is read; a city plan is well under a tenth of it.
private let largestFile = 4_000_000

/// Reads a YAML file into nodes that know their places. Problems are reported with `path` as the user gave it.
package func loadYAML(_ path: String, into problems: inout DiagnosticList) -> MarkedNode? {
  guard let text = fileText(path, purpose: "a YAML file of a city plan", atMost: largestFile, into: &problems) else { return nil }
  return parseYAML(text, file: path, into: &problems)
}

/// Parses YAML text; `file` is the name used in places.
package func parseYAML(_ text: String, file: String, into problems: inout DiagnosticList) -> MarkedNode? {
  do {
    guard let root = try Parser(yaml: text).singleRoot() else {
      problems.error(SourcePlace(file: file), "the file is empty", expected: "a YAML mapping")
      return nil
    }
    return MarkedNode(root, in: file, &problems)
  } catch let error as YamlError {
    problems.report(diagnostic(error, file: file, text: text))
  } catch {
    problems.error(SourcePlace(file: file), "\(error)")
  }
  return nil
}

extension MarkedNode {
  /// Nil after reporting an anchor: a value must stand where it is used, so that it can be followed to one place;
  /// this also keeps a small file from unfolding into a huge one.
  fileprivate init?(_ node: Node, in file: String, _ problems: inout DiagnosticList) {
    let place = SourcePlace(file: file, mark: node.mark)
    guard node.anchor == nil else {
      problems.error(place, "a YAML anchor (&) or alias (*)", expected: "the value written out", hint: "use an override group to share values")
      return nil
    }
    switch node {
    case .scalar(let scalar):
      self.init(.scalar(scalar.string, isPlain: scalar.style == .plain || scalar.style == .any), at: place)
    case .sequence(let sequence):
      self.init(.sequence(sequence.compactMap { MarkedNode($0, in: file, &problems) }), at: place)
    case .mapping(let mapping):
      self.init(.mapping(mapping.compactMap { Entry($0.key, $0.value, in: file, &problems) }), at: place)
    case .alias:
      problems.error(place, "a YAML alias (*)", expected: "the value written out")
      return nil
    }
  }
}

extension MarkedNode.Entry {
  fileprivate init?(_ key: Node, _ value: Node, in file: String, _ problems: inout DiagnosticList) {
    let keyPlace = SourcePlace(file: file, mark: key.mark)
    guard let name = key.scalar?.string else {
      problems.error(keyPlace, "a key that is a list or a record", expected: "a word as key")
      return nil
    }
    guard let node = MarkedNode(value, in: file, &problems) else { return nil }
    self.init(key: name, keyPlace: keyPlace, value: node)
  }
}

extension SourcePlace {
  fileprivate init(file: String, mark: Mark?) { self.init(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1) }
}

private func diagnostic(_ error: YamlError, file: String, text: String) -> Diagnostic {
  switch error {
  case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
    return Diagnostic(.error, at: SourcePlace(file: file, mark: mark), found: "not YAML: \(problem)", expected: "YAML",
      hint: "look at the indentation, the quotes and the colons just before this place")
  case .duplicatedKeysInMapping(let duplicates, let context):
    let keys = duplicates.map { "'\($0)'" }.joined(separator: ", ")
    let place = secondOccurrence(of: duplicates.first ?? "", after: context.mark.line, column: context.mark.column, in: text)
    return Diagnostic(.error, at: SourcePlace(file: file, line: place.line, column: place.column), found: "the key \(keys) is given twice in one record",
      expected: "each key once")
  case .reader(let problem, _, _, _):
    return Diagnostic(.error, at: SourcePlace(file: file), found: "not YAML: \(problem)", expected: "YAML")
  default:
    return Diagnostic(.error, at: SourcePlace(file: file), found: "not YAML: \(error)", expected: "YAML")
  }
}

/// YAML reports where a doubled key stands first; the user must look at where it stands again.
private func secondOccurrence(of key: String, after line: Int, column: Int, in text: String) -> (line: Int, column: Int) {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  for number in line..<max(line, lines.count) {
    let content = lines[number]
    let indent = content.prefix { $0 == " " }.count
    if indent + 1 == column, content.dropFirst(indent).hasPrefix("\(key):") { return (number + 1, column) }
  }
  return (line, column)
}
