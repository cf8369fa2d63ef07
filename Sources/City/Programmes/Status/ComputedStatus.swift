/// What figures alone say of an indicator, and why.
package struct ComputedStatus: Hashable, Sendable {
  package enum Reason: String, CaseIterable, Hashable, Sendable {
    case reachedByDeadline = "reached_by_deadline"
    case missedAtDeadline = "missed_at_deadline"
    case reachedBeforeDeadline = "reached_before_deadline"
    case reachedWithoutDeadline = "reached_without_deadline"
    case asFastAsTime = "as_fast_as_time"
    case slowerThanTime = "slower_than_time"
    case towardsTarget = "towards_target"
    case notTowardsTarget = "not_towards_target"
    case rightDirection = "right_direction"
    case wrongDirection = "wrong_direction"
    case unchanged
    case noValue = "no_value"
    case noValueAtDeadline = "no_value_at_deadline"
    case noBaseline = "no_baseline"
    case changeWithoutBaseline = "change_without_baseline"
    case notComparable = "not_comparable"
  }

  package let code: StatusCode
  package let reason: Reason
  /// The level that the target asks for, in the indicator's unit.
  package let required: Double?
  /// Share of the way from baseline to target that has been gone; over 1 beyond the target, below 0 the other way.
  package let progress: Double?
  /// Share of the time from baseline to deadline that had passed when the value was measured.
  package let elapsed: Double?

  init(_ code: StatusCode, _ reason: Reason, required: Double? = nil, progress: Double? = nil, elapsed: Double? = nil) {
    self.code = code
    self.reason = reason
    self.required = required
    self.progress = progress
    self.elapsed = elapsed
  }
}

/// How far an indicator has moved from its baseline.
package enum IndicatorChange: Hashable, Sendable {
  /// A share of the baseline: -0.269 for 17.5 -> 12.8 days.
  case relative(Double)
  /// Percentage points, for units that are a percentage: 87 % -> 95 % is +8.
  case points(Double)
}

extension Indicator {
  /// The newest value that was known on a day: of a period that had begun, or undated.
  package func latestValue(by day: CalendarDay) -> Observation? { values.last { ($0.period?.first).map { $0 <= day } ?? true } }

  /// From baseline to the newest value known on a day; nil without both, and from a baseline of zero where no share can be taken.
  package func change(by day: CalendarDay) -> IndicatorChange? {
    guard let from = baseline?.amount.level(in: unit, from: nil), let to = latestValue(by: day)?.amount.level(in: unit, from: nil) else {
      return nil
    }
    if unit.isPercentage { return .points(to - from) }
    return from == 0 ? nil : .relative((to - from) / abs(from))
  }
}
