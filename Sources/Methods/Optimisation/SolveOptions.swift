/// How long and how well to solve. A time limit makes the answer depend on the machine; the gap and the node limit do not.
package struct SolveOptions: Sendable {
  /// The search ends when |objective − bound| is at most this share of |objective|; 0 asks for a proof.
  package var relativeGap: Double
  /// Wall seconds.
  package var timeLimit: Double?
  /// Nodes of the search tree.
  package var nodeLimit: Int?
  /// More than one may change which of equally good solutions is found.
  package var threads: Int
  /// A value for each column; the search begins near it, and keeps it where it keeps all limits and nothing better is found.
  package var start: [Double]?
  /// Where simplex starts.
  package var basis: Basis?
  /// An objective that chooses among what is equally good; a search may let it lead where the first is blind.
  package var next: RankedObjective?
  /// Asked many times a second, from the solver's thread; the search ends with the best it has when it is true.
  package var isInterrupted: (@Sendable () -> Bool)?
  /// Told now and then, from the solver's thread.
  package var progress: (@Sendable (SearchProgress) -> Void)?

  package init(
    relativeGap: Double = 0, timeLimit: Double? = nil, nodeLimit: Int? = nil, threads: Int = 1, start: [Double]? = nil,
    basis: Basis? = nil, next: RankedObjective? = nil, isInterrupted: (@Sendable () -> Bool)? = nil,
    progress: (@Sendable (SearchProgress) -> Void)? = nil
  ) {
    self.relativeGap = relativeGap
    self.timeLimit = timeLimit
    self.nodeLimit = nodeLimit
    self.threads = threads
    self.start = start
    self.basis = basis
    self.next = next
    self.isInterrupted = isInterrupted
    self.progress = progress
  }
}

/// How far a search has come.
package struct SearchProgress: Sendable {
  /// Objective of the best found so far; nil before there is one.
  package let incumbent: Double?
  /// What is proven so far; nil before there is anything.
  package let bound: Double?
  package let nodes: Int
  /// As of a solution.
  package var gap: Double? {
    guard let incumbent, let bound else { return nil }
    return abs(incumbent - bound) / max(abs(incumbent), 1e-10)
  }
}
