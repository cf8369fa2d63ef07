import Foundation
import Testing

/// A measure of 2 MEUR whose cost is 0.8 to 1.2 times that, each as likely: it keeps a limit of 2.2 MEUR with probability 3/4, exceeds it
/// by 0.2²/2/0.8 = 0.025 MEUR on average, and by 0.1 where it does.
private let money = """
  money:
    price_year: 2024
    discount_rate: 3 %
    limits:
      - {id: purse, name: Purse, what: capital, amount: 2.2 MEUR, base: "gross, city, without leases"}
      - {id: first, what: capital, year: 2026, amount: 9 MEUR, base: gross}
  parameters:
    - {id: capital_level, distribution: {shape: uniform, low: 0.8, high: 1.2}}
  """

@Suite struct AnswersTests {
  @Test func theProbabilityOfKeepingAMoneyLimitIsThatOfItsDistribution() throws {
    try withTown { folder in
      let run = try object(try tiekartta("run", "town", "--draws", "4000", "--format", "json", in: folder).output)
      let act = (run["scenarios"] as? [[String: Any]])?.last ?? [:]
      let kept = answer(act, "probability", "purse"), missed = answer(act, "shortfall", "purse")
      #expect(abs((kept["probability"] as? Double ?? 0) - 0.75) < 4 * (0.75 * 0.25 / 4000).squareRoot())
      #expect(abs((missed["expected"] as? Double ?? 0) - 0.025) < 4 * (missed["standard_error"] as? Double ?? 0))
      #expect(abs((missed["when_missed"] as? Double ?? 0) - 0.1) < 0.01)
      #expect(answer(act, "probability", "first")["probability"] as? Double == 1)
      let central = act["money_limits"] as? [[String: Any]] ?? []
      #expect(central.map { $0["kept"] as? Bool } == [true, true])
      #expect(abs((central.first?["spent_meur"] as? Double ?? 0) - 2) < 1e-12)
      // Half of the 2 MEUR comes in the first year of the ramp.
      #expect(abs((central.last?["spent_meur"] as? Double ?? 0) - 1) < 1e-12)
    }
  }

  @Test func moneyLimitsStandInTablesWithTheirBaseInEveryLanguage() throws {
    try withTown { folder in
      for (language, words) in [("en", "base: gross, city"), ("fi", "perusta: gross, city"), ("sv", "bas: gross, city")] {
        let drawn = try tiekartta("run", "town", "--draws", "400", "--lang", language, in: folder)
        #expect(drawn.status == 0)
        // Below the answer of the draws and below that without them.
        #expect(drawn.output.components(separatedBy: words).count == 3)
      }
    }
  }

  @Test func scenariosAreComparedOnTheSameDraws() throws {
    let arguments = ["run", "Scenarios/espoo", "--scenario", "hne2030", "--scenario", "hne2030-plus", "--draws", "200"]
    let run = try object(try tiekartta(arguments + ["--format", "json"]).output)
    let means = (run["scenarios"] as? [[String: Any]] ?? []).map { scenario in
      ((scenario["bands"] as? [String: Any])?["cumulative"] as? [String: Double])?["mean"] ?? 0
    }
    let comparisons = run["comparisons"] as? [[String: Any]] ?? []
    #expect(comparisons.count == 1)
    let first = comparisons.first ?? [:]
    #expect(first["scenario"] as? String == "hne2030-plus")
    #expect(first["less"] as? String == "hne2030")
    let cumulative = first["cumulative"] as? [String: Any] ?? [:]
    #expect(abs((cumulative["mean"] as? Double ?? 0) - (means[1] - means[0])) < 1e-9 * means[0])
    // What the scenarios share falls out of the difference.
    #expect((cumulative["standard_error"] as? Double ?? 1) < 0.5 * (cumulative["independent_standard_error"] as? Double ?? 0))
    #expect((cumulative["at_most"] as? [String: Any])?["probability"] as? Double == 1)
    #expect(try object(try tiekartta("run", "Scenarios/cityref", "--draws", "64", "--format", "json").output)["comparisons"] == nil)
    let csv = try tiekartta(arguments + ["--format", "csv"]).output
    #expect(csv.contains("espoo,hne2030-plus,difference_emissions_p50,hne2030,2030,-"))
    for (language, title) in [
      ("en", "how do the scenarios differ"), ("fi", "miten skenaariot eroavat"), ("sv", "hur skiljer sig scenarierna"),
    ] {
      #expect(try tiekartta(arguments + ["--lang", language]).output.contains(": \(title)"))
    }
  }

  @Test func halvesOfTheDrawsStandBesideEveryProbabilityAndBand() throws {
    let arguments = ["run", "Scenarios/kauniainen", "--draws", "100"]
    let run = try object(try tiekartta(arguments + ["--format", "json"]).output)
    for scenario in run["scenarios"] as? [[String: Any]] ?? [] {
      let bands = scenario["bands"] as? [String: Any] ?? [:]
      let years = (scenario["years"] as? [Int])?.count
      for errors in ["standard_error", "half_difference"].map({ bands[$0] as? [String: [String: Any]] ?? [:] }) {
        #expect(Set(errors.keys) == ["total", "cumulative", "system_npv_meur"])
        #expect(errors["total"]?.keys.sorted() == ["mean", "p05", "p25", "p50", "p75", "p95"])
        #expect((errors["total"]?["p95"] as? [Double])?.count == years)
      }
      #expect((bands["settled"] as? Bool) == (bands["unsettled"] as? [String])?.isEmpty)
    }
    #expect(try tiekartta(arguments).output.contains("are the draws enough? Each figure from one half of them / from the other"))
  }
}

private func answer(_ scenario: [String: Any], _ what: String, _ limit: String) -> [String: Any] {
  let limits = (scenario[what] as? [String: Any])?["money_limits"] as? [String: Any]
  return limits?[limit] as? [String: Any] ?? [:]
}

/// A folder of its own with a small town in `town` that has money limits.
private func withTown(_ body: (URL) throws -> Void) throws {
  let folder = temporaryURL()
  try FileManager.default.createDirectory(at: folder.appendingPathComponent("town"), withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let sound = checkout.appendingPathComponent("Tests/Files/ScenariosTests/BrokenPlans/sound/plan.yaml")
  let text = try String(contentsOf: sound, encoding: .utf8).replacing("money: {price_year: 2024, discount_rate: 3 %}", with: money)
  try text.write(to: folder.appendingPathComponent("town/plan.yaml"), atomically: true, encoding: .utf8)
  try body(folder)
}
