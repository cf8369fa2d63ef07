import Foundation
import GoldenFiles
import Testing

/// Alternatives side by side, as a council asks for them.
@Suite struct CompareTests {
  private struct Answer: Decodable {
    struct Figure: Decodable {
      var value: Double?
      var unit: String
    }
    struct Alternative: Decodable {
      var id: String
      var figures: [String: Figure]
      var target_probability: Double?
      var starts: [String: Int]?
      var score: Double?
      var parts: [String: Double?]?
    }
    struct Difference: Decodable {
      struct Kept: Decodable { var probability: Double }
      var mean: Double
      var standard_error: Double
      var independent_standard_error: Double
      var at_most: Kept
    }
    struct Comparison: Decodable {
      var scenario: String
      var less: String
      var emissions: Difference
      var cumulative: Difference
    }
    struct Parting: Decodable {
      var what: String
      var year: Int?
    }
    var alternatives: [Alternative]
    var comparisons: [Comparison]?
    var first_years_apart: [Parting]
    var dominates: [[String]]
    var winner: String?
  }

  private func answer(_ arguments: String...) throws -> Answer {
    let outcome = try tiekartta(["compare"] + arguments + ["--format", "json"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try JSONDecoder().decode(Answer.self, from: Data(outcome.output.utf8))
  }

  // MARK: What a council reads

  @Test(arguments: ["en", "fi", "sv"]) func aCouncilCanReadIt(lang: String) throws {
    let outcome = try tiekartta(
      "compare", "Scenarios/espoo", "hne2030", "finland2035", "--draws", "2000", "--criteria", "emissions=2,cumulative=1", "--lang", lang)
    #expect(outcome.status == 0)
    #expect(goldenDifference(outcome.output, "compare-\(lang).txt") == nil)
  }

  /// `run` knows the same figures: kt of the target year, of all years, and the difference of the two scenarios.
  @Test func theFiguresAreThoseOfARun() throws {
    let found = try answer("Scenarios/espoo", "hne2030", "finland2035", "--draws", "0")
    let run = try object(try tiekartta("run", "Scenarios/espoo", "--format", "json").output)
    for scenario in try #require(run["scenarios"] as? [[String: Any]]) {
      guard let one = found.alternatives.first(where: { $0.id == scenario["id"] as? String }) else { continue }
      let cumulative = try #require(scenario["cumulative"] as? Double)
      #expect(abs((one.figures["cumulative"]?.value ?? 0) - cumulative) < 1e-9)
      let years = try #require(scenario["years"] as? [Int]), total = try #require(scenario["total"] as? [Double])
      #expect(abs((one.figures["emissions"]?.value ?? 0) - total[try #require(years.firstIndex(of: 2030))]) < 1e-9)
    }
    // No measure of the national scenario has a known cost: nobody knows what it costs, which is not nothing.
    #expect(found.alternatives.last?.figures["system_npv"]?.value == nil)
    #expect(found.comparisons == nil && found.alternatives.allSatisfy { $0.target_probability == nil })
  }

  // MARK: How surely

  /// On the same draws the difference is known better than from draws of each alone; separate seeds are independent draws.
  @Test func theSameDrawsTellTheDifferenceBetterThanIndependentOnes() throws {
    let paired = try answer("Scenarios/espoo", "hne2030", "finland2035", "--draws", "2000", "--seed", "1")
    let difference = try #require(paired.comparisons?.first)
    #expect(difference.scenario == "finland2035" && difference.less == "hne2030")
    #expect(difference.emissions.standard_error < difference.emissions.independent_standard_error / 2)
    // Independent draws: the mean of one scenario under seed 1 and of the other under seed 2.
    func mean(_ scenario: String, seed: String) throws -> (mean: Double, error: Double) {
      let run = try tiekartta(
        "run", "Scenarios/espoo", "--scenario", scenario, "--draws", "2000", "--seed", seed, "--format", "csv")
      let rows = run.output.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
      func value(_ item: String, _ id: String) throws -> Double {
        try #require(rows.first { $0[2] == item && $0[3] == id && $0[4] == "2030" }.flatMap { Double($0[5]) })
      }
      return (try value("total_band", "p50"), try value("total_band_error", "mean"))
    }
    let (b, a) = (try mean("finland2035", seed: "1"), try mean("hne2030", seed: "2"))
    let independentError = (a.error * a.error + b.error * b.error).squareRoot()
    #expect(difference.emissions.standard_error < independentError / 2)
    #expect(abs(independentError / difference.emissions.independent_standard_error - 1) < 0.1)
    #expect(abs((b.mean - a.mean) - difference.emissions.mean) < 6 * independentError)
    #expect(difference.emissions.at_most.probability == 0)
  }

  // MARK: Programmes and caps

  @Test func programmesAndScenariosStandSideBySide() throws {
    let found = try answer(
      "Scenarios/kauniainen", "programme:draft", "programme:committed", "roadmap2030", "--draws", "200", "--criteria",
      "net_investments=1,emissions=1")
    #expect(found.alternatives.map(\.id) == ["programme:draft", "programme:committed", "roadmap2030"])
    let invested = found.alternatives.map { $0.figures["net_investments"]?.value }
    #expect(try #require(invested[0]) > (try #require(invested[1])))
    // A scenario without a programme has no projects that anyone knows: blank is not zero, and without it there is no score.
    #expect(found.alternatives[2].figures["net_investments"]?.value == nil)
    #expect(found.alternatives[2].score == nil && found.alternatives[0].score != nil)
    for one in found.alternatives.dropLast() {
      let parts = try #require(one.parts).values.compactMap { $0 }
      #expect(abs(parts.reduce(0, +) - (try #require(one.score))) < 1e-12)
    }
    #expect(found.alternatives[1].starts?.isEmpty == false)
  }

  /// The larger cap allows whatever the smaller one does: no less is saved under it.
  @Test func aLargerCapBuysNoLess() throws {
    let found = try answer("Scenarios/espoo", "cap=250", "cap=280", "--draws", "0", "--gap", "2%", "--time-limit", "15s")
    let emissions = try found.alternatives.map { try #require($0.figures["emissions"]?.value) }
    #expect(emissions[1] <= emissions[0] + 1e-9)
    for (one, cap) in zip(found.alternatives, [250.0, 280.0]) {
      #expect(try #require(one.figures["net_investments"]?.value) <= cap * 10 + 1e-6)
      #expect(one.figures["limits_broken"]?.value == 0)
      #expect(try #require(one.starts).count > 5)
    }
  }

  // MARK: Mistakes

  @Test func whatCannotBeComparedIsWrongUsage() throws {
    let unknown = try tiekartta("compare", "Scenarios/espoo", "hne2030", "finland2035", "--criteria", "beauty=1", "--draws", "0")
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("no criterion 'beauty' here; expected one of emissions, gap, cumulative"))
    #expect(try tiekartta("compare", "Scenarios/espoo", "hne2030").status == 64)
    let twice = try tiekartta("compare", "Scenarios/espoo", "hne2030", "hne2030")
    #expect(twice.status == 64 && twice.errors.contains("'hne2030' is named twice"))
    let missing = try tiekartta("compare", "Scenarios/espoo", "hne2030", "finland2036")
    #expect(missing.status == 64 && missing.errors.contains("did you mean 'finland2035'?"))
    #expect(try tiekartta("compare", "Scenarios/cityref", "cap=250", "cap=280").errors.contains("has no section 'investments'"))
  }
}
