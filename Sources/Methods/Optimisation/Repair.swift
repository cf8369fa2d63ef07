/// The smallest change of limits after which a problem has a solution.
package struct Repair: Sendable {
  package struct Step: Hashable, Sendable {
    package let limit: Limit
    package let from: Double
    package let to: Double
    package var amount: Double { abs(to - from) }
  }

  /// Limits that must give way; empty when none must.
  package let steps: [Step]
  /// The problem with these steps made.
  package let repaired: LinearProblem
  /// A value for each column that keeps the repaired problem: the search's own witness.
  package let values: [Double]
  /// Whether it is proven that no smaller weighted sum of steps is enough (within the gap of the options).
  package let isProven: Bool
  /// Share of the weighted sum by which a smaller one is not ruled out; nil when nothing is proven.
  package let gap: Double?
}

extension Solver {
  /// Finds the repair with the smallest weighted sum of amounts by an elastic problem: every limit that may give way has a slack that
  /// costs its weight.
  /// - Parameters:
  ///   - limits: those that may give way; those of all rows by default.
  ///   - weight: what a unit of a limit costs. By default one over its number's size (at least 1), so that 10 % of one limit costs
  ///     as much as 10 % of another, whatever their units.
  /// - Returns: nil when giving way in these limits does not help, or the search found nothing.
  package func repair(
    of problem: LinearProblem, among limits: [Limit]? = nil, _ options: SolveOptions = SolveOptions(),
    weight: ((Limit) -> Double)? = nil
  ) -> Repair? {
    let limits = limits ?? problem.rowLimits
    let weight = weight ?? { 1 / max(1, abs(problem.value(of: $0))) }
    let elastic = ElasticProblem(problem, limits, weight)
    let solution = solve(elastic.problem, options)
    guard solution.objective != nil else { return nil }
    var repaired = problem
    var steps: [Repair.Step] = []
    for (limit, slacks) in zip(limits, elastic.slacks) {
      let shift = slacks.reduce(0) { $0 + $1.coefficient * solution.values[$1.column] }
      let from = problem.value(of: limit)
      // A hair more than the solver's tolerance, or its rounding would leave the repaired limit broken.
      guard abs(shift) > 1e-7 * max(1, abs(from)) else { continue }
      let to = neat(from - shift, away: -shift)
      steps.append(Repair.Step(limit: limit, from: from, to: to))
      repaired.set(limit, to: to)
    }
    return Repair(
      steps: steps, repaired: repaired, values: Array(solution.values.prefix(problem.columns.count)),
      isProven: solution.status == .optimal, gap: solution.gap.flatMap { $0.isFinite ? $0 : nil })
  }

  /// Limits that contradict each other in a problem without integers, not the fewest: those that the cheapest repair has a price for.
  /// By Farkas' lemma they, with what always holds, have no solution. One solve in place of a search among all limits.
  /// - Returns: nil when nothing is found.
  func contradiction(in problem: LinearProblem, among limits: [Limit], _ options: SolveOptions) -> Set<Limit>? {
    let elastic = ElasticProblem(problem, limits) { 1 / max(1, abs(problem.value(of: $0))) }
    let solution = solve(elastic.problem, options)
    guard solution.status == .optimal, let duals = solution.duals else { return nil }
    return Set(zip(limits, elastic.limitRows).compactMap { abs(duals[$1]) > 1e-9 ? $0 : nil })
  }
}

/// A number rounded to nine digits away from the old limit, so that 120.00000000001 is told as 120 and never as too little.
private func neat(_ value: Double, away direction: Double) -> Double {
  guard value != 0 else { return 0 }
  var unit = 1e-9
  while unit * 1e9 < abs(value) { unit *= 10 }
  let nearest = (value / unit).rounded() * unit
  if abs(nearest - value) <= 1e-9 * max(1, abs(value)) { return nearest }
  return (direction > 0 ? (value / unit).rounded(.up) : (value / unit).rounded(.down)) * unit
}

/// A problem whose limits may be broken at a price.
private struct ElasticProblem {
  private(set) var problem: LinearProblem
  /// For each limit its slacks and their coefficients in the row: the row less these keeps the old limit.
  private(set) var slacks: [[LinearProblem.Term]] = []
  /// For each limit the row that states it.
  private(set) var limitRows: [Int] = []

  init(_ original: LinearProblem, _ limits: [Limit], _ weight: (Limit) -> Double) {
    problem = LinearProblem(.minimise, name: original.name)
    let softColumns = Set(
      limits.compactMap { limit -> Limit? in
        switch limit {
        case .lower, .upper: limit
        default: nil
        }
      })
    for (number, column) in original.columns.enumerated() {
      problem.addColumn(
        column.name, from: softColumns.contains(.lower(column: number)) ? -.infinity : column.lower,
        to: softColumns.contains(.upper(column: number)) ? .infinity : column.upper, isInteger: column.isInteger)
    }
    for (number, limit) in limits.enumerated() { slacks.append(addSlacks(of: limit, number, weight(limit))) }
    let byLimit = Dictionary(zip(limits, slacks)) { first, _ in first }
    for (number, row) in original.rows.enumerated() {
      let added = original.limits(ofRow: number).flatMap { byLimit[$0] ?? [] }
      problem.addRow(row.name, row.terms + added, atLeast: row.lower, atMost: row.upper)
    }
    for (limit, slack) in zip(limits, slacks) { limitRows.append(row(of: limit) ?? addBoundRow(limit, slack, original)) }
  }

  private func row(of limit: Limit) -> Int? {
    switch limit {
    case .atLeast(let row), .atMost(let row), .equals(let row): row
    case .lower, .upper: nil
    }
  }

  /// A slack raises a row that lies too low and lowers one that lies too high.
  private mutating func addSlacks(of limit: Limit, _ number: Int, _ weight: Double) -> [LinearProblem.Term] {
    func slack(_ sign: Double) -> LinearProblem.Term {
      LinearProblem.Term(problem.addColumn("\u{1}slack \(number) \(sign)", objective: weight), sign)
    }
    switch limit {
    case .atLeast, .lower: return [slack(1)]
    case .atMost, .upper: return [slack(-1)]
    case .equals: return [slack(1), slack(-1)]
    }
  }

  /// A bound of a column becomes a row, so that it may give way too.
  private mutating func addBoundRow(_ limit: Limit, _ slack: [LinearProblem.Term], _ original: LinearProblem) -> Int {
    switch limit {
    case .lower(let column):
      problem.addRow("\u{1}lower \(column)", [LinearProblem.Term(column)] + slack, atLeast: original.columns[column].lower)
    case .upper(let column):
      problem.addRow("\u{1}upper \(column)", [LinearProblem.Term(column)] + slack, atMost: original.columns[column].upper)
    default: preconditionFailure("a limit of a row is stated by its row")
    }
  }
}
