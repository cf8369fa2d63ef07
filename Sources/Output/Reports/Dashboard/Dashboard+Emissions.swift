import Charts
import Engine

/// Tonnes: where they go by year, what stands between the baseline and the target, and what each measure does.
extension Dashboard {
  var roadmap: [PageBlock] {
    let own = RoadmapReport([main], language: language)
    let trends = main.inputs.model.sectors.enumerated().map { s, sector -> Sparkline in
      let years = (main.sectors.row(sector.id) ?? []).map(road.inPlanUnit)
      let ends = ["sector": road.sectorName(s), "from": number(years.first), "to": number(years.last)]
      return Sparkline(description: wording.text("page.trend_text", ends), values: years)
    }
    return roadmapCharts + shown([transposedTotals]) + [
      .trends(
        own.sectors(in: targetYear),
        heading: wording.text("page.trend", ["first": String(road.years[0]), "last": String(road.years[road.years.count - 1])]), trends)
    ]
  }

  private func number(_ value: Double?) -> String { value.map { form.number($0, decimals: road.emissionDecimals) } ?? "–" }

  /// Years as columns read worse than years as rows; with many scenarios a scenario is a row instead.
  private var transposedTotals: TextTable {
    content.results.count > Self.mostSideBySide ? scenarioRows : road.totals
  }

  /// One row a scenario: forecast, target and gap of the target year.
  private var scenarioRows: TextTable {
    TextTable(
      title: road.headline.title, rowHeading: wording.text("page.scenario_heading"),
      columns: [
        .init("\(wording.text("forecast")) \(targetYear)", unit: road.emissionUnit), .init(wording.text("target"), unit: road.emissionUnit),
        .init(wording.text("gap"), unit: road.emissionUnit),
      ],
      rows: content.results.map { result in
        .init(
          road.scenarioName(result),
          [road.tonnes(result.total[targetIndex]), road.tonnes(result.target?.target.level), road.tonnes(result.target?.gap)])
      })
  }

  var gap: [PageBlock] { gapCharts + shown(budgetTables(["E"])) }

  var measures: [PageBlock] {
    let own = RoadmapReport([main], language: language)
    return measureCharts + shown(budgetTables(["A", "B"]) + [own.measureDetail].compactMap { $0 })
  }
}
