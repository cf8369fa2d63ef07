/// Why a driver cannot be carried to the horizon, with the facts a person needs to mend it.
package enum ProjectionError: Error, Hashable, Sendable {
  /// Years without a value that the rules do not fill. `known` is the range of the known years, nil when there are none.
  case missingYears(between: [Int], outside: [Int], known: ClosedRange<Int>?)
  /// A fit needs more years of history than it has coefficients.
  case tooFewPoints(driver: String, known: [Int], needed: Int)
  /// An exponential trend goes through logarithms.
  case notPositive(driver: String, years: [Int])
  /// An explaining driver that follows exactly from others and a constant; `others` is empty when it is constant itself.
  case collinearDrivers([CollinearDriver])
  /// An explaining driver without values in years that are to be projected.
  case driverNotKnown(driver: String, years: [Int])

  package struct CollinearDriver: Hashable, Sendable {
    package let driver: String
    package let others: [String]

    package init(driver: String, others: [String]) {
      self.driver = driver
      self.others = others
    }
  }
}

extension ProjectionError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missingYears(_, let outside, nil): "no value for \(yearRanges(outside)); no year is known"
    case .missingYears(let between, let outside, let known?):
      [
        between.isEmpty ? nil : "no value for \(yearRanges(between)), between known years",
        outside.isEmpty ? nil : "no value for \(yearRanges(outside)), outside the known years \(known.lowerBound)-\(known.upperBound)",
      ].compactMap { $0 }.joined(separator: "; ")
    case .tooFewPoints(let driver, let known, let needed):
      "'\(driver)' has \(known.count) usable \(known.count == 1 ? "year" : "years") of history"
        + (known.isEmpty ? "" : " (\(yearRanges(known)))") + "; at least \(needed) are needed"
    case .notPositive(let driver, let years): "'\(driver)' is not positive in \(yearRanges(years)), so it has no exponential trend"
    case .collinearDrivers(let drivers): drivers.map(\.words).joined(separator: "; ")
    case .driverNotKnown(let driver, let years): "the explaining driver '\(driver)' has no value for \(yearRanges(years))"
    }
  }
}

extension ProjectionError.CollinearDriver {
  fileprivate var words: String {
    others.isEmpty
      ? "driver '\(driver)' does not vary over the history, so it explains nothing"
      : "driver '\(driver)' follows exactly from \(others.map { "'\($0)'" }.joined(separator: ", ")) over the history; leave one of them out"
  }
}

/// `2026-2029, 2031` for rising years.
func yearRanges(_ years: [Int]) -> String {
  var ranges: [ClosedRange<Int>] = []
  for year in years {
    if let last = ranges.last, last.upperBound + 1 == year {
      ranges[ranges.count - 1] = last.lowerBound...year
    } else {
      ranges.append(year...year)
    }
  }
  return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ", ")
}
