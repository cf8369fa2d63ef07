import Testing

@testable import Programmes

@Suite struct AmountTests {
  @Test(arguments: [
    ("250", IndicatorAmount.level(250)), ("2.0", .level(2)), ("-10 %", .relativeChange(-0.1)), ("-60 %", .relativeChange(-0.6)),
    ("-3 pp", .pointChange(-3)), ("+200", .absoluteChange(200)), ("1/4", .fraction(1, 4)),
  ])
  func `A printed figure is a level, a change or a fraction`(_ text: String, _ amount: IndicatorAmount) {
    #expect(IndicatorAmount(text, unit: IndicatorUnit("%")) == amount)
  }

  @Test(arguments: ["", "12,5", "10 %", "3 pp", "-10 % a", "1/0", "1/2/3", "0x10", "nan", "--3", "ten", "+", "1 000"])
  func `What is none of them is refused`(_ text: String) {
    #expect(IndicatorAmount(text, unit: IndicatorUnit("%")) == nil)
  }

  @Test func `In a unit of change every number is a change`() {
    let unit = IndicatorUnit("% change on previous year")
    #expect(IndicatorAmount("-19", unit: unit) == .relativeChange(-0.19))
    #expect(IndicatorAmount("+38", unit: unit) == .relativeChange(0.38))
  }

  @Test func `A change leads from a baseline to a level, and without one nowhere`() {
    let days = IndicatorUnit("days"), share = IndicatorUnit("share"), percent = IndicatorUnit("%")
    #expect(IndicatorAmount.relativeChange(-0.1).level(in: days, from: 17.5) == 15.75)
    #expect(IndicatorAmount.relativeChange(-0.1).level(in: days, from: nil) == nil)
    #expect(IndicatorAmount.absoluteChange(200).level(in: days, from: 1800) == 2000)
    #expect(IndicatorAmount.pointChange(-3).level(in: percent, from: 45) == 42)
    #expect(IndicatorAmount.pointChange(-3).level(in: days, from: 45) == nil)
    #expect(IndicatorAmount.fraction(1, 4).level(in: share, from: nil) == 0.25)
    #expect(IndicatorAmount.fraction(1, 4).level(in: days, from: nil) == nil)
  }
}

@Suite struct PeriodTests {
  @Test(arguments: [
    ("2021-04-30", "2021-04-30", "2021-04-30"), ("2021-04", "2021-04-01", "2021-04-30"), ("2020-02", "2020-02-01", "2020-02-29"),
    ("2021", "2021-01-01", "2021-12-31"), ("2021-01/2021-03", "2021-01-01", "2021-03-31"), ("2023/2024", "2023-01-01", "2024-12-31"),
    ("1950s", "1950-01-01", "1959-12-31"),
  ])
  func `A date has its first and last day`(_ text: String, _ first: String, _ last: String) throws {
    let period = try #require(CalendarPeriod(text))
    #expect(period.first.description == first)
    #expect(period.last.description == last)
    #expect(period.description == text)
  }

  @Test(arguments: ["", "21", "2021-4", "2021-13", "2021-02-29", "30.4.2021", "2022/2021", "2021//2022", "2021-04-30-1", "1955s"])
  func `What is no date is refused`(_ text: String) { #expect(CalendarPeriod(text) == nil) }

  /// 2000-03-01 is 730 485 days after 0000-03-01, as five cycles of 146 097 days.
  @Test func `Days are counted through leap years`() throws {
    func number(_ text: String) throws -> Int { try #require(CalendarPeriod(text)).first.number }
    #expect(try number("2000-03-01") == 5 * 146_097)
    #expect(try number("2021") - number("2020") == 366)
    #expect(try number("1900-03-01") - number("1900-02-28") == 1)
  }
}
