extension Solver {
  /// Solves a problem for each number of a limit, or of limits that move together, in the order given.
  ///
  /// Each search starts from the best solution found so far that keeps its limits; each problem without integers starts
  /// from the last basis. Numbers in rising order of freedom (caps rising, floors falling) make the most of it.
  /// - Parameter apply: the problem for a number; it must have the same columns and rows each time.
  /// - Returns: a solution for each number; ends early when the options' question asks for it.
  package func sweep(
    _ numbers: [Double], _ options: SolveOptions = SolveOptions(), apply: (Double) -> LinearProblem
  ) -> [Solution] {
    var (found, options) = ([Solution](), options)
    for number in numbers {
      if options.isInterrupted?() == true { break }
      let problem = apply(number)
      options.start = bestStart(of: found, for: problem) ?? options.start
      let solution = solve(problem, options)
      if let basis = solution.basis { options.basis = basis }
      found.append(solution)
    }
    return found
  }

  /// The best of solutions that keeps the limits of a problem.
  private func bestStart(of found: [Solution], for problem: LinearProblem) -> [Double]? {
    let sign = problem.sense == .maximise ? 1.0 : -1
    return found.lazy.map(\.values).filter { !$0.isEmpty && problem.isFeasible($0) }
      .max { sign * problem.objective(of: $0) < sign * problem.objective(of: $1) }
  }
}
