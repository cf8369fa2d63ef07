/// What the city has promised: a level of emissions in a year, and what becomes of the rest.
package struct Target: Sendable, Equatable {
  package var id: String
  package var year: Int
  /// t CO2e/a at most.
  package var level: Double
  /// t CO2e/a that may remain and be left to sinks and offsets while the city still calls itself neutral. Nil: none is stated,
  /// and neutrality means that sinks and offsets of the plan cover everything.
  package var residual: Double?

  package init(id: String, year: Int, level: Double, residual: Double? = nil) {
    self.id = id
    self.year = year
    self.level = level
    self.residual = residual
  }

  package struct Outcome: Sendable, Equatable {
    package var target: Target
    /// t CO2e/a in the target year.
    package var forecast: Double
    /// forecast - level; positive: missed.
    package var gap: Double
    package var isMet: Bool
    /// First year from which the city stays neutral to the horizon; nil: not within it.
    package var neutralYear: Int?
  }

  /// - Parameters:
  ///   - total: emissions by year, before sinks.
  ///   - bound: sinks and offsets by year.
  package func outcome(years: [Int], total: [Double], bound: [Double]) -> Outcome? {
    guard let t = years.firstIndex(of: year) else { return nil }
    let isNeutral = zip(total, bound).map { total, bound in total - bound <= 0 || residual.map { total <= $0 } ?? false }
    let neutralFrom = isNeutral.lastIndex(of: false).map { $0 + 1 } ?? 0
    return Outcome(
      target: self, forecast: total[t], gap: total[t] - level, isMet: total[t] <= level,
      neutralYear: neutralFrom < years.count ? years[neutralFrom] : nil)
  }
}
