import Foundation
import Testing

@Suite struct EnsembleCommandTests {
  @Test func theSameDrawsGiveTheSameBytesOnAnyNumberOfThreads() throws {
    let outputs = try ["1", "2", "7"].map {
      try tiekartta("run", "Scenarios/cityref", "--draws", "2000", "--threads", $0, "--format", "json").output
    }
    #expect(Set(outputs).count == 1)
    #expect(try tiekartta("run", "Scenarios/cityref", "--draws", "2000", "--seed", "2", "--format", "json").output != outputs[0])
  }

  @Test func theOrderOfTheParametersInTheFileChangesNoByte() throws {
    let folder = temporaryURL()
    try FileManager.default.copyItem(at: checkout.appendingPathComponent("Scenarios/cityref"), to: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("uncertainty.yaml")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
    let parameters = lines.filter { $0.hasPrefix("  - {id:") }
    #expect(parameters.count == 80)
    var turned = parameters.reversed().makeIterator()
    let text = lines.map { $0.hasPrefix("  - {id:") ? turned.next() ?? $0 : $0 }.joined(separator: "\n")
    try text.write(to: file, atomically: true, encoding: .utf8)
    func bands(_ plan: String) throws -> NSDictionary {
      let run = try object(try tiekartta("run", plan, "--draws", "1000", "--format", "json").output)
      let scenario = (run["scenarios"] as? [[String: Any]])?.first ?? [:]
      return ["bands": scenario["bands"] ?? "", "probability": scenario["probability"] ?? "", "shortfall": scenario["shortfall"] ?? ""]
    }
    #expect(try bands(folder.path) == bands("Scenarios/cityref"))
  }

  @Test func drawsAddBandsProbabilityAndShortfallToTheJSON() throws {
    let run = try object(try tiekartta("run", "Scenarios/cityref", "--draws", "4000", "--format", "json").output)
    let scenario = (run["scenarios"] as? [[String: Any]])?.first ?? [:]
    let bands = scenario["bands"] as? [String: Any] ?? [:]
    let total = bands["total"] as? [String: [Double]] ?? [:]
    let p5 = total["p05"] ?? [], p50 = total["p50"] ?? [], p95 = total["p95"] ?? []
    #expect(p5.count == 27)
    for t in p5.indices { #expect(p5[t] < p50[t] && p50[t] < p95[t]) }
    // The target of 1250 kt is near the tenth percentile; the 64 published draws keep it 7 times.
    let target = ((scenario["probability"] as? [String: Any])?["target"] as? [String: Any]) ?? [:]
    let probability = target["probability"] as? Double ?? -1
    #expect(abs(probability - 7.0 / 64) < 4 * (7.0 / 64 * 57 / 64 / 64).squareRoot())
    #expect(target["year"] as? Int == 2030)
    let shortfall = ((scenario["shortfall"] as? [String: Any])?["target"] as? [String: Any]) ?? [:]
    #expect((shortfall["expected"] as? Double ?? 0) > 0)
  }

  @Test func tablesOfDrawsSayWhatTheirBoundsRestOn() throws {
    let assumed = "Rests on an assumed figure without a published source."
    let drawn = try tiekartta("run", "Scenarios/espoo", "--scenario", "pessimistic", "--draws", "64").output
    #expect(drawn.components(separatedBy: "\n\n")[0].contains(assumed))
    #expect(try tiekartta("sensitivity", "Scenarios/espoo", "-n", "64").output.contains(assumed))
    #expect(try tiekartta("sensitivity", "Scenarios/cityref", "-n", "256").output.contains("Illustrative: invented"))
  }

  @Test func aPlanWithoutUncertainFiguresCannotBeDrawn() throws {
    let folder = temporaryURL()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try tiekartta("new", "mycity", in: folder)
    let outcome = try tiekartta("run", "mycity", "--draws", "100", in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(
      outcome.errors.hasPrefix(
        "mycity/plan.yaml:1:1: error: nothing in the plan is uncertain; expected a figure or a parameter with a distribution"))
    #expect(try tiekartta("sensitivity", "mycity", in: folder).status == 2)
  }

  @Test func aMethodThatDoesNotFitCorrelatedLeversIsRefusedWithThoseThatDo() throws {
    let outcome = try tiekartta("sensitivity", "Scenarios/cityref", "--method", "sobol", "-n", "16")
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("tiekartta: 'sobol' is not valid here: "))
    #expect(outcome.errors.contains("offered instead: grouped-sobol (valid), pawn (valid)"))
  }

  @Test(arguments: ["grouped-sobol", "regression", "rank-regression", "pawn", "tornado"])
  func everyMethodThatFitsGivesANumberForEveryLever(method: String) throws {
    let outcome = try tiekartta("sensitivity", "Scenarios/cityref", "--method", method, "-n", "256", "--format", "json")
    #expect(outcome.status == 0)
    let inputs = try object(outcome.output)["inputs"] as? [[String: Any]] ?? []
    // Of the 80 levers, 68 stand in eight blocks and 6 in three pairs; 6 stand alone.
    #expect(inputs.count == (method == "grouped-sobol" ? 8 + 3 + 6 : 80))
  }

  @Test func anUnknownFigureIsToldWithTheNearest() throws {
    let outcome = try tiekartta("sensitivity", "Scenarios/cityref", "--output", "gap_2103")
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("the scenario 'all' has no figure 'gap_2103'"))
  }
}
