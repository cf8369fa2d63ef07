import ArgumentParser
import ClimateBudgets
import Diagnostics
import Emissions
import Engine
import Scenarios
import Sensitivity

/// Bad input has its own exit code, after every problem has been told.
let badInput = ExitCode(2)

/// The plan at a path; ends the command with exit code 2 when it has problems.
func loadedPlan(_ path: String, repair: Bool = false) throws -> CityPlan {
  do {
    let plan = try loadPlan(path, repairing: repair)
    if repair { tellRepairs(of: plan) }
    return plan
  } catch {
    Terminal.tell(error.diagnostics.all)
    throw badInput
  }
}

/// What `--repair` changed, also when it changed nothing.
func tellRepairs(of plan: CityPlan) {
  for repair in plan.repairs { Terminal.talk("tiekartta: --repair: \(repair), and change \(repair.wordsOfLargestChange)") }
  if plan.repairs.isEmpty { Terminal.talk("tiekartta: --repair changed nothing: the correlations of \(plan.path) can hold together") }
}

let repairHelp: ArgumentHelp = "Draw with the nearest possible correlations where those of the plan contradict each other, and say so."

extension CityPlan {
  /// The named scenarios in the order given, or all.
  func chosen(_ names: [String]) throws -> [PlannedScenario] {
    if names.isEmpty { return scenarios }
    var seen: Set<String> = []
    return try names.filter { seen.insert($0).inserted }.map { name in
      if let scenario = scenario(name) { return scenario }
      let ids = scenarios.map(\.inputs.id)
      let hint = didYouMean(name, among: ids).map { "; \($0)" } ?? ""
      throw ValidationError("\(path) has no scenario '\(name)'; it has \(spoken(ids))\(hint)")
    }
  }

  /// Runs one scenario; what only shows when it is run is told as bad input.
  func run(_ scenario: PlannedScenario) throws -> ScenarioResult {
    try telling(scenario) { () throws(EngineError) in try runScenario(scenario.inputs) }
  }

  /// Makes the climate budget of a year of one scenario.
  func budget(_ scenario: PlannedScenario, year: Int, drawing request: EnsembleRequest?) throws -> ClimateBudget {
    try telling(scenario) { () throws(EngineError) in
      try runBudget(scenario.inputs, investments: scenario.investments, year: year, drawing: request)
    }
  }

  /// Draws one scenario many times.
  func draw(_ scenario: PlannedScenario, _ request: EnsembleRequest) throws -> EnsembleOutcome {
    try requireUncertain(scenario)
    return try telling(scenario) { () throws(EngineError) in try runEnsemble(scenario.inputs, request) }
  }

  /// Compares scenarios on the same draws; nothing to compare with fewer than two.
  func compare(_ scenarios: [PlannedScenario], _ request: EnsembleRequest) throws -> [ScenarioComparison] {
    guard scenarios.count > 1 else { return [] }
    return try telling(scenarios[0]) { () throws(EngineError) in try compareScenarios(scenarios.map(\.inputs), request) }
  }

  /// Asks which levers decide a figure; a method that does not fit the levers is told with those that do.
  func explain(_ scenario: PlannedScenario, _ request: SensitivityRequest) throws -> SensitivityOutcome {
    do {
      return try runSensitivity(scenario.inputs, request)
    } catch {
      switch error {
      case .engine(let error): Terminal.tell([diagnostic(for: error, in: self, scenario: scenario)])
      case .analysis(let error): Terminal.talk("tiekartta: \(error)")
      case .notValid(let validity, let offered):
        let methods = offered.map { "\($0.method.rawValue) (\($0.standing.rawValue))" }
        Terminal.talk("tiekartta: '\(validity.method.rawValue)' is not valid here: \(validity.words); offered instead: \(spoken(methods))")
      }
      throw badInput
    }
  }

  /// Ends the command with exit code 2 when nothing in the scenario is uncertain.
  func requireUncertain(_ scenario: PlannedScenario) throws {
    if scenario.inputs.uncertain.isEmpty {
      Terminal.tell([
        Diagnostic(
          .error, at: SourcePlace(file: "\(path)/plan.yaml"), found: "nothing in the plan is uncertain",
          expected: "a figure or a parameter with a distribution",
          hint: "{value: 12 MEUR, distribution: {shape: uniform, low: 10 MEUR, high: 15 MEUR}}"
        )
      ])
      throw badInput
    }
  }

  private func telling<Outcome>(_ scenario: PlannedScenario, _ run: () throws(EngineError) -> Outcome) throws -> Outcome {
    do {
      return try run()
    } catch {
      Terminal.tell([diagnostic(for: error, in: self, scenario: scenario)])
      throw badInput
    }
  }
}
