import Testing

@testable import Optimisation

@Suite struct FirstSolutionTests {
  @Test(arguments: solvers) func aPortfolioIsFoundAmongTightFloorsAndCaps(solver: any Solver) {
    let problem = floorsAndCaps(cap: 900), relaxed = solver.solve(problem.relaxed)
    let solution = solver.solve(problem, SolveOptions(relativeGap: 0.05, nodeLimit: 5000))
    #expect(problem.isFeasible(solution.values))
    #expect(solution.status == .optimal)
    #expect((solution.bound ?? .infinity) <= (relaxed.objective ?? 0) + 1e-6)
    #expect((solution.objective ?? 0) >= 0.9 * (relaxed.objective ?? 0))
  }

  /// Whatever the search does with it, a start that keeps all limits is never lost: even with no node to search.
  @Test(arguments: solvers) func whatIsKnownIsNotLost(solver: any Solver) {
    let problem = floorsAndCaps(cap: 900)
    let known = solver.solve(problem, SolveOptions(relativeGap: 0.5)).values
    let again = solver.solve(problem, SolveOptions(nodeLimit: 1, start: known))
    #expect(problem.isFeasible(again.values))
    #expect((again.objective ?? 0) >= problem.objective(of: known) - 1e-9)
    #expect((again.bound ?? 0) >= (again.objective ?? .infinity) - 1e-9)
  }

  @Test(arguments: solvers) func whatCannotBeKeptIsStillProvenSo(solver: any Solver) {
    // In parts two thirds of each would do; of whole ones either too many or too few come.
    var problem = LinearProblem(.maximise)
    let terms = (0..<3).map { LinearProblem.Term(problem.addChoice("p\($0)", objective: Double($0)), 2) }
    problem.addRow("three", terms, atLeast: 3, atMost: 3)
    #expect(solver.solve(problem.relaxed).status == .optimal)
    #expect(solver.solve(problem, SolveOptions(relativeGap: 0.01)).status == .infeasible)
  }

  /// The next objective may lead the search and not the answer: the first is within its gap, and its bound is one.
  @Test(arguments: solvers) func theNextObjectiveLeadsAndDoesNotDecide(solver: any Solver) {
    let problem = floorsAndCaps(cap: 900)
    let cost = RankedObjective("cost", .minimise, problem.rows[problem.row(named: "cap")!].terms)
    let best = solver.solve(problem, SolveOptions(relativeGap: 1e-4, nodeLimit: 20_000))
    for gap in [0.02, 0.2] {
      let led = solver.solve(problem, SolveOptions(relativeGap: gap, next: cost))
      #expect(led.status == .optimal && (led.gap ?? 1) <= gap)
      #expect((led.bound ?? 0) >= (best.objective ?? .infinity) - 1e-6)
    }
  }

  /// A programme that may hold nothing is never infeasible, also where the search may be interrupted.
  @Test(arguments: solvers) func whatNothingKeepsIsNotInfeasible(solver: any Solver) {
    var problem = LinearProblem(.maximise)
    var spent = [[LinearProblem.Term]](repeating: [], count: 10)
    for project in 0..<60 {
      let cost = Double(3 + project * 37 % 53)
      let starts = (0..<10).map { year in
        let column = problem.addChoice(
          "p\(project)@\(year)", objective: cost * (1 + Double(project * 29 % 17) / 10) * (1 - 0.04 * Double(year)))
        for (delay, share) in [0.3, 0.5, 0.2].enumerated() where year + delay < 10 {
          spent[year + delay].append(.init(column, cost * share))
        }
        return LinearProblem.Term(column)
      }
      problem.addRow("once \(project)", starts, atMost: 1)
    }
    for year in 0..<10 { problem.addRow("spent \(year)", spent[year], atMost: 75) }
    let solution = solver.solve(problem, SolveOptions(relativeGap: 0.02, nodeLimit: 2000, isInterrupted: { false }))
    #expect(solution.status == .optimal || solution.status == .nodeLimit)
    #expect(!solution.values.isEmpty && problem.isFeasible(solution.values) && (solution.gap ?? 1) < 0.1)
  }
}
