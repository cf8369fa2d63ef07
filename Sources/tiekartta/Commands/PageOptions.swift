import ArgumentParser
import Scenarios

/// What a page tells of a plan, for a file and for a server.
struct PageOptions: ParsableArguments {
  @Option(help: "The scenario that the page is about. (default: that of the plan, or the last whose measures are decided)")
  var scenario: String?

  @Option(help: "Year of the climate budget. (default: that of the plan, or the second after its closed year)")
  var year: Int?

  @Option(
    help: """
      Sections in their order: headline, roadmap, gap, measures, money, investments, programmes, comparison, sensitivity, sources, \
      methods, manifest. (default: those of the plan, or all)
      """)
  var sections: Sections?

  @Option(help: "Draws of the plan's uncertain figures; 0: without uncertainty.")
  var draws = 10_000

  @Option(help: "Seed of the draws.")
  var seed: UInt64 = 1

  @Option(help: "Also the best portfolio at each of these levels of the cap: cap=LOW..HIGH/STEP in MEUR; takes its time.")
  var sweep: Sweep?

  func sections(of city: CityPlan) -> [DashboardSection] { sections?.chosen ?? city.page.sections ?? DashboardSection.allCases }

  func validate() throws {
    if draws != 0, !(4...1_000_000_000).contains(draws) { throw ValidationError("--draws is \(draws); expected 0, or 4 to 1000000000") }
    if let year, !(1990...2200).contains(year) { throw ValidationError("--year is \(year); expected a year from 1990 to 2200") }
  }
}

/// Sections of the page, as `headline,gap,sources`.
struct Sections: ExpressibleByArgument, CustomStringConvertible {
  let chosen: [DashboardSection]

  init(_ chosen: [DashboardSection]) { self.chosen = chosen }

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map { DashboardSection(rawValue: String($0)) }
    guard !parts.contains(nil), Set(parts).count == parts.count else { return nil }
    chosen = parts.compactMap { $0 }
  }

  var description: String { chosen.map(\.rawValue).joined(separator: ",") }
}
