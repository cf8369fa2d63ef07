import Emissions
import LinearAlgebra
import TestCities
import Testing

private let city = smallCity(
  streams: [(0.2, 0), (0.15, 0), (nil, 0)], sectors: [[1000, 400, nil], [nil, 700, 55]],
  measures: [measure("all", .intensity(sector: 0, stream: 0, share: 0.5), adoption: .step(start: 2026))])

@Suite struct BaseYearCalibrationTests {
  /// By hand: 1000 · 0.2 + 400 · 0.15 = 260 t and 700 · 0.15 + 55 = 160 t.
  @Test func `Factors are inventory by model, and are reported`() throws {
    let calibration = try #require(BaseYearCalibration(city, levers: city.neutralLevers, year: 2025, inventory: [299, 120]))
    #expect(calibration.modelled == [260, 160])
    #expect(calibration.inventory == [299, 120])
    #expect(calibration.factors == [1.15, 0.75])
    #expect(calibration.year == 2025)
  }

  @Test(arguments: UInt64(1)...20)
  func `After it the model gives the inventory`(_ seed: UInt64) throws {
    var random = RandomCity(seed: seed)
    let levers = random.levers(draws: 1).column(at: 0)
    var generator = SeededGenerator(seed: seed)
    let inventory = random.model.sectors.map { _ in generator.number(1e3...1e6) }
    let t = generator.whole(0...random.model.years.count - 1)
    let calibration = try #require(BaseYearCalibration(random.model, levers: levers, year: random.model.years[t], inventory: inventory))
    var scaled = calibration.applied(to: random.model)
    scaled.measures = []
    let sectors = EmissionKernel(scaled).trace(levers).result.sectors
    for (s, figure) in inventory.enumerated() {
      #expect(abs(sectors[s * scaled.years.count + t, 0] - figure) <= 1e-12 * figure, "seed \(seed)")
    }
  }

  /// The inventory of the base year knows no measure; those that already act then lower the forecast.
  @Test func `Measures are left out of the comparison`() throws {
    let calibration = try #require(BaseYearCalibration(city, levers: city.neutralLevers, year: 2027, inventory: [260, 160]))
    #expect(calibration.factors == [1, 1])
    let total = EmissionKernel(calibration.applied(to: city)).trace(city.neutralLevers).result.total
    #expect(total.column(at: 0) == [420, 320, 320])
  }

  @Test func `A sector that is nothing in both keeps its factor`() throws {
    let empty = smallCity(sectors: [[1000], [0]])
    let calibration = try #require(BaseYearCalibration(empty, levers: empty.neutralLevers, year: 2025, inventory: [500, 0]))
    #expect(calibration.factors == [0.5, 1])
  }

  @Test func `A sector that ends in the inventory is scaled to nothing`() throws {
    let calibration = try #require(BaseYearCalibration(city, levers: city.neutralLevers, year: 2025, inventory: [0, 160]))
    #expect(calibration.factors == [0, 1])
  }

  @Test func `A year outside the model and a sector without anything to scale cannot be calibrated`() {
    #expect(BaseYearCalibration(city, levers: city.neutralLevers, year: 2024, inventory: [1, 1]) == nil)
    let empty = smallCity(sectors: [[1000], [0]])
    #expect(BaseYearCalibration(empty, levers: empty.neutralLevers, year: 2025, inventory: [500, 1]) == nil)
  }
}
