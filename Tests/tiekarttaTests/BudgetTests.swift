import Foundation
import GoldenFiles
import Testing

/// `tiekartta budget` as a user runs it.
@Suite struct BudgetTests {
  private func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = temporaryURL()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test(arguments: ["fi", "sv", "en"]) func theTablesOfEspooAreAsTheyWere(language: String) throws {
    let outcome = try tiekartta("budget", "Scenarios/espoo", "--year", "2025", "--draws", "0", "--lang", language)
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
    #expect(goldenDifference(outcome.output, "budget-espoo-\(language).txt") == nil)
    let widest = outcome.output.split(separator: "\n").map(\.count).max() ?? 0
    #expect(widest <= 120)
  }

  @Test(arguments: [("fi", "md"), ("sv", "html"), ("en", "csv"), ("fi", "csv"), ("en", "json")])
  func theFormsOfKauniainenAreAsTheyWere(language: String, format: String) throws {
    let outcome = try tiekartta("budget", "Scenarios/kauniainen", "--year", "2025", "--draws", "0", "--lang", language, "--format", format)
    #expect(outcome.status == 0)
    // The kept file is read without its byte-order mark, which `aFolderGetsAFileForEachTable` looks for.
    let text = outcome.output.hasPrefix("\u{FEFF}") ? String(outcome.output.unicodeScalars.dropFirst()) : outcome.output
    #expect(goldenDifference(text, "budget-kauniainen-\(language).\(format)") == nil)
  }

  /// What JSON says is what the page of text shows, number by number.
  @Test func jsonIsWhatIsShown() throws {
    let arguments = ["budget", "Scenarios/espoo", "--year", "2025", "--draws", "0", "--table", "B,E"]
    let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("tiekartta")
    let text = try run(program, arguments, in: checkout).output
    let tables = try object(try run(program, arguments + ["--format", "json"], in: checkout).output)["tables"] as? [[String: Any]] ?? []
    #expect(tables.map { $0["table"] as? String } == ["B", "E"])
    for table in tables {
      for row in table["rows"] as? [[String: Any]] ?? [] {
        let label = try #require(row["label"] as? String)
        for case let number as NSNumber in row["cells"] as? [Any] ?? [] {
          let shown = number.doubleValue.formatted(.number.precision(.fractionLength(0...1)).locale(Locale(identifier: "en_US")))
            .replacingOccurrences(of: "-", with: "−")
          #expect(text.contains(shown), "\(label): \(shown)")
        }
      }
    }
  }

  @Test func aFolderGetsAFileForEachTable() throws {
    try inFolder { folder in
      let path = folder.appendingPathComponent("out").path + "/"
      let outcome = try tiekartta(
        "budget", "Scenarios/kauniainen", "--year", "2025", "--draws", "0", "--table", "A,E", "--format", "csv", "-o", path)
      #expect(outcome.status == 0)
      #expect(outcome.output.isEmpty)
      let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
      #expect(names == ["kauniainen-2025-en-A.csv", "kauniainen-2025-en-E.csv"])
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path + names[0]))
      #expect(bytes.prefix(3) == Data([0xEF, 0xBB, 0xBF]))
    }
  }

  @Test func aWorkbookIsTheSameBytesTwice() throws {
    try inFolder { folder in
      let files = ["a.xlsx", "b.xlsx"].map { folder.appendingPathComponent($0) }
      for file in files {
        #expect(
          try tiekartta("budget", "Scenarios/espoo", "--year", "2025", "--draws", "0", "--format", "xlsx", "-o", file.path).status == 0)
      }
      let bytes = try files.map { try Data(contentsOf: $0) }
      #expect(bytes[0] == bytes[1])
    }
  }

  @Test func aMissedCeilingAndAWrongTotalEndWithOneUnderRequire() throws {
    let missed = try tiekartta("budget", "Scenarios/espoo", "--year", "2025", "--draws", "0", "--table", "E", "--require")
    #expect(missed.status == 1)
    #expect(missed.errors == "tiekartta: the ceiling of 2027 is missed\ntiekartta: the ceiling of 2030 is missed\n")
    let oslo = "Tests/Files/DatasetsTests/PublishedTables/oslo-2023.csv"
    #expect(try tiekartta("budget", "--verify", oslo).status == 0)
    let wrong = try tiekartta("budget", "--verify", oslo, "--require")
    #expect(wrong.status == 1)
    #expect(wrong.output.contains("74,300     75,300      −1,000"))
    #expect(try tiekartta("budget", "--verify", "Tests/Files/DatasetsTests/PublishedTables/tampere-2022.csv", "--require").status == 0)
  }

  @Test func wrongUseIsTold() throws {
    let cases: [([String], String)] = [
      (["budget", "Scenarios/espoo"], "--year"), (["budget", "Scenarios/espoo", "--year", "2050"], "2050 to 2052"),
      (["budget", "Scenarios/espoo", "--year", "2025", "--table", "G"], "--table is 'G'"),
      (["budget", "Scenarios/espoo", "--year", "2025", "--format", "xlsx"], "-o FILE.xlsx"),
    ]
    let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("tiekartta")
    for (arguments, told) in cases {
      let outcome = try run(program, arguments, in: checkout)
      #expect(outcome.status == 64)
      #expect(outcome.errors.contains(told), "\(outcome.errors)")
    }
  }
}
