import Charts
import Scenarios

/// The page of kept runs: what was found then, told without the files it was found from.
package struct KeptRunsPage: Sendable {
  /// A scenario of a run, with its figures.
  private struct World {
    let name: String
    let figures: [RunFigure]

    func byYear(_ item: String, _ id: String? = nil) -> [Int: Double] {
      let found = figures.filter { $0.item == item && (id == nil || $0.id == id) }
      return Dictionary(found.compactMap { figure in figure.year.flatMap { year in figure.value.map { (year, $0) } } }) { first, _ in first
      }
    }

    /// In the order in which the run tells them.
    var sectors: [String] { figures.filter { $0.item == "sector" }.map(\.id).uniqued() }
    var target: RunFigure? { figures.first { $0.item == "target" } }
  }

  private let runs: [(document: KeptRunDocument, figures: [RunFigure])]
  private let worlds: [World]
  private let wording: Wording
  private let form: NumberForm
  private let unit: String

  /// - Parameter runs: at least one.
  package init(_ runs: [(document: KeptRunDocument, figures: [RunFigure])], language: Language) {
    self.runs = runs
    wording = Wording(language)
    form = NumberForm(language)
    unit = wording.unit("kt CO2e")
    worlds = runs.flatMap { run in
      run.figures.map(\.scenario).uniqued().map { scenario in
        World(name: "\(scenario) (\(run.document.shortId))", figures: run.figures.filter { $0.scenario == scenario })
      }
    }
  }

  package var page: DashboardPage {
    let sections: [(DashboardSection, [PageBlock])] = [(.headline, headline), (.roadmap, roadmap), (.manifest, manifest)]
    return DashboardPage(
      language: wording.language, title: wording.text("page.kept_title"), lead: [wording.text("page.kept_lead")],
      sections: sections.filter { !$0.1.isEmpty }.map { section, blocks in
        PageSection(section: section, heading: wording.name(section.rawValue, in: "page_section") ?? "", blocks: blocks)
      }, wording: wording, form: form)
  }

  private var headline: [PageBlock] {
    let told = worlds.filter { $0.target != nil }
    if told.isEmpty { return [] }
    let rows = told.map { world -> TextTable.Row in
      let target = world.target, forecast = target?.year.flatMap { world.byYear("total")[$0] }
      let gap = forecast.flatMap { forecast in target?.value.map { forecast - $0 } }
      let chance = world.figures.first { $0.item == "target_probability" }?.value
      return .init(
        world.name,
        [target?.year.map { .year($0) } ?? .blank] + [forecast, target?.value, gap].map { .number($0, decimals: 1) }
          + [.number(chance.map { $0 * 100 }, decimals: 1)])
    }
    let table = TextTable(
      title: wording.text("page.kept_headline"), rowHeading: wording.text("page.scenario_heading"),
      columns: [
        .init(wording.text("year")), .init(wording.text("forecast"), unit: unit), .init(wording.text("target"), unit: unit),
        .init(wording.text("gap"), unit: unit), .init(wording.text("ensemble.probability"), unit: "%"),
      ], rows: rows)
    return [.table(table)]
  }

  private var roadmap: [PageBlock] {
    worlds.enumerated().compactMap { number, world -> PageBlock? in
      let total = world.byYear("total"), years = total.keys.sorted(), ceiling = world.byYear("ceiling")
      guard let first = years.first, let last = years.last, first < last else { return nil }
      let areas = world.sectors.map { id -> ChartSeries in
        let values = world.byYear("sector", id)
        return ChartSeries(wording.name(id, in: "sector") ?? id, years.map { values[$0] ?? 0 })
      }
      let ends = [
        "city": world.name, "first": String(first), "year": String(last),
        "from": form.quantity(total[first] ?? 0, decimals: 1, unit: unit), "to": form.quantity(total[last] ?? 0, decimals: 1, unit: unit),
      ]
      let chart = StackedAreaChart(
        title: wording.text("page.chart_sectors", ends),
        description: wording.text("chart.description", ["first": String(first), "last": String(last), "unit": unit]),
        x: .years(wording.text("year")), y: ChartAxis("", unit: unit), positions: years.map(Double.init), areas: areas,
        lines: ceiling.isEmpty ? [] : [ChartLine(wording.text("emission_ceiling"), years.map { ceiling[$0] }, style: .dashed)])
      return .chart(chart, id: "kept-\(number)")
    }
  }

  private var manifest: [PageBlock] {
    runs.flatMap { run -> [PageBlock] in
      let tables = keptRunTables(run.document, figures: [], language: wording.language)
      return tables.prefix(1).map(PageBlock.table) + tables.dropFirst().map { .lookup($0.titled("\($0.title) (\(run.document.shortId))")) }
        + [.lookup(allFigures(run))]
    }
  }

  private func allFigures(_ run: (document: KeptRunDocument, figures: [RunFigure])) -> TextTable {
    TextTable(
      title: "\(wording.text("runs.results")) (\(run.document.shortId))", rowHeading: wording.text("runs.scenarios"),
      columns: [
        .init(wording.text("runs.field")), .init("id"), .init(wording.text("year")), .init(wording.text("runs.value")),
        .init(wording.text("invest.unit")),
      ],
      rows: run.figures.map { figure in
        .init(
          figure.scenario,
          [
            .text(figure.item), .text(figure.id), figure.year.map { .year($0) } ?? .blank, .number(figure.value, decimals: 3),
            .text(figure.unit == "1" ? "" : wording.unit(figure.unit)),
          ])
      })
  }
}

extension TextTable {
  /// The same table under another title.
  func titled(_ title: String) -> TextTable {
    TextTable(title: title, rowHeading: rowHeading, labelWidth: labelWidth, columns: columns, rows: rows, footnotes: footnotes)
  }
}
