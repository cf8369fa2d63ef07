/// A figure of an indicator as its paper prints it: a level, or a change from somewhere.
package enum IndicatorAmount: Hashable, Sendable {
  case level(Double)
  /// `1/4`, as printed; a level where the unit is a share, else not comparable with a number.
  case fraction(Int, Int)
  /// A share of the baseline: -0.1 for `-10 %`.
  case relativeChange(Double)
  /// Percentage points, for units that are a percentage.
  case pointChange(Double)
  /// In the indicator's unit.
  case absoluteChange(Double)

  /// Reads a plain number, `-10 %`, `-3 pp`, `+200` or `1/4`.
  /// - Parameter unit: in a unit that is itself a change (`% change on previous year`) every number is a relative change.
  /// - Returns: nil when the text is none of these.
  package init?(_ text: String, unit: IndicatorUnit) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2 {
      guard let above = Int(parts[0]), let below = Int(parts[1]), above >= 0, below > 0 else { return nil }
      self = .fraction(above, below)
      return
    }
    let isSigned = text.hasPrefix("+") || text.hasPrefix("-")
    let words = text.split(separator: " ")
    guard let first = words.first, words.count <= 2, let number = decimal(first) else { return nil }
    switch words.count == 2 ? words[1] : "" {
    case "%": if isSigned { self = .relativeChange(number / 100) } else { return nil }
    case "pp": if isSigned { self = .pointChange(number) } else { return nil }
    case "" where unit.isChange: self = .relativeChange(number / 100)
    case "": self = isSigned ? .absoluteChange(number) : .level(number)
    default: return nil
    }
  }

  /// Whether it says how far, not where to.
  package var isChange: Bool {
    switch self {
    case .relativeChange, .pointChange, .absoluteChange: true
    case .level, .fraction: false
    }
  }

  /// Where the figure stands, in the indicator's unit; nil for a fraction of something else than the unit, and for a change from a
  /// level that is not known.
  /// - Parameter baseline: the level that a change starts from.
  package func level(in unit: IndicatorUnit, from baseline: Double?) -> Double? {
    switch self {
    case .level(let level): level
    case .fraction(let above, let below): unit.isShare ? Double(above) / Double(below) : nil
    case .relativeChange(let change): unit.isChange ? change : baseline.map { $0 + change * abs($0) }
    case .pointChange(let points): unit.isPercentage ? baseline.map { $0 + points } : nil
    case .absoluteChange(let amount): baseline.map { $0 + amount }
    }
  }
}

/// What an indicator is counted in, as printed; the text is kept, and only what decides arithmetic is read from it.
package struct IndicatorUnit: Hashable, Sendable, CustomStringConvertible {
  package let description: String

  package init(_ text: String) { description = text }

  package var isBlank: Bool { description.isEmpty }
  /// The figures themselves are changes in per cent: `% change on previous year`.
  package var isChange: Bool { description.hasPrefix("% change") }
  /// A share written with a per cent sign, so that percentage points can be added.
  package var isPercentage: Bool { description.hasPrefix("%") && !isChange }
  /// A pure share of one.
  package var isShare: Bool { description == "share" }
}

/// A plain decimal with an optional sign; nil for what only `Double` would take.
private func decimal(_ text: Substring) -> Double? {
  guard !text.isEmpty, text.allSatisfy({ "0123456789.+-".contains($0) }), text.contains(where: \.isNumber) else { return nil }
  return Double(text)
}
