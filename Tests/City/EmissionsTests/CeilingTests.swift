import Emissions
import Testing

@Suite struct CeilingTests {
  /// Manchester City Council's carbon budget, t CO2: budget, first cap, and the caps that follow it.
  @Test func `A constant percentage that uses up the budget gives Manchester City Council's path`() throws {
    let budget = 316_048.0, first = 41_087.0
    let factor = try #require(yearlyFactor(usingUp: budget, first: first))
    let ceiling = Ceiling.constantPercentage(first: .init(year: 2020, level: first), yearlyFactor: factor)
    let published = [41_087.0, 35_745, 31_099, 27_056, 23_538, 20_478, 17_816]
    for (level, cap) in zip(ceiling.levels(Array(2020...2026)), published) { #expect(abs(try #require(level) - cap) <= 1) }
  }

  /// 600 years: 0.87^600 is 1e-36, so what comes later is below the last bit of the sum.
  @Test func `All years of that path together are the budget`() throws {
    let factor = try #require(yearlyFactor(usingUp: 316_048, first: 41_087))
    let ceiling = Ceiling.constantPercentage(first: .init(year: 2020, level: 41_087), yearlyFactor: factor)
    let sum = ceiling.levels(Array(2020..<2620)).compactMap { $0 }.reduce(0, +)
    #expect(abs(sum - 316_048) <= 316_048 * 1e-14)  // a hundred terms that count, each rounded
  }

  /// Relative to the budget: rounding of one sum of as many terms as there are years, and of the factor itself.
  @Test(arguments: [(1000.0, 100.0, 11), (26_000_000, 1_700_000, 27), (250, 100, 3), (1e6, 2e4, 51)])
  func `The path of a finite horizon uses up the budget exactly`(_ budget: Double, _ first: Double, _ years: Int) throws {
    let factor = try #require(yearlyFactor(usingUp: budget, first: first, years: years))
    let ceiling = Ceiling.constantPercentage(first: .init(year: 2025, level: first), yearlyFactor: factor)
    let levels = ceiling.levels(Array(2025..<2025 + years)).map { $0 ?? .nan }
    #expect(abs(levels.reduce(0, +) - budget) <= budget * 2.2e-16 * Double(years))
    #expect(levels[0] == first)
  }

  /// 100 + 100 f + 100 f² = 250 where f = (√7 - 1) / 2.
  @Test func `The factor of three years is the root of the quadratic`() throws {
    let factor = try #require(yearlyFactor(usingUp: 250, first: 100, years: 3))
    #expect(abs(factor - (7.0.squareRoot() - 1) / 2) <= 2e-16)
  }

  @Test func `A budget that cannot be used up by falling caps has no factor`() {
    #expect(yearlyFactor(usingUp: 100, first: 100) == nil)
    #expect(yearlyFactor(usingUp: 100, first: 0) == nil)
    #expect(yearlyFactor(usingUp: 100, first: 100, years: 5) == nil)
    #expect(yearlyFactor(usingUp: 500, first: 100, years: 5) == nil)
  }

  /// base × (1 - cut × (year - base year) / (target year - base year)), 1060.2 kt in 1990 and -80 % in 2030.
  @Test func `A straight line falls by the same tonnes every year`() {
    let base = 1_060_200.0, cut = 0.8
    let years = [1989, 1990, 2000, 2021, 2029, 2030, 2035]
    let ceiling = Ceiling.straightLine(from: .init(year: 1990, level: base), to: .init(year: 2030, level: base * (1 - cut)))
    let line = ceiling.levels(years)
    for (year, level) in zip(years, line) {
      let expected: Double? = year < 1990 ? nil : base * (1 - cut * Double(min(year, 2030) - 1990) / 40)
      #expect((level == nil) == (expected == nil))
      if let level, let expected { #expect(abs(level - expected) <= base * 4e-16) }
    }
    #expect(line[1] == base)
    #expect(line[5] == base * (1 - cut))
  }

  @Test func `Given ceilings are as given`() {
    #expect(Ceiling.given([nil, 30, nil, 10]).levels([2025, 2026, 2027, 2028]) == [nil, 30, nil, 10])
    #expect(
      Ceiling.constantPercentage(first: .init(year: 2026, level: 80), yearlyFactor: 0.5).levels([2025, 2026, 2027]) == [nil, 80, 40])
  }

  /// 110 of 100: the next ceiling is 80 for 90. A city that keeps to what is left has emitted what the ceilings allowed together.
  @Test func `A carried overrun keeps the cumulative sum`() {
    let ceilings: [Double?] = [100, 90, 80, 70]
    #expect(carryingOverruns(ceilings, emissions: [110, 80, 80, 70]) == [100, 80, 80, 70])
    #expect(carryingOverruns(ceilings, emissions: [110, 95, 90, 35]) == [100, 80, 65, 45])
    for emissions in [[110, 80, 80, 70.0], [110, 95, 65, 70], [150, 40, 80, 70]] {
      let allowed = carryingOverruns(ceilings, emissions: emissions)
      #expect(emissions.reduce(0, +) == 340 && emissions[3] == allowed[3])
    }
  }

  /// Every year over: what is missing in the last year is what all years together are over.
  @Test func `Overruns that go on add up`() {
    let ceilings: [Double?] = [100, 90, 80], emissions = [104, 97, 81.0]
    let last = carryingOverruns(ceilings, emissions: emissions)[2] ?? .nan
    #expect(emissions[2] - last == emissions.reduce(0, +) - 270)
  }

  @Test func `What is left under a ceiling is not saved for later`() {
    #expect(carryingOverruns([100, 90, 80], emissions: [60, 95, 80]) == [100, 90, 75])
  }

  @Test func `A year without a ceiling passes the overrun on`() {
    #expect(carryingOverruns([100, nil, 80], emissions: [110, 50, 80]) == [100, nil, 70])
  }
}
