import Foundation
import Projections
import Testing

@Suite struct TrendTests {
  @Test func anExactLineGoesOnWithoutAnInterval() throws {
    let population = Driver(name: "population", values: [2020: 300_000, 2021: 304_000, 2023: 312_000, 2025: 320_000])
    let projection = try Trend.linear.projection(of: population, years: [2022, 2025, 2030, 2040], level: 0.9)
    for (central, exact) in zip(projection.central, [308_000, 320_000, 340_000, 380_000.0]) {
      #expect(abs(central - exact) <= 1e-14 * 1e6)
    }
    for (lower, upper) in zip(projection.lower, projection.upper) { #expect(upper - lower <= 1e-14 * 1e6) }
    #expect(projection.regression.terms == ["constant", "years from 2025"])
    #expect(abs(projection.regression.coefficients[1] - 4000) <= 1e-8)
  }

  @Test func anExactGrowthRateGoesOn() throws {
    let history = (2019...2025).map { ($0, 500 * pow(0.97, Double($0 - 2019))) }
    let energy = Driver(name: "energy", values: Dictionary(uniqueKeysWithValues: history))
    let projection = try Trend.exponential.projection(of: energy, years: [2030, 2050], level: 0.95)
    #expect(abs(projection.central[0] - 500 * pow(0.97, 11)) <= 1e-12 * 500)
    #expect(abs(projection.central[1] - 500 * pow(0.97, 31)) <= 1e-12 * 500)
    #expect(abs(exp(projection.regression.coefficients[1]) - 0.97) <= 1e-14)
  }

  /// y = 2, 4, 5, 4, 5 in 2021-2025; by hand 5.8 ± t(0.975, 3) √(0.8 (1 + 1/5 + 9/10)) in 2026, with t = 3.182446 from tables.
  @Test func theIntervalIsTheTextbookOneAndObservedYearsHaveNone() throws {
    let driver = Driver(name: "index", values: [2021: 2, 2022: 4, 2023: 5, 2024: 4, 2025: 5])
    let projection = try Trend.linear.projection(of: driver, years: [2024, 2025, 2026], level: 0.95)
    let half = 3.182446 * 1.68.squareRoot()
    #expect(projection.central[0...1] == [4, 5])
    #expect(projection.lower[0...1] == [4, 5])
    #expect(projection.upper[0...1] == [4, 5])
    #expect(abs(projection.central[2] - 5.8) <= 1e-13)
    #expect(abs(projection.lower[2] - (5.8 - half)) <= 1e-6)
    #expect(abs(projection.upper[2] - (5.8 + half)) <= 1e-6)
  }

  @Test func theIntervalOfAnExponentialTrendIsThatOfItsLogarithm() throws {
    let logs = [2021: 2.0, 2022: 4, 2023: 5, 2024: 4, 2025: 5]
    let linear = try Trend.linear.projection(of: Driver(name: "log", values: logs), years: [2030], level: 0.8)
    let exponential = try Trend.exponential.projection(of: Driver(name: "x", values: logs.mapValues { exp($0) }), years: [2030], level: 0.8)
    #expect(abs(log(exponential.lower[0]) - linear.lower[0]) <= 1e-13)
    #expect(abs(log(exponential.central[0]) - linear.central[0]) <= 1e-13)
    #expect(abs(log(exponential.upper[0]) - linear.upper[0]) <= 1e-13)
  }

  @Test func tooShortAHistoryTellsWhatIsKnownAndNeeded() {
    let error = ProjectionError.tooFewPoints(driver: "population", known: [2019, 2020], needed: 3)
    #expect(throws: error) {
      try Trend.linear.projection(of: Driver(name: "population", values: [2019: 1, 2020: 2]), years: [2030], level: 0.9)
    }
    #expect(error.description == "'population' has 2 usable years of history (2019-2020); at least 3 are needed")
    let empty = ProjectionError.tooFewPoints(driver: "population", known: [], needed: 3)
    #expect(throws: empty) { try Trend.exponential.projection(of: Driver(name: "population", values: [:]), years: [2030], level: 0.9) }
    #expect(empty.description == "'population' has 0 usable years of history; at least 3 are needed")
  }

  @Test func anExponentialTrendRefusesWhatHasNoLogarithm() {
    let error = ProjectionError.notPositive(driver: "coal", years: [2021, 2023])
    #expect(throws: error) {
      try Trend.exponential.projection(of: Driver(name: "coal", values: [2020: 3, 2021: 0, 2022: 1, 2023: -1]), years: [2030], level: 0.9)
    }
    #expect(error.description == "'coal' is not positive in 2021, 2023, so it has no exponential trend")
  }
}
