import Emissions
import Engine
import Investments

/// A scenario of the plan, the same with what was asked, and the cap in both.
package struct WhatIfAnswer: Sendable {
  package var question: WhatIf
  package var plan: ScenarioResult
  package var asked: ScenarioResult
  package var planCap: CapOutcome?
  package var askedCap: CapOutcome?
  package var investments: InvestmentInputs?

  /// - Parameters:
  ///   - plan: the scenario as the plan has it.
  ///   - investments: nil: the plan has none.
  /// - Throws: what stops the scenario with what was asked.
  package init(_ question: WhatIf, plan: ScenarioResult, investments: InvestmentInputs?) throws(EngineError) {
    self.question = question
    self.plan = plan
    self.investments = investments
    asked = question.asksOnlyMoney ? plan : try runScenario(plan.inputs.asked(question))
    planCap = investments?.capOutcome()
    askedCap = question.cap == nil ? planCap : investments?.capOutcome(level: question.cap)
  }

  /// The target's year, or the horizon.
  var year: Int { plan.target?.target.year ?? plan.years[plan.years.count - 1] }
  private var t: Int { plan.years.firstIndex(of: year) ?? plan.years.count - 1 }

  func forecast(_ result: ScenarioResult) -> Double { result.total[t] }
  func effect(_ outcome: MeasureOutcome) -> Double? { outcome.effect?[t] }

  /// EUR/t of all measures together whose cost and effect are known; nil where they save nothing.
  func costPerTonne(_ result: ScenarioResult, _ method: CostPerTonneMethod) -> Double? {
    let parts = result.measures.compactMap { outcome -> (cost: Double, tonnes: Double)? in
      guard let effect = outcome.effect else { return nil }
      switch method {
      case .oneYear: return outcome.spentByTargetYear.map { ($0, -effect[t]) }
      case .netPresentCumulative: return outcome.netPresentCost.map { ($0, -effect.reduce(0, +)) }
      }
    }
    let tonnes = parts.reduce(0) { $0 + $1.tonnes }
    return tonnes > 0 ? parts.reduce(0) { $0 + $1.cost } / tonnes : nil
  }
}

extension WhatIf {
  /// A cap moves no emission.
  fileprivate var asksOnlyMoney: Bool { adoption.isEmpty && discountRate == nil }
}

/// The sum of what is known, or nil where nothing is.
func sumOfKnown(_ values: [Double?]) -> Double? {
  let known = values.compactMap { $0 }
  return known.isEmpty ? nil : known.reduce(0, +)
}
