/// Why an input of two runs can differ, in the order in which it is told.
package enum ChangeClass: String, Sendable, CaseIterable, Codable {
  /// The statistics were restated, or another vintage is used: base-year level, the figures the model is scaled to, the target's base.
  case inventory
  /// How the model counts: calibration and base year, horizon of sectors and drivers, discounting, EUR/t, price year, GWP set, effect cap.
  case method
  /// What is believed of the world: drivers, factors, intensities, prices, interest, levers, the city's purse before its projects.
  case assumption
  /// What the city decides: measures with all that belongs to them, targets, ceilings and caps, projects and programmes, the money of the
  /// climate budget.
  case decision
  /// A dataset row, or a cell of the plan's own table, changed under words of the plan that did not.
  case data
}

extension ChangeClass {
  /// The class of an input by the section of the plan it stands in, before it is known what of it differs.
  static func section(of key: String) -> ChangeClass {
    let path = key.split(separator: ".").map(String.init)
    switch path[0] {
    case "inventory": return key == "inventory.calibration_year" ? .method : .inventory
    case "base_year", "gwp_set", "effect_cap": return .method
    case "money":
      if path[1] == "limits" { return .decision }
      return ["capital", "eur_per_t", "price_year"].contains(path[1]) ? .method : .assumption
    case "targets": return path.last == "base" ? .inventory : .decision
    case "measures", "target", "ceiling", "carbon_budget": return .decision
    case "investments": return ofInvestments(path[1])
    case "budget" where path[1] == "inventories": return .inventory
    case "budget": return ["totals", "closed_year"].contains(path[1]) ? .assumption : .decision
    case "sectors": return ["driver", "streams"].contains(path[path.count - 1]) ? .method : .assumption
    case "streams": return path.last == "process" ? .method : .assumption
    default: return .assumption
    }
  }

  /// What the tables count and for which years is method; the purse before the projects and what prices do is believed; the rest is decided.
  private static func ofInvestments(_ part: String) -> ChangeClass {
    switch part {
    case "years", "price_year", "base", "layer": .method
    case "finance", "price_index", "follow_up", "scenario": .assumption
    default: .decision
    }
  }

  /// As above; what a plan states in the same words and yet differs has changed in the data. An inventory that changes is restated,
  /// however it changes.
  static func of(_ key: String, _ a: ResolvedValue?, _ b: ResolvedValue?) -> ChangeClass {
    let section = section(of: key)
    guard section != .inventory, let before = a?.statement, let after = b?.statement, before == after else { return section }
    return .data
  }
}
