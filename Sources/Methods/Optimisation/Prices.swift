/// What one more unit of a limit is worth, told in three ways that must not be mixed. All are changes of the objective, in the
/// problem's own sense, for a right-hand side that is one unit higher: more of a cap that binds raises a maximum, so its price is
/// positive; a floor that is one higher costs, so its price is negative.
package struct LimitPrices: Sendable {
  package let limit: Limit
  /// What the row or column comes to in the solution.
  package let used: Double
  /// The number of the limit.
  package let number: Double
  /// Of the problem in which everything may be had in parts: what the limit is worth when the choices may shift freely.
  package let relaxed: SidedPrice?
  /// With the chosen whole numbers held: what the limit is worth when nothing else may be chosen. nil without whole numbers,
  /// and where nothing else is there to shift it is 0.
  package let fixed: SidedPrice?
  /// The exact effect: the problem solved again with one unit more. Without whole numbers as with them.
  package let solvedAgain: ResolveDelta?
}

/// A price for more and a price for less: they differ at a corner of the value function.
package struct SidedPrice: Hashable, Sendable {
  /// For one more, and up to which number of the limit; nil when there can be no more.
  package let more: PriceReach?
  /// For one less (the change per unit, so of the same sign), and down to which number; nil when there can be no less.
  package let less: PriceReach?
}

/// The change of the best objective when a limit's number is moved by `step`.
package struct ResolveDelta: Hashable, Sendable {
  /// How far the right-hand side was moved.
  package let step: Double
  /// New objective less old one; nil when there is no solution after the move.
  package let change: Double?
  /// Between these the change surely is, as far as both searches were proven; equal when both are.
  package let surely: ClosedRange<Double>?
}

/// What is asked about limits.
package struct PriceRequest: Sendable {
  package var limits: [Limit]
  /// How far right-hand sides are moved to solve again; nil leaves that out.
  package var step: Double?
  /// Of the searches; their start is the given solution.
  package var options: SolveOptions
  /// The best that is known of the problem, where more is proven of it than of the solution whose prices are asked: what solving again
  /// is held against.
  package var proven: Solution?

  package init(_ limits: [Limit], step: Double? = 1, options: SolveOptions = SolveOptions()) {
    self.limits = limits
    self.step = step
    self.options = options
  }
}

extension Solver {
  /// The prices of limits at a solution.
  /// - Returns: one for each limit asked for, in that order; empty when the solution has no values.
  package func prices(_ request: PriceRequest, of problem: LinearProblem, at solution: Solution) -> [LimitPrices] {
    guard solution.objective != nil else { return [] }
    let relaxed = problem.hasIntegers ? problem.relaxed : problem
    let fixed = problem.hasIntegers ? problem.fixingIntegers(at: solution.values) : nil
    let relaxedSolution = solve(relaxed)
    let fixedSolution = fixed.map { solve($0) }
    return request.limits.map { limit in
      LimitPrices(
        limit: limit, used: problem.used(limit, solution), number: problem.value(of: limit),
        relaxed: sidedPrice(limit, relaxed, relaxedSolution),
        fixed: fixed.flatMap { fixed in fixedSolution.flatMap { sidedPrice(limit, fixed, $0) } },
        solvedAgain: request.step.map { solvedAgain(problem, request.proven ?? solution, limit, step: $0, request.options) })
    }
  }

  private func sidedPrice(_ limit: Limit, _ problem: LinearProblem, _ solution: Solution) -> SidedPrice? {
    guard solution.status == .optimal else { return nil }
    // A held column has no bound of its own to price.
    if case .upper(let column) = limit, problem.columns[column].lower == problem.columns[column].upper { return nil }
    if case .lower(let column) = limit, problem.columns[column].lower == problem.columns[column].upper { return nil }
    let function = ValueFunction(problem, solution, of: limit, by: self)
    return SidedPrice(more: function.piece(1), less: function.piece(-1))
  }

  private func solvedAgain(
    _ problem: LinearProblem, _ solution: Solution, _ limit: Limit, step: Double, _ options: SolveOptions
  ) -> ResolveDelta {
    let moved = problem.setting(limit, to: problem.value(of: limit) + step)
    var options = options
    options.start = solution.values
    options.basis = solution.basis
    let other = solve(moved, options)
    guard let objective = solution.objective, let found = other.objective else { return ResolveDelta(step: step, change: nil, surely: nil) }
    let change = found - objective
    guard let before = solution.bound, let after = other.bound else { return ResolveDelta(step: step, change: change, surely: nil) }
    // Each best objective lies between what was found and what is proven.
    let ends = [after - objective, found - before]
    let proven = min(ends[0], ends[1])...max(ends[0], ends[1])
    let surely = problem.possibleChange(limit, step).map { proven.clamped(to: $0) } ?? proven
    return ResolveDelta(step: step, change: min(max(change, surely.lowerBound), surely.upperBound), surely: surely)
  }
}

extension LinearProblem {
  /// On which side of 0 the best objective can move: room for more can only do good, less only harm. Nil for an equation.
  fileprivate func possibleChange(_ limit: Limit, _ step: Double) -> ClosedRange<Double>? {
    let isLooser: Bool
    switch limit {
    case .atMost, .upper: isLooser = step > 0
    case .atLeast, .lower: isLooser = step < 0
    case .equals: return nil
    }
    return isLooser == (sense == .maximise) ? 0...Double.infinity : -Double.infinity...0
  }

  /// What the row or column of a limit comes to.
  func used(_ limit: Limit, _ solution: Solution) -> Double {
    switch limit {
    case .atLeast(let row), .atMost(let row), .equals(let row): solution.activities[row]
    case .lower(let column), .upper(let column): solution.values[column]
    }
  }
}
