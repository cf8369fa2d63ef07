/// What stands in a year between two known years.
package enum FillRule: String, Hashable, Sendable, CaseIterable {
  /// A gap is an error.
  case none
  /// The straight line between the known years on both sides.
  case linear
  /// The last known value holds until the next.
  case previous
}

/// What stands in a year before the first or after the last known year.
package enum OutsideRule: String, Hashable, Sendable, CaseIterable {
  case error
  /// The nearest known value holds.
  case hold
}

/// A value for every one of `years`, from the known years and the rules; a known year always keeps its value.
/// - Returns: values in the order of `years` and the unit of `known`.
/// - Throws: `.missingYears` with every year that the rules leave empty, not only the first.
package func filled(
  years: [Int], known: [Int: Double], gaps: FillRule, outside: OutsideRule
) throws(ProjectionError) -> [Double] {
  let knownYears = known.keys.sorted()
  let values = years.map { value(in: $0, known, knownYears, gaps, outside) }
  let missing = zip(years, values).filter { $1 == nil }.map(\.0).sorted()
  if missing.isEmpty { return values.compactMap { $0 } }
  guard let first = knownYears.first, let last = knownYears.last else { throw .missingYears(between: [], outside: missing, known: nil) }
  throw .missingYears(
    between: missing.filter { (first...last).contains($0) }, outside: missing.filter { !(first...last).contains($0) }, known: first...last)
}

private func value(in year: Int, _ known: [Int: Double], _ knownYears: [Int], _ gaps: FillRule, _ outside: OutsideRule) -> Double? {
  if let value = known[year] { return value }
  let before = knownYears.last { $0 < year }
  let after = knownYears.first { $0 > year }
  guard let before, let after else { return outside == .hold ? (before ?? after).flatMap { known[$0] } : nil }
  guard let start = known[before], let end = known[after] else { return nil }
  switch gaps {
  case .none: return nil
  case .previous: return start
  case .linear: return start + (end - start) * Double(year - before) / Double(after - before)
  }
}
