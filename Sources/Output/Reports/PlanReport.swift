import Diagnostics
import Emissions
import Engine
import LabelledArrays
import Sampling
import Scenarios

/// What a plan stands on: its measures, the sources of its figures, what was tuned or assumed, and every applied override.
package struct PlanReport: Sendable {
  let plan: CityPlan
  let wording: Wording
  let form: NumberForm
  var language: String { wording.language.rawValue }
  var city: String { plan.scenarios[0].inputs.plan.name.text(in: language) }

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
          wording.name(listing.effectClass.rawValue, in: "class") ?? "", listing.actsOn.map { wording.name($0, in: "acts_on") ?? $0 } ?? "",
          wording.name(listing.kind.rawValue, in: "figure_kind") ?? "",
          scenarios.joined(separator: " "),
        ].map(Cell.text))
    }
    let heads = [
      wording.text("measure"), wording.text("show.owner"), wording.text("show.status"), wording.text("show.class"),
      wording.text("show.acts_on"),
      wording.text("show.kind"), wording.text("show.scenarios"),
    ]
    return [TextTable(title: wording.text("show.measures", ["city": city]), rowHeading: "id", columns: heads.map { .init($0) }, rows: rows)]
  }

  // MARK: Sources

  package func sources(_ results: [ScenarioResult]) -> [TextTable] {
    [sourceTable, baseYearFactors(results), figures(.calibrated), figures(.assumed), figures(.illustrative)].compactMap { $0 }
  }

  private var sourceTable: TextTable? {
    let used = Set(plan.scenarios.flatMap { $0.origins.values.compactMap { origin in origin.source.map { [$0, origin.key] } } })
    let counts = Dictionary(grouping: used) { $0[0] }.mapValues(\.count).sorted { $0.key < $1.key }
    if counts.isEmpty { return nil }
    return TextTable(
      title: wording.text("show.sources", ["city": city]), rowHeading: "id",
      columns: [
        .init(wording.text("show.figures")), .init(wording.text("show.source_title")), .init(wording.text("show.publisher")),
        .init(wording.text("show.address"), isNote: true),
      ],
      rows: counts.map { id, count in
        let source = plan.sources[id]
        return .init(
          id, [.number(Double(count), decimals: 0)] + [source?.title, source?.publisher, source?.address].map { .text($0 ?? "") })
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

  /// All figures of a kind that must be told: where they stand, what they are, and why. The years of a series are one row.
  private func figures(_ kind: ProvenanceKind) -> TextTable? {
    let rows = series(of: kind).map { series in
      let all = series.scenarios.count == plan.scenarios.count
      return TextTable.Row(
        series.key,
        [
          .text(series.figures), .text(all ? wording.text("show.all") : series.scenarios.joined(separator: " ")),
          .text(series.origin.source ?? ""),
          .text(placeInPlan(series.origin.place)), .text(series.origin.note ?? ""),
        ])
    }
    if rows.isEmpty { return nil }
    let kindName = wording.name(kind.rawValue, in: "kind") ?? kind.rawValue
    let heads = [
      wording.text("show.figure"), wording.text("show.scenarios"), wording.text("show.source"), wording.text("show.place"),
      wording.text("show.note"),
    ]
    return TextTable(
      title: wording.text("show.figures_of_kind", ["city": city, "kind": kindName]), rowHeading: wording.text("show.key"), labelWidth: 50,
      columns: heads.enumerated().map { .init($1, isNote: [2, 4].contains($0), textWidth: $0 == 0 ? 30 : $0 == 1 ? 16 : nil) }, rows: rows)
  }

  /// A place in the plan's folder without the way to it.
  func placeInPlan(_ place: SourcePlace) -> String {
    let text = "\(place)"
    return text.hasPrefix(plan.path + "/") ? String(text.dropFirst(plan.path.count + 1)) : text
  }

  /// A figure, or the years of a series, as they stand in some of the scenarios.
  private struct FigureSeries {
    let key: String
    /// `0.945`, or `2021: 1, 2035: 0.945`
    let figures: String
    let scenarios: [String]
    let origin: Origin
  }

  private func series(of kind: ProvenanceKind) -> [FigureSeries] {
    let byScenario = plan.scenarios.flatMap { scenario -> [(scenario: String, key: String, figures: String, origin: Origin)] in
      let ofKind = scenario.origins.values.filter { $0.kind == kind }.sorted { $0.key < $1.key }
      return Dictionary(grouping: ofKind) { projectTable($0) ?? seriesKey($0.key) }.map { key, origins in
        if projectTable(origins[0]) != nil {
          return (scenario.inputs.id, key, wording.text("show.many_figures", ["count": String(origins.count)]), origins[0])
        }
        let years = origins.map { $0.key == key ? $0.spoken : "\($0.key.dropFirst(key.count + 1)): \($0.spoken)" }
        return (scenario.inputs.id, key, years.joined(separator: ", "), origins[0])
      }
    }
    let alike = Dictionary(grouping: byScenario) { [$0.key, $0.figures] }.values
    return alike.map { .init(key: $0[0].key, figures: $0[0].figures, scenarios: $0.map(\.scenario), origin: $0[0].origin) }
      .sorted { ($0.key, $0.figures) < ($1.key, $1.figures) }
  }

  /// The table of projects that a figure stands in: its hundreds of figures are one row.
  private func projectTable(_ origin: Origin) -> String? {
    guard origin.key.hasPrefix("investments.projects."), origin.place.file.hasSuffix(".csv") else { return nil }
    return "investments.projects, \(origin.place.file.split(separator: "/").last ?? "")"
  }

  /// The key of the series that a year's figure belongs to, or the key itself.
  private func seriesKey(_ key: String) -> String {
    guard let dot = key.lastIndex(of: "."), key[key.index(after: dot)...].count == 4, Int(key[key.index(after: dot)...]) != nil else {
      return key
    }
    return String(key[..<dot])
  }

  // MARK: Overrides

  /// The log of applied overrides, scenario by scenario, in the order of their application.
  package var overrides: [TextTable] {
    plan.scenarios.compactMap { scenario in
      if scenario.overrides.isEmpty { return nil }
      return TextTable(
        title: wording.text("show.overrides", ["scenario": scenario.inputs.id]), rowHeading: wording.text("show.key"),
        columns: [
          .init(wording.text("show.action")), .init(wording.text("show.new_value")), .init(wording.text("show.place")),
          .init(wording.text("show.replaced")),
        ],
        rows: scenario.overrides.map { applied in
          .init(
            applied.key,
            [applied.action, shortened(applied.new), "\(applied.place)", replaced(applied)].map(Cell.text))
        })
    }
  }

  /// Where the old value stood, and whether a distribution went with it.
  private func replaced(_ applied: AppliedOverride) -> String {
    guard let place = applied.replaced else { return "" }
    return applied.endedDistributions.isEmpty ? "\(place)" : wording.text("show.replaced_distribution", ["place": "\(place)"])
  }

  /// A value on one line of a table; its place leads to the whole of it.
  private func shortened(_ value: String) -> String { value.count > 36 ? value.prefix(34) + " …" : value }
}
