import ArgumentParser
import Diagnostics
import Reports
import Scenarios

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say where a value comes from: file, line, override chain, dataset row, source.",
    usage: "tiekartta explain <plan> <key> [<options>]",
    discussion: """
      KEY is a path such as measures.e1_clean_heat.cost.capex, streams.electricity.emission_factor.2030, \
      inventory.transport.1990 or calibration.transport (the factor to the inventory). Without --scenario the answer is given \
      once for all scenarios that agree.

      Example:
        tiekartta explain Scenarios/espoo inventory.transport.1990
      """)

  @Argument(help: "Folder of a city plan.", completion: .directory)
  var plan: String

  @Argument(help: "Key of the value.")
  var key: String

  @Option(help: "A scenario; may be given several times. (default: all)")
  var scenario: [String] = []

  @Option(help: "table or json.")
  var format = OutputFormat.table

  func validate() throws {
    if format == .csv { throw ValidationError("explain answers as table or json; an explanation is a tree, not rows") }
  }

  func run() throws {
    let city = try loadedPlan(plan)
    let chosen = try city.chosen(scenario)
    var answers: [(explanation: Explanation, scenarios: [String])] = []
    for scenario in chosen {
      let calibration = try city.run(scenario).calibration
      guard let explanation = explanation(of: key, in: city, scenario: scenario, calibration: calibration) else { continue }
      let text = explanationText(explanation, scenarios: [])
      if let alike = answers.firstIndex(where: { explanationText($0.explanation, scenarios: []) == text }) {
        answers[alike].scenarios.append(scenario.inputs.id)
      } else {
        answers.append((explanation, [scenario.inputs.id]))
      }
    }
    if answers.isEmpty {
      let near = Array(Set(chosen.flatMap { nearestKeys(to: key, in: $0) })).sorted().prefix(8)
      throw ValidationError("\(plan) has no value '\(key)'\(near.isEmpty ? "" : "; near it: \(near.joined(separator: ", "))")")
    }
    switch format {
    case .table:
      Terminal.data(answers.map { explanationText($0.explanation, scenarios: $0.scenarios) }.joined(separator: "\n"), terminator: "")
    case .json, .csv: Terminal.data(try json(answers.map { ExplanationDocument($0.explanation, scenarios: $0.scenarios) }))
    }
  }
}
