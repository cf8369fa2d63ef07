import Foundation
import Testing

@Suite struct CommandTests {
  @Test func aNewPlanRunsAndIsNotOverwritten() throws {
    let folder = temporaryURL()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let new = try tiekartta("new", "mycity", in: folder)
    #expect(new.status == 0)
    #expect(new.output.isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["mycity"])
    #expect(try tiekartta("check", "mycity", in: folder).output == "mycity: 0 errors, 0 warnings, 0 findings\n")
    #expect(try tiekartta("run", "mycity", in: folder).output.contains("Target met"))
    let again = try tiekartta("new", "mycity", in: folder)
    #expect(again.status == 2)
    #expect(again.errors == "mycity:1:1: error: there is something here already; expected a name that is not taken\n")
  }

  @Test func checkTellsFindingsOnStandardOutputAndEndsWell() throws {
    let outcome = try tiekartta("check", "datasets", "Scenarios/espoo", "Scenarios/kauniainen", "Scenarios/cityref")
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
    #expect(outcome.output.contains("datasets: 0 errors, 0 warnings, 66 findings\n"))
    #expect(outcome.output.hasSuffix("Scenarios/cityref: 0 errors, 0 warnings, 0 findings\n"))
  }

  @Test func showSourcesListsEveryCalibratedFactor() throws {
    let outcome = try tiekartta("show", "Scenarios/espoo", "sources", "--format", "csv")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("sectors.transport.streams.road_fuel.calibration"))
    #expect(outcome.output.contains("0.945"))
    #expect(outcome.output.contains("SITOWISE-2023"))
  }

  @Test func showOverridesLogsThePlaceOfTheOldAndTheNewValue() throws {
    let log = try tiekartta("show", "Scenarios/espoo", "overrides", "--format", "csv").output
    #expect(log.contains("streams.electricity.emission_factor,set,"))
    #expect(log.contains("Scenarios/espoo/scenarios.yaml:6:7,Scenarios/espoo/sectors.yaml:37:22"))
  }

  @Test(arguments: ["run", "sensitivity", "batch", "check", "show", "explain", "diff", "new"])
  func helpHasAnExampleThatRuns(command: String) throws {
    let help = try tiekartta(command, "--help")
    #expect(help.status == 0)
    let lines = help.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let example = try #require(lines.first { $0.hasPrefix("tiekartta ") })
    guard command != "new" else { return }  // its example is `aNewPlanRunsAndIsNotOverwritten`
    let words = example.split(separator: " ").dropFirst().map(String.init)
    let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("tiekartta")
    #expect(try run(program, words, in: checkout).status == 0)
  }

  /// The README shows what the command prints.
  @Test func theREADMEShowsTheFirstTable() throws {
    let readme = try String(contentsOf: checkout.appendingPathComponent("README.md"), encoding: .utf8)
    let output = try tiekartta("run", "Scenarios/espoo").output
    let table = String(output.prefix(while: { _ in true }).split(separator: "\n\n", maxSplits: 1)[0])
    #expect(readme.contains("<!-- begin: tiekartta run Scenarios/espoo -->\n```\n\(table)\n```\n<!-- end -->"))
  }
}
