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

  @Test(arguments: ["en", "fi", "sv"]) func longWordsAboutUncertainInputsStandBelowTheirTable(language: String) throws {
    let table = try tiekartta("show", "Scenarios/espoo", "uncertainties", "--lang", language).output
    let rows = table.split(separator: "\n").prefix { !$0.hasPrefix("¹⁾") }
    #expect(rows.map(\.count).max() ?? 999 <= 120)
    #expect(table.contains("\n¹⁾ KAUSAL-PATHS: uncertainty.yaml:14:64: Low: the"))
    let csv = try tiekartta("show", "Scenarios/espoo", "uncertainties", "--lang", language, "--format", "csv").output
    #expect(csv.split(separator: "\r\n").dropFirst().first?.contains(",KAUSAL-PATHS,uncertainty.yaml:14:64,\"Low: the 345,000") == true)
  }

  @Test func sensitivitySpeaksTheReadersLanguageAndFilesKeepTheirNames() throws {
    let arguments = ["sensitivity", "Scenarios/kauniainen", "--method", "tornado"]
    let swedish = try tiekartta(arguments + ["--lang", "sv"]).output
    for word in ["ett indata i taget", "Stapelns", "Indata på P5"] { #expect(swedish.contains(word)) }
    for word in ["length", "at_p5", "correlated", "independent", "bar moves"] { #expect(!swedish.contains(word)) }
    #expect(try tiekartta(arguments + ["--lang", "fi", "--format", "csv"]).output.contains(",length [kt CO2-ekv],at_p5 [kt CO2-ekv],"))
    // Every input with assumed bounds has the mark, not the first alone.
    #expect(swedish.components(separatedBy: "²⁾").count > 4)
  }

  @Test(arguments: ["run", "sensitivity", "batch", "check", "show", "explain", "serve", "new", "sample", "analyze"])
  func helpHasNoRaggedLines(command: String) throws {
    let lines = try tiekartta(command, "--help").output.split(separator: "\n", omittingEmptySubsequences: false)
    let text = Array(lines.prefix { !$0.hasPrefix("Example") && !$0.hasPrefix("USAGE") })
    for (line, next) in zip(text, text.dropFirst()) where !line.isEmpty && !next.isEmpty && !line.hasPrefix(" ") {
      // The next line's first word had no room.
      let word = next.prefix { $0 != " " }
      #expect(line.count + 1 + word.count > 79, "\(command): '\(line)'")
    }
    #expect(lines.allSatisfy { !$0.hasPrefix("USAGE") || $0.count <= 110 })
  }

  @Test func showOverridesLogsThePlaceOfTheOldAndTheNewValue() throws {
    let log = try tiekartta("show", "Scenarios/espoo", "overrides", "--format", "csv").output
    #expect(log.contains("streams.electricity.emission_factor,set,"))
    #expect(log.contains("Scenarios/espoo/scenarios.yaml:6:7,Scenarios/espoo/sectors.yaml:37:22"))
  }

  @Test(
    arguments: [
      "run", "compare", "budget", "sensitivity", "batch", "check", "show", "explain", "diff", "programmes", "invest", "new", "doctor",
    ])
  func helpHasAnExampleThatRuns(command: String) throws {
    let help = try tiekartta(command, "--help")
    #expect(help.status == 0)
    let lines = help.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let example = try #require(lines.drop { !$0.hasPrefix("Example") }.first { $0.hasPrefix("tiekartta ") })
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
