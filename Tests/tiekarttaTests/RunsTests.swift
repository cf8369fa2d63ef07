import Foundation
import ResultStore
import Testing

/// Runs that are kept, as a user keeps and asks for them.
@Suite struct RunsTests {
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = temporaryURL()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private func id(_ errors: String) throws -> String {
    try #require(
      errors.split(separator: "\n").first { $0.contains("as run ") }?.split(separator: " as run ").last?.split(separator: " ").first
    )
    .description
  }

  @Test func aRunIsKeptOnceAndSaysUnderWhichId() throws {
    try withFolder { folder in
      let store = folder.appendingPathComponent("runs.sqlite").path
      let first = try tiekartta("run", "Scenarios/kauniainen", "--store", store)
      #expect(first.status == 0)
      let id = try id(first.errors)
      #expect(first.errors.contains("tiekartta: kept as run \(id) in \(store)\n"))
      let again = try tiekartta("run", "Scenarios/kauniainen", "--store", store, "--format", "csv", "--lang", "fi")
      #expect(again.errors.contains("tiekartta: kept before as run \(id) in \(store); the inputs are the same\n"))
      let other = try tiekartta("run", "Scenarios/kauniainen", "--store", store, "--scenario", "roadmap2030")
      #expect(other.errors.contains("kept as run"))
      #expect(try tiekartta("run", "Scenarios/kauniainen", "--store", store, "--draws", "8", "--seed", "5").status == 0)

      let list = try tiekartta("runs", "list", "--store", store)
      #expect(list.status == 0 && list.output.contains("kauniainen") && list.output.contains("draws=8"))
      let runs = try JSONSerialization.jsonObject(
        with: Data(try tiekartta("runs", "list", "--store", store, "--format", "json").output.utf8))
      #expect((runs as? [[String: Any]])?.count == 3)
      #expect((runs as? [[String: Any]])?.first?["short_id"] as? String == id)
      // The file is whole by itself once nobody has it open.
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["runs.sqlite"])
    }
  }

  /// Every command whose results are worth keeping keeps them by the same rules.
  @Test(arguments: [
    ["budget", "Scenarios/kauniainen", "--year", "2025", "--draws", "8"],
    ["invest", "Scenarios/kauniainen", "check"],
    ["compare", "Scenarios/kauniainen", "strategy2018", "roadmap2030", "--draws", "8"],
  ]) func otherCommandsKeepTheirResultsToo(arguments: [String]) throws {
    try withFolder { folder in
      let store = folder.appendingPathComponent("runs.sqlite").path
      let first = try tiekartta(arguments + ["--store", store])
      #expect(first.status == 0, "\(first.errors)")
      let id = try id(first.errors)
      let again = try tiekartta(arguments + ["--store", store, "--lang", "sv"])
      #expect(again.errors.contains("kept before as run \(id) in \(store); the inputs are the same"))
      let run = try object(try tiekartta("runs", "show", id, "--store", store, "--format", "json").output)
      #expect((run["results"] as? [String: Any])?["plan"] as? String == "kauniainen")
      let csv = try tiekartta("runs", "show", id, "--store", store, "--format", "csv").output
      #expect(csv.hasPrefix("plan,scenario,item,id,year,value,unit\nkauniainen,"))
      #expect(csv.split(separator: "\n").count > 20)
    }
  }

  @Test func whatWasKeptIsWhatWasPrinted() throws {
    try withFolder { folder in
      let store = folder.appendingPathComponent("runs.sqlite").path
      let run = try tiekartta("run", "Scenarios/kauniainen", "--store", store, "--format", "json")
      let id = try id(run.errors)
      let json = try tiekartta("run", "Scenarios/kauniainen", "--format", "json").output.dropLast()
      let shown = try tiekartta("runs", "show", id, "--store", store, "--format", "json").output
      #expect(shown.contains("\"results\":\(json)}"))
      #expect(shown.contains("\"path\":\"Scenarios/kauniainen/plan.yaml\",\"sha256\":\""))
      let csv = try tiekartta("run", "Scenarios/kauniainen", "--format", "csv").output
      #expect(try tiekartta("runs", "show", id, "--store", store, "--format", "csv").output == csv)
      let table = try tiekartta("runs", "show", id, "--store", store, "--lang", "fi").output
      #expect(table.contains("Lähtötiedostot") && table.contains("datasets/drivers.csv"))
      let file = folder.appendingPathComponent("run.json")
      #expect(try tiekartta("runs", "export", id, "--store", store, "-o", file.path).status == 0)
      let whole = try object(try String(contentsOf: file, encoding: .utf8))
      #expect((whole["resolved"] as? [Any])?.count == 2)
      #expect((whole["figures"] as? [Any])?.count == csv.split(separator: "\n").count - 1)
    }
  }

  /// Kept runs are compared when their files are long gone.
  @Test func keptRunsAreDiffedWithoutTheirFiles() throws {
    try withFolder { folder in
      #expect(try tiekartta("new", "town", in: folder).status == 0)
      let plan = folder.appendingPathComponent("town/plan.yaml")
      let first = try id(try tiekartta("run", "town", "--store", "x.sqlite", in: folder).errors)
      let text = try String(contentsOf: plan, encoding: .utf8)
      #expect(text.contains("2035: 44000 persons"))
      try text.replacingOccurrences(of: "2035: 44000 persons", with: "2035: 50000 persons").write(
        to: plan, atomically: true, encoding: .utf8)
      let live = try tiekartta("run", "town", "--store", "x.sqlite", in: folder)
      let second = try id(live.errors)
      #expect(first != second)
      let scenario = try #require(
        (try object(try tiekartta("run", "town", "--format", "json", in: folder).output)["scenarios"] as? [[String: Any]])?.last?["id"]
          as? String)
      let before = try tiekartta(
        "diff", "\(first)@\(scenario)", "town@\(scenario)", "--store", "x.sqlite", "--format", "csv", in: folder)
      #expect(before.status == 0)
      try FileManager.default.removeItem(at: folder.appendingPathComponent("town"))
      let after = try tiekartta(
        "diff", "\(first)@\(scenario)", "\(second)@\(scenario)", "--store", "x.sqlite", "--format", "csv", in: folder)
      #expect(after.status == 0 && after.errors.isEmpty)
      #expect(after.output == before.output)
      #expect(after.output.contains("cumulative,,,,assumption,drivers.population.values,"))
    }
  }

  @Test func removingIsForGoodAndUnknownIdsAreTold() throws {
    try withFolder { folder in
      let store = folder.appendingPathComponent("runs.sqlite").path
      let missing = try tiekartta("runs", "list", "--store", store)
      #expect(missing.status == 2)
      #expect(
        missing.errors == "tiekartta: \(store): there is no such store; expected a file that 'tiekartta run PLAN --store FILE' has made\n")
      let id = try id(try tiekartta("run", "Scenarios/kauniainen", "--store", store).errors)
      let slip = String(id.dropLast()) + (id.last == "0" ? "1" : "0")
      let unknown = try tiekartta("runs", "remove", id, slip, "--store", store)
      #expect(unknown.status == 2)
      #expect(unknown.errors == "tiekartta: \(store) has no run '\(slip)'; did you mean '\(id)'?\n")
      let removed = try tiekartta("runs", "remove", id, "--store", store)
      #expect(removed.status == 0 && removed.errors == "tiekartta: removed run \(id) from \(store)\n")
      #expect(try tiekartta("runs", "list", "--store", store).output.contains("keeps no run yet."))
      let other = try tiekartta("run", "Scenarios/kauniainen", "--store", "README.md", "--format", "csv")
      #expect(other.status == 2)
      #expect(other.errors.hasPrefix("tiekartta: README.md: this is not a store of runs; expected"))
    }
  }

  /// The examples of the helps, in a folder where there is what they speak of.
  @Test func theExamplesOfTheHelpsRun() throws {
    try withFolder { folder in
      #expect(try tiekartta("new", "town", in: folder).status == 0)
      let id = try id(try tiekartta("run", "town", "--store", "runs.sqlite", in: folder).errors)
      for command in [["runs"], ["runs", "list"], ["runs", "show"], ["runs", "export"], ["runs", "remove"]] {
        let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("tiekartta")
        let help = try run(program, command + ["--help"], in: folder)
        let example = try #require(help.output.split(separator: "\n").first { $0.hasPrefix("  tiekartta runs") })
        let words = example.replacing("3fa9c1d2", with: id).split(separator: " ").dropFirst().map(String.init)
        #expect(try run(program, words, in: folder).status == 0, "\(example)")
      }
    }
  }
}
