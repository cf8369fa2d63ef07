import Foundation
import GoldenFiles
import Testing

@Suite struct InvestProblemTests {
  /// On CBC, which is on every machine: the same bytes with or without HiGHS.
  @Test(arguments: ["en", "fi", "sv"]) func weingartnersAnswerInThreeLanguages(language: String) throws {
    let outcome = try tiekartta("invest", "--problem", "Examples/weingartner.csv", "--solver", "cbc", "--lang", language)
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(goldenDifference(outcome.output, "invest-weingartner.\(language).txt") == nil)
  }

  @Test func brealeyAndMyersAsJSON() throws {
    let outcome = try tiekartta("invest", "--problem", "Examples/brealey-myers.lp", "--format", "json")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let answer = try object(outcome.output)
    #expect(abs((answer["objective"] as? Double ?? 0) - 13.45) < 1e-9)
    #expect(answer["status"] as? String == "optimal" && answer["gap"] as? Double == 0)
    let limits = answer["limits"] as? [[String: Any]] ?? []
    #expect(limits.map { $0["id"] as? String } == ["year_0", "year_1", "year_2"])
    for (limit, price) in zip(limits, [0.05, 0.45, 0]) {
      #expect(abs((limit["lp_dual"] as? Double ?? .nan) - price) < 1e-9)
      #expect(abs((limit["resolve_delta"] as? Double ?? .nan) - price) < 1e-9)
      #expect(limit["fixed_dual"] is NSNull)
    }
  }

  @Test func whatCannotBeIsExplainedAndEndsWith1UnderRequire() throws {
    let file = temporaryURL().appendingPathExtension("csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try "project,value,money,at most\nlimit,,5,-3\nschool,1,2,1\ntram,2,3,1\n".write(to: file, atomically: true, encoding: .utf8)
    let outcome = try tiekartta("invest", "--problem", file.path, "--format", "json", "--require")
    #expect(outcome.status == 1)
    let answer = try object(outcome.output)
    #expect(answer["status"] as? String == "infeasible" && answer["objective"] is NSNull)
    #expect(answer["conflict"] as? [String] == ["at most <= -3"])
    #expect((answer["repair"] as? [[String: Any]])?.first?["to"] as? Double == 0)
    #expect(try tiekartta("invest", "--problem", file.path).status == 0)
  }

  @Test func theLPFormatIsAProblemAgain() throws {
    let text = try tiekartta("invest", "--problem", "Examples/weingartner.csv", "--format", "lp").output
    let file = temporaryURL().appendingPathExtension("lp")
    defer { try? FileManager.default.removeItem(at: file) }
    try text.write(to: file, atomically: true, encoding: .utf8)
    let csv = try tiekartta("invest", "--problem", file.path, "--format", "csv")
    #expect(csv.output.contains("answer,,objective,70.0\r\n") && csv.output.contains("at_most,year_1,lp_dual,0.13636"))
  }

  @Test func badInputAndWrongUsageAreTold() throws {
    let missing = try tiekartta("invest", "--problem", "nowhere.lp")
    #expect(missing.status == 2)
    #expect(missing.errors == "nowhere.lp:1:1: error: there is no such file; expected a problem as LP or MPS\n")
    #expect(try tiekartta("invest", "--problem", "Examples/weingartner.csv", "--gap", "much").status == 64)
    #expect(try tiekartta("invest", "--problem", "Examples/weingartner.csv", "--time-limit", "-1s").status == 64)
    let row = try tiekartta("invest", "--problem", "Examples/weingartner.csv", "--price", "year1")
    #expect(row.status == 64 && row.errors.contains("has no row 'year1'; did you mean 'year 1'?"))
  }

  /// Ctrl-C in the middle of a search that would take minutes: the best found with its gap, and the shell's exit code.
  @Test func anInterruptionPrintsTheBestFound() throws {
    let file = temporaryURL().appendingPathExtension("csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try hardTable().write(to: file, atomically: true, encoding: .utf8)
    let built = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("tiekartta")
    let words = "sleep 4; kill -INT $!; wait $!"
    let command = "'\(built.path)' invest --problem '\(file.path)' --format json --time-limit 120s & \(words)"
    let outcome = try run(URL(fileURLWithPath: "/bin/bash"), ["-c", command], in: checkout)
    #expect(outcome.status == 130)
    let answer = try object(outcome.output)
    #expect(answer["status"] as? String == "interrupted")
    #expect((answer["objective"] as? Double ?? 0) > 0)
    #expect((answer["gap"] as? Double ?? 1) < 0.2 && (answer["bound"] as? Double ?? 0) >= (answer["objective"] as? Double ?? 1))
  }

  @Test func theDoctorTellsWhichSolverAnswers() throws {
    let words = try object(try tiekartta("doctor", "--format", "json").output)
    #expect(Set(words.keys) == ["blas", "cbc", "highs", "solver", "threads", "vectors", "version"])
    #expect((words["cbc"] as? String)?.hasSuffix(", sound") == true)
    let hasHighs = (words["highs"] as? String)?.hasPrefix("HiGHS ") == true
    #expect((words["solver"] as? String)?.hasPrefix(hasHighs ? "HiGHS " : "CBC ") == true)
    #expect(try tiekartta("doctor").output.split(separator: "\n").count == 7)
  }

  private func hardTable() -> String {
    var state: UInt64 = 7
    func next() -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return 1 + Int(state >> 33) % 1000
    }
    let limits = (1...12).map { "limit \($0)" }.joined(separator: ",")
    let rows = (0..<150).map { project in
      let uses = (0..<12).map { _ in next() }
      return "p\(project),\(uses.reduce(0, +) / 12 + next() / 2)," + uses.map(String.init).joined(separator: ",")
    }
    let numbers = [String](repeating: "37500", count: 12).joined(separator: ",")
    return "project,value,\(limits)\nlimit,,\(numbers)\n" + rows.joined(separator: "\n") + "\n"
  }
}
