import Testing

@testable import Reports

@Suite struct NumberFormTests {
  struct Case: Sendable {
    let value: Double
    let decimals: Int
    let finnish: String
    let english: String
    let plain: String
  }

  static let cases = [
    Case(value: 1060.2, decimals: 1, finnish: "1\u{A0}060,2", english: "1,060.2", plain: "1060.2"),
    Case(value: 1_234_567.891, decimals: 2, finnish: "1\u{A0}234\u{A0}567,89", english: "1,234,567.89", plain: "1234567.89"),
    Case(value: 999.95, decimals: 1, finnish: "1\u{A0}000,0", english: "1,000.0", plain: "1000.0"),
    Case(value: 999, decimals: 0, finnish: "999", english: "999", plain: "999"),
    Case(value: -35.5, decimals: 0, finnish: "\u{2212}36", english: "\u{2212}36", plain: "-36"),
    Case(value: -1060, decimals: 1, finnish: "\u{2212}1\u{A0}060,0", english: "\u{2212}1,060.0", plain: "-1060.0"),
    Case(value: -0.04, decimals: 1, finnish: "0,0", english: "0.0", plain: "0.0"),
    Case(value: -0.0, decimals: 0, finnish: "0", english: "0", plain: "0"),
    Case(value: 1e-7, decimals: 7, finnish: "0,0000001", english: "0.0000001", plain: "0.0000001"),
    Case(value: 5e-7, decimals: 6, finnish: "0,000001", english: "0.000001", plain: "0.000001"),
    Case(value: 4e-9, decimals: 6, finnish: "0,000000", english: "0.000000", plain: "0.000000"),
    Case(
      value: 1.5e20, decimals: 0, finnish: "150\u{A0}000\u{A0}000\u{A0}000\u{A0}000\u{A0}000\u{A0}000",
      english: "150,000,000,000,000,000,000", plain: "150000000000000000000"),
    Case(value: 0, decimals: 2, finnish: "0,00", english: "0.00", plain: "0.00"),
  ]

  @Test(arguments: cases) func aNumberHasTheFormOfItsLanguage(_ c: Case) {
    #expect(NumberForm(.fi).number(c.value, decimals: c.decimals) == c.finnish)
    #expect(NumberForm(.sv).number(c.value, decimals: c.decimals) == c.finnish)
    #expect(NumberForm(.en).number(c.value, decimals: c.decimals) == c.english)
    #expect(NumberForm.plain(c.value, decimals: c.decimals) == c.plain)
  }

  /// Each value's nearest binary number lies below the half, so rounding the binary value would round down.
  @Test(arguments: [
    (2.675, 2, "2.68"), (1.005, 2, "1.01"), (0.145, 2, "0.15"), (-2.675, 2, "-2.68"), (8.345, 2, "8.35"), (0.5, 0, "1"), (2.5, 0, "3"),
  ])
  func aHalfIsRoundedAwayFromZeroAsItIsWritten(value: Double, decimals: Int, text: String) {
    #expect(NumberForm.plain(value, decimals: decimals) == text)
  }

  @Test func aYearIsNeverGrouped() {
    #expect(Language.allCases.map { NumberForm($0).year(2030) } == ["2030", "2030", "2030"])
  }

  @Test(arguments: [
    (0.8, 0, "80\u{A0}%"), (0.285, 0, "29\u{A0}%"), (0.285, 1, "28,5\u{A0}%"), (-0.123, 1, "\u{2212}12,3\u{A0}%"),
    (12, 0, "1\u{A0}200\u{A0}%"),
  ])
  func aShareIsPrintedAsPercent(share: Double, decimals: Int, text: String) {
    #expect(NumberForm(.fi).percent(ofShare: share, decimals: decimals) == text)
  }

  @Test func aQuantityKeepsItsUnitOnTheLine() {
    #expect(NumberForm(.sv).quantity(212.25, decimals: 1, unit: "kt CO2-ekv") == "212,3\u{A0}kt CO2-ekv")
  }

  /// Every number of three decimals below 100 in steps of 0.001, rounded to two: known exactly in whole thousandths.
  @Test func roundingAgreesWithWholeNumberArithmetic() {
    for thousandths in 0..<100_000 where thousandths % 7 == 0 || thousandths % 10 == 5 {
      let hundredths = (thousandths + 5) / 10
      let expected = "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
      let printed = NumberForm.plain(Double(thousandths) / 1000, decimals: 2)
      if printed != expected { Issue.record("\(thousandths) thousandths: \(printed), expected \(expected)") }
    }
  }
}
