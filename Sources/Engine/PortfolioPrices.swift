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

/// Prices of the limits that matter to a portfolio: those whose row is used up, or whose price is not 0 when projects may be had in parts.
///
/// All belong to the emission model as it was laid flat in the last round, and to the first objective alone.
/// - Parameter solvesAgain: whether the exact effect of one more unit is looked for too; it costs a search for each limit.
package func portfolioPrices(
  of outcome: PortfolioOutcome, _ options: SolveOptions, solvesAgain: Bool, by solver: any Solver
) -> [PortfolioPrice] {
  let rows = outcome.problem.limitRows, limits = rows.map { outcome.priced.limits(ofRow: $0.row)[0] }
  let first = outcome.solutions[0]
  let cheap = solver.prices(PriceRequest(limits, step: nil), of: outcome.priced, at: first)
  let matter = cheap.indices.filter { cheap[$0].matters }
  guard solvesAgain else {
    return matter.map { PortfolioPrice(limit: rows[$0].limit, year: rows[$0].year, prices: cheap[$0]) }
  }
  return matter.map { i in
    let step = outcome.problem.plan.limits[rows[i].limit].quantity.step
    let exact = solver.prices(PriceRequest([limits[i]], step: step, options: options), of: outcome.priced, at: first)
    return PortfolioPrice(limit: rows[i].limit, year: rows[i].year, prices: exact[0])
  }
}

extension LimitPrices {
  fileprivate var matters: Bool {
    let prices = [relaxed?.more?.price, relaxed?.less?.price, fixed?.more?.price, fixed?.less?.price]
    return prices.contains { abs($0 ?? 0) > 1e-9 } || abs(used - number) <= 1e-6 * max(1, abs(number))
  }
}

extension InvestmentLimit.Quantity {
  /// How much more is asked for when a problem is solved again: 1 MEUR, 1 kt CO2e, 100 dwellings.
  package var step: Double { self == .dwellings ? 100 : 1 }
}
