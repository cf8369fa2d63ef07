/// One of several objectives that are taken in a stated order.
package struct RankedObjective: Sendable {
  package let name: String
  package let sense: LinearProblem.Sense
  /// By the index of the column; columns that are not named have 0.
  package let coefficients: [LinearProblem.Term]
  /// How much of it later objectives may give away, as a share of its size.
  package let tolerance: Double

  package init(_ name: String, _ sense: LinearProblem.Sense, _ coefficients: [LinearProblem.Term], tolerance: Double = 1e-6) {
    self.name = name
    self.sense = sense
    self.coefficients = coefficients
    self.tolerance = tolerance
  }
}

extension Solver {
  /// Solves for the first objective, holds it (less its tolerance) as a row of its name, solves for the next, and so on.
  /// - Parameter later: how to search for all objectives but the first, which only choose among what is best for it.
  /// - Returns: the solution for each objective in order; the last is the answer. Ends early at one that finds nothing.
  package func solve(
    _ problem: LinearProblem, inOrder objectives: [RankedObjective], _ options: SolveOptions = SolveOptions(), later: SolveOptions? = nil
  ) -> (solutions: [Solution], last: LinearProblem) {
    var (problem, solutions, options) = (problem, [Solution](), options)
    for (rank, objective) in objectives.enumerated() {
      options.next = rank + 1 < objectives.count ? objectives[rank + 1] : nil
      problem = problem.with(objective)
      let solution = solve(problem, options)
      solutions.append(solution)
      guard let best = solution.objective else { break }
      options = later ?? options
      options.start = solution.values
      let room = objective.tolerance * max(1, abs(best))
      guard solutions.count < objectives.count else { break }
      switch objective.sense {
      case .maximise: problem.addRow(objective.name, objective.coefficients, atLeast: best - room)
      case .minimise: problem.addRow(objective.name, objective.coefficients, atMost: best + room)
      }
    }
    return (solutions, problem)
  }
}

extension LinearProblem {
  /// The problem with an objective in the place of its own.
  package func with(_ objective: RankedObjective) -> LinearProblem {
    var problem = self
    problem.sense = objective.sense
    problem.offset = 0
    for column in columns.indices { problem.setObjective(column, 0) }
    for term in objective.coefficients { problem.setObjective(term.column, term.coefficient) }
    return problem
  }
}
