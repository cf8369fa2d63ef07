import Diagnostics
import InputFiles
import MarkedYAML
import Sensitivity

/// The largest problem file that is read, in bytes; ten thousand inputs take less than one.
private let largestProblem = 4_000_000

/// Reads a problem, YAML or JSON.
/// - Throws: every problem of the file at once.
package func loadProblem(_ path: String) throws(InputError) -> Problem {
  var problems = DiagnosticList()
  let text = fileText(path, purpose: "a problem in SALib's fields, as YAML or JSON", atMost: largestProblem, into: &problems)
  let root = text.flatMap { parseYAML($0, file: path, into: &problems) }
  var reader = ProblemReader(problems)
  let problem = root.flatMap { reader.read($0, file: path) }
  guard let problem, !reader.problems.hasErrors else { throw InputError(reader.problems) }
  return problem
}

/// SALib's fields that are read, in the order in which its examples write them.
private let fields = ["num_vars", "names", "bounds", "dists", "groups", "outputs", "sample_scaled"]

private struct ProblemReader {
  private(set) var problems: DiagnosticList

  init(_ problems: DiagnosticList) { self.problems = problems }

  mutating func read(_ root: MarkedNode, file: String) -> Problem? {
    guard let entries = root.entries else {
      problems.error(root.place, root.spoken, expected: "a record with num_vars, names and bounds")
      return nil
    }
    for entry in entries where !fields.contains(entry.key) {
      problems.error(
        entry.keyPlace, "unknown key '\(entry.key)'", expected: "one of \(fields.joined(separator: ", "))",
        hint: didYouMean(entry.key, among: fields))
    }
    if let scaled = entries.first(where: { $0.key == "sample_scaled" }) {
      problems.warning(scaled.keyPlace, "'sample_scaled' is not used: samples are always in the inputs' own units")
    }
    let count = readCount(root)
    let names = readNames(root, count: count)
    let distributions = readList("dists", of: root, count: count).map { readDistribution($0) }
    let inputs = readInputs(root, count: count, names: names, distributions: distributions)
    let groups = readGroups(root, count: count)
    let outputs = eachOnce(readList("outputs", of: root, count: nil), "output")
    if problems.hasErrors { return nil }
    return Problem(
      file: file, inputs: inputs, groups: InputGroups(groups.isEmpty ? names : groups), outputs: outputs, warnings: problems.all(.warning))
  }

  /// The number of inputs that all lists are held against; without `num_vars`, which is told, that of `names`.
  private mutating func readCount(_ root: MarkedNode) -> Int? {
    guard let node = root["num_vars"] else {
      problems.error(root.place, "no 'num_vars'", expected: "the number of inputs")
      return root["names"]?.items?.count
    }
    if let count = node.text.flatMap({ Int($0) }), count > 0 { return count }
    problems.error(node.place, "num_vars \(node.spoken)", expected: "a whole number above 0")
    return root["names"]?.items?.count
  }

  private mutating func readNames(_ root: MarkedNode, count: Int?) -> [String] {
    if root["names"] == nil || root["names"]?.isBlank == true {
      problems.error(root["names"]?.place ?? root.place, "no 'names'", expected: "a list with the name of every input")
    }
    return eachOnce(readList("names", of: root, count: count), "input")
  }

  /// The texts of names that must differ.
  private mutating func eachOnce(_ nodes: [MarkedNode], _ what: String) -> [String] {
    var first: [String: MarkedNode] = [:]
    return nodes.map { node in
      let name = readWord(node, "the name of an \(what)")
      if let other = first[name], !name.isEmpty {
        problems.error(node.place, "the \(what) '\(name)' stands twice", expected: "every name once; it stands first at \(other.place)")
      } else {
        first[name] = node
      }
      return name
    }
  }

  private mutating func readWord(_ node: MarkedNode, _ expected: String) -> String {
    if let text = node.text, !text.isEmpty, !node.isBlank { return text }
    problems.error(node.place, node.spoken, expected: expected)
    return ""
  }

  private mutating func readDistribution(_ node: MarkedNode) -> DistributionName? {
    if let name = node.text.flatMap(DistributionName.init) { return name }
    let known = DistributionName.allCases.map(\.rawValue)
    problems.error(
      node.place, "distribution \(node.spoken)", expected: "one of \(known.joined(separator: ", "))",
      hint: node.text.flatMap { didYouMean($0, among: known) })
    return nil
  }

  private mutating func readGroups(_ root: MarkedNode, count: Int?) -> [String] {
    let groups = readList("groups", of: root, count: count).map { readWord($0, "the name of a group") }
    if groups.count > 1, Set(groups).count == 1, let place = root["groups"]?.place {
      problems.error(place, "all inputs are in the group '\(groups[0])'", expected: "at least two groups, or no 'groups'")
    }
    return groups
  }

  /// The items of a list; empty when it is absent, `null`, or not a list, which is told, as is a count that does not agree.
  private mutating func readList(_ key: String, of root: MarkedNode, count: Int?) -> [MarkedNode] {
    guard let node = root[key], !node.isBlank else { return [] }
    guard let items = node.items else {
      problems.error(node.place, "\(key): \(node.spoken)", expected: "a list, one item for each \(key == "outputs" ? "output" : "input")")
      return []
    }
    if let count, items.count != count {
      problems.error(node.place, "\(items.count) \(key) for \(count) inputs", expected: "\(count), one for each")
    }
    return items
  }

  private mutating func readInputs(
    _ root: MarkedNode, count: Int?, names: [String], distributions: [DistributionName?]
  ) -> [ProblemInput] {
    if root["bounds"] == nil || root["bounds"]?.isBlank == true {
      problems.error(root["bounds"]?.place ?? root.place, "no 'bounds'", expected: "a list with the bounds of every input")
    }
    let bounds = readList("bounds", of: root, count: count)
    return bounds.enumerated().compactMap { i, node in
      let name = i < names.count && !names[i].isEmpty ? names[i] : "input \(i + 1)"
      // A distribution that is not known is told already; its bounds cannot be judged.
      let given = distributions.isEmpty ? .unif : i < distributions.count ? distributions[i] : nil
      guard let numbers = readNumbers(node, of: name), let given else { return nil }
      return readSpread(given, numbers, at: node, of: name).map { ProblemInput(name: name, spread: $0, place: node.place) }
    }
  }

  private mutating func readNumbers(_ node: MarkedNode, of name: String) -> [Double]? {
    guard let items = node.items else {
      problems.error(node.place, "bounds of '\(name)': \(node.spoken)", expected: "a list of numbers")
      return nil
    }
    let numbers = items.map { item -> Double? in
      if let number = item.text.flatMap(finiteNumber) { return number }
      problems.error(item.place, "bounds of '\(name)': \(item.spoken)", expected: "a number")
      return nil
    }
    return numbers.contains { $0 == nil } ? nil : numbers.compactMap { $0 }
  }

  private mutating func readSpread(
    _ distribution: DistributionName, _ numbers: [Double], at node: MarkedNode, of name: String
  ) -> InputSpread? {
    let what = "'\(name)' (\(distribution.rawValue))"
    guard let spread = distribution.spread(numbers) else {
      problems.error(node.place, "\(what): \(numbers.count) bounds", expected: distribution.bounds)
      return nil
    }
    if distribution == .triang {
      if numbers.count == 2 {
        problems.warning(node.place, "\(what): two bounds are read as [0, high, peak]", expected: distribution.bounds)
      }
      if let peak = numbers.last, !(0...1).contains(peak) {
        problems.error(node.place, "\(what): peak \(peak)", expected: "a share of the width, from 0 to 1")
        return nil
      }
    }
    for fault in spread.faults { problems.error(node.place, "\(what): \(fault.found)", expected: fault.expected) }
    return spread.faults.isEmpty ? spread : nil
  }
}

/// Digits, a point and an exponent; not `nan`, `inf` or hexadecimal.
func finiteNumber(_ text: String) -> Double? {
  let isPlain = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || "+-.eE".utf8.contains($0) }
  guard isPlain, let number = Double(text), number.isFinite else { return nil }
  return number
}
