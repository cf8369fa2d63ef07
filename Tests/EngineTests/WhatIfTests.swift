import Emissions
import Investments
import TestCities
import Testing

@testable import Engine

/// A question is answered as a run of a plan that says so.
@Suite struct WhatIfTests {
  private let cost = MeasureCost(capital: 100, operatingShare: 0.1, operating: 3, saving: 2, lifetime: 10)

  private func city(_ measures: [Measure], calibration: CalibrationBasis? = nil) -> ScenarioInputs {
    scenario(smallCity(measures: measures), calibration: calibration, target: Target(id: "half", year: 2026, level: 500))
  }

  private var two: [Measure] {
    [
      measure("a", .intensity(sector: 0, stream: 0, share: 0.4), maxUptake: 0.8, cost: cost),
      measure("b", .activity(sector: 0, share: 0.25), cost: cost),
    ]
  }

  private func close(_ a: Double?, _ b: Double?) -> Bool { abs((a ?? .nan) - (b ?? .nan)) < 1e-9 }

  @Test func nothingAskedChangesNothing() throws {
    let inputs = city(two)
    #expect(inputs.asked(WhatIf()).model == inputs.model)
    #expect(inputs.asked(WhatIf(adoption: ["a": 1, "b": 1])).model == inputs.model)
  }

  @Test func offIsACityWithoutTheMeasure() throws {
    let off = try runScenario(city(two).asked(WhatIf(adoption: ["a": 0])))
    let without = try runScenario(city([two[1]]))
    #expect(zip(off.total, without.total).allSatisfy { close($0, $1) })
    #expect(off.measures[0].effect?.allSatisfy { $0 == 0 } == true && off.measures[0].capital == 0)
    #expect(close(off.measures[1].netPresentCost, without.measures[0].netPresentCost))
  }

  /// 1000 t less 0.4 · 0.8 · factor, less a quarter of what is left: by hand.
  @Test(arguments: [(0.5, 630.0), (1.25, 450.0), (1.5, 390.0)])
  func adoptionScalesWhatIsRemovedAndWhatItCosts(factor: Double, total: Double) throws {
    let asked = try runScenario(city(two).asked(WhatIf(adoption: ["a": factor])))
    #expect(close(asked.total[0], total))
    #expect(close(asked.measures[0].capital, 100 * 0.8 * factor))
    let planned = try runScenario(city(two))
    #expect(close(asked.measures[0].netPresentCost, (planned.measures[0].netPresentCost ?? 0) * factor))
  }

  @Test func tonnesSinksAndOffsetsScaleToo() throws {
    let measures = [
      measure("t", .tonnes(sector: 0, amount: -100)), measure("s", .sink(amount: 40)), measure("o", .offset(amount: 10)),
      measure("f", .emissionFactor(stream: 0, share: 0.1)),
    ]
    let result = try runScenario(city(measures).asked(WhatIf(adoption: ["t": 1.5, "s": 0.5, "o": 1.5, "f": 1.5])))
    #expect(close(result.total[0], 1000 * 0.85 - 150))
    #expect(close(result.bound[0], 20 + 15))
  }

  /// 700 t before measures, of which `b` takes a quarter.
  @Test func theModelIsScaledToTheInventoryAsInThePlan() throws {
    let calibration = CalibrationBasis(year: 2025, inventory: [700])
    let off = try runScenario(city(two, calibration: calibration).asked(WhatIf(adoption: ["a": 0])))
    #expect(close(off.total[0], 525))
    #expect(off.calibration?.factors == [0.7])
  }

  @Test func aShareAboveTheWholeIsSaid() {
    let whole = measure("whole", .intensity(sector: 0, stream: 0, share: 0.9))
    #expect(city([whole]).saturated(by: WhatIf(adoption: ["whole": 1.2])) == ["whole"])
    #expect(city([whole]).saturated(by: WhatIf(adoption: ["whole": 1.1])) == [])
    #expect(city(two).saturated(by: WhatIf(adoption: ["a": 1.5, "b": 1.5])) == [])
  }

  @Test func theDiscountRateMovesPresentCostsAndNoTonne() throws {
    let planned = try runScenario(city(two)), asked = try runScenario(city(two).asked(WhatIf(discountRate: 0.1)))
    #expect(asked.total == planned.total && asked.measures[0].netPresentCost != planned.measures[0].netPresentCost)
  }

  @Test func whatIsSpentByTheTargetYearIsOverTheTonnesOfThatYear() throws {
    let outcome = try runScenario(city(two)).measures[0]
    let spent = try #require(outcome.spentByTargetYear), effect = try #require(outcome.effect?[1])
    #expect(close(outcome.costPerTonneOfOneYear, spent / -effect))
  }
}
