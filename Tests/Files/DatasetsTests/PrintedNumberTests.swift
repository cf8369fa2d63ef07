import Testing

@testable import Datasets

@Suite struct PrintedNumberTests {
  @Test(arguments: ["0", "-0.5", "1060.2", "0.10", "-12", "123456789012345678", "0.05"])
  func `A number is written back as it was printed`(_ text: String) {
    #expect(PrintedNumber(text)?.description == text)
  }

  @Test(arguments: ["", "-", ".5", "5.", "1,5", "1 000", "1e3", "+1", "--1", "1.2.3", "0x1F", "NaN", "inf", "1234567890123456789", "١"])
  func `Other forms are not numbers`(_ text: String) {
    #expect(PrintedNumber(text) == nil)
  }

  @Test func `Tenths are added without error`() {
    let parts = ["316.3", "77.8", "64.7", "157.6", "289.3", "50.5", "101.0", "2.9"].compactMap { PrintedNumber($0) }
    #expect(parts.reduce(PrintedNumber(digits: 0, decimals: 0), +).description == "1060.1")
  }

  @Test func `A printed number is known to half of its last place`() {
    #expect(PrintedNumber("316")?.rounding.description == "0.5")
    #expect(PrintedNumber("316.30")?.rounding.description == "0.005")
  }

  @Test(arguments: [
    ("2024-02-29", true), ("2023-02-29", false), ("1900-02-29", false), ("2000-02-29", true), ("2021-4-30", false), ("2021-13-01", false),
  ])
  func `A date is a day of the calendar`(_ text: String, _ expected: Bool) {
    #expect(isDate(text) == expected)
  }
}
