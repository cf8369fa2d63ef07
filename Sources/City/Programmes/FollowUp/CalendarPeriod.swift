/// A day of the Gregorian calendar, counted so that days can be subtracted.
package struct CalendarDay: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let year: Int
  package let month: Int
  package let day: Int

  /// Nil for a day that the calendar does not have, or a year outside 1800-2300.
  package init?(_ year: Int, _ month: Int, _ day: Int) {
    guard (1800...2300).contains(year), (1...12).contains(month), day >= 1, day <= Self.length(ofMonth: month, in: year) else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Days since 1 March of the year 0 (Hinnant, *chrono-compatible low-level date algorithms*, days_from_civil).
  package var number: Int {
    let shifted = month <= 2 ? year - 1 : year
    let monthFromMarch = (month + 9) % 12
    return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + (153 * monthFromMarch + 2) / 5 + day - 1
  }

  package static func < (a: CalendarDay, b: CalendarDay) -> Bool { a.number < b.number }

  /// `2021-04-30`
  package var description: String { "\(year)-\(twoDigits(month))-\(twoDigits(day))" }

  static func length(ofMonth month: Int, in year: Int) -> Int {
    if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
    return [4, 6, 9, 11].contains(month) ? 30 : 31
  }
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// A stretch of days as a paper dates it: a day, a month, a year, or from one of them to another.
package struct CalendarPeriod: Hashable, Sendable, CustomStringConvertible {
  package let first: CalendarDay
  package let last: CalendarDay
  /// As it was written.
  package let description: String

  /// Reads `2021-04-30`, `2021-04`, `2021`, `2021-01/2021-03`, `2023/2024` and `1950s`; nil for anything else and for a period that
  /// ends before it begins.
  package init?(_ text: String) {
    let ends = text.split(separator: "/", omittingEmptySubsequences: false).map { Self.span(String($0)) }
    guard (1...2).contains(ends.count), let from = ends[0], let to = ends[ends.count - 1], from.first <= to.last else { return nil }
    first = from.first
    last = to.last
    description = text
  }

  private static func span(_ text: String) -> (first: CalendarDay, last: CalendarDay)? {
    if text.hasSuffix("0s"), let year = Int(text.dropLast()), let first = CalendarDay(year, 1, 1), let last = CalendarDay(year + 9, 12, 31)
    {
      return (first, last)
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { $0.allSatisfy(\.isASCIIDigit) ? Int($0) : nil }
    guard numbers.count == parts.count, parts.count <= 3, parts[0].count == 4, parts.dropFirst().allSatisfy({ $0.count == 2 }) else {
      return nil
    }
    let month = numbers.count > 1 ? numbers[1] : nil
    guard (1...12).contains(month ?? 1) else { return nil }
    let lastMonth = month ?? 12
    let day = numbers.count > 2 ? numbers[2] : nil
    guard let first = CalendarDay(numbers[0], month ?? 1, day ?? 1),
      let last = CalendarDay(numbers[0], lastMonth, day ?? CalendarDay.length(ofMonth: lastMonth, in: numbers[0]))
    else { return nil }
    return (first, last)
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
