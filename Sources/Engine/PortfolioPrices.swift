import Investments
import Optimisation

/// What one more unit of a limit is worth to a portfolio, in the unit of the first objective (kt CO2e or MEUR) per unit of the row
/// (MEUR, kt CO2e, dwellings; a year for an average or a yearly limit).
package struct PortfolioPrice: Sendable {
  /// Index into the plan's limits.
  package var limit: Int
  /// Nil for a limit on the whole programme.
  package var year: Int?
  package var prices: LimitPrices
}

/// Prices of the limits that matter to a portfolio: those that it uses up, or that are used up when projects may be had in parts; of all
/// others one more changes nothing.
///
/// All belong to the emission model as it was laid flat in the last round, and to the first objective alone.
/// - Parameters:
///   - only: index of the one limit to price; all of the plan's when nil.
///   - solvesAgain: whether the exact effect of one more unit is looked for too; it costs a search for each limit.
package func portfolioPrices(
  of outcome: PortfolioOutcome, only limit: Int? = nil, _ options: SolveOptions, solvesAgain: Bool, by solver: any Solver
) -> [PortfolioPrice] {
  let problem = outcome.priced, rows = outcome.problem.limitRows.filter { limit == nil || $0.limit == limit }
  let chosen = outcome.chosen, parts = solver.solve(problem.relaxed)
  let matter = rows.filter { problem.isUsedUp($0.row, chosen) || problem.isUsedUp($0.row, parts) }
  let steps = Set(matter.map { outcome.step(of: $0) })
  let prices = steps.flatMap { step in
    let ofStep = matter.filter { outcome.step(of: $0) == step }
    let request = PriceRequest(ofStep.map { problem.limits(ofRow: $0.row)[0] }, step: solvesAgain ? step : nil, options: options)
    return zip(ofStep, solver.prices(request, of: problem, at: chosen)).map {
      (row: $0.row, price: PortfolioPrice(limit: $0.limit, year: $0.year, prices: $1))
    }
  }
  return prices.sorted { $0.row < $1.row }.map(\.price)
}

extension PortfolioOutcome {
  /// The portfolio under the first objective, with what was proven of it.
  var chosen: Solution { (solutions.last { !$0.values.isEmpty } ?? solutions[0]).held(against: priced, bound: solutions[0].bound) }

  /// How much more of a limit is asked for when the problem is solved again.
  fileprivate func step(of row: PortfolioProblem.LimitRow) -> Double { problem.plan.limits[row.limit].quantity.step }
}

extension LinearProblem {
  fileprivate func isUsedUp(_ row: Int, _ solution: Solution) -> Bool {
    guard !solution.activities.isEmpty else { return false }
    let number = value(of: limits(ofRow: row)[0])
    return abs(solution.activities[row] - number) <= 1e-6 * max(1, abs(number))
  }
}

extension InvestmentLimit.Quantity {
  /// How much more is asked for when a problem is solved again: 1 MEUR, 1 kt CO2e, 100 dwellings.
  package var step: Double { self == .dwellings ? 100 : 1 }
}
