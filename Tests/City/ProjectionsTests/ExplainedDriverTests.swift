import Projections
import Testing

@Suite struct ExplainedDriverTests {
  private let population = Driver(name: "population", values: [2020: 300, 2021: 303, 2022: 309, 2023: 312, 2024: 320, 2030: 350])
  private let jobs = Driver(name: "jobs", values: [2020: 120, 2021: 118, 2022: 125, 2023: 131, 2024: 130, 2030: 140])

  @Test func anExactRelationGoesOn() throws {
    // floor area = 10 + 2 population - jobs
    let floorArea = Driver(name: "floor area", values: [2020: 490, 2021: 498, 2022: 503, 2023: 503, 2024: 520])
    let projection = try floorArea.projection(explainedBy: [population, jobs], years: [2024, 2030], level: 0.95)
    #expect(projection.central[0] == 520)
    // κ of this design is near 1e3 and the values near 1e3: 1e3 ε 1e3 is 2e-10.
    #expect(abs(projection.central[1] - 570) <= 2e-10)
    #expect(projection.upper[1] - projection.lower[1] <= 2e-9)
    #expect(projection.regression.terms == ["constant", "population", "jobs"])
  }

  /// The line 2.2 + 0.6 x of x = 1...5 against 2, 4, 5, 4, 5 again, with x as a driver instead of the year.
  @Test func theIntervalIsTheTextbookOne() throws {
    let x = Driver(name: "x", values: [2011: 1, 2013: 2, 2014: 3, 2017: 4, 2020: 5, 2026: 6])
    let y = Driver(name: "y", values: [2011: 2, 2013: 4, 2014: 5, 2017: 4, 2020: 5])
    let projection = try y.projection(explainedBy: [x], years: [2026], level: 0.95)
    let half = 3.182446 * 1.68.squareRoot()
    #expect(abs(projection.central[0] - 5.8) <= 1e-13)
    #expect(abs(projection.lower[0] - (5.8 - half)) <= 1e-6)
    #expect(abs(projection.upper[0] - (5.8 + half)) <= 1e-6)
  }

  private let area = Driver(name: "floor area", values: [2020: 4, 2021: 5, 2022: 5, 2023: 7, 2024: 9])

  @Test func driversThatFollowFromOthersAreNamed() {
    let homes = Driver(name: "homes", values: population.values.mapValues { 0.5 * $0 + 3 })
    let error = ProjectionError.collinearDrivers([.init(driver: "homes", others: ["population"])])
    #expect(throws: error) { try area.projection(explainedBy: [population, homes], years: [2030], level: 0.9) }
    #expect(error.description == "driver 'homes' follows exactly from 'population' over the history; leave one of them out")
  }

  @Test func aDriverThatNeverChangesExplainsNothing() {
    let landArea = Driver(name: "land area", values: population.values.mapValues { _ in 312.3 })
    let error = ProjectionError.collinearDrivers([.init(driver: "land area", others: [])])
    #expect(throws: error) { try area.projection(explainedBy: [landArea], years: [2030], level: 0.9) }
    #expect(error.description == "driver 'land area' does not vary over the history, so it explains nothing")
  }

  @Test func anExplainingDriverMustReachTheProjectedYears() {
    let error = ProjectionError.driverNotKnown(driver: "population", years: [2031, 2032])
    #expect(throws: error) { try area.projection(explainedBy: [population], years: [2030, 2031, 2032], level: 0.9) }
    #expect(error.description == "the explaining driver 'population' has no value for 2031-2032")
  }

  @Test func onlyYearsKnownToAllCountAsHistory() {
    let short = Driver(name: "rail", values: [2023: 1, 2024: 2, 2030: 4])
    #expect(throws: ProjectionError.tooFewPoints(driver: "floor area", known: [2023, 2024], needed: 3)) {
      try area.projection(explainedBy: [short], years: [2030], level: 0.9)
    }
  }
}
