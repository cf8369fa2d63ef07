import Foundation
import Optimisation
import OptimisationProblems
import Reports

/// A programme of 300 projects, each of which may start in one of 10 years and spends over three, in 7 zones, with a cap for every year
/// and every zone and year: 3000 choices under 380 rows. Seconds are of the clock on the wall.
///
/// Asked within 0.5 % of HiGHS and 1 % of CBC; the gap that was reached is a line of its own. `invest.highs.times` is processor time of reading and
/// solving the problem's LP file in units of what the solver's own command takes for it, in turns; asked: at most 1.1. `invest.around` is to make, write
/// and read the problem and to report its solution; asked: below a second.
func measureInvest() throws {
  guard isWanted("invest.file") || isWanted("invest.highs") || isWanted("invest.cbc") else { return try measureFrontier() }
  let problem = programme(cap: 250)
  let text = lpText(problem)
  let file = FileManager.default.temporaryDirectory.appendingPathComponent("tiekartta-programme.lp").path
  try text.write(toFile: file, atomically: true, encoding: .utf8)
  let model = time(seconds: 0.2) { _ = programme(cap: 250) }.processor
  let write = time(seconds: 0.2) { _ = lpText(problem) }.processor
  let read = try time(seconds: 0.2) { _ = try loadOptimisationProblem(file) }.processor
  for (name, seconds) in [("model", model), ("write", write), ("read", read)] { report("invest.\(name)", seconds, "s") }
  for solver in availableSolvers() {
    let isHighs = solver.name.hasPrefix("HiGHS")
    let name = isHighs ? "invest.highs" : "invest.cbc"
    guard isWanted(name) else { continue }
    let gap = isHighs ? 0.005 : 0.01
    let solution = try compare(
      solver, name, file, gap, isHighs ? SolverCommand.highs(file, gap: gap) : SolverCommand.cbc(file, gap: gap),
      unlessFound: isHighs ? "the Python package highspy" : "the command cbc")
    let solved = SolvedProblem(problem, solution, relaxedObjective: nil, prices: [], conflict: nil, repair: nil)
    let told = try time(seconds: 0.2) { _ = try JSONEncoder().encode(ProblemDocument(solved)) }.processor
    report(name + ".report", told, "s")
    report(name + ".around", model + write + read + told, "s")
  }
  try measureFrontier()
}

/// Solves the file three times, in turns with the solver's own command.
private func compare(
  _ solver: any Solver, _ name: String, _ file: String, _ gap: Double, _ command: SolverCommand?, unlessFound missing: String
) throws -> Solution {
  var (own, others, solutions) = ([Double](), [Double](), [Solution]())
  for _ in 0..<3 {
    own.append(
      try processor {
        let problem = try loadOptimisationProblem(file).problem
        solutions.append(solver.solve(problem, SolveOptions(relativeGap: gap, timeLimit: 300)))
      })
    if let seconds = command?.run() { others.append(seconds) }
  }
  let solution = solutions[0]
  report(name, own.sorted()[1], "s of reading and solving, \(solution.status.rawValue)")
  report(name + ".objective", solution.objective ?? .nan, "kt")
  report(name + ".bound", solution.bound ?? .nan, "kt")
  report(name + ".gap", (solution.gap ?? .nan) * 100, "%")
  if others.count == 3 {
    report(name + ".command", others.sorted()[1], "s of the solver's own command")
    report(name + ".times", own.sorted()[1] / others.sorted()[1], "times its own command")
  } else {
    report(name + ".times", .nan, "times its own command: \(missing) is not found")
  }
  return solution
}

/// - Parameter cap: MEUR a year, over all zones.
private func programme(cap: Double) -> LinearProblem {
  var random = Sequence(state: 20_270_101)
  var problem = LinearProblem(.maximise, name: "300 projects, 10 years, 7 zones")
  var spent = [[LinearProblem.Term]](repeating: [], count: 10 * 7)
  for project in 0..<300 {
    let (zone, cost) = (random.next(7), 1 + Double(random.next(590)) / 10)
    let worth = cost * (0.2 + Double(random.next(1000)) / 1000)
    let starts = (0..<10).map { year in
      let column = problem.addChoice("p\(project) start \(2027 + year)", objective: worth * (1 - 0.04 * Double(year)))
      for (delay, share) in [0.3, 0.5, 0.2].enumerated() where year + delay < 10 {
        spent[(year + delay) * 7 + zone].append(LinearProblem.Term(column, cost * share))
      }
      return LinearProblem.Term(column)
    }
    problem.addRow("once p\(project)", starts, atMost: 1)
  }
  for year in 0..<10 {
    problem.addRow("cap \(2027 + year)", spent[(year * 7)..<(year * 7 + 7)].flatMap { $0 }, atMost: cap)
    for zone in 0..<7 { problem.addRow("cap \(2027 + year) zone \(zone + 1)", spent[year * 7 + zone], atMost: cap * 0.2) }
  }
  return problem
}

/// The same numbers every time.
private struct Sequence {
  var state: UInt64

  mutating func next(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % count
  }
}
