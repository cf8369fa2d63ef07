import Emissions
import Engine
import TestCities
import Testing

/// 100 MWh at 0.5 t and 20 EUR; a measure of 40 % that comes in halves in 2026 and 2027.
///
///                      2025      2026      2027
/// uptake                  0       0.5         1
/// emissions, t           50        40        30
/// invested, EUR           0       500       500
/// running, EUR            0   10 + 5   20 + 10      2 % of the capital so far and 10 EUR
/// saved, EUR              0   400 + 3  800 + 6      20 EUR/MWh and 6 EUR
private func city(lifetime: Int = 4) -> EmissionModel {
  smallCity(
    streams: [(0.5, 20)], sectors: [[100]],
    measures: [
      measure(
        "renovation", .intensity(sector: 0, stream: 0, share: 0.4), adoption: .given(levels: [0, 0.5, 1]),
        cost: MeasureCost(capital: 1000, operatingShare: 0.02, operating: 10, saving: 6, lifetime: lifetime))
    ])
}

private func outcome(_ inputs: ScenarioInputs) throws -> MeasureOutcome { try #require(try runScenario(inputs).measures.first) }

private func isClose(_ value: Double?, _ expected: Double) -> Bool { value.map { abs($0 - expected) <= 1e-12 * abs(expected) } ?? false }

@Suite struct MeasureOutcomesTests {
  @Test func `First-in and last-out of 60 % and 50 % are 60, 50 and 30, 20 points`() throws {
    let model = smallCity(measures: [
      measure("a", .intensity(sector: 0, stream: 0, share: 0.6)), measure("b", .intensity(sector: 0, stream: 0, share: 0.5)),
    ])
    let measures = try runScenario(scenario(model)).measures
    #expect(measures.map(\.firstIn) == [[-600, -600, -600], [-500, -500, -500]])
    #expect(measures.map(\.lastOut) == [[-300, -300, -300], [-200, -200, -200]])
    for (outcome, effect) in zip(measures, [-455.45875354128559, -344.54124645871441]) {
      #expect(outcome.effect.map { $0.allSatisfy { isClose($0, effect) } } == true)
    }
  }

  @Test func `A sink binds the same whoever comes first`() throws {
    let model = smallCity(measures: [
      measure("forest", .sink(amount: 60)), measure("saving", .intensity(sector: 0, stream: 0, share: 0.5)),
      measure("credits", .offset(amount: 40), adoption: .step(start: 2027)),
    ])
    let measures = try runScenario(scenario(model)).measures
    for figures in [measures[0].effect, measures[0].firstIn, measures[0].lastOut] { #expect(figures == [-60, -60, -60]) }
    for figures in [measures[2].effect, measures[2].firstIn, measures[2].lastOut] { #expect(figures == [0, 0, -40]) }
    #expect(measures[1].effect == [-500, -500, -500])
  }

  @Test func `Tonnes, investment and savings come out as reckoned by hand`() throws {
    let result = try runScenario(scenario(city(), levers: ["discount_rate": 0.05]))
    #expect(zip(result.total, [50.0, 40, 30]).allSatisfy { isClose($0, $1) })
    let renovation = result.measures[0]
    #expect(renovation.effect.map { zip($0, [0.0, -10, -20]).allSatisfy { isClose($0, $1) } } == true)
    #expect(isClose(renovation.capital, 1000))
  }

  /// a = 0.05 / (1 - 1.05^-4); (500 a + 15 - 403) / 1.05 + (1000 a + 30 - 806) / 1.05², over 30 t; with 40 digits.
  @Test func `Net present cost with annuities, by cumulative tonnes`() throws {
    let renovation = try outcome(scenario(city(), levers: ["discount_rate": 0.05]))
    #expect(isClose(renovation.netPresentCost, -683.29429050314672624))
    #expect(isClose(renovation.costPerTonne(.netPresentCumulative), -22.776476350104890876))
  }

  /// (500 + 15 - 403) / 1.05 + (500 + 30 - 806) / 1.05² - (250 + 375) / 1.05³: half of the first and a quarter of the second are used up.
  @Test func `Net present cost with a residual value, by cumulative tonnes`() throws {
    let renovation = try outcome(scenario(city(), levers: ["discount_rate": 0.05], capital: .residualValue))
    #expect(isClose(renovation.netPresentCost, -683.57196846992765360))
    #expect(isClose(renovation.costPerTonne(.netPresentCumulative), -22.785732282330921787))
  }

  /// (1000 + 45) EUR by 20 t in 2027 and (500 + 15) EUR by 10 t in 2026: neither discounted nor less savings, whatever the capital method.
  @Test(arguments: [(2027, 52.25), (2026, 51.5)], CapitalMethod.allCases)
  func `Cost to the target year, by the tonnes of that year`(_ target: (year: Int, eurPerTonne: Double), _ capital: CapitalMethod) throws {
    let inputs = scenario(
      city(), levers: ["discount_rate": 0.05], target: Target(id: "t", year: target.year, level: 0), capital: capital)
    #expect(isClose(try outcome(inputs).costPerTonne(.oneYear), target.eurPerTonne))
  }

  @Test func `A year without tonnes has no cost per tonne`() throws {
    let renovation = try outcome(scenario(city(), target: Target(id: "t", year: 2025, level: 0)))
    #expect(renovation.costPerTonne(.oneYear) == nil)
    #expect(try outcome(scenario(city())).costPerTonne(.oneYear) == nil)
  }

  @Test func `A measure without any cost has none, not zero`() throws {
    let free = try outcome(scenario(smallCity(measures: [measure("free", .intensity(sector: 0, stream: 0, share: 0.4))])))
    #expect(free.capital == nil && free.netPresentCost == nil && free.abatementStep == nil)
  }

  /// Capital with life left is worth it: a longer life gives a larger residual value and a smaller annuity.
  @Test func `A longer life costs less under both methods`() throws {
    for capital in CapitalMethod.allCases {
      let costs = try [4, 20, 40].map { life in
        try #require(try outcome(scenario(city(lifetime: life), levers: ["discount_rate": 0.05], capital: capital)).netPresentCost)
      }
      #expect(costs[0] > costs[1] && costs[1] > costs[2])
    }
  }

  /// A pump that saves 450 MWh of oil at 80 EUR and needs 150 MWh of power at 120 EUR saves 18 000 EUR a year, rate 0.
  @Test func `What a switch saves is oil less power`() throws {
    let pumps = measure(
      "pumps", .switching(sector: 0, stream: 0, to: 1, ratio: 1.0 / 3, share: 0.45), cost: MeasureCost(capital: 30_000, lifetime: 10))
    let inputs = scenario(smallCity(streams: [(0.25, 80), (0.1, 120)], sectors: [[1000, 100]], measures: [pumps]))
    #expect(isClose(try outcome(inputs).netPresentCost, 3 * 3000 - 3 * 18_000))
  }

  /// Both saved energy together costs 0.8 · 1000 MWh · 10 EUR less; each measure gets its share of it and no euro is counted twice.
  @Test func `Savings of overlapping measures sum to what is saved`() throws {
    let cost = MeasureCost(capital: 1, lifetime: 1)
    let model = smallCity(
      streams: [(1, 10)],
      measures: [
        measure("a", .intensity(sector: 0, stream: 0, share: 0.6), cost: cost),
        measure("b", .intensity(sector: 0, stream: 0, share: 0.5), cost: cost),
      ])
    let costs = try runScenario(scenario(model)).measures.compactMap(\.netPresentCost)
    // Each euro is renewed every year of three.
    #expect(isClose(costs.reduce(0, +), 3 * 2 - 3 * 8000))
  }

  @Test func `The abatement curve of a scenario does not rank a small saver before a large one`() throws {
    let model = smallCity(
      sectors: [[1000], [10]],
      measures: [
        measure("small", .intensity(sector: 1, stream: 0, share: 1), cost: MeasureCost(saving: 1000)),
        measure("dear", .intensity(sector: 0, stream: 0, share: 0.1), cost: MeasureCost(operating: 5000)),
        measure("large", .intensity(sector: 0, stream: 0, share: 0.5), cost: MeasureCost(saving: 5000)),
      ])
    let curve = try runScenario(scenario(model)).abatementCurve
    #expect(curve.map(\.measure) == ["large", "small", "dear"])
    #expect(isClose(curve[1].costPerTonne, -100))
    #expect(curve[0].costPerTonne > -15)
  }
}
