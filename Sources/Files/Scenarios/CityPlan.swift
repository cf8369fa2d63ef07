import Datasets
import Diagnostics
import Engine
import Foundation
import LinearAlgebra
import MarkedYAML
import Sampling

/// A city plan, read, composed and checked.
package struct CityPlan: Sendable {
  package let id: String
  package let path: String
  package let scenarios: [PlannedScenario]
  /// Named vectors of the levers, one column per draw, rows as in the scenarios' `LeverLayout`.
  package let cases: [String: Matrix]
  /// Goals, programmes and what is told of them; nil when the plan follows nothing.
  package let followUp: FollowUpPlan?
  package let page: PagePlan
  /// Sources by id, as the data package knows them.
  package let sources: [String: Source]
  /// Every file that was read for it: YAML files, tables beside them, and the data package.
  package let files: [String]
  /// Warnings of the whole plan; a plan with errors is not made.
  package let warnings: [Diagnostic]

  /// Groups of levers whose correlations were repaired, of all scenarios, each once.
  package var repairs: [CorrelationRepair] {
    var seen: Set<CorrelationRepair> = []
    return scenarios.flatMap(\.inputs.uncertain.repairs).filter { seen.insert($0).inserted }
  }

  /// The scenario that a budget is made of when none is named: the last one without measures that nobody has decided.
  package var budgetScenario: PlannedScenario {
    scenarios.last { scenario in
      !scenario.inputs.measures.isEmpty && !scenario.inputs.measures.contains { $0.status == .undecided && $0.modelIndex != nil }
    } ?? scenarios[scenarios.count - 1]
  }

  package func scenario(_ id: String) -> PlannedScenario? { scenarios.first { $0.inputs.id == id } }
}

/// A scenario ready to run, with the way back from every figure to its file.
package struct PlannedScenario: Sendable {
  package let inputs: ScenarioInputs
  /// Nil when the plan has no section `investments`.
  package let investments: InvestmentInputs?
  package let origins: [String: Origin]
  package let overrides: [AppliedOverride]
  /// Places of sectors and measures, for problems that only show when the scenario is run.
  let places: [String: SourcePlace]
  /// The plan with the scenario's overrides in place.
  let root: MarkedNode
  /// Series that are computed from others, for `explain`.
  let computedSeries: [String: Origin]
  /// Figures and series as the model took them.
  let readValues: [String: ReadValue]

  /// The scenario that also knows where figures of the whole plan come from.
  func knowing(_ origins: [String: Origin]) -> PlannedScenario {
    PlannedScenario(
      inputs: inputs, investments: investments, origins: self.origins.merging(origins) { own, _ in own }, overrides: overrides,
      places: places,
      root: root,
      computedSeries: computedSeries, readValues: readValues)
  }
}
