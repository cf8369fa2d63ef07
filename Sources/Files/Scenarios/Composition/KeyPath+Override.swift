import Diagnostics
import MarkedYAML

/// A path such as `measures.heat_*.effect.share`: keys of records, ids of list items, `*` for any run of characters.
struct KeyPattern {
  let text: String
  let segments: [String]

  init(_ text: String) {
    self.text = text
    segments = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
  }
}

/// Whether `name` fits a pattern in which `*` stands for any run of characters.
func matches(_ name: some StringProtocol, pattern: some StringProtocol) -> Bool {
  guard let star = pattern.firstIndex(of: "*") else { return name == pattern }
  guard name.hasPrefix(pattern[..<star]) else { return false }
  let rest = pattern[pattern.index(after: star)...]
  var tail = name[name.index(name.startIndex, offsetBy: pattern[..<star].count)...]
  while true {
    if matches(tail, pattern: rest) { return true }
    if tail.isEmpty { return false }
    tail = tail.dropFirst()
  }
}

extension MarkedNode {
  /// Applies `change` to every value that the path leads to and returns how many there were. Where only the last key is
  /// missing from a record, `change` gets nil and may add it.
  mutating func change(_ path: ArraySlice<String>, at keyPlace: SourcePlace, prefix: String = "", with change: (String, MarkedNode?) -> MarkedNode?) -> Int {
    guard let segment = path.first else { return 0 }
    let rest = path.dropFirst()
    var count = 0
    func visit(_ node: inout MarkedNode, named name: String) {
      let key = prefix.isEmpty ? name : "\(prefix).\(name)"
      if rest.isEmpty {
        guard let new = change(key, node) else { return }
        node = new
        count += 1
      } else {
        count += node.change(rest, at: keyPlace, prefix: key, with: change)
      }
    }
    switch content {
    case .mapping(var entries):
      for i in entries.indices where matches(entries[i].key, pattern: segment) { visit(&entries[i].value, named: entries[i].key) }
      if count == 0, rest.isEmpty, !segment.contains("*"), !entries.contains(where: { $0.key == segment }),
        let new = change(prefix.isEmpty ? segment : "\(prefix).\(segment)", nil)
      {
        entries.append(Entry(key: segment, keyPlace: keyPlace, value: new))
        count += 1
      }
      content = .mapping(entries)
    case .sequence(var items):
      for i in items.indices {
        guard let id = items[i].identity?.text, matches(id, pattern: segment) else { continue }
        visit(&items[i], named: id)
      }
      content = .sequence(items)
    case .scalar: break
    }
    return count
  }

  /// The value that an exact path leads to.
  func value(at path: some Collection<String>) -> MarkedNode? {
    guard let segment = path.first else { return self }
    let next = items.map { $0.first { $0.identity?.text == segment } } ?? self[segment]
    return next?.value(at: path.dropFirst())
  }

  /// Keys or ids one step below, for hints.
  var childNames: [String] { entries?.map(\.key) ?? items?.compactMap { $0.identity?.text } ?? [] }
}
