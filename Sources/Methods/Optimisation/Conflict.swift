/// Limits that stand or fall together, as the twelve rows of a yearly cap.
package struct LimitGroup: Hashable, Sendable {
  package let name: String
  package let limits: [Limit]

  package init(_ name: String, _ limits: [Limit]) {
    self.name = name
    self.limits = limits
  }
}

/// The smallest set of limits that cannot hold together, in the sense that each is needed: without any one of them the others can be
/// kept. A problem may have several such sets.
package struct Conflict: Sendable {
  /// In the order in which they were given. Empty when the problem has a solution, or when it has none even without all groups.
  package let groups: [LimitGroup]
  package let verdict: Verdict

  package enum Verdict: String, Sendable {
    /// The problem has a solution.
    case none
    /// The groups cannot hold together, and every one is needed.
    case minimal
    /// The groups cannot hold together; a time limit or an interruption left open whether every one is needed.
    case notProvenMinimal = "not_proven_minimal"
    /// Even without all groups there is no solution: bounds of columns and limits outside the groups already conflict.
    case outsideTheGroups = "outside_the_groups"
    /// The options did not leave time enough to tell whether there is a solution.
    case unknown
  }
}

extension Solver {
  /// Finds a conflict among groups of limits, those of each row by default; what is in no group always holds.
  ///
  /// Junker's QuickXplain (AAAI 2004): halves are held while the other half is searched, so that a conflict of k among n groups takes
  /// about k log₂(n / k) solves in place of n. Fractions are tried first: a conflict of the relaxed problem is one of the whole one, and
  /// its prices say at once which limits can be left aside. What keeps a part of the groups is remembered: a part that it keeps
  /// needs no solve.
  /// - Parameters:
  ///   - known: values of the columns that keep some of the limits, such as those that a repair was found with.
  ///   - isInfeasible: whether it is known that the groups cannot hold together.
  package func conflict(
    in problem: LinearProblem, among groups: [LimitGroup]? = nil, knowing known: [[Double]] = [], isInfeasible: Bool = false,
    _ options: SolveOptions = SolveOptions()
  ) -> Conflict {
    let groups = groups ?? problem.rowLimits.map { LimitGroup(problem.name(of: $0), [$0]) }
    let relaxed = relaxedConflict(groups, in: problem.relaxed, known, options)
    if !problem.hasIntegers || relaxed.verdict != .none { return relaxed }
    return search(groups, in: problem, known, isInfeasible: isInfeasible, options)
  }

  /// Among the groups that contradict each other by their prices; among all where that does not hold good.
  private func relaxedConflict(
    _ groups: [LimitGroup], in problem: LinearProblem, _ known: [[Double]], _ options: SolveOptions
  ) -> Conflict {
    let status = solve(problem, options).status
    if status == .optimal || status == .unbounded { return Conflict(groups: [], verdict: .none) }
    if status == .infeasible, let priced = contradiction(in: problem, among: groups.flatMap(\.limits), options) {
      let contradicting = groups.filter { !priced.isDisjoint(with: $0.limits) }
      var part = problem
      for group in groups where priced.isDisjoint(with: group.limits) { for limit in group.limits { part.remove(limit) } }
      let found = search(contradicting, in: part, known, options)
      if found.verdict == .minimal { return found }
    }
    return search(groups, in: problem, known, isInfeasible: status == .infeasible, options)
  }

  private func search(
    _ groups: [LimitGroup], in problem: LinearProblem, _ known: [[Double]], isInfeasible: Bool = false, _ options: SolveOptions
  ) -> Conflict {
    var search = ConflictSearch(problem, groups, self, known, options)
    return search.conflict(isInfeasible: isInfeasible)
  }
}

private struct ConflictSearch<S: Solver> {
  private let problem: LinearProblem
  private let groups: [LimitGroup]
  private let solver: S
  private let options: SolveOptions
  private var known: [[Double]]
  private var isProven = true

  init(_ problem: LinearProblem, _ groups: [LimitGroup], _ solver: S, _ known: [[Double]], _ options: SolveOptions) {
    // Whether there is any solution at all: the objective is of no interest.
    var plain = problem
    for column in plain.columns.indices { plain.setObjective(column, 0) }
    self.problem = plain
    self.groups = groups
    self.solver = solver
    self.known = known
    self.options = options
  }

  mutating func conflict(isInfeasible: Bool) -> Conflict {
    if !isInfeasible, canHold(Array(groups.indices)) {
      return Conflict(groups: [], verdict: isProven ? .none : .unknown)
    }
    if !canHold([]) { return Conflict(groups: [], verdict: .outsideTheGroups) }
    let found = needed(holding: [], hasGrown: false, among: Array(groups.indices)).sorted()
    return Conflict(groups: found.map { groups[$0] }, verdict: isProven ? .minimal : .notProvenMinimal)
  }

  /// The groups of `candidates` that conflict together with those held, which alone do not unless they have just grown.
  private mutating func needed(holding held: [Int], hasGrown: Bool, among candidates: [Int]) -> [Int] {
    if hasGrown, !canHold(held) { return [] }
    if candidates.count == 1 { return candidates }
    let (first, second) = (Array(candidates[..<(candidates.count / 2)]), Array(candidates[(candidates.count / 2)...]))
    let inSecond = needed(holding: held + first, hasGrown: true, among: second)
    let inFirst = needed(holding: held + inSecond, hasGrown: !inSecond.isEmpty, among: first)
    return inFirst + inSecond
  }

  /// Whether these groups can hold together; what cannot be told in time counts as able, and is noted.
  private mutating func canHold(_ kept: [Int]) -> Bool {
    var part = problem
    let kept = Set(kept)
    for (number, group) in groups.enumerated() where !kept.contains(number) {
      for limit in group.limits { part.remove(limit) }
    }
    if known.contains(where: { part.isFeasible($0) }) { return true }
    let solution = solver.solve(part, options)
    if !solution.values.isEmpty { known.append(solution.values) }
    switch solution.status {
    case .infeasible: return false
    case .optimal, .unbounded: return true
    default:
      if solution.values.isEmpty { isProven = false }
      return true
    }
  }
}
