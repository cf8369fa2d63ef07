import Engine
import Investments
import Optimisation

extension InvestmentDocument {
  /// The best portfolio, as a programme that is checked, with its search and prices.
  package init(_ answer: PortfolioAnswer, plan id: String) {
    self.init(answer.check, plan: id)
    objective = OrNull(answer.objectives.map(\.name).joined(separator: ","))
    status = answer.outcome.status.rawValue
    gap = OrNull(answer.first.gap.flatMap { $0.isFinite ? $0 : nil })
    bound = OrNull(answer.first.bound)
    rounds = OrNull(answer.outcome.rounds)
    standsStill = OrNull(answer.outcome.standsStill)
    solver = OrNull(answer.first.solver)
    for (i, outcome) in answer.check.outcomes.enumerated() {
      guard let price = answer.prices.first(where: { $0.limit == outcome.limit && $0.year == outcome.year }) else { continue }
      limits[i].set(price, answer.objectives[0], answer.check.plan.limits[outcome.limit])
    }
  }
}

extension InvestmentDocument.Limit {
  fileprivate mutating func set(_ price: PortfolioPrice, _ objective: PortfolioObjective, _ limit: InvestmentLimit) {
    let scale = objective.priceScale
    linearDual = OrNull(price.prices.relaxed?.more.map { $0.price * scale })
    fixedDual = OrNull(price.prices.fixed?.more.map { $0.price * scale })
    resolveDelta = OrNull(price.prices.solvedAgain?.change.map { $0 * scale })
    resolveStep = OrNull(price.prices.solvedAgain?.step)
    resolveLow = OrNull(price.prices.solvedAgain?.surely.map { $0.lowerBound * scale })
    resolveHigh = OrNull(price.prices.solvedAgain?.surely.map { $0.upperBound * scale })
    priceUnit = OrNull("\(objective.priceUnit) per \(limit.rowUnit)")
  }
}

extension InvestmentLimit {
  /// What prices are per: a zone share is held in MEUR within the zones.
  fileprivate var rowUnit: String {
    if case .zoneShare = quantity { return "MEUR more in the zones than the share asks" }
    return quantity == .dwellings ? "dwelling" : unit
  }
}

/// What `invest frontier --format json` prints.
package struct FrontierDocument: Encodable, Sendable {
  let objective: String
  let points: [Point]

  struct Point: Encodable, Sendable {
    let cap: Double
    let portfolio: OrNull<InvestmentDocument>

    enum CodingKeys: String, CodingKey {
      case cap = "cap_meur"
      case portfolio
    }
  }

  /// - Parameter answers: by cap in EUR; nil where the limits cannot hold together.
  package init(_ answers: [(level: Double, answer: PortfolioAnswer?)], objectives: [PortfolioObjective], plan id: String) {
    objective = objectives.map(\.name).joined(separator: ",")
    points = answers.map { level, answer in
      Point(cap: level / 1e6, portfolio: OrNull(answer.map { InvestmentDocument($0, plan: id) }))
    }
  }
}

/// What a kept frontier is compared by; `id` is the cap in MEUR.
package func frontierFigures(
  _ answers: [(level: Double, answer: PortfolioAnswer?)], plan id: String, scenario: String
) -> [RunFigure] {
  answers.flatMap { level, answer -> [RunFigure] in
    func row(_ item: String, _ year: Int?, _ value: Double?, _ unit: String) -> RunFigure {
      RunFigure(
        plan: id, scenario: scenario, item: item, id: NumberForm.plain(level / 1e6, decimals: 3), year: year, value: value, unit: unit)
    }
    return [
      row("frontier_abatement", answer?.abatement.year, answer.map { $0.abatement.tonnes / 1e3 }, "kt CO2e"),
      row("frontier_bound", nil, answer?.first.bound, answer?.objectives[0].unit ?? ""),
      row("frontier_projects", nil, answer.map { Double($0.check.programme.chosen.count) }, "1"),
    ]
  }
}

/// What a kept explanation is compared by: levels of the limits in conflict, and those that a repair gives them.
package func conflictFigures(_ conflict: PortfolioConflict, _ inputs: InvestmentInputs, plan id: String, scenario: String) -> [RunFigure] {
  func figure(_ item: String, _ row: PortfolioConflict.Row, _ value: Double?) -> RunFigure {
    let limit = inputs.plan.limits[row.limit]
    return RunFigure(plan: id, scenario: scenario, item: item, id: limit.id, year: row.year, value: value, unit: limit.unit)
  }
  return conflict.rows.map { figure("conflict", $0, $0.level) } + conflict.repair.map { figure("repair", $0, $0.repaired) }
}

/// What `invest explain --format json` prints: levels in MEUR, kt CO2e, dwellings and shares.
package struct ConflictDocument: Encodable, Sendable {
  /// `none`, `minimal`, `not_proven_minimal`, `outside_the_groups` or `unknown`.
  let verdict: String
  let conflict: [Row]
  let repair: [Row]
  /// Whether a portfolio is known that keeps every limit as repaired; null without a repair.
  let confirmed: OrNull<Bool>
  /// That portfolio: first years of its projects.
  let portfolio: OrNull<[String: Int]>
  /// Share of the repair by which a smaller one is not ruled out.
  let gap: OrNull<Double>
  /// Of a repair in one limit: no level that is nearer the old one is enough, proven.
  let least: OrNull<Double>

  struct Row: Encodable, Sendable {
    let id: String
    let year: OrNull<Int>
    let sense: String
    let level: Double
    let repaired: OrNull<Double>
    let unit: String
  }

  enum CodingKeys: String, CodingKey {
    case verdict, conflict, repair, confirmed, portfolio
    case gap = "repair_gap"
    case least = "least_level"
  }

  package init(_ conflict: PortfolioConflict, _ inputs: InvestmentInputs) {
    func row(_ row: PortfolioConflict.Row) -> Row {
      let limit = inputs.plan.limits[row.limit]
      return Row(
        id: limit.id, year: OrNull(row.year), sense: row.sense.rawValue, level: row.level, repaired: OrNull(row.repaired), unit: limit.unit)
    }
    verdict = conflict.verdict.rawValue
    self.conflict = conflict.rows.map(row)
    repair = conflict.repair.map(row)
    confirmed = OrNull(conflict.repair.isEmpty && conflict.witness == nil ? nil : conflict.witness != nil)
    portfolio = OrNull(
      conflict.witness.map { witness in
        Dictionary(uniqueKeysWithValues: witness.chosen.map { (inputs.plan.projects[$0.project].id, $0.start) })
      })
    gap = OrNull(conflict.repairGap)
    least = OrNull(conflict.leastLevel)
  }
}
