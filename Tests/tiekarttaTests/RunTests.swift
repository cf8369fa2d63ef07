import Foundation
import GoldenFiles
import Testing

@Suite struct RunTests {
  @Test func espoosJSONKeepsItsContract() throws {
    let outcome = try tiekartta("run", "Scenarios/espoo", "--format", "json")
    #expect(outcome.status == 0)
    let run = try object(outcome.output)
    #expect(run["plan"] as? String == "espoo")
    #expect(run["base_year"] as? Int == 1990)
    let scenarios = run["scenarios"] as? [[String: Any]] ?? []
    #expect(scenarios.compactMap { $0["id"] as? String } == ["pessimistic", "finland2035", "hne2030", "hne2030-plus"])
    for scenario in scenarios {
      let years = scenario["years"] as? [Int] ?? []
      #expect(years == Array(2021...2035))
      let sectors = scenario["sectors"] as? [String: [Double]] ?? [:]
      let total = scenario["total"] as? [Double] ?? []
      #expect(sectors.count == 8 && total.count == years.count)
      for t in total.indices { #expect(abs(sectors.values.reduce(0) { $0 + $1[t] } - total[t]) < 1e-9) }
      let target = scenario["target"] as? [String: Any] ?? [:]
      #expect(target["year"] as? Int == 2030)
      #expect(abs((target["kt"] as? Double ?? 0) - 212.04) < 1e-9)
      #expect(Set(target.keys) == ["id", "year", "kt", "forecast", "gap", "met", "neutral_year"])
      let gap = target["gap"] as? Double ?? 0
      let forecast = target["forecast"] as? Double ?? 0
      #expect(abs(forecast - 212.04 - gap) < 1e-9)
      #expect(target["met"] as? Bool == (gap <= 0))
    }
  }

  @Test func effectsOfMeasuresSumToForecastLessBaseline() throws {
    let run = try object(try tiekartta("run", "Scenarios/espoo", "--scenario", "hne2030-plus", "--format", "json").output)
    let scenario = (run["scenarios"] as? [[String: Any]])?.first ?? [:]
    let total = scenario["total"] as? [Double] ?? []
    let baseline = scenario["baseline"] as? [Double] ?? []
    let effects = (scenario["measures"] as? [[String: Any]] ?? []).compactMap { $0["effect"] as? [Double] }
    #expect(effects.count > 20)
    for t in total.indices { #expect(abs(effects.reduce(0) { $0 + $1[t] } - (total[t] - baseline[t])) < 1e-9) }
  }

  @Test func theSameRunGivesTheSameBytes() throws {
    let first = try tiekartta("run", "Scenarios/kauniainen", "--format", "json").output
    #expect(try tiekartta("run", "Scenarios/kauniainen", "--format", "json").output == first)
  }

  @Test func everyFigureOfTheCSVIsThatOfTheJSON() throws {
    let csv = try tiekartta("run", "Scenarios/kauniainen", "--format", "csv").output
    let json = try tiekartta("run", "Scenarios/kauniainen", "--format", "json").output
    let rows = csv.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    #expect(rows[0] == ["plan", "scenario", "item", "id", "year", "value", "unit"])
    for scenario in try JSONDecoder().decode(Figures.self, from: Data(json.utf8)).scenarios {
      let own = rows.filter { $0[1] == scenario.id }
      #expect(own.filter { $0[2] == "total" }.compactMap { Double($0[5]) } == scenario.total)
      for (id, values) in scenario.sectors {
        #expect(own.filter { $0[2] == "sector" && $0[3] == id }.compactMap { Double($0[5]) } == values)
      }
    }
  }

  @Test func aMissedTargetIsANoOnlyWhenItIsRequired() throws {
    #expect(try tiekartta("run", "Scenarios/espoo", "--scenario", "hne2030", "--format", "csv").status == 0)
    let required = try tiekartta("run", "Scenarios/espoo", "--scenario", "hne2030", "--format", "csv", "--require")
    #expect(required.status == 1)
    #expect(required.errors == "tiekartta: espoo, hne2030 misses its target of 2030 by 83.7\u{A0}kt CO2e\n")
    #expect(try tiekartta("run", "Scenarios/espoo", "--scenario", "hne2030-plus", "--format", "csv", "--require").status == 0)
  }

  @Test func severalPlansMakeOneCSVTableAndDrawsAddTheirRows() throws {
    let both = try tiekartta("run", "Scenarios/espoo", "Scenarios/kauniainen", "--draws", "64", "--format", "csv").output
    #expect(both.components(separatedBy: "plan,scenario,item,id,year,value,unit").count == 2)
    #expect(both.contains("\nkauniainen,roadmap2030,total_band,p05,2030,"))
    #expect(both.contains("\nespoo,hne2030,target_probability,council2030,2030,"))
    #expect(try tiekartta("run", "Scenarios/cityref", "--case", "central", "--draws", "64").status == 64)
  }

  @Test func aFullDiskIsToldAndEndsWithTwo() throws {
    let built = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("tiekartta")
    let shell = URL(fileURLWithPath: "/bin/sh")
    let outcome = try run(shell, ["-c", "'\(built.path)' run Scenarios/kauniainen > /dev/full"], in: checkout)
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("tiekartta: standard output cannot be written: "))
  }

  @Test func wrongUsageIsToldWithTheNearestName() throws {
    let outcome = try tiekartta("run", "Scenarios/espoo", "--scenario", "hne203")
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(
      outcome.errors.contains(
        "Scenarios/espoo has no scenario 'hne203'; it has pessimistic, finland2035, hne2030 and hne2030-plus; did you mean 'hne2030'?"))
    #expect(try tiekartta("run", "Scenarios/espoo", "--fromat", "json").status == 64)
    #expect(try tiekartta("run", "Scenarios/cityref", "--case", "centrl").status == 64)
  }

  @Test func badInputEndsWithTwoAndNothingOnStandardOutput() throws {
    let outcome = try tiekartta("run", "Scenarios/nowhere")
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors == "Scenarios/nowhere:1:1: error: no such folder; expected a city plan: a folder with a plan.yaml\n")
  }

  @Test(arguments: ["fi", "sv", "en"]) func theTablesOfKauniainenAreThoseThatWereReadAloud(language: String) throws {
    let table = try tiekartta("run", "Scenarios/kauniainen", "--lang", language).output
    #expect(goldenDifference(table, "kauniainen.\(language).txt") == nil)
  }

  @Test func oneScenarioIsShownInDetail() throws {
    let table = try tiekartta("run", "Scenarios/espoo", "--scenario", "hne2030", "--lang", "sv").output
    #expect(goldenDifference(table, "espoo-hne2030.sv.txt") == nil)
  }

  @Test func theChartIsWrittenWhole() throws {
    let file = temporaryURL().appendingPathExtension("svg")
    defer { try? FileManager.default.removeItem(at: file) }
    #expect(try tiekartta("run", "Scenarios/espoo", "--chart", file.path).status == 0)
    let chart = try String(contentsOf: file, encoding: .utf8)
    #expect(chart.hasPrefix("<svg") && chart.contains("Espoo: 1 of 4 scenarios meet the 2030 target of 212.0\u{A0}kt CO2e"))
    let failed = try tiekartta("run", "Scenarios/espoo", "--chart", "\(file.path)/no/such/folder.svg")
    #expect(failed.status == 2)
  }

  @Test func aCaseOfTheReferenceModelComesUnderItsOwnNames() throws {
    let central = try object(try tiekartta("run", "Scenarios/cityref", "--case", "central", "--format", "json").output)
    let scalars = central["scalars"] as? [String: Double] ?? [:]
    #expect(abs((scalars["gap_2030"] ?? 0) + 23367.049711075648) < 1e-6)
    #expect(abs((scalars["cumulative"] ?? 0) - 23588663.358866904) < 1e-5)
    let draws = try object(try tiekartta("run", "Scenarios/cityref", "--case", "draws64").output)
    #expect((draws["scalars"] as? [[Double]])?.count == 64)
  }
}

/// The figures of a run's JSON, to the last digit (`JSONSerialization` loses it).
private struct Figures: Decodable {
  var scenarios: [Scenario]

  struct Scenario: Decodable {
    var id: String
    var total: [Double]
    var sectors: [String: [Double]]
  }
}
