import ArgumentParser
import Emissions
import Engine
import Reports
import Scenarios

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "run", abstract: "Run a plan's scenarios.")

  @Argument var plans: [String]
  @Option(name: .customLong("scenario")) var scenarios: [String] = []
  @Option var format = "json"
  @Option(name: .customLong("case")) var caseName: String?

  func run() throws {
    for path in plans {
      let plan = try loadPlan(path)
      if let caseName, let levers = plan.cases[caseName] {
        let inputs = plan.scenarios[0].inputs
        let kernel = EmissionKernel(inputs.model)
        if levers.columns == 1 {
          print(try json(CaseDocument(kernel, levers: levers, target: inputs.target, carbonBudget: inputs.carbonBudget)))
        } else {
          print(try json(DrawsDocument(kernel, levers: levers, target: inputs.target, carbonBudget: inputs.carbonBudget)))
        }
        continue
      }
      let results = try plan.scenarios.map { try runScenario($0.inputs) }
      print(try json(RunDocument(results)))
    }
  }
}
