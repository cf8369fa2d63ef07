/// The closed list of what can be said of an indicator. The first five are verdicts, from the best to the worst.
package enum StatusCode: String, CaseIterable, Hashable, Sendable {
  /// Done, in use or reached.
  case achieved
  /// Going on, or the forecast is good.
  case onTrack = "on_track"
  /// Begun or planned; too early to forecast.
  case started
  /// A reservation is stated, or figures move the wrong way or too slowly.
  case atRisk = "at_risk"
  /// The target was due and is not reached.
  case notAchieved = "not_achieved"
  /// A value or a text is given, and no verdict.
  case reportedNoVerdict = "reported_no_verdict"
  /// Data or time are missing.
  case notYetAssessable = "not_yet_assessable"
  /// The indicator is printed and nothing is told of it.
  case notReported = "not_reported"

  /// Whether it says how it goes; the others say why nobody can tell.
  package var isVerdict: Bool {
    switch self {
    case .achieved, .onTrack, .started, .atRisk, .notAchieved: true
    case .reportedNoVerdict, .notYetAssessable, .notReported: false
    }
  }

  /// Whether a report with this status and figures with `computed` cannot both be right: one is good and the other bad, or the paper
  /// says that it has begun and the figures that it was due and missed.
  package func contradicts(_ computed: StatusCode) -> Bool {
    let good: Set<StatusCode> = [.achieved, .onTrack]
    let bad: Set<StatusCode> = [.atRisk, .notAchieved]
    if good.contains(self) && bad.contains(computed) || bad.contains(self) && good.contains(computed) { return true }
    return self == .started && computed == .notAchieved
  }

  /// Position in the order of the cases; verdicts from the best to the worst, then from the best to the least informed.
  package var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
