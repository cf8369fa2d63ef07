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
/// All belong to the emission model as it was laid flat in the last round, and to the first objective alone. What one more unit brings is
/// often less than what the search for the portfolio left open: solving again asks for a tenth of its gap, of the portfolio too.
/// - Parameters:
///   - only: index of the one limit to price; all of the plan's when nil.
///   - solvesAgain: whether the exact effect of one more unit is looked for too; it costs a search for each limit.
package func portfolioPrices(
  of outcome: PortfolioOutcome, only limit: Int? = nil, _ options: SolveOptions, solvesAgain: Bool, by solver: any Solver
) -> [PortfolioPrice] {
  let problem = outcome.priced, rows = outcome.problem.limitRows.filter { limit == nil || $0.limit == limit }
  let chosen = outcome.chosen, parts = solver.solve(problem.relaxed)
  let matter = rows.filter { problem.isUsedUp($0.row, chosen) || problem.isUsedUp($0.row, parts) }
  let again = solvesAgain && !matter.isEmpty ? SolvedAgain(problem, chosen, options, by: solver) : nil
  return matter.map { row in
    var request = PriceRequest(problem.limits(ofRow: row.row), step: again.map { _ in outcome.step(of: row) }, options: options)
    if let again { (request.options, request.proven) = (again.options(isCap: outcome.isOnAllMoney(row)), again.proven) }
    return PortfolioPrice(limit: row.limit, year: row.year, prices: solver.prices(request, of: problem, at: chosen)[0])
  }
}

/// What searches with one limit moved are held against, and how far they go.
private struct SolvedAgain {
  let proven: Solution
  private let options: SolveOptions

  init(_ problem: LinearProblem, _ chosen: Solution, _ options: SolveOptions, by solver: any Solver) {
    self.options = options
    let isSharp = (chosen.gap ?? .infinity) <= options.relativeGap * sharper
    proven = isSharp ? chosen : Self.sharpened(problem, chosen, options, solver)
  }

  private static func sharpened(_ problem: LinearProblem, _ chosen: Solution, _ options: SolveOptions, _ solver: any Solver) -> Solution {
    var options = options
    options.start = chosen.values
    options.relativeGap *= sharper
    let again = solver.solve(problem, options)
    let isMore = problem.sense == .maximise
    func better(_ a: Double?, _ b: Double?, more: Bool) -> Bool { b.map { b in a.map { more ? $0 > b : $0 < b } ?? false } ?? (a != nil) }
    // The best of both: what was found, and what was proven.
    let best = better(again.objective, chosen.objective, more: isMore) ? again : chosen
    let bound = better(again.bound, chosen.bound, more: !isMore) ? again.bound : chosen.bound
    return best.held(against: problem, bound: bound)
  }

  /// The cap on all money is what everyone asks about: it gets all of the time, the others a part.
  func options(isCap: Bool) -> SolveOptions {
    var options = self.options
    options.relativeGap *= sharper
    if !isCap { options.timeLimit = options.timeLimit.map { $0 / 10 } }
    return options
  }
}

private let sharper = 0.1

extension PortfolioOutcome {
  /// The portfolio under the first objective, with what was proven of it.
  var chosen: Solution { (solutions.last { !$0.values.isEmpty } ?? solutions[0]).held(against: priced, bound: solutions[0].bound) }

  /// How much more of a limit is asked for when the problem is solved again.
  fileprivate func step(of row: PortfolioProblem.LimitRow) -> Double { problem.plan.limits[row.limit].quantity.step }

  fileprivate func isOnAllMoney(_ row: PortfolioProblem.LimitRow) -> Bool {
    if row.limit == problem.plan.cap { return true }
    if case .money(_, let scope) = problem.plan.limits[row.limit].quantity { return scope == MoneyScope() && row.year == nil }
    return false
  }
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
