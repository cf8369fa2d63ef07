import Synchronization
import Testing

@testable import Optimisation

@Suite struct SolveTests {
  @Test(arguments: solvers) func wyndorGlassHasItsPublishedPrices(solver: any Solver) {
    let solution = solver.solve(wyndor())
    #expect(solution.status == .optimal && solution.gap == 0)
    expect(solution.objective, 36)
    expect(solution.values, [2, 6])
    expect(solution.activities, [2, 12, 18])
    expect(solution.duals, [0, 1.5, 1])
    expect(solution.reducedCosts, [0, 0])
  }

  @Test(arguments: solvers) func aMinimumHasPricesOfItsOwnSense(solver: any Solver) {
    // The dual of Wyndor: min 4 a + 12 b + 18 c; a + 3c >= 3, 2b + 2c >= 5. Its prices are Wyndor's x and y, and both rise.
    var problem = LinearProblem(.minimise, offset: 1)
    for (name, cost) in [("a", 4.0), ("b", 12), ("c", 18)] { problem.addColumn(name, objective: cost) }
    problem.addRow("x", byName: [("a", 1), ("c", 3)], atLeast: 3)
    problem.addRow("y", byName: [("b", 2), ("c", 2)], atLeast: 5)
    let solution = solver.solve(problem)
    expect(solution.objective, 37)
    expect(solution.duals, [2, 6])
    expect(solution.reducedCosts, [2, 0, 0])
  }

  @Test(arguments: solvers) func weingartnersNineProjects(solver: any Solver) {
    let relaxed = solver.solve(weingartner().relaxed)
    expect(relaxed.objective, 70.272727, within: 1e-6)
    expect(relaxed.duals, [0.136364, 1.863636], within: 1e-6)
    let whole = solver.solve(weingartner())
    #expect(whole.status == .optimal && whole.objective == 70 && whole.gap == 0)
    #expect(whole.values == [1, 0, 1, 1, 0, 1, 0, 0, 1])
    #expect(whole.duals == nil)
  }

  @Test(arguments: solvers) func brealeyAndMyersIsWorth13450(solver: any Solver) {
    let solution = solver.solve(brealeyMyers())
    expect(solution.objective, 13.45)
    expect(solution.values, [1, 0.75, 1, 0])
  }

  /// All seven of Petersen's selections, to proof.
  @Test(arguments: solvers) func petersensProjectsHaveTheirPublishedBestValues(solver: any Solver) {
    #expect(petersen.map(\.best) == [3800, 8706.1, 4015, 6120, 12400, 10618, 16537])
    for (problem, best) in petersen {
      let solution = solver.solve(problem)
      #expect(solution.status == .optimal && solution.gap == 0, "\(problem.name)")
      expect(solution.objective, best, within: 1e-6)
      #expect(problem.isFeasible(solution.values, tolerance: 0))
    }
  }

  @Test(arguments: solvers) func whatHasNoSolutionOrNoEndIsTold(solver: any Solver) {
    for isInteger in [false, true] {
      var endless = LinearProblem(.maximise)
      endless.addColumn("x", objective: 1, isInteger: isInteger)
      endless.addColumn("y", objective: -1, to: 9)
      endless.addRow("r", byName: [("x", 1), ("y", -1)], atLeast: 0)
      #expect(solver.solve(endless).status == .unbounded)
      #expect(solver.solve(endless).objective == nil && solver.solve(endless).values.isEmpty)
      endless.addRow("s", byName: [("x", 1)], atMost: -1)
      #expect(solver.solve(endless).status == .infeasible)
      var crossed = LinearProblem(.minimise)
      crossed.addColumn("x", from: 2, to: 1, isInteger: isInteger)
      #expect(solver.solve(crossed).status == .infeasible)
    }
    // Between 0.4 and 0.6 there is no whole number, though there are fractions.
    var between = LinearProblem(.minimise)
    between.addColumn("x", isInteger: true)
    between.addColumn("y", to: 0.1)
    between.addRow("r", byName: [("x", 2), ("y", 1)], atLeast: 0.9, atMost: 1.1)
    #expect(solver.solve(between).status == .infeasible)
    #expect(solver.solve(between.relaxed).status == .optimal)
  }

  @Test(arguments: solvers) func problemsWithoutRowsOrColumns(solver: any Solver) {
    var free = LinearProblem(.maximise, offset: 2)
    free.addChoice("x", objective: 5)
    #expect(solver.solve(free).objective == 7)
    #expect(solver.solve(free.relaxed).objective == 7)
    #expect(solver.solve(LinearProblem(.minimise, offset: 3)).objective == 3)
  }

  /// The offset belongs to objective and bound alike.
  @Test(arguments: solvers) func theOffsetIsPartOfObjectiveAndBound(solver: any Solver) {
    var problem = weingartner()
    problem.offset = 1000
    let solution = solver.solve(problem)
    #expect(solution.objective == 1070 && solution.bound == 1070 && solution.gap == 0)
  }

  @Test(arguments: solvers) func aSearchEndsWithinTheGapThatWasAskedFor(solver: any Solver) {
    let problem = hardKnapsack()
    let solution = solver.solve(problem, SolveOptions(relativeGap: 0.02))
    #expect(solution.status == .optimal)
    #expect((solution.gap ?? 1) <= 0.02 && (solution.bound ?? 0) >= (solution.objective ?? .infinity))
    #expect(problem.isFeasible(solution.values))
  }

  @Test(arguments: solvers) func aNodeLimitEndsTheSearchWithItsBound(solver: any Solver) {
    let solution = solver.solve(hardKnapsack(), SolveOptions(nodeLimit: 1))
    #expect(solution.status == .nodeLimit)
    #expect((solution.gap ?? 1) > 0 && (solution.gap ?? 1) < 0.1)
  }

  @Test(arguments: solvers) func aTimeLimitIsWallTimeAndKeepsTheBest(solver: any Solver) {
    let solution = solver.solve(hardKnapsack(), SolveOptions(timeLimit: 1))
    #expect(solution.status == .timeLimit)
    #expect((solution.gap ?? 1) < 0.1 && hardKnapsack().isFeasible(solution.values))
  }

  /// Ctrl-C: the search ends with the best found and a gap that is proven.
  @Test(arguments: solvers) func anInterruptionLeavesTheBestWithItsProvenGap(solver: any Solver) {
    let problem = hardKnapsack()
    // The clock starts with the first question: other tests may be before this one in CBC's queue.
    let asked = Mutex<ContinuousClock.Instant?>(nil)
    let isInterrupted = { @Sendable () -> Bool in
      let first = asked.withLock { first in
        first = first ?? .now
        return first ?? .now
      }
      return ContinuousClock.now - first > .seconds(2)
    }
    let solution = solver.solve(problem, SolveOptions(timeLimit: 100, isInterrupted: isInterrupted))
    #expect(solution.status == .interrupted)
    #expect(ContinuousClock.now - (asked.withLock { $0 } ?? .now) < .seconds(20))
    #expect(problem.isFeasible(solution.values))
    #expect((solution.gap ?? 1) < 0.1 && (solution.gap ?? 0) > 0)
    // The next search is not interrupted by what ended the last.
    #expect(solver.solve(weingartner(), SolveOptions(isInterrupted: { false })).objective == 70)
  }

  @Test(arguments: solvers) func aStartIsTakenUp(solver: any Solver) {
    let best = solver.solve(weingartner()).values
    let solution = solver.solve(weingartner(), SolveOptions(nodeLimit: 0, start: best))
    #expect(solution.objective == 70)
    let broken = solver.solve(weingartner(), SolveOptions(start: [Double](repeating: 1, count: 9)))
    #expect(broken.objective == 70)
  }

  @Test(arguments: solvers) func manyAtOnceAreEachRight(solver: any Solver) async {
    await withTaskGroup(of: Double?.self) { group in
      for _ in 0..<16 { group.addTask { solver.solve(petersen[3].problem).objective } }
      for await objective in group { #expect(objective == 6120) }
    }
  }

  @Test(.enabled(if: HighsSolver.found != nil, "HiGHS is not found"))
  func progressIsTold() throws {
    let told = Mutex<[SearchProgress]>([])
    let highs = try #require(HighsSolver.found)
    let solution = highs.solve(
      hardKnapsack(), SolveOptions(relativeGap: 0.001, timeLimit: 10, progress: { step in told.withLock { $0.append(step) } }))
    let steps = told.withLock { $0 }
    #expect(!steps.isEmpty)
    for step in steps { #expect((step.bound ?? .infinity) >= (solution.objective ?? .infinity) - 1e-6) }
    #expect(steps.contains { $0.incumbent != nil && $0.gap != nil })
  }
}

/// 120 projects under 12 budgets that nobody proves in seconds; from a fixed sequence of numbers.
func hardKnapsack() -> LinearProblem {
  var state: UInt64 = 7
  func next(_ range: Int) -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(Int(state >> 33) % range)
  }
  let uses = (0..<12).map { _ in (0..<120).map { _ in 1 + next(1000) } }
  let values = (0..<120).map { j in uses.reduce(0) { $0 + $1[j] } / 12 + next(500) }
  return knapsack("hard", values: values, uses: uses, limits: uses.map { $0.reduce(0, +) / 2 })
}

func expect(
  _ found: Double?, _ expected: Double, within tolerance: Double = 1e-9, at place: SourceLocation = #_sourceLocation
) {
  #expect(found != nil && abs(found! - expected) <= tolerance, "\(String(describing: found)) is not \(expected)", sourceLocation: place)
}

func expect(
  _ found: [Double]?, _ expected: [Double], within tolerance: Double = 1e-9, at place: SourceLocation = #_sourceLocation
) {
  #expect(found?.count == expected.count, sourceLocation: place)
  for (found, expected) in zip(found ?? [], expected) { expect(found, expected, within: tolerance, at: place) }
}
