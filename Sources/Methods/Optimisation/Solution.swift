/// What a solver found, and how surely.
package struct Solution: Sendable {
  package enum Status: String, Sendable {
    /// Proven best within the gap that was asked for.
    case optimal
    /// Proven that nothing keeps all limits.
    case infeasible
    /// The objective can be as good as one likes.
    case unbounded
    case timeLimit = "time_limit"
    case nodeLimit = "node_limit"
    /// Ended by the caller's question `isInterrupted`, or by Ctrl-C.
    case interrupted
    /// The solver gave up, as on numbers of very different size.
    case failed
  }

  package let status: Status
  /// In the problem's own sense, its offset included; nil when nothing was found that keeps all limits.
  package let objective: Double?
  /// No solution can be better than this, whatever the status; nil when nothing is proven.
  package let bound: Double?
  /// A value for each column; empty when nothing was found. Whole numbers are whole.
  package let values: [Double]
  /// What each row comes to; empty when nothing was found.
  package let activities: [Double]
  /// Of a problem without integers that was solved: for each row the change of the objective per unit of its right-hand side,
  /// in the problem's own sense: for a maximum, more of a scarce limit has a positive price. Of a degenerate solution it is one
  /// of several; `prices` gives those for one more and one less.
  package let duals: [Double]?
  /// As `duals`, for a unit of each column's own bound.
  package let reducedCosts: [Double]?
  /// Where a solve of a like problem may start; of a problem without integers.
  package let basis: Basis?
  /// Nodes of the search tree.
  package let nodes: Int
  /// The solver and its version.
  package let solver: String

  /// |objective − bound| over |objective|; nil without both, and infinite for an objective of 0 that is not the bound.
  package var gap: Double? {
    guard let objective, let bound else { return nil }
    let distance = abs(objective - bound)
    return distance <= 1e-9 * max(1, abs(objective)) ? 0 : distance / abs(objective)
  }
}

/// Which columns and rows stand at a bound: the corner that simplex ended in. Good for a problem of the same columns and rows,
/// on the solver that it came from.
package struct Basis: Sendable {
  let columns: [Int32]
  let rows: [Int32]
  let solver: String
}
