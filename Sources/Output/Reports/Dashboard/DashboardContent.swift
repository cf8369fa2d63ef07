import ClimateBudgets
import Engine
import Investments
import Programmes
import Scenarios

/// All that one page tells of a city: what each command found, before any language. What was not asked for is nil, and the page says so.
package struct DashboardContent: Sendable {
  package var plan: CityPlan
  /// The scenario that the page is about, one of `results`.
  package var scenario: PlannedScenario
  /// Of `scenario` first, then the others in plan order.
  package var results: [ScenarioResult]
  /// Of `results`; none when nothing was drawn.
  package var outcomes: [EnsembleOutcome] = []
  package var budget: ClimateBudget?
  package var investments: InvestmentCheck?
  package var frontier: Frontier?
  package var alternatives: AlternativesComparison?
  package var sensitivity: Sensitivity?
  /// What the page was made by and from.
  package var manifest: PageManifest

  package struct Frontier: Sendable {
    let points: [FrontierPoint]
    let inputs: InvestmentInputs
    let objectives: [PortfolioObjective]

    package init(_ points: [FrontierPoint], _ inputs: InvestmentInputs, objectives: [PortfolioObjective]) {
      self.points = points
      self.inputs = inputs
      self.objectives = objectives
    }
  }

  /// Which uncertain figures decide the gap: shares of its variance, and how far each moves it alone.
  package struct Sensitivity: Sendable {
    let output: String
    let shares: SensitivityOutcome
    let swings: SensitivityOutcome

    package init(output: String, shares: SensitivityOutcome, swings: SensitivityOutcome) {
      self.output = output
      self.shares = shares
      self.swings = swings
    }
  }

  package init(plan: CityPlan, scenario: PlannedScenario, results: [ScenarioResult], manifest: PageManifest) {
    precondition(results.first?.inputs.id == scenario.inputs.id, "the page's own scenario comes first")
    self.plan = plan
    self.scenario = scenario
    self.results = results
    self.manifest = manifest
  }
}

/// The program, the options and the files behind a page.
package struct PageManifest: Sendable {
  package let version: String
  package let options: [(name: String, value: String)]
  package let files: [KeptRunDocument.File]

  package init(version: String, options: [(name: String, value: String)], files: [KeptRunDocument.File]) {
    self.version = version
    self.options = options
    self.files = files
  }
}
