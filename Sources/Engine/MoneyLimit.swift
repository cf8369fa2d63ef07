import Emissions
import LinearAlgebra

/// At most so much money for the measures of a plan.
package struct MoneyLimit: Sendable, Hashable {
  /// Which money is counted.
  package enum Figure: String, Sendable, CaseIterable {
    /// Invested.
    case capital
    /// Running the measures, without capital.
    case operating
    /// Annuities and operating cost less savings.
    case netCost = "net_cost"

    var kept: KeptFigures {
      switch self {
      case .capital: .investment
      case .operating: .operating
      case .netCost: .netCost
      }
    }

    /// EUR/a, one row per year and one column per draw.
    func amounts(_ result: EnsembleResult) -> Matrix {
      switch self {
      case .capital: result.investment
      case .operating: result.operating
      case .netCost: result.netCost
      }
    }
  }

  package var id: String
  package var name: LocalName
  package var figure: Figure
  /// First and last year whose money is counted together.
  package var years: ClosedRange<Int>
  /// EUR over those years.
  package var amount: Double
  /// What the amount covers, in the plan's own words: gross or net, city or group, leases in or out.
  package var base: String

  package init(id: String, name: LocalName, figure: Figure, years: ClosedRange<Int>, amount: Double, base: String) {
    self.id = id
    self.name = name
    self.figure = figure
    self.years = years
    self.amount = amount
    self.base = base
  }

  /// EUR of every draw of a result with the figure's years.
  func spent(_ result: EnsembleResult, modelYears: [Int]) -> [Double] {
    let amounts = figure.amounts(result)
    var spent = [Double](repeating: 0, count: result.draws)
    for (t, year) in modelYears.enumerated() where years.contains(year) {
      for (n, amount) in amounts.row(t).enumerated() { spent[n] += amount }
    }
    return spent
  }
}

/// What a scenario spends against a limit.
package struct MoneyLimitOutcome: Sendable {
  package var limit: MoneyLimit
  /// EUR.
  package var spent: Double

  package var isKept: Bool { spent <= limit.amount }
}
