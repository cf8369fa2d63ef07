/// Which inputs hang together by correlation.
package struct InputDependence: Hashable, Sendable {
  /// The names of inputs that are linked, directly or through others, in the order of the inputs; only sets of two and more.
  package let linked: [[String]]
  /// Groups between which the inputs are independent: a linked set is one group, every other input its own. For grouped Sobol' indices.
  package let independentGroups: InputGroups

  /// - Parameters:
  ///   - names: of all inputs.
  ///   - correlated: pairs of places in `names` whose correlation is not zero.
  package init(names: [String], correlated: [(Int, Int)]) {
    var root = Array(names.indices)
    func find(_ i: Int) -> Int {
      var i = i
      while root[i] != i { i = root[i] }
      return i
    }
    for (i, j) in correlated {
      let (a, b) = (find(i), find(j))
      root[max(a, b)] = min(a, b)
    }
    let sets = Dictionary(grouping: names.indices, by: find).sorted { $0.key < $1.key }.map { $0.value.map { names[$0] } }
    linked = sets.filter { $0.count > 1 }
    let labels = Dictionary(grouping: names.indices, by: find).mapValues { $0.map { names[$0] }.joined(separator: " + ") }
    independentGroups = InputGroups(names.indices.map { labels[find($0)] ?? names[$0] })
  }

  package var isIndependent: Bool { linked.isEmpty }

  /// Such as `'a' and 'b' are correlated`; many sets are counted.
  var words: String {
    // A list that nobody reads to its end says less than its length.
    if linked.count > 3 { return "\(linked.count) sets of inputs (\(linked.map(\.count).reduce(0, +)) in all) are correlated" }
    return linked.map { set in
      let quoted = set.map { "'\($0)'" }
      return quoted.dropLast().joined(separator: ", ") + " and " + (quoted.last ?? "")
    }.joined(separator: "; ") + " are correlated"
  }
}
