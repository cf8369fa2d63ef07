import Programmes

/// A figure by which alternatives stand side by side.
package enum ComparedFigure: Hashable, Sendable {
  case emissions(year: Int)
  /// Emissions of the target year less the target.
  case gap
  case cumulative
  /// Invested in measures, over all years.
  case capital
  /// Running the measures, over all years.
  case operating
  /// Of the whole city.
  case netPresentCost
  /// Net present cost over the tonnes of all years: one method for all, whatever the plan prints for its measures.
  case costPerTonne
  /// Of the programme's projects in its years, in the base of the plan's tables, net.
  case netInvestments
  case projectOperating
  /// Share of the programme's money in the zones from the best to this one.
  case zoneShare(through: Int)
  /// Made ready in the programme's years.
  case dwellings
  /// At the end of the programme.
  case loanStock
  case limitsBroken

  /// As `--criteria` and files name it.
  package func id(zones: [String]) -> String {
    switch self {
    case .emissions: "emissions"
    case .gap: "gap"
    case .cumulative: "cumulative"
    case .capital: "measures_capital"
    case .operating: "measures_operating"
    case .netPresentCost: "system_npv"
    case .costPerTonne: "eur_per_t_npv_cumulative"
    case .netInvestments: "net_investments"
    case .projectOperating: "projects_operating"
    case .zoneShare(let zone): "zone_share_through_\(zones[zone])"
    case .dwellings: "dwellings_ready"
    case .loanStock: "loan_stock"
    case .limitsBroken: "limits_broken"
    }
  }

  package var sense: Criterion.Sense {
    switch self {
    case .zoneShare, .dwellings: .moreIsBetter
    default: .lessIsBetter
    }
  }
}
