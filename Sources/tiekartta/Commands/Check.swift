import ArgumentParser
import Datasets
import Diagnostics
import Engine
import Foundation
import Scenarios

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check city plans and data packages: every problem at once, with its place.",
    usage: "tiekartta check <path> ... [--repair]",
    discussion: """
      Errors and warnings go to standard error. Findings, such as a published total that differs from its rows, are facts \
      about the data and go to standard output.

      Example:
        tiekartta check datasets Scenarios/espoo
      """)

  @Argument(help: "Folders of city plans or of a data package (with a datapackage.json).", completion: .directory)
  var path: [String]

  @Flag(help: repairHelp)
  var repair = false

  func run() throws {
    var hasErrors = false
    for path in path {
      let isPackage = FileManager.default.fileExists(atPath: "\(path)/datapackage.json")
      let problems = isPackage ? checkPackage(path) : checkPlan(path)
      Terminal.tell(problems.all.filter { $0.severity != .finding })
      for finding in problems.all(.finding) { Terminal.data(finding.description) }
      Terminal.data("\(path): \(counted(problems))")
      hasErrors = hasErrors || problems.hasErrors
    }
    if hasErrors { throw badInput }
  }

  private func checkPackage(_ path: String) -> DiagnosticList {
    var problems = DiagnosticList()
    if let package = DataPackage.load(folder: path, into: &problems) { problems.merge(checkDatasets(package)) }
    return problems
  }

  /// Reads the plan and runs its scenarios, because some problems only show then.
  private func checkPlan(_ path: String) -> DiagnosticList {
    var problems = DiagnosticList()
    do {
      let plan = try loadPlan(path, repairing: repair)
      for problem in plan.warnings + (plan.followUp?.findings ?? []) { problems.report(problem) }
      for scenario in plan.scenarios {
        if case .failure(let error) = Result(catching: { () throws(EngineError) in try runScenario(scenario.inputs) }) {
          problems.report(diagnostic(for: error, in: plan, scenario: scenario))
        }
      }
    } catch {
      problems.merge(error.diagnostics)
    }
    return problems
  }

  private func counted(_ problems: DiagnosticList) -> String {
    func count(_ severity: Diagnostic.Severity) -> String {
      let number = problems.all(severity).count
      return "\(number) \(severity.rawValue)\(number == 1 ? "" : "s")"
    }
    return [count(.error), count(.warning), count(.finding)].joined(separator: ", ")
  }
}
