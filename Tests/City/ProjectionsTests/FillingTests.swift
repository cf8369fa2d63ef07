import Projections
import Testing

@Suite struct FillingTests {
  private let known = [2025: 100.0, 2030: 150, 2032: 140]

  @Test func aStraightLineJoinsKnownYears() throws {
    let values = try filled(years: Array(2025...2032), known: known, gaps: .linear, outside: .error)
    #expect(values == [100, 110, 120, 130, 140, 150, 145, 140])
  }

  @Test func theLastKnownValueHolds() throws {
    let values = try filled(years: Array(2025...2032), known: known, gaps: .previous, outside: .error)
    #expect(values == [100, 100, 100, 100, 100, 150, 150, 140])
  }

  @Test func outsideTheKnownYearsTheNearestHolds() throws {
    #expect(try filled(years: [2020, 2030, 2040], known: known, gaps: .none, outside: .hold) == [100, 150, 140])
  }

  @Test func anAnswerIsInTheOrderOfItsYears() throws {
    #expect(try filled(years: [2032, 2025], known: known, gaps: .none, outside: .error) == [140, 100])
  }

  @Test func everyMissingYearIsToldAtOnce() {
    let error = ProjectionError.missingYears(between: [2026, 2027, 2028, 2029, 2031], outside: [2024, 2033, 2034], known: 2025...2032)
    #expect(throws: error) { try filled(years: Array(2024...2034), known: known, gaps: .none, outside: .error) }
    #expect(
      error.description
        == "no value for 2026-2029, 2031, between known years; no value for 2024, 2033-2034, outside the known years 2025-2032")
  }

  @Test func holdingDoesNotFillGapsAndALineDoesNotReachOutside() {
    #expect(throws: ProjectionError.missingYears(between: [2031], outside: [], known: 2025...2032)) {
      try filled(years: [2031, 2033], known: known, gaps: .none, outside: .hold)
    }
    #expect(throws: ProjectionError.missingYears(between: [], outside: [2033], known: 2025...2032)) {
      try filled(years: [2031, 2033], known: known, gaps: .linear, outside: .error)
    }
  }

  @Test func aSeriesWithoutKnownYearsCannotBeHeld() {
    let error = ProjectionError.missingYears(between: [], outside: [2025, 2026], known: nil)
    #expect(throws: error) { try filled(years: [2025, 2026], known: [:], gaps: .linear, outside: .hold) }
    #expect(error.description == "no value for 2025-2026; no year is known")
  }
}
