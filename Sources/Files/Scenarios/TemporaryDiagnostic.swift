import Diagnostics
import Engine
package func diagnostic(for error: EngineError, in plan: CityPlan, scenario: PlannedScenario) -> Diagnostic {
  Diagnostic(.error, at: SourcePlace(file: plan.path), found: "\(error)")
}
