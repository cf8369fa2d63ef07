import Foundation
import GoldenFiles
import Testing

/// The best portfolio by the command. Kauniainen's plan is small: every search is proven in a moment. On CBC, which is on every machine: the
/// same bytes with or without HiGHS.
@Suite struct PortfolioTests {
  private let small = ["--solver", "cbc", "--gap", "0"]

  private func invest(_ city: String, _ arguments: [String]) throws -> Outcome {
    try tiekartta(["invest", "Scenarios/\(city)"] + arguments)
  }

  @Test(arguments: ["en", "fi", "sv"]) func kauniainensBestPortfolioInThreeLanguages(language: String) throws {
    let outcome = try invest("kauniainen", ["optimise", "--cap", "2", "--lang", language] + small)
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(goldenDifference(outcome.output, "invest-optimise-kauniainen.\(language).txt") == nil)
  }

  @Test(arguments: ["en", "fi", "sv"]) func kauniainensFrontierInThreeLanguages(language: String) throws {
    let outcome = try invest("kauniainen", ["frontier", "--sweep", "cap=1..3/1", "--lang", language] + small)
    #expect(outcome.status == 0)
    #expect(goldenDifference(outcome.output, "invest-frontier-kauniainen.\(language).txt") == nil)
  }

  /// A curve that moves by little is drawn without zero and says so; one that does not move stands on zero.
  @Test(arguments: [("240..300/60", false), ("290..300/10", true)]) func theFrontiersAxisSaysWhereItStarts(caps: String, isFromZero: Bool)
    throws
  {
    let chart = temporaryURL().appendingPathExtension("svg")
    defer { try? FileManager.default.removeItem(at: chart) }
    let outcome = try invest("espoo", ["frontier", "--sweep", "cap=\(caps)", "--gap", "5%", "--solver", "cbc", "--chart", chart.path])
    #expect(outcome.status == 0)
    let svg = try String(contentsOf: chart, encoding: .utf8)
    #expect(svg.contains("The axis does not start at 0") != isFromZero)
    #expect(svg.contains(">0</text>") == isFromZero)
  }

  @Test(arguments: ["en", "fi", "sv"]) func whatCannotHoldTogetherInThreeLanguages(language: String) throws {
    let outcome = try invest("kauniainen", ["explain", "--cap", "1", "--lang", language] + small)
    #expect(outcome.status == 0)
    #expect(goldenDifference(outcome.output, "invest-explain-kauniainen.\(language).txt") == nil)
  }

  /// 1 MEUR and 80 dwellings a year cannot be; without one of them the other can.
  @Test func theConflictIsJustCapAndDwellings() throws {
    let conflict = try object(try invest("kauniainen", ["explain", "--cap", "1", "--format", "json"] + small).output)
    #expect(conflict["verdict"] as? String == "minimal")
    #expect((conflict["conflict"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String } == ["recurring", "dwellings"])
    #expect(try invest("kauniainen", ["explain", "--cap", "1", "--without", "recurring", "--require"] + small).status == 0)
    #expect(try invest("kauniainen", ["explain", "--cap", "1", "--without", "dwellings", "--require"] + small).status == 0)
    // Ten millions buy the station area and Kasavuori: 260 and 180 dwellings in ten years.
    let repair = conflict["repair"] as? [[String: Any]] ?? []
    #expect(repair.compactMap { $0["id"] as? String } == ["dwellings"] && repair.first?["repaired"] as? Double == 44)
  }

  /// What the repair says is enough is enough by the command itself, and a dwelling a year more is too much.
  @Test func theRepairIsConfirmedAndMakesThePlanFeasible() throws {
    let conflict = try object(try invest("kauniainen", ["explain", "--cap", "1", "--format", "json"] + small).output)
    #expect(conflict["confirmed"] as? Bool == true && (conflict["portfolio"] as? [String: Int])?["area_station"] != nil)
    for (floor, status) in [(44, 0), (45, 1)] as [(Int, Int32)] {
      let folder = temporaryURL()
      defer { try? FileManager.default.removeItem(at: folder) }
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for name in ["Scenarios/kauniainen", "datasets"] {
        let to = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: to.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: checkout.appendingPathComponent(name), to: to)
      }
      let file = folder.appendingPathComponent("Scenarios/kauniainen/investments.yaml")
      let text = try String(contentsOf: file, encoding: .utf8)
      let moved = text.replacingOccurrences(of: "level: {value: 80 dwellings/a", with: "level: {value: \(floor) dwellings/a")
      #expect(moved != text)
      try moved.write(to: file, atomically: true, encoding: .utf8)
      let again = try tiekartta(["invest", "Scenarios/kauniainen", "optimise", "--cap", "1", "--require"] + small, in: folder)
      #expect(again.status == status, "\(again.errors)")
    }
  }

  /// Where the cap is what gives way, the printed cap is enough and a tenth of a million less is not.
  @Test func theRepairedCapIsEnoughAndATenthLessIsNot() throws {
    let conflict = try object(try invest("kauniainen", ["explain", "--cap", "1.8", "--format", "json"] + small).output)
    let repair = try #require((conflict["repair"] as? [[String: Any]])?.first)
    #expect(repair["id"] as? String == "recurring" && repair["unit"] as? String == "MEUR/a" && conflict["confirmed"] as? Bool == true)
    let cap = try #require(repair["repaired"] as? Double)
    #expect(try invest("kauniainen", ["optimise", "--cap", "\(cap)", "--require"] + small).status == 0)
    #expect(try invest("kauniainen", ["optimise", "--cap", "\(cap - 0.1)", "--require"] + small).status == 1)
  }

  /// Frontiers and explanations are kept as checks and portfolios are: the same question once more is the same run.
  @Test func frontiersAndExplanationsAreKept() throws {
    let store = temporaryURL().appendingPathExtension("sqlite")
    defer { try? FileManager.default.removeItem(at: store) }
    for question in [["frontier", "--sweep", "cap=2..3/1"], ["explain", "--cap", "1"]] {
      let first = try invest("kauniainen", question + small + ["--store", store.path])
      #expect(first.errors.hasPrefix("tiekartta: kept as run "))
      #expect(try invest("kauniainen", question + small + ["--store", store.path]).errors.hasPrefix("tiekartta: kept before as run "))
    }
    let list = try tiekartta("runs", "list", "--store", store.path, "--format", "json")
    #expect(list.status == 0 && list.output.components(separatedBy: "invest").count - 1 >= 2)
  }

  @Test func noPortfolioIsANoOnlyWhenItIsRequired() throws {
    let told =
      "tiekartta: kauniainen: no portfolio keeps all limits (proven infeasible); "
      + "'tiekartta invest Scenarios/kauniainen explain --cap 1' says which limits conflict\n"
    for (require, status) in [([], 0), (["--require"], 1)] as [([String], Int32)] {
      let outcome = try invest("kauniainen", ["optimise", "--cap", "1"] + small + require)
      #expect(outcome.status == status && outcome.output.isEmpty)
      #expect(outcome.errors == told)
    }
    #expect(try invest("kauniainen", ["explain", "--cap", "1", "--require"] + small).status == 1)
    #expect(try invest("kauniainen", ["optimise", "--cap", "2", "--require"] + small).status == 0)
  }

  @Test func theJSONHasTheContractsKeysAndThePriceOfTheCapIsWhatMovingItBrings() throws {
    func best(_ cap: Int) throws -> [String: Any] {
      try object(
        try invest("kauniainen", ["optimise", "--objective", "abatement", "--cap", String(cap), "--format", "json"] + small).output)
    }
    let answer = try best(2)
    #expect(
      Set(answer.keys).isSuperset(of: ["objective", "status", "gap", "rounds", "portfolio", "limits", "zones", "abatement_kt", "finance"]))
    #expect(answer["objective"] as? String == "abatement" && answer["status"] as? String == "optimal" && answer["gap"] as? Double == 0)
    let project = try #require((answer["portfolio"] as? [[String: Any]])?.first)
    #expect(Set(project.keys).isSuperset(of: ["project", "start", "zone", "gross_meur", "net_meur"]))
    let cap = try #require((answer["limits"] as? [[String: Any]])?.first { $0["id"] as? String == "recurring" })
    #expect(
      Set(cap.keys).isSuperset(of: [
        "id", "base", "year", "zone", "used", "limit", "room", "lp_dual", "fixed_dual", "resolve_delta", "unit", "price_unit",
      ]))
    if let delta = cap["resolve_delta"] as? Double {
      let moved = (try best(3)["bound"] as? Double ?? .nan) - (answer["bound"] as? Double ?? .nan)
      #expect(abs(delta - moved * 1000) < 1e-6)
    }
  }

  @Test func theLPFormatIsAProblemAgain() throws {
    let text = try invest("kauniainen", ["optimise", "--cap", "2", "--format", "lp"]).output
    let file = temporaryURL().appendingPathExtension("lp")
    defer { try? FileManager.default.removeItem(at: file) }
    try text.write(to: file, atomically: true, encoding: .utf8)
    let again = try object(try tiekartta(["invest", "--problem", file.path, "--format", "json"] + small).output)
    let plan = try object(
      try invest("kauniainen", ["optimise", "--objective", "abatement", "--cap", "2", "--format", "json"] + small).output)
    #expect(abs((again["objective"] as? Double ?? .nan) - (plan["bound"] as? Double ?? 0)) < 1e-6)
  }

  /// Thirty more millions a year: other projects, other tonnes, other zones.
  @Test func espoosPortfoliosAt250And280Differ() throws {
    func best(_ cap: String) throws -> (projects: Set<String>, saved: Double, zone: Double, used: Double) {
      let options = ["--objective", "abatement", "--gap", "0.5%", "--format", "json", "--sweep", "cap=\(cap)..\(cap)/1"]
      let frontier = try object(try invest("espoo", ["frontier"] + options).output)
      let answer = try #require((frontier["points"] as? [[String: Any]])?.first?["portfolio"] as? [String: Any])
      let limit = (answer["limits"] as? [[String: Any]])?.first { $0["id"] as? String == "cap_250" }
      return (
        Set((answer["portfolio"] as? [[String: Any]] ?? []).compactMap { $0["project"] as? String }),
        (answer["abatement_kt"] as? [String: Double])?["2030"] ?? 0, (answer["zones"] as? [String: Double])?["I-II"] ?? 0,
        limit?["used"] as? Double ?? 0
      )
    }
    let (low, high) = (try best("250"), try best("280"))
    #expect(low.used <= 250 && high.used > 250)
    // By more than what the searches leave open.
    #expect(high.saved > low.saved * 1.005)
    #expect(!high.projects.subtracting(low.projects).isEmpty)
    #expect(abs(high.zone - low.zone) > 0.001)
  }
}
