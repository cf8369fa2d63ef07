import Foundation
import Testing

/// 20 x 20 cases of the plan that `tiekartta new` writes.
private let grid = [
  "--scenario", "decided", "--grid", "money.discount_rate=1..5/20 %", "--grid", "measures.renovation.effect.share=10..29/20 %",
]

@Suite struct BatchTests {
  @Test func everyCombinationIsARowInOrder() throws {
    let outcome = try tiekartta(
      "batch", "Scenarios/espoo", "--scenario", "hne2030", "--scenario", "hne2030-plus", "--grid", "money.discount_rate=2..4/2 %", "--grid",
      "measures.m3_car_traffic.effect.share=0.083,20 %")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let rows = rows(outcome.output)
    #expect(
      rows[0] == [
        "case", "scenario", "money.discount_rate", "measures.m3_car_traffic.effect.share", "target_year", "forecast", "gap", "met",
        "neutral_year", "cumulative", "npv_meur", "capex_meur", "measures_without_npv", "measures_without_cost", "error",
      ])
    #expect(rows.dropFirst().map { $0[0] } == (1...8).map(String.init))
    #expect(rows.dropFirst().map { $0[1] } == Array(repeating: "hne2030", count: 4) + Array(repeating: "hne2030-plus", count: 4))
    #expect(rows.dropFirst().map { $0[2] + "|" + $0[3] }.prefix(4) == ["2 %|0.083", "2 %|20 %", "4 %|0.083", "4 %|20 %"])
  }

  /// The plan's own values give the figures of `run`, to the last digit.
  @Test func aCaseWithThePlansOwnValuesIsThatOfRun() throws {
    let rows = rows(try tiekartta("batch", "Scenarios/espoo", "--grid", "measures.m3_car_traffic.effect.share=0.083").output)
    let run = try JSONDecoder().decode(Run.self, from: Data(try tiekartta("run", "Scenarios/espoo", "--format", "json").output.utf8))
    #expect(rows.count == run.scenarios.count + 1)
    for (row, scenario) in zip(rows.dropFirst(), run.scenarios) {
      #expect(row[1] == scenario.id)
      #expect(row[3] == String(scenario.target.year))
      #expect(Double(row[4]) == scenario.target.forecast)
      #expect(Double(row[5]) == scenario.target.gap)
      #expect(row[6] == String(scenario.target.met))
      #expect(row[7] == scenario.target.neutral_year.map { String($0) } ?? "")
      #expect(Double(row[8]) == scenario.cumulative)
      let capex = scenario.measures.compactMap(\.capex_meur)
      #expect(Int(row[12]) == scenario.measures.count - capex.count)
      // Summed in EUR, so equal to rounding only: a few hundred MEUR in doubles.
      #expect(capex.isEmpty ? row[10].isEmpty : abs((Double(row[10]) ?? 0) - capex.reduce(0, +)) < 1e-9)
    }
  }

  @Test func linesOfJSONHaveTheSameFigures() throws {
    let csv = rows(try tiekartta("batch", "Scenarios/kauniainen", "--grid", "money.discount_rate=1 %,4 %").output)
    let lines = try tiekartta("batch", "Scenarios/kauniainen", "--grid", "money.discount_rate=1 %,4 %", "--format", "jsonl").output
      .split(separator: "\n")
    #expect(lines.count == csv.count - 1)
    for (line, row) in zip(lines, csv.dropFirst()) {
      let json = try object(String(line))
      #expect(Set(json.keys) == Set(csv[0]))
      #expect(json["case"] as? Int == Int(row[0]))
      #expect(json["money.discount_rate"] as? String == row[2])
      #expect(line.contains("\"cumulative\":\(row[8]),"))
    }
  }

  @Test func theNumberOfThreadsAndTheShardsDoNotChangeTheBytes() throws {
    try withCity { folder in
      let whole = try batch(grid, in: folder).output
      #expect(rows(whole).count == 401)
      for threads in ["1", "7"] { #expect(try batch(grid + ["--threads", threads], in: folder).output == whole) }
      for shard in 1...3 { #expect(try batch(grid + ["--shard", "\(shard)/3", "-o", "\(shard).csv"], in: folder).status == 0) }
      let merged = try tiekartta("batch", "--merge", "2.csv", "--merge", "1.csv", "--merge", "3.csv", "-o", "all.csv", in: folder)
      #expect(merged.status == 0)
      #expect(try text("all.csv", folder) == whole)
      let partly = try tiekartta("batch", "--merge", "1.csv", "--merge", "3.csv", "-o", "some.csv", in: folder)
      #expect(partly.status == 2)
      #expect(partly.errors == "some.csv:1:1: error: case 2 is in none of the files; expected all shards, finished\n")
      #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("some.csv").path))
    }
  }

  @Test func whereverAFileWasCutResumeGivesTheSameBytes() throws {
    try withCity { folder in
      var generator = SystemRandomNumberGenerator()
      for format in ["csv", "jsonl"] {
        let whole = Data(try batch(grid + ["--format", format], in: folder).output.utf8)
        for _ in 0..<3 {
          let length = Int.random(in: 0...whole.count, using: &generator)
          try whole[..<length].write(to: folder.appendingPathComponent("cut"))
          let outcome = try batch(grid + ["--format", format, "-o", "cut", "--resume"], in: folder)
          #expect(outcome.status == 0, "\(format) cut at \(length): \(outcome.errors)")
          #expect(try Data(contentsOf: folder.appendingPathComponent("cut")) == whole, "\(format) cut at \(length)")
        }
      }
    }
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGKILL, 9)] as [(Int32, Int32)]) func anInterruptedBatchKeepsItsRowsAndGoesOn(
    signal: Int32, status: Int32
  ) throws {
    try withCity { folder in
      let whole = try batch(grid, in: folder).output
      let file = folder.appendingPathComponent("rows.csv")
      let process = Process()
      process.executableURL = program
      process.arguments = ["batch", "city"] + grid + ["-o", "rows.csv", "--threads", "1"]
      process.currentDirectoryURL = folder
      process.standardError = FileHandle.nullDevice
      try process.run()
      while process.isRunning, (try? Data(contentsOf: file).count) ?? 0 < 1000 { usleep(1000) }
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      #expect(process.terminationStatus == status)
      let kept = try text("rows.csv", folder)
      #expect(whole.hasPrefix(kept) && kept.count >= 1000 && kept.count < whole.count && kept.hasSuffix("\n"))
      #expect(try batch(grid + ["-o", "rows.csv", "--resume"], in: folder).status == 0)
      #expect(try text("rows.csv", folder) == whole)
    }
  }

  @Test(arguments: [SIGINT, SIGKILL]) func aDrawnBatchGoesOnToTheSameBytesAfterAKill(signal: Int32) throws {
    try withCity(uncertain: true) { folder in
      let arguments = grid + ["--draws", "200", "--seed", "7"]
      let whole = try batch(arguments, in: folder).output
      #expect(try batch(arguments + ["--threads", "3"], in: folder).output == whole)
      let file = folder.appendingPathComponent("rows.csv")
      let process = Process()
      process.executableURL = program
      process.arguments = ["batch", "city"] + arguments + ["-o", "rows.csv", "--threads", "1"]
      process.currentDirectoryURL = folder
      process.standardError = FileHandle.nullDevice
      try process.run()
      while process.isRunning, (try? Data(contentsOf: file).count) ?? 0 < 2000 { usleep(1000) }
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      let kept = try text("rows.csv", folder)
      #expect(whole.hasPrefix(kept) && kept.count < whole.count && kept.hasSuffix("\n"))
      let other = try batch(grid + ["--draws", "200", "--seed", "8", "-o", "rows.csv", "--resume"], in: folder)
      #expect(other.status == 2 && other.errors.contains("hint: the plan, the program, --draws or --seed has changed; start a new file"))
      let without = try batch(grid + ["-o", "rows.csv", "--resume"], in: folder)
      #expect(without.status == 2 && without.errors.hasPrefix("rows.csv:1:1: error: the columns are 'case,"))
      #expect(try batch(arguments + ["-o", "rows.csv", "--resume"], in: folder).status == 0)
      #expect(try text("rows.csv", folder) == whole)
    }
  }

  /// The same worlds in every case: a case with the plan's own values has the draws of `run`.
  @Test func aDrawnCaseWithThePlansOwnValuesIsThatOfRun() throws {
    let drawn = rows(
      try tiekartta("batch", "Scenarios/espoo", "--grid", "measures.m3_car_traffic.effect.share=0.083,0.1", "--draws", "200").output)
    let run = rows(try tiekartta("run", "Scenarios/espoo", "--draws", "200", "--format", "csv").output)
    func figure(_ scenario: String, _ item: String, _ id: String = "council2030") -> String? {
      run.first { $0[1] == scenario && $0[2] == item && $0[3] == id && ($0[4] == "2030" || $0[4].isEmpty) }?[5]
    }
    func cell(_ row: [String], _ column: String) -> String? { drawn[0].firstIndex(of: column).map { row[$0] } }
    for row in drawn.dropFirst() where row[2] == "0.083" {
      #expect(cell(row, "probability") == figure(row[1], "target_probability"))
      #expect(cell(row, "forecast_p95") == figure(row[1], "total_band", "p95"))
      #expect(cell(row, "expected_overrun") == figure(row[1], "target_shortfall"))
    }
    // More car traffic saved in the same worlds: no less surely kept.
    let plus = drawn.filter { $0[1] == "hne2030-plus" }.compactMap { cell($0, "probability").flatMap { Double($0) } }
    #expect(plus.count == 2 && plus[1] >= plus[0])
  }

  @Test func aPlanWithoutUncertainLeversIsNotDrawn() throws {
    try withCity { folder in
      let outcome = try batch(grid + ["--draws", "100"], in: folder)
      #expect(outcome.status == 2 && outcome.output.isEmpty)
      #expect(outcome.errors.hasPrefix("city/plan.yaml:1:1: error: nothing in the plan is uncertain"))
    }
  }

  @Test func aFileIsNeverWrittenOverAndAnotherBatchIsTold() throws {
    try withCity { folder in
      let small = ["--scenario", "decided", "--grid", "money.discount_rate=1 %,2 %"]
      #expect(try batch(small + ["-o", "rows.csv"], in: folder).status == 0)
      let again = try batch(small + ["-o", "rows.csv"], in: folder)
      #expect(again.status == 2)
      #expect(
        again.errors
          == "rows.csv:1:1: error: there is a file of this name already; expected a name that is not taken; hint: --resume goes on with it\n"
      )
      let other = try batch(["--scenario", "decided", "--grid", "money.discount_rate=1 %,3 %", "-o", "rows.csv", "--resume"], in: folder)
      #expect(other.status == 2)
      #expect(
        other.errors
          == "rows.csv:3:1: error: the row starts with '2,decided,2 %,'; expected '2,decided,3 %,'; hint: the file is of another batch; "
          + "give that one's --grid, --scenario, --draws, --repair, --shard and --format, or another -o\n")
      let plan = folder.appendingPathComponent("city/plan.yaml")
      try String(contentsOf: plan, encoding: .utf8).replacing("share: 30 %", with: "share: 31 %").write(
        to: plan, atomically: true, encoding: .utf8)
      let changed = try batch(small + ["-o", "rows.csv", "--resume"], in: folder)
      #expect(changed.status == 2)
      #expect(
        changed.errors.hasPrefix("rows.csv:2:1: error: the figures of case 1 are no longer those of the plan; expected 1,decided,1 %,2030,")
      )
    }
  }

  @Test func whatThePlanRefusesIsToldBeforeAnythingIsWritten() throws {
    let outcome = try tiekartta(
      "batch", "Scenarios/espoo", "--scenario", "hne2030", "--grid", "measures.m3_car_traffic.effect.share=20 %,120 %", "--grid",
      "mesures.m3_car_traffic.adoption.start=2026", "--grid", "measures.m3_car_traffic.cost.lifetme=3", "--grid", "years.last=2040", "-o",
      "/nonexistent/rows.csv")
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(
      outcome.errors == """
        --grid:1:43: error: 'measures.m3_car_traffic.effect.share' is 120 %; expected at most 100 %
        --grid:2:1: error: the override 'mesures.m3_car_traffic.adoption.start' matches nothing; expected a key of the plan; 'mesures' \
        is not in 'the plan'; hint: did you mean 'measures'?
        --grid:3:1: error: unknown key 'lifetme' in 'measures.m3_car_traffic.cost'; expected one of capex, opex_share, opex, \
        saving, lifetime, kind, source, note; hint: did you mean 'lifetime'?
        --grid:4:1: error: the override 'years.last' changes nothing in a scenario; expected a key that a scenario can change; 'years' \
        belongs to the whole plan

        """)
  }

  @Test func aCombinationThatOnlyFailsWhenItIsRunKeepsItsRow() throws {
    try withCity { folder in
      let tonnes = "measures.renovation.effect={on: tonnes, sector: district_heating, amount: -1 kt CO2e/a},"
      let outcome = try batch(
        ["--scenario", "decided", "--grid", tonnes + "{on: tonnes, sector: district_heating, amount: -90 kt CO2e/a}", "--format", "jsonl"],
        in: folder)
      #expect(outcome.status == 2)
      #expect(outcome.errors == "tiekartta: 1 of 2 cases could not be run; their rows say why under 'error'\n")
      let lines = outcome.output.split(separator: "\n")
      #expect(try object(String(lines[0]))["error"] is NSNull)
      let error = try object(String(lines[1]))["error"] as? String ?? ""
      #expect(error.contains("error: 'district_heating' falls to -"))
    }
  }

  @Test(arguments: [
    (["--grid", "money.discount_rate"], "--grid 'money.discount_rate' has no values"),
    (["--scenario", "hne203"], "did you mean 'hne2030'?"),
    (["--grid", "scenario=hne2030,hne203"], "did you mean 'hne2030'?"),
    (["--grid", "scenario=hne2030", "--scenario", "hne2030"], "one is enough"),
    (["--resume"], "--resume goes on with a file; name it with -o"),
    (["--shard", "3/2"], "--shard '3/2' is not I/N with 1 <= I <= N"),
    (["--threads", "0"], "--threads 0: expected 1 to 1024"),
    (["--seed", "2"], "--seed belongs to --draws"),
    (["--draws", "3"], "--draws is 3; expected 4 to 1000000000"),
  ]) func wrongUsageIsTold(arguments: [String], message: String) throws {
    let outcome = try run(program, ["batch", "Scenarios/espoo"] + arguments, in: checkout)
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains(message))
  }

  @Test func aKeyOfAMeasureThatIsOffIsAWarning() throws {
    let outcome = try tiekartta(
      "batch", "Scenarios/espoo", "--scenario", "finland2035", "--grid", "measures.m3_car_traffic.effect.share=0.1")
    #expect(outcome.status == 0)
    #expect(
      outcome.errors
        == "--grid:1:1: warning: 'measures.m3_car_traffic.effect.share' changes nothing in 'finland2035', where the measure is off\n")
  }
}

private let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("tiekartta")

private func batch(_ arguments: [String], in folder: URL) throws -> Outcome { try run(program, ["batch", "city"] + arguments, in: folder) }

/// A folder of its own with a small plan in `city`.
private func withCity(uncertain: Bool = false, _ body: (URL) throws -> Void) throws {
  let folder = temporaryURL()
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  _ = try tiekartta("new", "city", in: folder)
  if uncertain {
    let lever = "parameters:\n  - {id: delay, distribution: {shape: uniform, low: 0, high: 3, kind: illustrative}}\n"
    try lever.write(to: folder.appendingPathComponent("city/uncertainty.yaml"), atomically: true, encoding: .utf8)
  }
  try body(folder)
}

private func text(_ name: String, _ folder: URL) throws -> String {
  try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
}

private func rows(_ csv: String) -> [[String]] {
  csv.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
}

private struct Run: Decodable {
  var scenarios: [Scenario]

  struct Scenario: Decodable {
    var id: String
    var cumulative: Double
    var target: Target
    var measures: [Measure]
  }

  struct Target: Decodable {
    var year: Int
    var forecast: Double
    var gap: Double
    var met: Bool
    var neutral_year: Int?
  }

  struct Measure: Decodable {
    var capex_meur: Double?
  }
}
