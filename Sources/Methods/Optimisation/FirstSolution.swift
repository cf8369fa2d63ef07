/// A solution for CBC to start from.
///
/// Among many floors and caps CBC's heuristics, which look for good solutions, may find none for long. A search that wants nothing but to come near
/// what the problem without whole numbers reaches finds one in a fraction of the time: its first solution is its last.
struct FirstSolution {
  private let problem: LinearProblem
  private let relaxed: Solution
  /// For the search after this one: what is left of the time, and the start that was found.
  private(set) var remaining: SolveOptions
  /// Nothing keeps all limits.
  private(set) var isProvenToBeNone = false

  init(_ problem: LinearProblem, _ options: SolveOptions, relaxed: Solution) {
    self.problem = problem
    self.relaxed = relaxed
    remaining = options
    if let start = options.start, !problem.isFeasible(start) { remaining.start = nil }
  }

  /// What keeps all limits; nil when nothing was found, or nothing needed to be looked for.
  var values: [Double]? { remaining.start }

  /// Looks for nothing where fewer nodes are given than looking takes: they are better spent on the search itself.
  /// - Parameter search: a search by CBC.
  mutating func look(_ search: (LinearProblem, SolveOptions) -> Solution) {
    guard values == nil, !problem.isFeasible(nearestToNothing), attempts[0].nodes <= remaining.nodeLimit ?? .max else { return }
    for attempt in attempts where values == nil && !isProvenToBeNone && remaining.isInterrupted?() != true {
      var options = remaining
      options.relativeGap = 0
      options.next = nil
      options.nodeLimit = min(attempt.nodes, remaining.nodeLimit ?? .max)
      options.timeLimit = remaining.timeLimit.map { $0 * attempt.time }
      let solution = search(wanting(within: attempt.share), options)
      remaining.timeLimit = remaining.timeLimit.map { $0 * (1 - attempt.time) }
      if !solution.values.isEmpty, problem.isFeasible(solution.values) { remaining.start = solution.values }
      isProvenToBeNone = attempt.share == nil && solution.status == .infeasible
    }
  }

  /// How near to the relaxed objective, with how many nodes and what part of the time that is left.
  private var attempts: [(share: Double?, nodes: Int, time: Double)] {
    [(max(0.02, 2 * remaining.relativeGap), 500, 0.25), (nil, 5000, 0.4)]
  }

  /// Whole numbers that need no search: every column as near to 0 as its bounds let it.
  private var nearestToNothing: [Double] { problem.columns.map { min(max(0, $0.lower), $0.upper) } }

  /// The problem without its objective, which is a row instead.
  private func wanting(within share: Double?) -> LinearProblem {
    var wanting = problem
    for column in problem.columns.indices { wanting.setObjective(column, 0) }
    guard let share, let best = relaxed.objective else { return wanting }
    let terms = problem.columns.enumerated().map { LinearProblem.Term($0, $1.objective) }
    let room = share * max(abs(best), 1e-6), number = best - problem.offset
    let isMost = problem.sense == .maximise
    wanting.addRow(
      "\u{1}objective", terms, atLeast: isMost ? number - room : -.infinity, atMost: isMost ? .infinity : number + room)
    return wanting
  }
}
