/// How one status is made of many. Only verdicts count; where there is none, the most frequent of the other codes stands.
package enum RollUpRule: String, CaseIterable, Sendable {
  /// As bad as the worst verdict.
  case worst
  /// The most frequent verdict; among equals the worse.
  case most
}

/// A status with the counts that it is made of.
package struct RollUp: Hashable, Sendable {
  /// Rows by status; context is not among them.
  package let counts: [StatusCode: Int]
  /// Figures told as context or comparison.
  package let context: Int
  /// Nil when there are only context figures.
  package let status: StatusCode?

  package init(_ rows: some Sequence<JudgedRow>, by rule: RollUpRule) {
    let statuses = rows.map(\.status)
    let counts = Dictionary(statuses.compactMap { $0 }.map { ($0, 1) }, uniquingKeysWith: +)
    self.counts = counts
    context = statuses.count { $0 == nil }
    let verdicts = counts.keys.filter(\.isVerdict)
    func mostFrequent(_ codes: some Sequence<StatusCode>) -> StatusCode? {
      codes.max { (counts[$0, default: 0], $0.rank) < (counts[$1, default: 0], $1.rank) }
    }
    if verdicts.isEmpty {
      status = mostFrequent(counts.keys)
    } else {
      status = rule == .worst ? verdicts.max { $0.rank < $1.rank } : mostFrequent(verdicts)
    }
  }

  /// Rows that have a status.
  package var total: Int { counts.values.reduce(0, +) }
}
