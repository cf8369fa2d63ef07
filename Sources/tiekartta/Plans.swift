import ArgumentParser
import Diagnostics
import Emissions
import Engine
import Scenarios

/// Bad input has its own exit code, after every problem has been told.
let badInput = ExitCode(2)

/// The plan at a path; ends the command with exit code 2 when it has problems.
func loadedPlan(_ path: String) throws -> CityPlan {
  do {
    return try loadPlan(path)
  } catch {
    Terminal.tell(error.diagnostics.all)
    throw badInput
  }
}

extension CityPlan {
  /// The named scenarios in the order given, or all.
  func chosen(_ names: [String]) throws -> [PlannedScenario] {
    if names.isEmpty { return scenarios }
    return try names.map { name in
      if let scenario = scenario(name) { return scenario }
      let ids = scenarios.map(\.inputs.id)
      let hint = didYouMean(name, among: ids).map { "; \($0)" } ?? ""
      throw ValidationError("\(path) has no scenario '\(name)'; it has \(spoken(ids))\(hint)")
    }
  }

  /// Runs one scenario; what only shows when it is run is told as bad input.
  func run(_ scenario: PlannedScenario) throws -> ScenarioResult {
    do {
      return try runScenario(scenario.inputs)
    } catch {
      Terminal.talk("\(error)")
      throw badInput
    }
  }
}
