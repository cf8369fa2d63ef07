/// The objective less a little of the one that comes after it. Where hundreds of columns bring the first nothing, simplex and the search choose
/// among them blindly; a trace of the next objective leads them to one corner, and to a good start for the next.
struct TieBreak {
  /// By column.
  let objective: [Double]
  /// The most by which the first objective may lie beyond a bound of the two together.
  let most: Double
  /// What that leaves of the relative gap that was asked for.
  let gap: Double

  /// - Parameter size: about what the objective comes to.
  init(_ problem: LinearProblem, _ options: SolveOptions, size: Double) {
    let first = problem.columns.map(\.objective)
    var costs = [Double](repeating: 0, count: first.count)
    for term in options.next?.coefficients ?? [] {
      costs[term.column] = options.next?.sense == .maximise ? -term.coefficient : term.coefficient
    }
    let highest = zip(problem.columns, costs).reduce(0) { $1.1 == 0 ? $0 : $0 + max($1.1 * $1.0.upper, $1.1 * $1.0.lower) }
    let lowest = zip(problem.columns, costs).reduce(0) { $1.1 == 0 ? $0 : $0 + min($1.1 * $1.0.upper, $1.1 * $1.0.lower) }
    let room = 0.1 * options.relativeGap * abs(size)
    guard highest.isFinite, lowest.isFinite, highest > lowest, room > 0 else {
      (objective, most, gap) = (first, 0, options.relativeGap)
      return
    }
    let weight = room / (highest - lowest)
    objective = zip(first, costs).map { problem.sense == .maximise ? $0 - weight * $1 : $0 + weight * $1 }
    most = weight * highest
    gap = 0.85 * options.relativeGap
  }
}
