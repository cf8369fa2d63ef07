/// A text in the languages that its paper has; nothing is translated.
package struct PublishedText: Hashable, Sendable {
  /// By language code, blanks left out.
  package let texts: [String: String]

  package init(_ texts: [String: String]) { self.texts = texts.filter { !$0.value.isEmpty } }

  package var isEmpty: Bool { texts.isEmpty }

  /// The text for a reader of a language, and the language it is in: a Swedish reader gets Finnish before English.
  package func text(for language: String) -> (text: String, language: String)? {
    let order = [language] + (language == "sv" ? ["fi", "en"] : ["en", "fi", "sv"])
    return order.lazy.compactMap { code in texts[code].map { ($0, code) } }.first
  }
}

/// What a goal asks of its indicator.
package enum IndicatorDirection: String, CaseIterable, Hashable, Sendable {
  case atLeast = "at_least"
  case atMost = "at_most"
  case increase, decrease, reach
  /// Judged in words only.
  case qualitative
}

/// A figure with the date it holds for.
package struct Observation: Hashable, Sendable {
  package let amount: IndicatorAmount
  /// Nil where the paper prints no date.
  package let period: CalendarPeriod?

  package init(_ amount: IndicatorAmount, _ period: CalendarPeriod?) {
    self.amount = amount
    self.period = period
  }
}

/// Something that is followed. It is stored once, however many goals it stands under.
package struct Indicator: Hashable, Sendable {
  /// The id of its row, or of the link that joins several.
  package let id: String
  package let name: PublishedText
  package let unit: IndicatorUnit
  /// Nil for a figure that is told as context or comparison and is nobody's goal.
  package let direction: IndicatorDirection?
  package let baseline: Observation?
  /// Nil is a value of its own: no numeric target.
  package let target: IndicatorAmount?
  package let deadline: CalendarPeriod?
  /// In order of time, undated ones first.
  package let values: [Observation]
  /// Where it stands; at least one.
  package let placements: [Placement]
  /// Ids of measures and projects of the plan that work on it.
  package let measures: [String]
  package let projects: [String]

  package init(
    id: String, name: PublishedText, unit: IndicatorUnit, direction: IndicatorDirection?, baseline: Observation?, target: IndicatorAmount?,
    deadline: CalendarPeriod?, values: [Observation], placements: [Placement], measures: [String] = [], projects: [String] = []
  ) {
    precondition(!placements.isEmpty, "the indicator '\(id)' stands nowhere")
    self.id = id
    self.name = name
    self.unit = unit
    self.direction = direction
    self.baseline = baseline
    self.target = target
    self.deadline = deadline
    self.values = values.sorted { ($0.period?.last.number ?? 0) < ($1.period?.last.number ?? 0) }
    self.placements = placements
    self.measures = measures
    self.projects = projects
  }
}

/// One row of a paper: an indicator under a result target of a goal, and what is told of it there.
package struct Placement: Hashable, Sendable {
  /// Id of the row.
  package let row: String
  /// Id of the paper.
  package let paper: String
  package let domain: String
  package let programme: String
  package let unit: String
  package let goal: PublishedText
  package let resultTarget: PublishedText
  package let followUp: PublishedText
  /// What the paper says, by the closed list; nil where it says nothing in words.
  package let reported: StatusCode?
  /// A mark printed beside the target without a legend; kept, never read as a status.
  package let mark: String
  /// Whether the paper tells a figure for this row.
  package let hasValue: Bool
  /// Whether it prints that figure with about, over or nearly.
  package let isApproximate: Bool
  /// Every reservation about the row.
  package let note: String

  package init(
    row: String, paper: String, domain: String, programme: String, unit: String, goal: PublishedText, resultTarget: PublishedText,
    followUp: PublishedText, reported: StatusCode?, mark: String = "", hasValue: Bool, isApproximate: Bool = false, note: String = ""
  ) {
    self.row = row
    self.paper = paper
    self.domain = domain
    self.programme = programme
    self.unit = unit
    self.goal = goal
    self.resultTarget = resultTarget
    self.followUp = followUp
    self.reported = reported
    self.mark = mark
    self.hasValue = hasValue
    self.isApproximate = isApproximate
    self.note = note
  }
}
