import Investments
import Optimisation

/// The best portfolio under one level of the cap.
package struct FrontierPoint: Sendable {
  /// EUR a year, or EUR for a total.
  package var level: Double
  /// Nil where the limits cannot hold together, or where none was found in the time.
  package var outcome: PortfolioOutcome?
  /// Whether it is open if there is a portfolio: the search ended before it found any.
  package var isOpen = false
  /// Of the cap, without solving again.
  package var prices: [PortfolioPrice]
}

/// The best portfolio for each level of the plan's cap, in rising order of the level.
///
/// The loosest is searched first: what is best under it and fits under the next is best there too, without a search, and where nothing keeps
/// the limits nothing does under a tighter one. A portfolio that a tighter level let find and that is better (by less than the gap) than that
/// of a looser one takes its place.
/// - Throws: `NoPortfolio` where no search found any and one of them ended before it could, `EngineError`.
package func runFrontier(
  _ inputs: ScenarioInputs, _ plan: InvestmentPlan, levels: [Double], _ request: PortfolioRequest, by solver: any Solver
) throws -> [FrontierPoint] {
  let isFloor = plan.cap.map { plan.limits[$0].sense == .atLeast } ?? false
  let fromLoosest = levels.sorted(by: isFloor ? { $0 < $1 } : { $0 > $1 })
  var looser = LooserSearches(), outcomes: [(level: Double, outcome: PortfolioOutcome?)] = [], isHopeless = false
  var open: [Double: NoPortfolio] = [:]
  for level in fromLoosest where request.options.isInterrupted?() != true {
    do {
      let outcome = isHopeless ? nil : try runPortfolio(inputs, plan.withCap(level), request, by: solver, after: &looser)
      outcomes.append((level, outcome))
    } catch let error as NoPortfolio where error.status == .infeasible {
      outcomes.append((level, nil))
      // Every first round lays the model flat at the committed projects.
      isHopeless = error.round == 1
    } catch let error as NoPortfolio {
      // A tighter cap may be searched faster; what is open here is told, and the rest goes on.
      outcomes.append((level, nil))
      open[level] = error
    }
  }
  if let error = open.values.first, outcomes.allSatisfy({ $0.outcome == nil }) { throw error }
  var known: Programme?
  for i in outcomes.indices.reversed() where request.options.isInterrupted?() != true {
    guard let outcome = outcomes[i].outcome else { continue }
    if let known {
      let search = PortfolioSearch(inputs: inputs, plan: plan.withCap(outcomes[i].level), request: request, solver: solver)
      outcomes[i].outcome = try search.better(outcome, known)
    }
    known = outcomes[i].outcome?.programme
  }
  let points = outcomes.map { level, outcome in
    FrontierPoint(
      level: level, outcome: outcome, isOpen: outcome == nil && open[level] != nil,
      prices: outcome.map { portfolioPrices(of: $0, only: plan.cap, request.options, solvesAgain: false, by: solver) } ?? [])
  }
  return points.sorted { $0.level < $1.level }
}

/// What searches under looser limits have found: for the emission model laid flat in the same way, it is also best under tighter limits that
/// it keeps, and its bound holds there.
struct LooserSearches {
  private var found: [(slopes: EmissionSlopes, solutions: [Solution], gap: Double)] = []
  /// The best portfolio under the limits that are looser by least: a search begins near it.
  var nearest: Programme?

  mutating func note(_ solutions: [Solution], _ slopes: EmissionSlopes, gap: Double) { found.append((slopes, solutions, gap)) }

  /// The solutions for a problem that is the same but for tighter limits; nil when none of those found keeps them.
  func solutions(for problem: PortfolioProblem, _ first: RankedObjective, gap: Double, isSame: (EmissionSlopes) -> Bool) -> [Solution]? {
    let priced = problem.linear.with(first)
    for (slopes, solutions, within) in found.reversed()
    where within <= gap && solutions.allSatisfy({ $0.status == .optimal }) && isSame(slopes) {
      // The last has the first objective of the first, but for a hair, and may keep what the first does not.
      guard let last = solutions.last, problem.linear.isFeasible(last.values) else { continue }
      let held = last.held(against: priced, bound: solutions[0].bound)
      return problem.linear.isFeasible(solutions[0].values) ? solutions : [held] + solutions.dropFirst()
    }
    return nil
  }
}
