/// What one would have given away in each world by having chosen an alternative before knowing the world.
///
/// Source: Savage, *The Theory of Statistical Decision* (1951): regret is the best outcome of a world less the outcome one has.
package struct RegretTable: Hashable, Sendable {
  /// By alternative, then by world; not negative, in the unit of the outcomes; 0 for the best of its world.
  package let regrets: [[Double]]

  /// - Parameter outcomes: by alternative, then by world; at least one of each, all finite, rows of one length.
  package init(_ outcomes: [[Double]], sense: Criterion.Sense) {
    let worlds = outcomes.first?.count ?? 0
    precondition(
      worlds > 0 && outcomes.allSatisfy { $0.count == worlds && $0.allSatisfy(\.isFinite) }, "outcomes are not a table of figures")
    let best = (0..<worlds).map { world in
      let column = outcomes.map { $0[world] }
      return (sense == .moreIsBetter ? column.max() : column.min()) ?? 0
    }
    regrets = outcomes.map { row in zip(row, best).map { abs($1 - $0) } }
  }

  /// The greatest regret of each alternative.
  package var greatest: [Double] { regrets.map { $0.max() ?? 0 } }

  /// The alternative whose greatest regret is least, the first of equals.
  package var choice: Int { greatest.indices.min { (greatest[$0], $0) < (greatest[$1], $1) } ?? 0 }
}
