import Foundation
import GoldenFiles
import Testing

/// Distributions of figures, as a user writes and sees them.
@Suite struct UncertainFiguresTests {
  @Test(arguments: ["en", "fi", "sv"])
  func showListsHowEveryUncertainFigureIsSpread(language: String) throws {
    let table = try tiekartta("show", "Scenarios/kauniainen", "uncertainties", "--lang", language, "--format", "csv").output
    #expect(goldenDifference(table, "kauniainen-uncertainties.\(language).csv") == nil)
  }

  /// A new plan whose heat has a distribution, which one scenario replaces.
  private func withDrawnHeat<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = temporaryURL()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try tiekartta("new", "mycity", in: folder)
    let plan = folder.appendingPathComponent("mycity/plan.yaml")
    let text = try String(contentsOf: plan, encoding: .utf8)
      .replacingOccurrences(
        of: "2030: 80 t CO2e/GWh",
        with: "2030: {value: 80 t CO2e/GWh, distribution: {shape: uniform, low: 60 t CO2e/GWh, high: 100 t CO2e/GWh}}"
      )
      .replacingOccurrences(
        of: "set: {measures.clean_heat", with: "set: {streams.district_heat.emission_factor.years.2030: 70 t CO2e/GWh, measures.clean_heat")
    try Data(text.utf8).write(to: plan)
    return try body(folder)
  }

  @Test func anOverrideThatEndsADistributionIsTold() throws {
    try withDrawnHeat { folder in
      let log = try tiekartta("show", "mycity", "overrides", "--format", "csv", in: folder).output
      #expect(log.contains("streams.district_heat.emission_factor.years.2030,set,70 t CO2e/GWh,"))
      #expect(log.contains("with its distribution"))
      #expect(log.components(separatedBy: "with its distribution").count == 2, "one override ends one distribution")
    }
  }

  @Test func drawsAndSensitivityTakeFiguresWithoutAnyLever() throws {
    try withDrawnHeat { folder in
      let drawn = try tiekartta("run", "mycity", "--scenario", "roadmap", "--draws", "256", in: folder)
      #expect(drawn.status == 0, "\(drawn.errors)")
      #expect(drawn.output.contains("256 draws of 1 uncertain inputs"))
      let ranked = try tiekartta("sensitivity", "mycity", "--scenario", "roadmap", "--method", "tornado", in: folder)
      #expect(ranked.output.contains("streams.district_heat.emission_factor.2030"), "\(ranked.errors)")
      #expect(try tiekartta("run", "mycity", "--scenario", "slow_heat", "--draws", "256", in: folder).status == 2)
    }
  }
}
