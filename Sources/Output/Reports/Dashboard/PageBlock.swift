import Charts
import Scenarios

/// What stands in a section of the page, before any markup.
enum PageBlock {
  /// What the section says, in a sentence.
  case finding(String)
  case paragraph(String)
  case figures([KeyFigure])
  case chart(any Chart, id: String)
  case table(TextTable)
  /// With a small picture of each row's way through the years, for the first rows.
  case trends(TextTable, heading: String, [Sparkline])
  /// A table that most readers need only to look something up; closed until it is asked for.
  case lookup(TextTable)
  /// Rows that each have a shape, a word and a count: the statuses of a follow-up.
  case lights([(light: TrafficLight, name: String, count: Int)])
}

/// A figure that stands out, with its unit and what it is.
struct KeyFigure {
  let figure: String
  let unit: String
  let meaning: String
}

struct PageSection {
  let section: DashboardSection
  let heading: String
  let blocks: [PageBlock]
}
