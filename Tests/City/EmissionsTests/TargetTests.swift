import Emissions
import Testing

private let years = [2028, 2029, 2030, 2031, 2032]
private let none = [0, 0, 0, 0, 0.0]

@Suite struct TargetTests {
  @Test func `The gap is the forecast less the level`() throws {
    let target = Target(id: "t", year: 2030, level: 200)
    let missed = try #require(target.outcome(years: years, total: [300, 280, 250, 230, 210], bound: none))
    #expect(missed.forecast == 250 && missed.gap == 50 && !missed.isMet && missed.neutralYear == nil)
    let met = try #require(target.outcome(years: years, total: [300, 250, 200, 230, 210], bound: none))
    #expect(met.forecast == 200 && met.gap == 0 && met.isMet && met.neutralYear == nil)
  }

  @Test func `A target outside the years has no outcome`() {
    #expect(Target(id: "t", year: 2040, level: 200).outcome(years: years, total: none, bound: none) == nil)
  }

  @Test func `With a stated residual a city is neutral when no more than that is left`() throws {
    let target = Target(id: "t", year: 2030, level: 200, residual: 200)
    #expect(try #require(target.outcome(years: years, total: [300, 250, 210, 200, 190], bound: none)).neutralYear == 2031)
    #expect(try #require(target.outcome(years: years, total: [200, 200, 200, 200, 200], bound: none)).neutralYear == 2028)
  }

  @Test func `Without a residual sinks and offsets must cover everything`() throws {
    let target = Target(id: "t", year: 2030, level: 200)
    let total = [300, 250, 100, 60, 40.0]
    #expect(try #require(target.outcome(years: years, total: total, bound: [50, 50, 50, 50, 50])).neutralYear == 2032)
    #expect(try #require(target.outcome(years: years, total: total, bound: [50, 50, 100, 60, 41])).neutralYear == 2030)
    #expect(try #require(target.outcome(years: years, total: total, bound: [0, 0, 0, 0, 39])).neutralYear == nil)
  }

  /// Neutral in 2029 and 2031-2032, not in 2030: it stays so from 2031 on.
  @Test func `A year that falls back does not count`() throws {
    let target = Target(id: "t", year: 2030, level: 200, residual: 100)
    #expect(try #require(target.outcome(years: years, total: [150, 90, 101, 100, 80], bound: none)).neutralYear == 2031)
    #expect(try #require(target.outcome(years: years, total: [90, 90, 90, 90, 101], bound: none)).neutralYear == nil)
  }
}
