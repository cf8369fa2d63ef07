import Investments
import Optimisation

/// The best portfolio held against every limit, with what one more of each limit would bring.
package struct PortfolioAnswer: Sendable {
  package var objectives: [PortfolioObjective]
  package var outcome: PortfolioOutcome
  package var check: InvestmentCheck
  package var prices: [PortfolioPrice]

  package init(objectives: [PortfolioObjective], outcome: PortfolioOutcome, check: InvestmentCheck, prices: [PortfolioPrice]) {
    self.objectives = objectives
    self.outcome = outcome
    self.check = check
    self.prices = prices
  }

  /// For the first objective, by the emission model as it was laid flat in the last round: kt CO2e or MEUR.
  package var first: Solution { outcome.solutions[0] }

  /// t CO2e that the portfolio saves by the whole emission model: in the year of the first objective, or in all programme years together.
  package var abatement: (year: Int?, tonnes: Double) {
    let effect = outcome.effect, plan = check.plan
    if case .abatement(let year) = objectives[0], let t = effect.result.years.firstIndex(of: year) { return (year, effect.abatement[t]) }
    return (nil, zip(effect.result.years, effect.abatement).reduce(0) { plan.years.contains($1.0) ? $0 + $1.1 : $0 })
  }

  /// Optional projects that were chosen, and how many there are.
  package var chosenOptional: (chosen: Int, of: Int) {
    let optional = check.plan.projects.indices.filter { !check.plan.projects[$0].isCommitted }
    return (optional.filter { check.programme.starts[$0] != nil }.count, optional.count)
  }
}
