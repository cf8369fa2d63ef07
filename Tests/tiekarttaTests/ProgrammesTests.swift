import Foundation
import GoldenFiles
import Testing

@Suite struct ProgrammesTests {
  @Test(arguments: ["fi", "sv", "en"])
  func theRowsOfAGoalAreATableACouncilCanRead(language: String) throws {
    let outcome = try tiekartta("programmes", "Scenarios/espoo", "--goal", "turvallisin kaupunki", "--lang", language)
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
    #expect(goldenDifference(outcome.output, "programmes-safety.\(language).txt") == nil)
  }

  @Test(arguments: ["fi", "sv", "en"])
  func aProgrammeReportTellsMoneyOutcomesAndNextSteps(language: String) throws {
    let outcome = try tiekartta("programmes", "Scenarios/espoo", "--programme", "tapahtumien", "--lang", language)
    #expect(outcome.status == 0)
    #expect(goldenDifference(outcome.output, "programme-tapahtumien.\(language).txt") == nil)
  }

  @Test func theOverviewFitsAPageAndNamesItsRule() throws {
    let output = try tiekartta("programmes", "Scenarios/espoo").output
    #expect(output.hasPrefix("Espoo: what was promised, and what is told of it\n"))
    #expect(output.split(separator: "\n").allSatisfy { $0.count <= 140 })
    #expect(output.contains("342 rows, 335 indicators. Status of many: as bad as the worst verdict."))
    #expect(output.contains("\n\nEspoo: development programmes\n"))
    #expect(output.split(separator: "\n").count < 140)
    let most = try tiekartta("programmes", "Scenarios/espoo", "--roll-up", "most").output
    #expect(most.contains("Status of many: the most frequent verdict, among equals the worse."))
  }

  @Test func everyRowIsInAllFormats() throws {
    let csv = try tiekartta("programmes", "Scenarios/espoo", "--format", "csv").output
    #expect(csv.split(separator: "\r\n").count == 343)
    let document = try object(try tiekartta("programmes", "Scenarios/kauniainen", "--format", "json").output)
    let papers = try #require(document["papers"] as? [[String: Any]])
    let domains = papers.flatMap { $0["domains"] as? [[String: Any]] ?? [] }
    let rows = domains.flatMap { $0["goals"] as? [[String: Any]] ?? [] }.flatMap { $0["rows"] as? [[String: Any]] ?? [] }
    #expect(rows.count == 147)
    let emissions = try #require(rows.first { $0["row"] as? String == "SEED-003-062" })
    #expect((emissions["target"] as? [String: Any])?["number"] as? Double == -60)
    #expect((emissions["target"] as? [String: Any])?["kind"] as? String == "percent_change")
    // Texts stand under the languages they have; there is no Swedish one.
    #expect(Set(try #require(emissions["indicator"] as? [String: String]).keys) == ["fi", "en"])
    let all = try tiekartta("programmes", "Scenarios/kauniainen", "--all").output
    #expect(all.contains("−60\u{a0}%") && all.contains("(2035)"))
  }

  @Test func filesTagTextsInAnotherLanguage() throws {
    let goal = ["programmes", "Scenarios/espoo", "--goal", "Suomen liikkuvin", "--lang", "sv"]
    let page = try run(goal + ["--format", "html"])
    #expect(page.output.contains("<th scope=\"row\" dir=\"auto\" lang=\"fi\">Espoo on Suomen liikkuvin kunta</th>"))
    #expect(page.output.contains("<td dir=\"auto\" lang=\"en\">being carried out as in the use plan"))
    #expect(page.output.contains("<td dir=\"auto\">▲ i riskzonen</td>"))
    let markdown = try run(goal + ["--format", "md"])
    #expect(markdown.output.contains("| Mål | Resultatmål | Mätare | Målvärde | Läge | Uppföljning | Berättat |\n"))
  }

  @Test func aWorkbookIsTheSameBytesEachTime() throws {
    let folder = temporaryURL()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["a.xlsx", "b.xlsx"].map { folder.appendingPathComponent($0) }
    for file in files { #expect(try run(["programmes", "Scenarios/espoo", "--format", "xlsx", "-o", file.path]).status == 0) }
    let bytes = try files.map { try Data(contentsOf: $0) }
    #expect(bytes[0] == bytes[1] && bytes[0].starts(with: Data("PK".utf8)))
    #expect(try tiekartta("programmes", "Scenarios/espoo", "--format", "xlsx").status == 64)
  }

  private func run(_ arguments: [String]) throws -> Outcome {
    let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("tiekartta")
    return try tiekarttaTests.run(program, arguments, in: checkout)
  }

  @Test func aChosenStatusShowsThoseRowsOnly() throws {
    let csv = try tiekartta("programmes", "Scenarios/espoo", "--status", "at_risk", "--format", "csv").output
    let rows = csv.split(separator: "\r\n").dropFirst()
    #expect(rows.count == 10)
    #expect(rows.allSatisfy { $0.contains(",at_risk,") })
  }

  @Test func asOfADayLaterPapersAreNotKnown() throws {
    let outcome = try tiekartta("programmes", "Scenarios/espoo", "--as-of", "2022-06-30")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "tiekartta: as of 2022-06-30 nothing is known of programmes2022 and audit2022\n")
    #expect(outcome.output.contains("The target was due, and no value of that"))
    #expect(outcome.output.contains("SEED-000-023"))
  }

  @Test func wrongUseIsTold() throws {
    let paper = try tiekartta("programmes", "Scenarios/espoo", "--paper", "stroy2017")
    #expect(paper.status == 64)
    #expect(paper.errors.contains("has no paper 'stroy2017'; it has story2017,"))
    let day = try tiekartta("programmes", "Scenarios/espoo", "--as-of", "30.6.2022")
    #expect(day.status == 64)
    #expect(day.errors.contains("--as-of is '30.6.2022'; expected a day such as 2021-12-31"))
    let none = try tiekartta("programmes", "Scenarios/cityref")
    #expect(none.status == 2)
    #expect(
      none.errors == "Scenarios/cityref/plan.yaml:1:1: error: the plan follows no goals; expected a section 'follow_up' with papers\n")
    let empty = try tiekartta("programmes", "Scenarios/espoo", "--goal", "moon landing")
    #expect((empty.status, empty.errors) == (0, "tiekartta: no row is chosen\n"))
  }
}
