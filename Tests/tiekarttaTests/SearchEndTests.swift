import Foundation
import Testing

/// How searches end that nobody waited for: by their clock without a portfolio, and by Ctrl-C with the best that was found.
@Suite struct SearchEndTests {
  static let solvers = [["--solver", "cbc"], []]

  // MARK: The clock

  @Test(arguments: solvers) func noPortfolioInTheTimeGivenIsNoProof(solver: [String]) throws {
    try withHardTown(floors: true) { folder in
      let outcome = try tiekartta(["invest", "town", "optimise", "--time-limit", "0.5s"] + solver, in: folder)
      #expect(outcome.status == 1 && outcome.output.isEmpty)
      #expect(
        outcome.errors
          == "tiekartta: small: no portfolio that keeps all limits was found in 0.5 s, which does not prove that there is none; "
          + "try a longer --time-limit\n")
      let compared = try tiekartta(
        ["compare", "town", "cap=50000", "cap=60000", "--draws", "0", "--time-limit", "0.5s"] + solver, in: folder)
      #expect(compared.status == 1 && compared.output.isEmpty)
      #expect(
        compared.errors == "tiekartta: small, cap 50000 MEUR: no portfolio that keeps all limits was found in 0.5 s, which does not prove "
          + "that there is none; try a longer --time-limit\n")
    }
  }

  /// A repair is found, as a cap or floor may give way a little; that nothing less is enough was not proven, and is not said.
  @Test(arguments: solvers) func anExplanationWithoutAProofSaysSo(solver: [String]) throws {
    try withHardTown(floors: true) { folder in
      let outcome = try tiekartta(["invest", "town", "explain", "--time-limit", "2s", "--format", "json"] + solver, in: folder)
      let found = try object(outcome.output)
      #expect(["unknown", "not_proven_minimal"].contains(found["verdict"] as? String))
      let repair = found["repair"] as? [[String: Any]] ?? []
      #expect(repair.isEmpty ? found["confirmed"] is NSNull : found["confirmed"] as? Bool == true)
      for row in repair {
        let level = row["level"] as? Double ?? .nan, repaired = row["repaired"] as? Double ?? .nan
        #expect(row["sense"] as? String == "at_most" ? repaired > level : repaired < level)
      }
    }
  }

  // MARK: Ctrl-C

  @Test(arguments: solvers) func anInterruptedSearchTellsTheBestWithItsGap(solver: [String]) throws {
    try withHardTown(floors: false) { folder in
      let options = ["--objective", "abatement", "--gap", "0", "--time-limit", "10min", "--store", "runs.sqlite", "--format", "json"]
      let outcome = try interrupted(["invest", "town", "optimise"] + options + solver, in: folder)
      #expect(outcome.status == 130)
      let answer = try object(outcome.output)
      #expect(answer["status"] as? String == "interrupted")
      #expect(try #require(answer["gap"] as? Double) > 0)
      let saved = try #require((answer["abatement_kt"] as? [String: Double])?["2027"])
      #expect(saved > 0 && (answer["bound"] as? Double ?? 0) >= saved - 1e-6)
      #expect((answer["portfolio"] as? [Any] ?? []).count > 10)
      // What was found keeps every limit; an unfinished run is not kept.
      #expect((answer["limits"] as? [[String: Any]] ?? []).allSatisfy { $0["kept"] as? Bool == true })
      #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("runs.sqlite").path))
    }
  }

  @Test(arguments: solvers) func anInterruptedFrontierTellsTheLevelsItHas(solver: [String]) throws {
    try withHardTown(floors: false) { folder in
      let options = ["--objective", "abatement", "--gap", "0", "--time-limit", "10min", "--chart", "cap.svg", "--format", "json"]
      // The loosest cap is searched first, and this town's is never proven: the tighter one is not reached.
      let outcome = try interrupted(["invest", "town", "frontier", "--sweep", "cap=500000..1000000/500000"] + options + solver, in: folder)
      #expect(outcome.status == 130)
      let points = try #require(try object(outcome.output)["points"] as? [[String: Any]])
      #expect(points.map { $0["cap_meur"] as? Double } == [1_000_000])
      let statuses = points.map { ($0["portfolio"] as? [String: Any])?["status"] as? String }
      #expect(statuses == ["interrupted"])
      // One level makes no picture, and nothing half of one is left.
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["town"])
    }
  }

  @Test(arguments: solvers) func anInterruptionBeforeAnythingIsFoundIsToldAsThat(solver: [String]) throws {
    try withHardTown(floors: true) { folder in
      let outcome = try interrupted(["invest", "town", "optimise", "--time-limit", "10min"] + solver, in: folder)
      #expect(outcome.status == 130 && outcome.output.isEmpty)
      #expect(
        outcome.errors
          == "tiekartta: small: stopped before a portfolio that keeps all limits was found, which does not prove that there is none\n")
    }
  }

  /// Runs a command and ends it by Ctrl-C once it has searched for three seconds.
  private func interrupted(_ arguments: [String], in folder: URL) throws -> Outcome {
    let (output, errors) = (folder.appendingPathComponent("out"), folder.appendingPathComponent("err"))
    for file in [output, errors] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
    defer { for file in [output, errors] { try? FileManager.default.removeItem(at: file) } }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("tiekartta")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    usleep(3_000_000)
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    let outcome = Outcome(
      output: try String(contentsOf: output, encoding: .utf8), errors: try String(contentsOf: errors, encoding: .utf8),
      status: process.terminationStatus)
    for file in [output, errors] { try FileManager.default.removeItem(at: file) }
    return outcome
  }
}
