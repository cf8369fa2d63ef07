/// A development programme across the administration: who answers for it, what it may spend, and what it has spent.
package struct Programme: Hashable, Sendable {
  package struct Money: Hashable, Sendable {
    package let year: Int
    /// EUR.
    package let amount: Double
    /// What it went to, or where it came from.
    package let name: PublishedText

    package init(year: Int, amount: Double, name: PublishedText) {
      self.year = year
      self.amount = amount
      self.name = name
    }
  }

  package let id: String
  package let name: PublishedText
  package let owner: String
  /// First and last year; nil where the papers do not say.
  package let term: ClosedRange<Int>?
  /// The text by which rows of papers name it; they are its benefit targets and outcomes.
  package let section: String
  /// EUR a year.
  package let budget: Double?
  package let spent: [Money]
  package let external: [Money]
  package let measures: [String]
  package let projects: [String]
  package let nextSteps: [PublishedText]

  package init(
    id: String, name: PublishedText, owner: String = "", term: ClosedRange<Int>? = nil, section: String, budget: Double? = nil,
    spent: [Money] = [], external: [Money] = [], measures: [String] = [], projects: [String] = [], nextSteps: [PublishedText] = []
  ) {
    self.id = id
    self.name = name
    self.owner = owner
    self.term = term
    self.section = section
    self.budget = budget
    self.spent = spent
    self.external = external
    self.measures = measures
    self.projects = projects
    self.nextSteps = nextSteps
  }
}

/// A paper that tells how goals have come along, and the day it tells it of.
package struct FollowUpPaper: Hashable, Sendable {
  package let id: String
  package let name: PublishedText
  package let situation: CalendarPeriod
  /// When targets without a date of their own fall due: the year of yearly result targets, or the end of the term.
  package let targetsFallDue: CalendarPeriod?

  package init(id: String, name: PublishedText, situation: CalendarPeriod, targetsFallDue: CalendarPeriod? = nil) {
    self.id = id
    self.name = name
    self.situation = situation
    self.targetsFallDue = targetsFallDue
  }
}
