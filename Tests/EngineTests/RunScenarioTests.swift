import Emissions
import Engine
import TestCities
import Testing

@Suite struct RunScenarioTests {
  @Test func `Sector rows, total and baseline are one city's`() throws {
    let model = smallCity(
      sectors: [[1000], [500]], measures: [measure("saving", .intensity(sector: 0, stream: 0, share: 0.4), adoption: .step(start: 2027))])
    let result = try runScenario(scenario(model))
    #expect(result.sectors.row("sector0") == [1000, 1000, 600])
    #expect(result.sectors.row("sector1") == [500, 500, 500])
    #expect(result.total == [1500, 1500, 1100])
    #expect(result.baseline == [1500, 1500, 1500])
    #expect(result.cumulative == 4100)
    #expect(result.calibration == nil && result.target == nil && result.ceiling == [nil, nil, nil] && result.gap == [nil, nil, nil])
  }

  @Test func `The inventory sets the level and the factors are kept`() throws {
    let result = try runScenario(scenario(smallCity(sectors: [[1000], [500]]), calibration: .init(year: 2025, inventory: [1200, 400])))
    #expect(result.total == [1600, 1600, 1600])
    #expect(result.calibration?.factors == [1.2, 0.8])
  }

  @Test func `A city without the sector of its inventory cannot be calibrated`() {
    #expect(throws: EngineError.cannotCalibrate(year: 2025)) {
      try runScenario(scenario(smallCity(sectors: [[1000], [0]]), calibration: .init(year: 2025, inventory: [900, 1])))
    }
    #expect(throws: EngineError.cannotCalibrate(year: 2019)) {
      try runScenario(scenario(smallCity(), calibration: .init(year: 2019, inventory: [900])))
    }
  }

  /// 1000 t less 1001 t: what binds carbon is a sink, a sector emits nothing at least.
  @Test func `Negative emissions without a sink are an error`() {
    let measures = [measure("capture", .tonnes(sector: 0, amount: -1001), adoption: .step(start: 2026))]
    #expect(throws: EngineError.negativeEmissions(sector: "sector0", year: 2026, tonnes: -1)) {
      try runScenario(scenario(smallCity(measures: measures)))
    }
  }

  /// Another sector's emissions do not hide it.
  @Test func `Negative emissions of one sector are an error although the city emits`() {
    let measures = [measure("capture", .tonnes(sector: 1, amount: -60))]
    #expect(throws: EngineError.negativeEmissions(sector: "sector1", year: 2025, tonnes: -10)) {
      try runScenario(scenario(smallCity(sectors: [[1000], [50]], measures: measures)))
    }
  }

  @Test func `A sink may bind more than the city emits`() throws {
    let target = Target(id: "neutral", year: 2026, level: 100)
    let result = try runScenario(scenario(smallCity(measures: [measure("forest", .sink(amount: 1200))]), target: target))
    #expect(result.total == [1000, 1000, 1000])
    #expect(result.bound == [1200, 1200, 1200])
    #expect(result.net == [-200, -200, -200])
    #expect(result.target?.neutralYear == 2025)
    #expect(result.target?.gap == 900)
  }

  @Test func `The gap is total less ceiling, and an overrun tightens the next year`() throws {
    let ceiling = Ceiling.straightLine(from: .init(year: 2025, level: 900), to: .init(year: 2027, level: 700))
    let plain = try runScenario(scenario(smallCity(), ceiling: ceiling, carbonBudget: 2500))
    #expect(plain.ceiling == [900, 800, 700])
    #expect(plain.gap == [100, 200, 300])
    #expect(plain.carbonBudgetGap == 500)
    let carried = try runScenario(scenario(smallCity(), ceiling: ceiling, carriesOverruns: true))
    #expect(carried.ceiling == [900, 700, 400])
    #expect(carried.gap == [100, 300, 600])
  }
}
