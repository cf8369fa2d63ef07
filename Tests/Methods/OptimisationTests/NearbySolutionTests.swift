import Testing

@testable import Optimisation

@Suite struct NearbySolutionTests {
  /// What was best before the cap went down does not keep it; near it there is something that does, and is not far from the best.
  @Test(arguments: solvers) func aCapThatMovedIsKeptNearTheBestBefore(solver: any Solver) throws {
    let before = floorsAndCaps(cap: 900), cap = try #require(before.row(named: "cap"))
    let options = SolveOptions(relativeGap: 0.02, nodeLimit: 20_000)
    let start = solver.solve(before, options).values
    let after = before.setting(.atMost(row: cap), to: before.activities(of: start)[cap] - 30)
    #expect(before.isFeasible(start) && !after.isFeasible(start))
    let near = try #require(solver.improved(start, for: after, options))
    #expect(after.isFeasible(near))
    // In parts nothing is better than this; near the start is not everywhere.
    let relaxed = try #require(solver.solve(after.relaxed).objective)
    #expect(after.objective(of: near) >= 0.7 * relaxed && after.objective(of: near) <= relaxed + 1e-6)
  }

  /// What start and relaxed problem both take may be just what the moved cap forbids: 6 with 5 is too much for 10, and 6 alone less than the floor.
  @Test(arguments: solvers) func whatBothTakeIsGivenUpWhereNothingElseKeepsTheLimits(solver: any Solver) {
    var problem = LinearProblem(.maximise)
    let worth = [7, 5.5, 5.5], cost = [6.0, 5, 5]
    let spent = (0..<3).map { LinearProblem.Term(problem.addChoice("p\($0)", objective: worth[$0]), cost[$0]) }
    problem.addRow("spent", spent, atLeast: 9.5, atMost: 10)
    #expect((solver.solve(problem.relaxed).values.first ?? 0) == 1)
    #expect(solver.improved([1, 1, 1], for: problem, SolveOptions()) == [0, 1, 1])
  }

  /// A start is never given up for something worse, and stays as it is where nothing better is needed.
  @Test(arguments: solvers) func aStartIsOnlyLeftForSomethingBetter(solver: any Solver) throws {
    let problem = floorsAndCaps(cap: 900)
    let start = solver.solve(problem, SolveOptions(relativeGap: 0.5)).values
    let better = try #require(solver.improved(start, for: problem, SolveOptions(relativeGap: 0.001, nodeLimit: 20_000)))
    #expect(problem.isFeasible(better) && problem.objective(of: better) >= problem.objective(of: start))
    let best = solver.solve(problem, SolveOptions(relativeGap: 0.02, nodeLimit: 20_000, start: better)).values
    #expect(solver.improved(best, for: problem, SolveOptions(relativeGap: 0.5)) == best)
  }

  /// Three halves of three choices are no whole number of them: near a start there is nothing, and the search still proves that nowhere is.
  @Test(arguments: solvers) func nothingNearbyIsNoSolution(solver: any Solver) {
    var problem = LinearProblem(.maximise)
    let terms = (0..<3).map { LinearProblem.Term(problem.addChoice("p\($0)", objective: Double($0)), 2) }
    problem.addRow("three", terms, atLeast: 3, atMost: 3)
    #expect(solver.improved([0, 0, 1], for: problem, SolveOptions()) == nil)
    #expect(solver.solve(problem, SolveOptions(start: [0, 0, 1])).status == .infeasible)
  }

  /// A gap is a share of the objective with every solver: what ends as proven is within the gap that was asked for.
  @Test(arguments: solvers, [0.01, 0.1, 0.3]) func theGapIsAShareOfTheObjective(solver: any Solver, gap: Double) throws {
    let solution = solver.solve(floorsAndCaps(cap: 950), SolveOptions(relativeGap: gap, nodeLimit: 50_000))
    let found = try #require(solution.objective), bound = try #require(solution.bound)
    #expect(solution.status == .optimal && (bound - found) / found <= gap)
  }

  /// A start is worth as much where the most is looked for as where the least of the negative is: the search is the same.
  @Test(arguments: solvers) func aStartForTheMostIsOneForTheLeastOfTheNegative(solver: any Solver) throws {
    let problem = floorsAndCaps(cap: 900)
    let cost = problem.rows[try #require(problem.row(named: "cap"))].terms
    let least = problem.with(RankedObjective("cost", .minimise, cost))
    let most = problem.with(RankedObjective("saving", .maximise, cost.map { LinearProblem.Term($0.column, -$0.coefficient) }))
    let start = solver.solve(least, SolveOptions(relativeGap: 0.05)).values
    let options = SolveOptions(relativeGap: 0.01, nodeLimit: 100, start: start)
    let (saved, spent) = (solver.solveSound(most, options), solver.solveSound(least, options))
    #expect(saved.status == spent.status && saved.nodes == spent.nodes)
    #expect(saved.objective == spent.objective.map { -$0 })
    #expect(abs(try #require(saved.bound) + #require(spent.bound)) < 1e-9)
  }
}
