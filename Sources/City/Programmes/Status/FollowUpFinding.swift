/// Something in the papers that a reader should know before believing a status.
package struct FollowUpFinding: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    /// The paper and the figures cannot both be right.
    case contradiction
    /// The target is a change, and the level that it starts from is not printed.
    case changeWithoutBaseline = "change_without_baseline"
    /// The target lies on the wrong side of the baseline for its direction.
    case targetAgainstDirection = "target_against_direction"
    /// Target and value, or target and baseline, are not in one unit.
    case notComparable = "not_comparable"
    /// There is a figure and no unit.
    case numberWithoutUnit = "number_without_unit"
    /// The rows of one indicator give different figures for one date.
    case rowsDisagree = "rows_disagree"
    /// The rows of one indicator are given different verdicts.
    case toldDifferently = "told_differently"
    /// The target was due, and no value of that time is told.
    case dueAndNotReported = "due_and_not_reported"
    /// The value is dated after the day that the paper tells of.
    case valueFromTheFuture = "value_from_the_future"
  }

  package let kind: Kind
  /// Id of the row that it is found at.
  package let row: String
}

/// The findings about rows, in the order of the rows.
package func followUpFindings(_ rows: [JudgedRow]) -> [FollowUpFinding] {
  rows.flatMap { row -> [FollowUpFinding] in
    let first = rows.first { $0.indicator.id == row.indicator.id }?.placement.row == row.placement.row
    var kinds: [FollowUpFinding.Kind] = []
    if row.isContradiction { kinds.append(.contradiction) }
    // What holds for the indicator is told once, however many goals it stands under.
    if first { kinds += row.indicator.findings }
    if first, Set(rows.filter { $0.indicator.id == row.indicator.id }.compactMap(\.reported).filter(\.isVerdict)).count > 1 {
      kinds.append(.toldDifferently)
    }
    if row.computed?.reason == .noValueAtDeadline { kinds.append(.dueAndNotReported) }
    if row.placement.hasValue, row.value == nil { kinds.append(.valueFromTheFuture) }
    return kinds.map { FollowUpFinding(kind: $0, row: row.placement.row) }
  }
}

extension Indicator {
  fileprivate var findings: [FollowUpFinding.Kind] {
    let start = unit.isChange ? 0 : baseline?.amount.level(in: unit, from: nil)
    let required = target?.level(in: unit, from: start)
    var kinds: [FollowUpFinding.Kind] = []
    if let target, target.isChange, start == nil { kinds.append(.changeWithoutBaseline) }
    if target != nil, required == nil, baseline != nil || !values.isEmpty, !kinds.contains(.changeWithoutBaseline) {
      kinds.append(.notComparable)
    }
    if let start, let required, !unit.isChange, direction == .increase && required < start || direction == .decrease && required > start {
      kinds.append(.targetAgainstDirection)
    }
    let hasFigure = baseline != nil || !values.isEmpty || target.map { !$0.isRelative } ?? false
    if unit.isBlank, hasFigure { kinds.append(.numberWithoutUnit) }
    if disagreesWithItself { kinds.append(.rowsDisagree) }
    return kinds
  }
}

extension IndicatorAmount {
  /// A change in per cent needs no unit.
  fileprivate var isRelative: Bool { if case .relativeChange = self { true } else { false } }
}
