import Foundation
import GoldenFiles
import Testing

/// Why two runs of the shipped cities differ, as a user asks for it.
@Suite struct DiffTests {
  /// The base year of the action plan (SECAP) in place of HSY's: `datasets/emission-inventories.csv` and `targets.csv` have both.
  private static let vintage = [
    "--set",
    "inventory.base_total={dataset: emission-inventories, where: {municipality: Espoo, inventory: SECAP, year: 1990, sector: total}}",
    "--set",
    "targets.council2030.base={dataset: targets, where: {municipality: Espoo, target_year: 2030, source_id: ESPOO-SECAP}, field: baseline_kt}",
  ]

  private struct Difference: Decodable {
    struct Total: Decodable {
      var id: String
      var sector: String?
      var year_a: Int?
      var unit: String
      var a: Double
      var b: Double
      var difference: Double
      var classes: [String: Double]
    }
    struct Input: Decodable {
      var key: String
      var `class`: String
      var parts: [Double]
    }
    var same: Bool
    var totals: [Total]
    var inputs: [Input]

    func total(_ id: String, _ sector: String? = nil) throws -> Total {
      try #require(totals.first { $0.id == id && $0.sector == sector })
    }
  }

  private func difference(_ arguments: [String]) throws -> Difference {
    let outcome = try diff(arguments + ["--format", "json"])
    #expect(outcome.status == 0)
    return try JSONDecoder().decode(Difference.self, from: Data(outcome.output.utf8))
  }

  private func diff(_ arguments: [String]) throws -> Outcome {
    let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("tiekartta")
    return try run(program, ["diff"] + arguments, in: checkout)
  }

  /// To 1e-9 t (1e-12 kt) and 1 cent, classes to totals and inputs to classes.
  private func expectSums(_ found: Difference) {
    for (t, total) in found.totals.enumerated() {
      let close = total.unit == "MEUR" ? 1e-8 : 1e-12
      #expect(Set(total.classes.keys) == ["inventory", "method", "assumption", "decision", "data"])
      #expect(abs(total.classes.values.reduce(0, +) - total.difference) <= max(close, abs(total.b).ulp * 4), "\(total.id)")
      #expect(abs(total.b - total.a - total.difference) <= max(close, abs(total.b).ulp), "\(total.id)")
      for (name, part) in total.classes {
        let own = found.inputs.filter { $0.class == name }.reduce(0) { $0 + $1.parts[t] }
        #expect(abs(own - part) <= max(close, abs(total.b).ulp * 4), "\(total.id) \(name)")
      }
    }
  }

  // MARK: Espoo

  /// 1060.2 kt of HSY against 1224 kt of the action plan: 80 % off leaves 212.04 and 244.8 kt, and nothing that is emitted changes.
  @Test func twoVintagesOfTheBaseYearMoveTheTargetAndNoTonne() throws {
    let found = try difference(["Scenarios/espoo@hne2030", "Scenarios/espoo@hne2030"] + Self.vintage)
    expectSums(found)
    let base = try found.total("base_level")
    #expect(base.a == 1060.2 && base.b == 1224 && base.year_a == 1990)
    #expect(abs((base.classes["inventory"] ?? 0) - 163.8) < 1e-9)
    let target = try found.total("target")
    #expect(abs(target.a - 212.04) < 1e-9 && abs(target.b - 244.8) < 1e-9)
    #expect(abs((target.classes["inventory"] ?? 0) - 32.76) < 1e-9)
    #expect(abs((try found.total("gap").classes["inventory"] ?? 0) + 32.76) < 1e-9)
    for total in found.totals {
      for name in ["method", "assumption", "decision", "data"] { #expect(total.classes[name] == 0, "\(total.id) \(name)") }
      if !["base_level", "target", "gap"].contains(total.id) { #expect(total.difference == 0, "\(total.id)") }
    }
    #expect(found.inputs.map(\.key) == ["inventory.base_total", "targets.council2030.base"])
  }

  /// The eight additional actions and nothing else.
  @Test func eightActionsAreDecisions() throws {
    let found = try difference(["Scenarios/espoo@hne2030", "Scenarios/espoo@hne2030-plus"])
    expectSums(found)
    let emissions = try found.total("emissions")
    #expect(abs(emissions.a - 295.7) < 0.05 && abs(emissions.b - 208.9) < 0.05)
    #expect(emissions.classes["decision"] == emissions.difference)
    #expect(found.inputs.count == 8 && found.inputs.allSatisfy { $0.key.hasPrefix("measures.plus_") })
    #expect(try found.total("target").difference == 0)
  }

  /// The city's own actions, and the growing use of electricity that the scenario assumes besides.
  @Test func twoScenariosDifferByDecisionsAndOneAssumption() throws {
    let found = try difference(["Scenarios/espoo@finland2035", "Scenarios/espoo@hne2030"])
    expectSums(found)
    let assumed = found.inputs.filter { $0.class == "assumption" }.map(\.key)
    #expect(assumed == ["sectors.consumption_electricity.streams.electricity.calibration"])
    #expect(Set(found.inputs.map(\.class)) == ["assumption", "decision"])
    // Only that assumption and nothing that is decided touches consumption electricity.
    let electricity = try found.total("sector", "consumption_electricity")
    #expect(electricity.classes["assumption"] == electricity.difference && electricity.difference > 14)
    let sectors = found.totals.filter { $0.id == "sector" }
    #expect(abs(sectors.reduce(0) { $0 + $1.difference } - (try found.total("emissions").difference)) < 1e-9)
  }

  @Test func aRunDoesNotDifferFromItselfAndSaysSo() throws {
    let found = try difference(["Scenarios/kauniainen@roadmap2030", "Scenarios/kauniainen@roadmap2030"])
    #expect(found.same && found.inputs.isEmpty)
    for total in found.totals { #expect(total.difference == 0 && total.classes.values.allSatisfy { $0 == 0 }) }
    let text = try diff(["Scenarios/kauniainen@roadmap2030", "Scenarios/kauniainen@roadmap2030"])
    #expect(text.output.contains("No input differs: the two runs are the same.\n"))
  }

  @Test(arguments: ["en", "fi", "sv"]) func theTablesAreAsKept(language: String) throws {
    let arguments = ["Scenarios/espoo@finland2035", "Scenarios/espoo@hne2030", "--set", "gwp_set=AR5"] + Self.vintage
    let outcome = try diff(arguments + ["--top", "5", "--lang", language])
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(goldenDifference(outcome.output, "diff-\(language).txt") == nil)
  }

  /// To the printed digit: A, the classes and what rounding adds come to B in every column.
  @Test func thePrintedRowsAddUp() throws {
    let text = try diff(["Scenarios/espoo@pessimistic", "Scenarios/espoo@hne2030-plus"]).output
    let tables = text.split(separator: "\n\n").map { $0.split(separator: "\n").map(String.init) }.filter {
      $0.contains { $0.hasPrefix("A  ") }
    }
    #expect(tables.count == 3)
    for rows in tables.dropFirst() {
      func figures(_ row: String) -> [Double] {
        row.split(separator: " ").compactMap { Double($0.replacing(",", with: "").replacing("\u{2212}", with: "-")) }
      }
      let start = try #require(rows.firstIndex { $0.hasPrefix("A  ") }), end = try #require(rows.firstIndex { $0.hasPrefix("B  ") })
      let b = figures(rows[end])
      var sum = [Double](repeating: 0, count: b.count)
      for row in rows[start..<end] where !row.hasPrefix("─") {
        for (i, value) in figures(row).suffix(b.count).enumerated() { sum[i] += value }
      }
      for (x, y) in zip(sum, b) { #expect(abs(x - y) < 1e-6) }
    }
  }

  @Test func theCSVHasEveryPart() throws {
    let arguments = ["Scenarios/espoo@hne2030", "Scenarios/espoo@hne2030-plus"]
    let lines = try diff(arguments + ["--format", "csv"]).output.split(separator: "\n")
    let found = try difference(arguments)
    #expect(lines.count == 1 + found.totals.count * (7 + found.inputs.count))
    #expect(lines[0] == "total,sector,year_a,year_b,part,key,value,unit")
    #expect(lines[1] == "emissions,,2030,2030,a,,\(found.totals[0].a),kt CO2e")
  }

  // MARK: What is refused

  @Test func whatCannotBeComparedIsTold() throws {
    let several = try diff(["Scenarios/espoo", "Scenarios/espoo@hne2030"])
    #expect(several.status == 64)
    #expect(several.errors.contains("'Scenarios/espoo' has 4 scenarios; name one, such as Scenarios/espoo@pessimistic"))
    let slip = try diff(["Scenarios/espoo@hne2030", "Scenarios/espoo@hne203"])
    #expect(slip.status == 64)
    #expect(slip.errors.contains("Scenarios/espoo has no scenario 'hne203'"))
    let year = try diff(["Scenarios/espoo@hne2030", "Scenarios/espoo@hne2030-plus", "--year", "2050"])
    #expect(year.status == 2)
    #expect(year.errors == "tiekartta: --year 2050 is outside the years of the two runs\n")
    let years = try diff(["Scenarios/espoo@hne2030", "Scenarios/cityref@\(try cityrefScenario())"])
    #expect(years.status == 2)
    #expect(years.errors.contains("expected the same years"))
    let override = try diff(["Scenarios/espoo@hne2030", "Scenarios/espoo@hne2030", "--set", "money.discount_rat=3 %"])
    #expect(override.status == 2)
    #expect(override.errors.hasPrefix("--set:1:1: error: the key 'money.discount_rat'") || override.errors.contains("--set:1:1: error:"))
    #expect(try diff(["Scenarios/espoo@hne2030", "Scenarios/espoo@hne2030", "--set", "gwp_set"]).status == 64)
    #expect(try diff(["Scenarios/espoo@hne2030", "no/such/plan@x"]).status == 2)
  }

  private func cityrefScenario() throws -> String {
    let run = try object(try tiekartta("run", "Scenarios/cityref", "--format", "json").output)
    return try #require((run["scenarios"] as? [[String: Any]])?.first?["id"] as? String)
  }
}
