@testable import Optimisation

/// max 3x + 5y; x <= 4, 2y <= 12, 3x + 2y <= 18. Hillier & Lieberman, Introduction to Operations Research, the Wyndor Glass
/// example: 36 at (2, 6), prices 0, 1.5 and 1; the prices hold for right-hand sides from 2 up, 6 to 18 and 12 to 24.
func wyndor() -> LinearProblem {
  var problem = LinearProblem(.maximise, name: "Wyndor Glass")
  problem.addColumn("x", objective: 3)
  problem.addColumn("y", objective: 5)
  problem.addRow("plant 1", byName: [("x", 1)], atMost: 4)
  problem.addRow("plant 2", byName: [("y", 2)], atMost: 12)
  problem.addRow("plant 3", byName: [("x", 3), ("y", 2)], atMost: 18)
  return problem
}

/// Weingartner (1963), Mathematical Programming and the Analysis of Capital Budgeting Problems, after Lorie & Savage (1955): nine projects under two
/// budgets. Without whole projects 70.272727 with prices 0.136364 and 1.863636; with them 70, projects 1, 3, 4, 6 and 9.
func weingartner() -> LinearProblem {
  knapsack(
    "Weingartner", values: [14, 17, 17, 15, 40, 12, 14, 10, 12],
    uses: [[12, 54, 6, 6, 30, 6, 48, 36, 18], [3, 7, 6, 2, 35, 6, 4, 3, 3]], limits: [50, 20])
}

/// Brealey & Myers, Principles of Corporate Finance, the capital rationing problem of projects W to Z, in thousands: outflows of
/// three years under 20 a year, parts of projects allowed. 13.45; prices 0.05, 0.45 and 0. The corner is degenerate: the year's
/// budget 0 is worth 0.05 for one more and 0.22 for one less.
func brealeyMyers() -> LinearProblem {
  var problem = LinearProblem(.maximise, name: "Brealey and Myers")
  for (name, value) in [("W", 6.7), ("X", 9), ("Y", 0), ("Z", -1.5)] { problem.addColumn(name, objective: value, to: 1) }
  problem.addRow("year 0", byName: [("W", 10), ("Y", 10), ("Z", 15)], atMost: 20)
  problem.addRow("year 1", byName: [("W", 10), ("X", 20), ("Y", -5), ("Z", -5)], atMost: 20)
  problem.addRow("year 2", byName: [("X", -5), ("Y", -5), ("Z", -4)], atMost: 20)
  return problem
}

/// Projects 1, 2, … to take or leave under limits 1, 2, ….
func knapsack(_ name: String, values: [Double], uses: [[Double]], limits: [Double]) -> LinearProblem {
  var problem = LinearProblem(.maximise, name: name)
  for (number, value) in values.enumerated() { problem.addChoice("project \(number + 1)", objective: value) }
  for (number, use) in uses.enumerated() {
    problem.addRow("budget \(number + 1)", use.enumerated().map { LinearProblem.Term($0, $1) }, atMost: limits[number])
  }
  return problem
}

/// Sixty projects with ten starts each, floors by group and year that are as tight as the caps let them be: nothing that is near to no project keeps
/// them, and hundreds of columns bring the objective nothing.
func floorsAndCaps(cap: Double) -> LinearProblem {
  var state: UInt64 = 20_270_101
  func next(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % count
  }
  var problem = LinearProblem(.maximise)
  var (spent, ready, total) = (
    [[LinearProblem.Term]](repeating: [], count: 10), [[LinearProblem.Term]](repeating: [], count: 10), [LinearProblem.Term]()
  )
  for project in 0..<60 {
    let cost = Double(5 + next(60)), homes = Double(next(4) == 0 ? 0 : 300 + 50 * next(15)),
      worth = next(5) == 0 ? Double(1 + next(20)) / 10 : 0
    let starts = (0..<10).map { year in
      let column = problem.addChoice("p\(project)@\(year)", objective: worth)
      spent[year].append(.init(column, cost))
      ready[year].append(.init(column, homes))
      total.append(.init(column, cost))
      return LinearProblem.Term(column)
    }
    problem.addRow("once \(project)", starts, atMost: 1)
  }
  for year in 0..<10 {
    problem.addRow("spent \(year)", spent[year], atMost: cap / 8)
    problem.addRow("ready \(year)", ready[year], atLeast: 2000)
  }
  problem.addRow("cap", total, atMost: cap)
  return problem
}
