import Foundation
import Testing

/// Three levers of which every two are stated to move together by 0.9, one pair the other way round. With one sign turned the matrix has
/// one coefficient r < 0 everywhere, so the nearest possible one has -1/2 of the normal scores, the least that three can have:
/// rank correlation 6/π · asin(1/4), at distance √6 · (2 sin(0.9 π / 6) - 1/2).
private let contradicting = "Tests/Files/ScenariosTests/BrokenPlans/correlations_that_contradict"
private let nearest = 6 / Double.pi * asin(0.25)
private let distance = 6.0.squareRoot() * (2 * sin(0.9 * .pi / 6) - 0.5)

@Suite struct RepairTests {
  @Test(arguments: [
    ["run", contradicting, "--draws", "64"], ["sensitivity", contradicting], ["batch", contradicting], ["check", contradicting],
  ])
  func withoutRepairTheErrorOffersIt(arguments: [String]) throws {
    let outcome = try tiekartta(arguments)
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.contains(
        "the nearest possible ones lie at Frobenius distance 0.999; expected correlations that can hold together; hint: --repair draws "
          + "with the nearest ones, which change that of 'delay' and 'ramp_factor' most, from 0.9 to 0.483; or make one of them weaker"))
  }

  @Test func runSaysWhatWasRepairedInEveryOutput() throws {
    let arguments = ["run", contradicting, "--repair", "--draws", "64"]
    let table = try tiekartta(arguments)
    #expect(table.status == 0)
    #expect(table.errors.hasPrefix("tiekartta: --repair: the correlations of 'delay', 'ramp_factor', 'rebound' contradict each other"))
    #expect(table.output.contains("drawn with the nearest possible ones (--repair): Frobenius"))
    let run = try object(try tiekartta(arguments + ["--format", "json"]).output)
    let scenario = (run["scenarios"] as? [[String: Any]])?.first ?? [:]
    let repairs = (scenario["bands"] as? [String: Any])?["repairs"] as? [[String: Any]] ?? []
    #expect(repairs.count == 1)
    #expect(abs((repairs.first?["distance"] as? Double ?? 0) - distance) < 1e-6)
    let change = repairs.first?["largest_change"] as? [String: Any] ?? [:]
    #expect(change["stated"] as? Double == 0.9)
    #expect(abs((change["nearest"] as? Double ?? 0) - nearest) < 1e-6)
    let csv = try tiekartta(arguments + ["--format", "csv"]).output
    #expect(csv.contains("small,act,correlation_repair_distance,delay ramp_factor rebound,,0.999"))
  }

  @Test func sensitivityAndCheckSayWhatWasRepaired() throws {
    let table = try tiekartta("sensitivity", contradicting, "--repair", "--method", "pawn", "-n", "64", "--lang", "sv")
    #expect(table.status == 0)
    #expect(table.output.contains("Planens korrelationer motsäger varandra (delay, ramp_factor, rebound)"))
    let check = try tiekartta("check", contradicting, "--repair")
    #expect(check.status == 0)
    #expect(check.output.hasSuffix(": 0 errors, 1 warning, 0 findings\n"))
  }

  @Test func everyRowOfABatchSaysHowFarItWasRepaired() throws {
    let grid = ["batch", contradicting, "--repair", "--grid", "parameters.delay.distribution.high=2,3", "--draws", "64"]
    let outcome = try tiekartta(grid)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let column = lines[0].firstIndex(of: "repair_distance") ?? 0
    #expect(lines.count == 5)
    for line in lines.dropFirst() { #expect(abs((Double(line[column]) ?? 0) - distance) < 1e-6) }
  }

  @Test func soundCorrelationsAreNotTouchedAndThatIsSaid() throws {
    let with = try tiekartta("run", "Scenarios/kauniainen", "--draws", "64", "--repair")
    #expect(with.errors.hasPrefix("tiekartta: --repair changed nothing: the correlations of Scenarios/kauniainen can hold together\n"))
    #expect(try tiekartta("run", "Scenarios/kauniainen", "--draws", "64").output == with.output)
  }
}
