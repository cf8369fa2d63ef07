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

/// What `invest explain --format json` prints: levels in MEUR, kt CO2e and dwellings.
package struct ConflictDocument: Encodable, Sendable {
  /// `none`, `minimal`, `not_proven_minimal`, `outside_the_groups` or `unknown`.
  let verdict: String
  let conflict: [Row]
  let repair: [Row]

  struct Row: Encodable, Sendable {
    let id: String
    let year: OrNull<Int>
    let sense: String
    let level: Double
    let repaired: OrNull<Double>
  }

  package init(_ conflict: PortfolioConflict, _ inputs: InvestmentInputs) {
    func row(_ row: PortfolioConflict.Row) -> Row {
      Row(
        id: inputs.plan.limits[row.limit].id, year: OrNull(row.year), sense: row.sense.rawValue, level: row.level,
        repaired: OrNull(row.repaired))
    }
    verdict = conflict.verdict.rawValue
    self.conflict = conflict.rows.map(row)
    repair = conflict.repair.map(row)
  }
}
