/// How a figure came to be. Assumed and illustrative figures are footnoted wherever they reach a table.
package enum ProvenanceKind: String, Sendable, CaseIterable, Comparable {
  case measured, projected, derived
  /// Tuned so that a published result comes out; the factor is reported.
  case calibrated
  /// Nobody has published it; the plan's author chose it.
  case assumed
  /// Invented to show how something works.
  case illustrative

  /// What a figure made from others is at best: the least certain of them, `derived` when all are sound.
  package static func combined(_ parts: some Sequence<ProvenanceKind>) -> ProvenanceKind {
    max(parts.max() ?? .derived, .derived)
  }

  package static func < (a: ProvenanceKind, b: ProvenanceKind) -> Bool { a.rank < b.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Whether a table must say so.
  package var isFootnoted: Bool { self == .calibrated || self == .assumed || self == .illustrative }
}
