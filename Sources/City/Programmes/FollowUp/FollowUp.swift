/// What a city follows: its papers, its programmes and its indicators.
package struct FollowUp: Sendable {
  package let papers: [FollowUpPaper]
  package let programmes: [Programme]
  package let indicators: [Indicator]
  package let tolerance: Double
  /// Ids of all rows, in the order in which reports show them.
  package let rowOrder: [String]

  /// - Parameter rowOrder: nil: the order of the indicators.
  package init(papers: [FollowUpPaper], programmes: [Programme], indicators: [Indicator], tolerance: Double, rowOrder: [String]? = nil) {
    self.papers = papers
    self.programmes = programmes
    self.indicators = indicators
    self.tolerance = tolerance
    self.rowOrder = rowOrder ?? indicators.flatMap { $0.placements.map(\.row) }
  }

  /// Every row of every paper with its status, in the order of the papers and of their rows.
  /// - Parameter day: nil: each paper as of its own situation. A day: papers of later situations are left out, and what was due by then
  ///   counts as due.
  package func judged(on day: CalendarDay? = nil) -> [JudgedRow] {
    let judgement = Judgement(tolerance: tolerance)
    let position = Dictionary(rowOrder.enumerated().map { ($1, $0) }) { first, _ in first }
    return papers.flatMap { paper -> [JudgedRow] in
      guard day.map({ paper.situation.last <= $0 }) ?? true else { return [] }
      let asOf = day ?? paper.situation.last
      let rows = indicators.flatMap { indicator in indicator.placements.filter { $0.paper == paper.id }.map { (indicator, $0) } }
      return rows.sorted { position[$0.1.row, default: 0] < position[$1.1.row, default: 0] }.map { indicator, placement in
        JudgedRow(
          indicator: indicator, placement: placement, day: asOf,
          computed: judgement.status(of: indicator, on: asOf, due: paper.targetsFallDue))
      }
    }
  }

  /// Papers whose situation is after a day; they are not known then.
  package func papers(after day: CalendarDay) -> [FollowUpPaper] { papers.filter { $0.situation.last > day } }
}

/// A row with what its paper says and what the figures say, kept apart.
package struct JudgedRow: Sendable {
  package enum StatusOrigin: String, Sendable {
    /// As the paper says.
    case reported
    /// Our verdict from the figures.
    case computed
  }

  package let indicator: Indicator
  package let placement: Placement
  /// As of when.
  package let day: CalendarDay
  package let computed: ComputedStatus?

  package var reported: StatusCode? { placement.reported }
  package var value: Observation? { indicator.latestValue(by: day) }
  package var isContext: Bool { indicator.direction == nil }

  /// The status that is shown: the paper's verdict where it gives one, else that of the figures, else why there is none. Nil for
  /// context, which is nobody's goal.
  package var status: StatusCode? {
    if isContext { return nil }
    if let reported, reported.isVerdict { return reported }
    if let computed, computed.code.isVerdict { return computed.code }
    if let reported { return reported }
    if placement.hasValue { return .reportedNoVerdict }
    return computed?.code ?? .notReported
  }

  /// Who gives the status that is shown.
  package var statusOrigin: StatusOrigin? {
    guard let status else { return nil }
    return reported == status ? .reported : .computed
  }

  package var isContradiction: Bool { computed.map { reported?.contradicts($0.code) == true } ?? false }
}
