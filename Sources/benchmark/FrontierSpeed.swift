import Engine
import Foundation
import Investments
import Optimisation
import Scenarios

/// What a frontier of 11 caps of Espoo's plan costs, in units of one single search, both without the prices that solve again; asked: below 6.
///
/// A single search is told twice: the median of the 11 caps, and their mean.
func measureFrontier() throws {
  guard isWanted("invest.frontier.highs") || isWanted("invest.frontier.cbc") else { return }
  let city = try loadPlan("Scenarios/espoo")
  guard let first = city.scenarios.first, let named = city.scenario(first.investments?.scenario ?? first.inputs.id),
    let plan = named.investments?.plan
  else { return report("invest.frontier", 0, "caps: Scenarios/espoo has no investments") }
  let objectives: [PortfolioObjective] = [.abatement(year: 2030), .netCost(rate: 0.035)]
  let levels = stride(from: 200.0, through: 300, by: 10).map { $0 * 1e6 }
  for solver in availableSolvers() {
    let name = solver.name.hasPrefix("HiGHS") ? "invest.frontier.highs" : "invest.frontier.cbc"
    guard isWanted(name) else { continue }
    let request = PortfolioRequest(objectives, options: SolveOptions(relativeGap: 0.005, timeLimit: 10))
    var singles: [Double] = []
    for level in levels {
      singles.append(
        processor {
          let found = try? runPortfolio(named.inputs, plan.withCap(level), request, by: solver)
          if let found { _ = portfolioPrices(of: found, only: plan.cap, request.options, solvesAgain: false, by: solver) }
          report("\(name).single\(Int(level / 1e6)).objective", found?.solutions[0].objective ?? .nan, "kt by the flat model")
          report("\(name).single\(Int(level / 1e6)).gap", (found?.solutions[0].gap ?? .nan) * 100, "%")
        })
      report("\(name).single\(Int(level / 1e6))", singles[singles.count - 1], "s")
    }
    var isFound = true
    let swept = processor {
      let points = try? runFrontier(named.inputs, plan, levels: levels, request, by: solver)
      isFound = points != nil
      for point in points ?? [] {
        report("\(name).point\(Int(point.level / 1e6)).objective", point.outcome?.solutions[0].objective ?? .nan, "kt by the flat model")
      }
    }
    report(name, swept, isFound ? "s for \(levels.count) caps" : "s; a search found nothing in its time")
    report(name + ".singles", swept / singles.sorted()[levels.count / 2], "times the median single search")
    report(name + ".of_mean", swept / (singles.reduce(0, +) / Double(levels.count)), "times the mean single search")
  }
}

/// Processor seconds of this process.
func processor(_ work: () throws -> Void) rethrows -> Double {
  let start = now(CLOCK_PROCESS_CPUTIME_ID)
  try work()
  return now(CLOCK_PROCESS_CPUTIME_ID) - start
}
