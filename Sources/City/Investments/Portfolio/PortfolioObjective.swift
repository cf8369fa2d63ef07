import Optimisation

/// What the best portfolio is best at.
package enum PortfolioObjective: Hashable, Sendable {
  /// Most kt CO2e saved in one year.
  case abatement(year: Int)
  /// Most kt CO2e saved in all years together, each discounted to the programme's first.
  case discountedAbatement(rate: Double)
  /// Least MEUR: what the city pays of the projects in the programme and their operating cost, discounted to its first year.
  /// Emission ceilings are held.
  case netCost(rate: Double)
  /// Fewest kt CO2e above the emission ceilings, all years together.
  case overrun

  /// Ceilings are limits only for a search that looks for the cheapest way to keep them; the others tell how far off they are.
  package var holdsCeilings: Bool {
    if case .netCost = self { true } else { false }
  }

  /// Whether the emission model alone says how good a portfolio is.
  package var comesFromTheModel: Bool { !holdsCeilings }

  package var sense: LinearProblem.Sense {
    switch self {
    case .abatement, .discountedAbatement: .maximise
    case .netCost, .overrun: .minimise
    }
  }

  /// Short name, as the command line and the LP file write it.
  package var name: String {
    switch self {
    case .abatement: "abatement"
    case .discountedAbatement: "discounted_abatement"
    case .netCost: "net_cost"
    case .overrun: "overrun"
    }
  }
}

let eurosPerMillion = 1e6
let tonnesPerKilotonne = 1e3
