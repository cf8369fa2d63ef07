import Synchronization
import Testing

@testable import Optimisation

@Suite struct ConflictTests {
  /// Two conflicts among seven rows: a and b against c; and d against the column's own bound together with nothing else.
  private func budgets() -> LinearProblem {
    var problem = LinearProblem(.maximise)
    for name in ["schools", "streets", "tram"] { problem.addColumn(name, objective: 1, to: 100) }
    problem.addRow("cap", byName: [("schools", 1), ("streets", 1), ("tram", 1)], atMost: 120)
    problem.addRow("schools at least", byName: [("schools", 1)], atLeast: 60)
    problem.addRow("streets at most", byName: [("streets", 1)], atMost: 90)
    problem.addRow("tram at least", byName: [("tram", 1)], atLeast: 70)
    problem.addRow("streets at least", byName: [("streets", 1)], atLeast: 5)
    problem.addRow("tram at most", byName: [("tram", 1)], atMost: 95)
    return problem
  }

  @Test(arguments: solvers) func theConflictIsTheKnownMinimalSet(solver: any Solver) {
    let problem = budgets()
    #expect(solver.solve(problem).status == .infeasible)
    let conflict = solver.conflict(in: problem)
    #expect(conflict.verdict == .minimal)
    #expect(conflict.groups.map(\.name) == ["cap", "schools at least", "tram at least"])
    // Each is needed: without it the rest of the problem's conflict is gone.
    for group in conflict.groups {
      #expect(solver.solve(problem.without(group.limits[0])).status == .optimal)
    }
  }

  @Test(arguments: solvers) func theSmallestRepairMakesItFeasible(solver: any Solver) {
    let problem = budgets()
    let repair = solver.repair(of: problem) { _ in 1 }
    // 60 + 70 + 5 = 135 against 120: 15 in all, wherever.
    expect(repair?.steps.reduce(0) { $0 + $1.amount }, 15)
    #expect(repair?.isProven == true)
    #expect(repair.map { solver.solve($0.repaired).status } == .optimal)
    // By share of each limit: a larger limit gives way more cheaply, and the cap of 120 is the largest.
    let byShare = solver.repair(of: problem)
    #expect(byShare?.steps == [Repair.Step(limit: .atMost(row: 0), from: 120, to: 135)])
    #expect(byShare.map { solver.solve($0.repaired).status } == .optimal)
    // Where the cap must stay, the floors give way.
    let floors = solver.repair(of: problem, among: [.atLeast(row: 1), .atLeast(row: 3)])
    #expect(floors?.steps == [Repair.Step(limit: .atLeast(row: 3), from: 70, to: 55)])
    #expect(floors.map { solver.solve($0.repaired).status } == .optimal)
    #expect(solver.repair(of: problem, among: [.atMost(row: 2)]) == nil)
  }

  @Test(arguments: solvers) func limitsThatConflictOnlyInWholeProjects(solver: any Solver) {
    // In parts 1.5 projects keep both; whole ones cannot.
    var problem = LinearProblem(.maximise)
    problem.addChoice("a")
    problem.addChoice("b")
    problem.addRow("money", byName: [("a", 2), ("b", 2)], atMost: 3)
    problem.addRow("needs", byName: [("a", 1), ("b", 1)], atLeast: 1.5)
    problem.addRow("idle", byName: [("a", 1)], atMost: 5)
    #expect(solver.conflict(in: problem.relaxed).verdict == .none)
    let conflict = solver.conflict(in: problem)
    #expect(conflict.verdict == .minimal && conflict.groups.map(\.name) == ["money", "needs"])
    let repair = solver.repair(of: problem)
    #expect(repair?.steps.count == 1 && repair.map { solver.solve($0.repaired).status } == .optimal)
  }

  @Test(arguments: solvers) func groupsStandOrFallTogetherAndBoundsCanBeNamed(solver: any Solver) {
    let problem = budgets()
    let floors = LimitGroup("floors", [.atLeast(row: 1), .atLeast(row: 3), .atLeast(row: 4)])
    let conflict = solver.conflict(in: problem, among: [floors, LimitGroup("cap", [.atMost(row: 0)])])
    #expect(conflict.groups.map(\.name) == ["floors", "cap"])
    #expect(solver.conflict(in: problem, among: [LimitGroup("caps of columns", problem.columnLimits)]).verdict == .outsideTheGroups)
    var tight = budgets().setting(.atMost(row: 0), to: 500)
    tight.setBounds(ofColumn: 0, from: 0, to: 50)
    let bound = solver.conflict(
      in: tight, among: (tight.rowLimits + tight.columnLimits).map { LimitGroup(tight.text(of: $0), [$0]) })
    #expect(bound.groups.map(\.name) == ["schools at least >= 60", "schools <= 50"])
    let repair = solver.repair(of: tight, among: [.upper(column: 0)])
    #expect(repair?.steps == [Repair.Step(limit: .upper(column: 0), from: 50, to: 60)])
    #expect(repair.map { solver.solve($0.repaired).status } == .optimal)
  }

  /// Three that conflict among two hundred that do not: the prices of one repair name them, and each is then tried once or twice.
  @Test(arguments: solvers) func aConflictAmongHundredsTakesAFewSolves(solver: any Solver) {
    var problem = budgets()
    for i in 0..<200 { problem.addRow("idle \(i)", [.init(i % 3)], atMost: Double(300 + i)) }
    let counting = CountingSolver(of: solver)
    #expect(counting.conflict(in: problem).groups.map(\.name) == ["cap", "schools at least", "tram at least"])
    #expect(counting.solves.value <= 12)
  }

  /// What keeps a part of the limits is known from the repair: such parts are not solved.
  @Test(arguments: solvers) func whatIsKnownSavesSolves(solver: any Solver) throws {
    var problem = LinearProblem(.maximise)
    for name in ["a", "b", "c"] { problem.addChoice(name) }
    problem.addRow("money", byName: [("a", 2), ("b", 2), ("c", 2)], atMost: 3)
    problem.addRow("needs", byName: [("a", 1), ("b", 1), ("c", 1)], atLeast: 1.5)
    for i in 0..<40 { problem.addRow("idle \(i)", [.init(i % 3)], atMost: 1) }
    let repair = try #require(solver.repair(of: problem))
    #expect(repair.repaired.isFeasible(repair.values) && repair.gap == 0)
    let (blind, told) = (CountingSolver(of: solver), CountingSolver(of: solver))
    let found = told.conflict(in: problem, knowing: [repair.values], isInfeasible: true)
    #expect(found.verdict == .minimal && found.groups.map(\.name) == ["money", "needs"])
    #expect(blind.conflict(in: problem).groups.map(\.name) == ["money", "needs"])
    #expect(told.solves.value < blind.solves.value)
  }

  @Test(arguments: solvers) func aProblemWithASolutionHasNoConflict(solver: any Solver) {
    #expect(solver.conflict(in: weingartner()).verdict == .none)
    #expect(solver.repair(of: weingartner())?.steps.isEmpty == true)
  }
}

/// A solver that counts what it is asked.
private struct CountingSolver: Solver {
  final class Count: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func add() { count.withLock { $0 += 1 } }
  }

  let solver: any Solver
  let solves = Count()

  init(of solver: any Solver) { self.solver = solver }

  var name: String { solver.name }

  func solveSound(_ problem: LinearProblem, _ options: SolveOptions) -> Solution {
    solves.add()
    return solver.solveSound(problem, options)
  }
}
