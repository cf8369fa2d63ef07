import Diagnostics
import Engine
import Foundation
import Testing

@testable import Scenarios

/// `explain` on the shipped plan of Espoo: every figure can be followed to its file, its row and its source.
@Suite struct ExplanationTests {
  private let root = packageFolder
  private static let espoo = Result { () throws -> CityPlan in try loadPlan("\(packageFolder)/Scenarios/espoo") }

  private func explained(_ key: String, in scenario: String) throws -> Explanation? {
    let plan = try Self.espoo.get()
    let scenario = try #require(plan.scenario(scenario))
    return explanation(of: key, in: plan, scenario: scenario, calibration: try runScenario(scenario.inputs).calibration)
  }

  /// File, line and column without the folders of this machine, and the text that stands there.
  private func standing(_ place: SourcePlace?) throws -> (place: String, text: String) {
    let place = try #require(place)
    let line = try String(contentsOfFile: place.file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)[
      place.line - 1]
    return (place.file.replacingOccurrences(of: root + "/", with: ""), String(line.unicodeScalars.dropFirst(place.column - 1)))
  }

  @Test func `An inventory figure leads to its row and its publication`() throws {
    let figure = try #require(try explained("inventory.district_heating.2021", in: "pessimistic"))
    #expect(figure.figure == "254.7 kt CO2e/a")
    #expect(figure.kind == .measured)
    let cell = try standing(figure.cell)
    #expect(cell.place == "datasets/emission-inventories.csv")
    #expect(cell.text.hasPrefix("254.7,"))
    #expect(figure.source?.id == "SITOWISE-2023")
    #expect(figure.source?.address.hasPrefix("https://") == true)
    #expect(try standing(figure.place).place == "Scenarios/espoo/plan.yaml")
    #expect(try explained("sectors.district_heating.inventory.2021", in: "pessimistic")?.key == figure.key)
  }

  @Test func `An overridden effect tells what put it there and what stood there before`() throws {
    let share = try #require(try explained("measures.national_road_fuels.effect.share", in: "hne2030"))
    #expect(share.overrides.count == 1)
    let override = try #require(share.overrides.first)
    #expect((override.action, override.scenario, override.key) == ("multiply", "hne2030", share.key))
    #expect(try standing(override.place).text.hasPrefix("\"measures.*_road_*.effect.share\":"))
    #expect(try share.replaced.map { try standing($0).text.prefix(5) } == ["0.9 %"])
    #expect(share.parts.map(\.key) == ["before", "factor"].map { "\(share.key).\($0)" })
    #expect(share.parts[0].figure == "0.9 %")
    #expect(share.parts[1].parts.map(\.key) == ["1", "2"].map { "\(share.key).factor.quotient.\($0)" })
    #expect(try explained(share.key, in: "pessimistic")?.overrides.isEmpty == true)
  }

  @Test func `A calibrated factor is made of the inventory and the model`() throws {
    let factor = try #require(try explained("calibration.district_heating", in: "pessimistic"))
    #expect(factor.kind == .calibrated)
    #expect(factor.parts.map(\.key) == ["inventory.district_heating.2021", "model.district_heating.2021"])
    let inventory = try number(factor.parts[0].figure)
    let modelled = try number(factor.parts[1].figure)
    // Both figures are told to six digits.
    #expect(abs(try number(factor.figure) - inventory / modelled) < 2e-5 * inventory / modelled)
    #expect(factor.parts[0].cell != nil)
  }

  @Test func `A tuned factor tells its years, its source and what it was tuned to`() throws {
    let tuned = try #require(try explained("sectors.district_heating.streams.district_heat.calibration", in: "pessimistic"))
    #expect(tuned.figure == "1 in 2021 ... 0.9328 in 2035")
    #expect(tuned.kind == .calibrated)
    #expect(tuned.parts.map(\.key) == ["2021", "2035"].map { "\(tuned.key).\($0)" })
    #expect(tuned.parts[1].sourceId == "SITOWISE-2023")
    #expect(tuned.note?.contains("tuned to 290.0 kt") == true)
  }

  @Test func `A series is told by its years, in order`() throws {
    let factor = try #require(try explained("streams.electricity.emission_factor", in: "hne2030"))
    let years = factor.parts.compactMap { $0.key.split(separator: ".").last.flatMap { Int($0) } }
    #expect(years.count > 3 && years == years.sorted())
    #expect(factor.overrides.map(\.action) == ["set"])
    #expect(factor.parts.allSatisfy { $0.cell != nil && $0.overrides.count == 1 })
  }

  @Test func `A computed series is told with its operands`() throws {
    let intensity = try #require(try explained("sectors.waste.streams.process.intensity", in: "pessimistic"))
    // 23.7 kt of waste among 297132 people.
    #expect(intensity.figure == "0.0797625 t CO2e/person/a")
    #expect(intensity.kind == .derived)
    #expect(intensity.parts.map(\.key) == ["1", "2"].map { "\(intensity.key).quotient.\($0)" })
  }

  @Test func `What is no figure is told with its place`() throws {
    let start = try #require(try explained("measures.national_heat_demand.adoption.start", in: "finland2035"))
    #expect(start.figure == "2021")
    #expect(start.kind == nil)
    #expect(try standing(start.place).text.hasPrefix("2021"))
  }

  @Test(arguments: [
    ("streams.distict_heat.emission_factor", ["streams.district_heat"]),
    ("measures.national_road_fuels.efect.share", ["measures.national_road_fuels.effect"]),
    ("calibration.transprot", ["calibration.transport"]),
    ("invntory.transport.2021", ["inventory"]),
    ("inventory.transport.2022", ["inventory.transport.2021"]),
    ("money.zzz", ["money.capital", "money.discount_rate", "money.eur_per_t", "money.price_year"]),
  ])
  func `An unknown key is answered by the nearest ones`(_ key: String, _ nearest: [String]) throws {
    let plan = try Self.espoo.get()
    let scenario = try #require(plan.scenario("pessimistic"))
    #expect(explanation(of: key, in: plan, scenario: scenario) == nil)
    #expect(nearestKeys(to: key, in: scenario) == nearest)
  }

  private func number(_ text: String?) throws -> Double { try #require(text?.split(separator: " ").first.flatMap { Double($0) }) }
}
