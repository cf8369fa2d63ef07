import Diagnostics
import MarkedYAML

/// The parts of a city's page, in the order in which they stand when a plan names none.
package enum DashboardSection: String, CaseIterable, Sendable {
  case headline, roadmap, gap, measures, money, investments, programmes, comparison, sensitivity, sources, methods, manifest
}

/// What a plan says of its page; the command line may say otherwise.
package struct PagePlan: Sendable, Equatable {
  /// Id of the scenario that the page is about.
  package var scenario: String?
  /// Of the climate budget.
  package var year: Int?
  /// In their order; nil: all.
  package var sections: [DashboardSection]?
}

/// Reads the section `report`; its form has been checked.
func readPagePlan(_ root: MarkedNode, into problems: inout DiagnosticList) -> PagePlan {
  guard let node = root["report"], node.entries != nil else { return PagePlan() }
  if let scenario = node["scenario"], let id = scenario.text {
    let ids = root.records("scenarios").compactMap { $0.text("id") }
    if !ids.contains(id) {
      problems.error(
        scenario.place, "no scenario '\(id)'", expected: "the id of a scenario", hint: didYouMean(id, among: ids))
    }
  }
  var sections: [DashboardSection] = []
  for item in node.records("sections") {
    guard let section = item.text.flatMap(DashboardSection.init(rawValue:)) else { continue }
    if sections.contains(section) {
      problems.error(item.place, "the section '\(section.rawValue)' is named twice", expected: "each section once")
    }
    sections.append(section)
  }
  return PagePlan(
    scenario: node.text("scenario"), year: node.text("year").flatMap { Int($0) }, sections: sections.isEmpty ? nil : sections)
}
