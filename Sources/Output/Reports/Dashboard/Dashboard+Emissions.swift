import Engine

/// Tonnes: where they go by year, what stands between the baseline and the target, and what each measure does.
extension Dashboard {
  var roadmap: [PageBlock] {
    let tables = [transposedTotals, road.sectors(in: targetYear)]
    return roadmapCharts + shown(tables)
  }

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
