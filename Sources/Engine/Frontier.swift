import Investments
import Optimisation

/// The best portfolio under one level of the cap.
package struct FrontierPoint: Sendable {
  /// EUR a year, or EUR for a total.
  package var level: Double
  /// Nil where the limits cannot hold together.
  package var outcome: PortfolioOutcome?
  /// Of the cap, without solving again.
  package var prices: [PortfolioPrice]
}

/// The best portfolio for each level of the plan's cap, in rising order; each search starts from the portfolio of the level before,
/// which the next level allows too.
package func runFrontier(
  _ inputs: ScenarioInputs, _ plan: InvestmentPlan, levels: [Double], _ request: PortfolioRequest, by solver: any Solver,
  told: (FrontierPoint) -> Void = { _ in }
) throws -> [FrontierPoint] {
  var points: [FrontierPoint] = [], request = request
  for level in levels.sorted() where request.options.isInterrupted?() != true {
    let outcome: PortfolioOutcome?
    do {
      outcome = try runPortfolio(inputs, plan.withCap(level), request, by: solver)
    } catch let error as NoPortfolio where error.status == .infeasible {
      outcome = nil
    }
    if let outcome { request.known = outcome.programme }
    points.append(
      FrontierPoint(
        level: level, outcome: outcome,
        prices: outcome.map { portfolioPrices(of: $0, only: plan.cap, request.options, solvesAgain: false, by: solver) } ?? []))
    told(points[points.count - 1])
  }
  return points
}
