import Optimisation

/// What is told of a solved problem: its solution, the prices of its limits and, where it has none, what conflicts.
package struct SolvedProblem: Sendable {
  package let problem: LinearProblem
  package let solution: Solution
  /// Best objective when everything may be had in parts; nil where nothing is whole.
  package let relaxedObjective: Double?
  package let prices: [LimitPrices]
  package let conflict: Conflict?
  package let repair: Repair?

  package init(
    _ problem: LinearProblem, _ solution: Solution, relaxedObjective: Double?, prices: [LimitPrices], conflict: Conflict?, repair: Repair?
  ) {
    self.problem = problem
    self.solution = solution
    self.relaxedObjective = relaxedObjective
    self.prices = prices
    self.conflict = conflict
    self.repair = repair
  }

  /// Columns that are not 0, in their order.
  var chosen: [(name: String, value: Double, worth: Double)] {
    zip(problem.columns, solution.values).filter { $1 != 0 }.map { ($0.name, $1, $0.objective * $1) }
  }

  /// Every limit of the rows with what is used of it, and its prices where they were asked for.
  var limits: [(limit: Limit, used: Double?, prices: LimitPrices?)] {
    let known = Dictionary(prices.map { ($0.limit, $0) }) { first, _ in first }
    return problem.rowLimits.map { limit in (limit, solution.values.isEmpty ? nil : used(limit), known[limit]) }
  }

  private func used(_ limit: Limit) -> Double {
    switch limit {
    case .atLeast(let row), .atMost(let row), .equals(let row): solution.activities[row]
    case .lower(let column), .upper(let column): solution.values[column]
    }
  }

  /// How much more could be used; negative room is none of a solution's limits.
  func room(_ limit: Limit, used: Double) -> Double {
    switch limit {
    case .atLeast, .lower: used - problem.value(of: limit)
    default: problem.value(of: limit) - used
    }
  }
}

/// What `invest --problem --format json` prints; the README documents it.
package struct ProblemDocument: Encodable, Sendable {
  let objective: OrNull<Double>
  let status: String
  let bound: OrNull<Double>
  let gap: OrNull<Double>
  let solver: String
  let relaxedObjective: OrNull<Double>
  let columns: [Column]
  let limits: [LimitDocument]
  let conflict: [String]?
  let repair: [Step]?

  enum CodingKeys: String, CodingKey {
    case objective, status, bound, gap, solver, columns, limits, conflict, repair
    case relaxedObjective = "relaxed_objective"
  }

  struct Column: Encodable, Sendable {
    let name: String
    let value: Double
    let worth: Double
  }

  struct Step: Encodable, Sendable {
    let id: String
    let from: Double
    let to: Double
  }

  /// Prices are for one more of the limit; `_from` and `_to` are the numbers of the limit between which the dual holds.
  struct LimitDocument: Encodable, Sendable {
    let id: String
    let kind: String
    let used: OrNull<Double>
    let limit: Double
    let room: OrNull<Double>
    let relaxed: OrNull<Double>
    let relaxedLess: OrNull<Double>
    let relaxedFrom: OrNull<Double>
    let relaxedTo: OrNull<Double>
    let fixed: OrNull<Double>
    let fixedTo: OrNull<Double>
    let delta: OrNull<Double>
    let deltaSurely: OrNull<[Double]>

    enum CodingKeys: String, CodingKey {
      case id, kind, used, limit, room
      case relaxed = "lp_dual"
      case relaxedLess = "lp_dual_one_less"
      case relaxedFrom = "lp_dual_from"
      case relaxedTo = "lp_dual_to"
      case fixed = "fixed_dual"
      case fixedTo = "fixed_dual_to"
      case delta = "resolve_delta"
      case deltaSurely = "resolve_delta_surely"
    }
  }

  package init(_ solved: SolvedProblem) {
    let solution = solved.solution
    objective = OrNull(solution.objective)
    status = solution.status.rawValue
    bound = OrNull(solution.bound)
    gap = OrNull(solution.gap.flatMap(finite))
    solver = solution.solver
    relaxedObjective = OrNull(solved.relaxedObjective)
    columns = solved.chosen.map { Column(name: $0.name, value: $0.value, worth: $0.worth) }
    limits = solved.limits.map { limit, used, prices in
      LimitDocument(
        id: solved.problem.name(of: limit), kind: limit.kind, used: OrNull(used), limit: solved.problem.value(of: limit),
        room: OrNull(used.map { solved.room(limit, used: $0) }), relaxed: OrNull(prices?.relaxed?.more?.price),
        relaxedLess: OrNull(prices?.relaxed?.less?.price), relaxedFrom: OrNull(prices?.relaxed?.less.flatMap { finite($0.upTo) }),
        relaxedTo: OrNull(prices?.relaxed?.more.flatMap { finite($0.upTo) }), fixed: OrNull(prices?.fixed?.more?.price),
        fixedTo: OrNull(prices?.fixed?.more.flatMap { finite($0.upTo) }), delta: OrNull(prices?.solvedAgain?.change),
        deltaSurely: OrNull(prices?.solvedAgain?.surely.map { [$0.lowerBound, $0.upperBound] }))
    }
    conflict = solved.conflict?.groups.flatMap(\.limits).map(solved.problem.text)
    repair = solved.repair?.steps.map { Step(id: solved.problem.name(of: $0.limit), from: $0.from, to: $0.to) }
  }
}

/// A number that JSON can hold.
private func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }

extension Limit {
  /// `at_least`, `at_most` or `equals`
  var kind: String {
    switch self {
    case .atLeast, .lower: "at_least"
    case .atMost, .upper: "at_most"
    case .equals: "equals"
    }
  }
}
