import Emissions
import Engine
import LabelledArrays
import Scenarios
import Uncertainty

/// The page of one city in one language: will we make it, how surely, what is missing, what it costs, and what all of it rests on.
package struct Dashboard: Sendable {
  let content: DashboardContent
  let language: Language
  let wording: Wording
  let form: NumberForm
  /// The words and units of a roadmap, of all scenarios.
  let road: RoadmapReport

  package init(_ content: DashboardContent, language: Language) {
    self.content = content
    self.language = language
    wording = Wording(language)
    form = NumberForm(language)
    road = RoadmapReport(content.results, language: language)
  }

  /// - Parameter sections: in the order in which they are to stand.
  package func page(_ sections: [DashboardSection]) -> DashboardPage {
    DashboardPage(
      language: language, title: wording.text("page.title", ["city": road.city]), lead: lead,
      sections: sections.map { PageSection(section: $0, heading: heading($0), blocks: blocks($0)) }, wording: wording, form: form)
  }

  private func blocks(_ section: DashboardSection) -> [PageBlock] {
    let blocks =
      switch section {
      case .headline: headline
      case .roadmap: roadmap
      case .gap: gap
      case .measures: measures
      case .money: money
      case .investments: investments
      case .programmes: programmes
      case .comparison: comparison
      case .sensitivity: sensitivity
      case .sources: sources
      case .methods: methods
      case .manifest: manifest
      }
    return blocks.isEmpty ? [.paragraph(wording.text("page.empty"))] : blocks
  }

  private func heading(_ section: DashboardSection) -> String { wording.name(section.rawValue, in: "page_section") ?? section.rawValue }

  private var lead: [String] {
    let span = ["first": String(road.years[0]), "last": String(road.years[road.years.count - 1])]
    let scenario = wording.text("page.scenario", ["scenario": road.scenarioName(main)])
    return [scenario + " " + wording.text("page.years", span)]
  }

  // MARK: What the sections share

  var main: ScenarioResult { content.results[0] }
  var outcome: EnsembleOutcome? { content.outcomes.first }
  var targetYear: Int { main.target?.target.year ?? road.years[road.years.count - 1] }
  /// Place of the target year among the model's years.
  var targetIndex: Int { road.years.firstIndex(of: targetYear) ?? road.years.count - 1 }

  func tonnes(_ tonnes: Double) -> String {
    form.quantity(road.inPlanUnit(tonnes), decimals: road.emissionDecimals, unit: road.emissionUnit)
  }

  /// Footnotes of a kind of figures as sentences, for what is no table.
  func notes(_ kinds: some Sequence<ProvenanceKind>) -> [PageBlock] {
    Set(kinds).sorted().compactMap { kind in
      switch kind {
      case .calibrated: .paragraph(wording.text("page.note_calibrated"))
      case .assumed: .paragraph(wording.text("page.note_assumed"))
      case .illustrative: .paragraph(wording.text("page.note_illustrative"))
      case .measured, .projected, .derived: nil
      }
    }
  }

  /// A table is shown whole where it is short, and opened by those who look something up where it is long.
  func shown(_ tables: [TextTable]) -> [PageBlock] { tables.map { $0.rows.count > 40 ? .lookup($0) : .table($0) } }
}
