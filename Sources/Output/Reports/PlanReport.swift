import Diagnostics
import Emissions
import Engine
import LabelledArrays
import Scenarios

/// What a plan stands on: its measures, the sources of its figures, what was tuned or assumed, and every applied override.
package struct PlanReport: Sendable {
  let plan: CityPlan
  let wording: Wording
  let form: NumberForm
  private var language: String { wording.language.rawValue }
  private var city: String { plan.scenarios[0].inputs.plan.name.text(in: language) }

  package init(_ plan: CityPlan, language: Language) {
    self.plan = plan
    wording = Wording(language)
    form = NumberForm(language)
  }

  // MARK: Measures

  /// Every measure with who decides and does it, what it acts on, and in which scenarios it is.
  package var measures: [TextTable] {
    var seen: Set<String> = []
    let listings = plan.scenarios.flatMap { $0.inputs.measures }.filter { seen.insert($0.id).inserted }
    if listings.isEmpty { return [] }
    let rows = listings.map { listing in
      let scenarios = plan.scenarios.filter { $0.inputs.measures.contains { $0.id == listing.id } }.map(\.inputs.id)
      return TextTable.Row(
        listing.id,
        [
          listing.name.text(in: language), listing.owner ?? "", wording.name(listing.status.rawValue, in: "status") ?? "",
          wording.name(listing.effectClass.rawValue, in: "class") ?? "", listing.actsOn ?? "", listing.kind.rawValue,
          scenarios.joined(separator: " "),
        ].map(Cell.text))
    }
    let heads = [
      wording.text("measure"), wording.text("show.owner"), wording.text("show.status"), wording.text("show.class"), wording.text("show.acts_on"),
      wording.text("show.kind"), wording.text("show.scenarios"),
    ]
    return [TextTable(title: wording.text("show.measures", ["city": city]), rowHeading: "id", columns: heads.map { .init($0) }, rows: rows)]
  }

  // MARK: Sources

  package func sources(_ results: [ScenarioResult]) -> [TextTable] {
    [sourceTable, baseYearFactors(results), figures(.calibrated), figures(.assumed), figures(.illustrative)].compactMap { $0 }
  }

  private var allOrigins: [(key: String, origins: [(scenario: String, origin: Origin)])] {
    var byKey: [String: [(String, Origin)]] = [:]
    for scenario in plan.scenarios { for (key, origin) in scenario.origins { byKey[key, default: []].append((scenario.inputs.id, origin)) } }
    return byKey.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private var sourceTable: TextTable? {
    let used = allOrigins.compactMap { $0.origins.lazy.compactMap(\.origin.source).first }
    let counts = Dictionary(grouping: used) { $0 }.mapValues(\.count).sorted { $0.key < $1.key }
    if counts.isEmpty { return nil }
    return TextTable(
      title: wording.text("show.sources", ["city": city]), rowHeading: "id",
      columns: [.init(wording.text("show.figures")), .init(wording.text("show.source_title")), .init(wording.text("show.publisher")), .init(wording.text("show.address"))],
      rows: counts.map { id, count in
        let source = plan.sources[id]
        return .init(id, [.number(Double(count), decimals: 0), .text(source?.title ?? ""), .text(source?.publisher ?? ""), .text(source?.address ?? "")])
      })
  }

  /// The factors by which the model was scaled to the inventory, one column per scenario.
  private func baseYearFactors(_ results: [ScenarioResult]) -> TextTable? {
    guard let calibration = results.lazy.compactMap(\.calibration).first else { return nil }
    let sectors = results[0].inputs.model.sectors
    return TextTable(
      title: wording.text("show.base_year_factors", ["city": city, "year": String(calibration.year)]), rowHeading: wording.text("sector"),
      columns: results.map { .init($0.inputs.id) },
      rows: sectors.enumerated().map { s, sector in .init(sector.id, results.map { .number($0.calibration?.factors[s], decimals: 4) }) })
  }

  /// All figures of a kind that must be told: where they stand, what they are, and why.
  private func figures(_ kind: ProvenanceKind) -> TextTable? {
    let rows = allOrigins.flatMap { key, found -> [TextTable.Row] in
      let ofKind = found.filter { $0.origin.kind == kind }
      return Dictionary(grouping: ofKind) { $0.origin.spoken }.sorted { $0.key < $1.key }.map { spoken, origins in
        let origin = origins[0].origin
        let scenarios = origins.count == plan.scenarios.count ? wording.text("show.all") : origins.map(\.scenario).joined(separator: " ")
        return .init(key, [.text(spoken), .text(scenarios), .text(origin.source ?? ""), .text("\(origin.place)"), .text(origin.note ?? "")])
      }
    }
    if rows.isEmpty { return nil }
    let kindName = wording.name(kind.rawValue, in: "kind") ?? kind.rawValue
    return TextTable(
      title: wording.text("show.figures_of_kind", ["city": city, "kind": kindName]), rowHeading: wording.text("show.key"),
      columns: [
        .init(wording.text("show.figure")), .init(wording.text("show.scenarios")), .init(wording.text("show.source")), .init(wording.text("show.place")),
        .init(wording.text("show.note")),
      ], rows: rows)
  }

  // MARK: Overrides

  /// The log of applied overrides, scenario by scenario, in the order of their application.
  package var overrides: [TextTable] {
    plan.scenarios.compactMap { scenario in
      if scenario.overrides.isEmpty { return nil }
      return TextTable(
        title: wording.text("show.overrides", ["scenario": scenario.inputs.id]), rowHeading: wording.text("show.key"),
        columns: [
          .init(wording.text("show.action")), .init(wording.text("show.new_value")), .init(wording.text("show.place")), .init(wording.text("show.replaced")),
        ],
        rows: scenario.overrides.map { applied in
          .init(applied.key, [.text(applied.action), .text(applied.new), .text("\(applied.place)"), .text(applied.replaced.map { "\($0)" } ?? "")])
        })
    }
  }
}
