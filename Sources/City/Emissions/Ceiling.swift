#if canImport(Glibc)
  import Glibc
#endif

/// Allowed emissions year by year, t CO2e/a.
package enum Ceiling: Sendable, Equatable {
  /// Straight from one level to another, held after it. Source of the form: North Karelian climate budgets,
  /// base × (1 - cut × (year - base year) / (target year - base year)).
  case straightLine(from: Level, to: Level)
  /// Falls by the same percentage every year.
  case constantPercentage(first: Level, yearlyFactor: Double)
  /// One level per year of the model; nil where none is set.
  case given([Double?])

  package struct Level: Sendable, Equatable {
    package var year: Int
    package var level: Double

    package init(year: Int, level: Double) {
      self.year = year
      self.level = level
    }
  }

  /// The ceiling of each year; nil before the first year that has one.
  package func levels(_ years: [Int]) -> [Double?] {
    switch self {
    case .straightLine(let from, let to):
      years.map { year in
        if year < from.year { return nil }
        if year >= to.year { return to.level }
        return from.level + (to.level - from.level) * Double(year - from.year) / Double(to.year - from.year)
      }
    case .constantPercentage(let first, let yearlyFactor):
      years.map { $0 < first.year ? nil : first.level * pow(yearlyFactor, Double($0 - first.year)) }
    case .given(let levels): levels
    }
  }
}

/// What is left of one year's emissions the next year, so that a first year of `first` and all later years together use up
/// `budget` exactly: Σ first · f^i = budget, so f = 1 - first / budget. Nil when the first year alone uses it up.
/// Source of the method: Kuriakose et al. (2022), What does the Paris Agreement mean for UK local and regional authorities,
/// and Manchester City Council's carbon budget.
package func yearlyFactor(usingUp budget: Double, first: Double) -> Double? {
  first > 0 && first < budget ? 1 - first / budget : nil
}

/// As above for the `years` years from the first on: Σ_{i < years} first · f^i = budget, solved by bisection.
package func yearlyFactor(usingUp budget: Double, first: Double, years: Int) -> Double? {
  guard first > 0, first < budget, budget < first * Double(years) else { return nil }
  var low = 0.0, high = 1.0
  for _ in 0..<200 {
    let middle = (low + high) / 2
    var sum = 0.0
    for _ in 0..<years { sum = first + sum * middle }
    if sum < budget { low = middle } else { high = middle }
  }
  return (low + high) / 2
}

/// Ceilings from which an overrun of one year is taken off the next year's: the sum of emissions stays the same.
package func carryingOverruns(_ ceilings: [Double?], emissions: [Double]) -> [Double?] {
  var overrun = 0.0
  return zip(ceilings, emissions).map { ceiling, emitted in
    guard let ceiling else { return nil }
    let allowed = ceiling - overrun
    overrun = max(0, emitted - allowed)
    return allowed
  }
}
