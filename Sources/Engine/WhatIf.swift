import Emissions
import Investments

/// A question to a scenario whose answer changes nothing in the plan.
package struct WhatIf: Sendable, Equatable {
  /// How far measures are carried out, by id, as a multiple of what the plan says: 0 is off, 1 as planned. Others stay as planned.
  package var adoption: [String: Double]
  /// Real interest rate per year; nil: the plan's.
  package var discountRate: Double?
  /// Level of the investment plan's cap, EUR a year (for a cap on the whole programme: EUR); nil: the plan's.
  package var cap: Double?

  package init(adoption: [String: Double] = [:], discountRate: Double? = nil, cap: Double? = nil) {
    self.adoption = adoption
    self.discountRate = discountRate
    self.cap = cap
  }
}

extension ScenarioInputs {
  /// The scenario as the question has it: a run of it is the run of a plan that says so.
  package func asked(_ question: WhatIf) -> ScenarioInputs {
    var inputs = self
    if let rate = question.discountRate { inputs.levers[LeverLayout.discountRateRow] = rate }
    for m in inputs.model.measures.indices {
      guard let factor = question.adoption[inputs.model.measures[m].id] else { continue }
      inputs.model.measures[m] = inputs.model.measures[m].carriedOut(factor)
    }
    return inputs
  }

  /// Measures of the question that would take more than all of what they act on; they take all of it, and cost what they are asked to.
  package func saturated(by question: WhatIf) -> [String] {
    asked(question).model.measures.filter { measure in
      guard let factor = question.adoption[measure.id], factor > 1, let share = measure.share else { return false }
      return share > model.effectCap
    }.map(\.id)
  }
}

extension Measure {
  /// The measure carried out `factor` times as far. Uptake ends at the whole; more of it is a larger measure, with its cost.
  fileprivate func carriedOut(_ factor: Double) -> Measure {
    var measure = self
    let uptake = maxUptake * factor
    measure.maxUptake = min(1, uptake)
    return uptake > 1 ? measure.enlarged(uptake) : measure
  }
}

/// How a programme stands against the plan's cap.
package struct CapOutcome: Sendable {
  package var plan: InvestmentPlan
  package var limit: InvestmentLimit
  package var programme: Programme
  /// One for the programme, or one for every year.
  package var rows: [LimitOutcome]

  /// The row with the least room.
  package var tightest: LimitOutcome? { rows.min { ($0.room(limit.sense) ?? .infinity) < ($1.room(limit.sense) ?? .infinity) } }
}

extension InvestmentInputs {
  /// The plan's own programme against the cap, at another level if one is given; nil where the plan has no cap on money.
  /// - Parameter level: EUR a year (for a cap on the whole programme: EUR).
  package func capOutcome(level: Double? = nil) -> CapOutcome? {
    let asked = level.map { plan.withCap($0) } ?? plan
    guard let cap = asked.cap, case .money = asked.limits[cap].quantity else { return nil }
    let programme = programme.flatMap(self.programme) ?? asked.committed
    return CapOutcome(
      plan: asked, limit: asked.limits[cap], programme: programme, rows: asked.outcomes(programme).filter { $0.limit == cap })
  }
}
