import Synchronization
import Testing

@testable import Optimisation

@Suite struct SweepTests {
  @Test(arguments: solvers) func objectivesInOrder(solver: any Solver) {
    // First the most value, then, among the best, the fewest projects: 70 is reached by five projects or by none fewer.
    let problem = weingartner()
    let value = problem.columns.enumerated().map { LinearProblem.Term($0, $1.objective) }
    let count = problem.columns.indices.map { LinearProblem.Term($0, 1) }
    let ranked = solver.solve(
      problem, inOrder: [RankedObjective("value", .maximise, value), RankedObjective("projects", .minimise, count)])
    #expect(ranked.solutions.map(\.objective) == [70, 5])
    // Half of the value given away: 17, 15 and 14 are more than 35, and no two projects are.
    let loose = solver.solve(
      problem, inOrder: [RankedObjective("value", .maximise, value, tolerance: 0.5), RankedObjective("projects", .minimise, count)])
    #expect(loose.solutions.map(\.objective) == [70, 3])
    #expect(loose.last.rows.last?.name == "value" && loose.last.rows.last?.lower == 35)
  }

  @Test(arguments: solvers) func aSweepIsWhatSingleSolvesAre(solver: any Solver) {
    let caps = Array(stride(from: 10.0, through: 60, by: 5))
    let problem = weingartner()
    let swept = solver.sweep(caps) { problem.setting(.atMost(row: 0), to: $0) }
    #expect(swept.map(\.objective) == caps.map { bestByTrying(problem.setting(.atMost(row: 0), to: $0)) })
    let relaxed = solver.sweep(caps) { problem.relaxed.setting(.atMost(row: 0), to: $0) }
    for (cap, solution) in zip(caps, relaxed) {
      expect(solution.objective, solver.solve(problem.relaxed.setting(.atMost(row: 0), to: cap)).objective ?? .nan)
    }
  }
}
