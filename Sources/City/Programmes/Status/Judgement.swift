/// The rules by which figures give a status.
///
/// Only a level that was due, and a value of the time it was due or later, give `achieved` or `not_achieved`. Before that:
/// a level already reached is on track; one that is not is on track when the share of the way gone is at least the share of the
/// time gone (or, where the baseline has no date, when it has moved towards the target), else at risk. Without a numeric target a
/// goal to increase or decrease is on track when it has moved its way since the baseline, at risk when it has moved the other way.
/// What cannot be judged says why.
package struct Judgement: Sendable {
  /// Deviations up to this share of the required level (without a target: of the baseline) count as none; and progress may lag
  /// behind time by this share of the whole way.
  package let tolerance: Double

  package init(tolerance: Double) {
    precondition((0..<1).contains(tolerance), "a tolerance of \(tolerance) is no share")
    self.tolerance = tolerance
  }

  /// - Parameters:
  ///   - day: what is known and what is due is taken as of this day.
  ///   - due: when a target without a date of its own falls due.
  /// - Returns: nil when there is nothing to compute from: words, context, or neither target nor baseline.
  package func status(of indicator: Indicator, on day: CalendarDay, due: CalendarPeriod? = nil) -> ComputedStatus? {
    guard let direction = indicator.direction, direction != .qualitative else { return nil }
    let value = indicator.latestValue(by: day)
    guard let target = indicator.target else {
      return value.flatMap { trend(of: indicator, direction, $0) }
    }
    let deadline = (indicator.deadline ?? due)?.last
    guard let value else {
      return deadline.map { $0 < day } == true
        ? ComputedStatus(.notReported, .noValueAtDeadline) : ComputedStatus(.notYetAssessable, .noValue)
    }
    // A figure that is itself a change starts from no change.
    let baseline = indicator.unit.isChange ? 0 : indicator.baseline?.amount.level(in: indicator.unit, from: nil)
    guard let required = target.level(in: indicator.unit, from: baseline),
      let level = value.amount.level(in: indicator.unit, from: baseline)
    else {
      let lacksBaseline = baseline == nil && (target.isChange || value.amount.isChange)
      return ComputedStatus(.notYetAssessable, lacksBaseline ? .changeWithoutBaseline : .notComparable)
    }
    let way = Way(
      level: level, required: required, baseline: baseline, direction: direction,
      slack: tolerance * (required == 0 ? abs(baseline ?? 0) : abs(required)))
    return status(way, value: value.period.map { min($0.last, day) }, from: indicator.baseline?.period?.last, deadline: deadline, on: day)
  }

  private func status(
    _ way: Way, value: CalendarDay?, from start: CalendarDay?, deadline: CalendarDay?, on day: CalendarDay
  ) -> ComputedStatus {
    func told(_ code: StatusCode, _ reason: ComputedStatus.Reason, elapsed: Double? = nil) -> ComputedStatus {
      ComputedStatus(code, reason, required: way.required, progress: way.progress, elapsed: elapsed)
    }
    guard let deadline else {
      if way.isReached { return told(.achieved, .reachedWithoutDeadline) }
      return unreached(way) { told($0, $1) }
    }
    if let value, value >= deadline {
      return way.isReached ? told(.achieved, .reachedByDeadline) : told(.notAchieved, .missedAtDeadline)
    }
    if day > deadline { return told(.notReported, .noValueAtDeadline) }
    if way.isReached { return told(.onTrack, .reachedBeforeDeadline) }
    guard let progress = way.progress, progress > 0, let start, let value, start < deadline, start <= value else {
      return unreached(way) { told($0, $1) }
    }
    let elapsed = Double(value.number - start.number) / Double(deadline.number - start.number)
    return progress >= elapsed - tolerance
      ? told(.onTrack, .asFastAsTime, elapsed: elapsed) : told(.atRisk, .slowerThanTime, elapsed: elapsed)
  }

  /// A level not reached, where time cannot be set against it.
  private func unreached(_ way: Way, _ told: (StatusCode, ComputedStatus.Reason) -> ComputedStatus) -> ComputedStatus {
    guard let progress = way.progress else { return told(.notYetAssessable, .noBaseline) }
    return progress > 0 ? told(.onTrack, .towardsTarget) : told(.atRisk, .notTowardsTarget)
  }

  /// Without a numeric target only the direction can be judged.
  private func trend(of indicator: Indicator, _ direction: IndicatorDirection, _ value: Observation) -> ComputedStatus? {
    guard direction == .increase || direction == .decrease else { return nil }
    let baseline = indicator.unit.isChange ? 0 : indicator.baseline?.amount.level(in: indicator.unit, from: nil)
    guard let baseline, let level = value.amount.level(in: indicator.unit, from: baseline) else { return nil }
    let moved = level - baseline
    if abs(moved) <= tolerance * abs(baseline) { return ComputedStatus(.reportedNoVerdict, .unchanged) }
    return (moved > 0) == (direction == .increase) ? ComputedStatus(.onTrack, .rightDirection) : ComputedStatus(.atRisk, .wrongDirection)
  }
}

/// A level on its way from a baseline to what is required.
private struct Way {
  let level: Double
  let required: Double
  let baseline: Double?
  let direction: IndicatorDirection
  /// What still counts as reached, in the indicator's unit.
  let slack: Double

  var isReached: Bool {
    switch direction {
    case .atLeast, .increase: return level >= required - slack
    case .atMost, .decrease: return level <= required + slack
    case .reach, .qualitative:
      guard let baseline, baseline != required else { return abs(level - required) <= slack }
      return baseline < required ? level >= required - slack : level <= required + slack
    }
  }

  /// Nil without a baseline; a way of no length is gone when the level is reached.
  var progress: Double? {
    guard let baseline else { return nil }
    let length = required - baseline
    if length == 0 { return isReached ? 1 : 0 }
    let isAgainst = [.atLeast, .increase].contains(direction) && length < 0 || [.atMost, .decrease].contains(direction) && length > 0
    // The baseline was better than the level that is asked for: every step from there is one towards the worse.
    if isAgainst { return isReached ? 1 : 0 }
    return (level - baseline) / length
  }
}
