import Foundation
import Optimisation
import OptimisationProblems

/// A programme of 300 projects, each of which may start in one of 10 years and spends over three, in 7 zones, with a cap for every year
/// and every zone and year: 3000 choices under 380 rows. Seconds are of the clock on the wall.
///
/// Asked within 0.5 % of HiGHS and 1 % of CBC; the gap that was reached is a line of its own. `invest.read` is to read the problem's LP file,
/// which is what the command adds to the solver's own time, and `invest.write` to write it. `invest.sweep` solves for 11 caps in one sweep, in
/// units of one solve from nothing; the aim is below 6.
func measureInvest() throws {
  guard isWanted("invest") else { return }
  let caps = stride(from: 200.0, through: 300, by: 10)
  let problem = programme(cap: 250)
  let text = lpText(problem)
  let file = FileManager.default.temporaryDirectory.appendingPathComponent("tiekartta-programme.lp")
  try text.write(to: file, atomically: true, encoding: .utf8)
  report("invest.model", time(seconds: 0.2) { _ = programme(cap: 250) }.wall, "s")
  report("invest.write", time(seconds: 0.2) { _ = lpText(problem) }.wall, "s")
  report("invest.read", try time(seconds: 0.2) { _ = try loadOptimisationProblem(file.path) }.wall, "s, of \(file.path)")
  for solver in availableSolvers() {
    let isHighs = solver.name.hasPrefix("HiGHS")
    let name = isHighs ? "invest.highs" : "invest.cbc"
    guard isWanted(name) else { continue }
    let options = SolveOptions(relativeGap: isHighs ? 0.005 : 0.01, timeLimit: 300)
    let start = now(CLOCK_MONOTONIC)
    let solution = solver.solve(problem, options)
    let seconds = now(CLOCK_MONOTONIC) - start
    report(name, seconds, "s wall, \(solution.status.rawValue)")
    report(name + ".objective", solution.objective ?? .nan, "kt")
    report(name + ".bound", solution.bound ?? .nan, "kt")
    report(name + ".gap", (solution.gap ?? .nan) * 100, "%")
    guard isHighs else { continue }
    let swept = now(CLOCK_MONOTONIC)
    let solutions = solver.sweep(Array(caps), options) { programme(cap: $0) }
    report("invest.sweep", (now(CLOCK_MONOTONIC) - swept) / seconds, "single solves for \(solutions.count) caps")
  }
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
