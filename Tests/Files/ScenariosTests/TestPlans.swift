import Diagnostics
import Engine
import Foundation
import Testing

@testable import Scenarios

let testFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
/// The folder of the package, three levels above the tests of this module.
let packageFolder = URL(fileURLWithPath: "\(testFolder)/../../..").standardized.path

let brokenPlans = ((try? FileManager.default.contentsOfDirectory(atPath: "\(testFolder)/BrokenPlans")) ?? []).sorted()

/// All problems of a plan, also those that show only when it is run; one a line, without the folders of this machine.
func problems(ofPlan path: String) -> String {
  let folder = path.hasSuffix(".yaml") || path.hasSuffix("/x") ? URL(fileURLWithPath: path).deletingLastPathComponent().path : path
  return diagnostics(ofPlan: path).map { $0.description.replacingOccurrences(of: folder + "/", with: "") }.joined(separator: "\n")
    .replacingOccurrences(of: folder, with: "the plan").replacingOccurrences(of: testFolder + "/", with: "")
}

private func diagnostics(ofPlan path: String) -> [Diagnostic] {
  do throws(InputError) {
    let plan = try loadPlan(path)
    var problems = DiagnosticList()
    for scenario in plan.scenarios {
      do throws(EngineError) { _ = try runScenario(scenario.inputs) } catch {
        problems.report(diagnostic(for: error, in: plan, scenario: scenario))
      }
    }
    return plan.warnings + problems.all
  } catch {
    return error.diagnostics.all
  }
}

/// Line and column of a printed place, for the order.
func place(_ text: Substring) -> [Int] { text.split(separator: ":").dropFirst().compactMap { Int($0) } }

/// A sound small plan in a folder of its own, gone after `body`.
func withPlan<Result>(_ changes: [(String, String)] = [], of plan: String = "sound", _ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  var text = try String(contentsOfFile: "\(testFolder)/BrokenPlans/\(plan)/plan.yaml", encoding: .utf8)
  for (old, new) in changes {
    try #require(text.contains(old))
    text = text.replacingOccurrences(of: old, with: new)
  }
  try Data(text.utf8).write(to: folder.appendingPathComponent("plan.yaml"))
  return try body(folder.path)
}
