/// Which inputs are moved together. Without groups every input is a group of its own.
///
/// The groups stand in the order in which they first appear, as in SALib's `groups` field.
package struct InputGroups: Hashable, Sendable {
  /// The names of the groups.
  package let names: [String]
  /// The group of every input, as an index into `names`.
  package let membership: [Int]

  /// - Parameter groups: the group's name of every input, in the order of the inputs.
  package init(_ groups: [String]) {
    var places: [String: Int] = [:]
    var names: [String] = []
    membership = groups.map { name in
      if let place = places[name] { return place }
      places[name] = names.count
      names.append(name)
      return names.count - 1
    }
    self.names = names
  }

  /// - Parameter count: inputs without names, each on its own.
  package init(separate count: Int) {
    names = (0..<count).map { "x\($0 + 1)" }
    membership = Array(0..<count)
  }

  package var inputCount: Int { membership.count }

  /// The inputs of a group, in order.
  package func inputs(of group: Int) -> [Int] { membership.indices.filter { membership[$0] == group } }
}
