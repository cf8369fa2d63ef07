import Charts
import Engine

extension RoadmapReport {
  /// Stacked sectors of every scenario against ceiling and target, as one SVG.
  package var chart: String {
    multiples.svg(id: "roadmap-\(plan.id)", form: ChartForm(wording, form), width: results.count > 1 ? 1300 : 900)
  }

  /// A panel for each scenario.
  var multiples: SmallMultiples {
    SmallMultiples(title: chartTitle, description: chartDescription, panels: results.map { panel($0) })
  }

  /// The finding: how many scenarios meet the target.
  private var chartTitle: String {
    guard let target = results.lazy.compactMap(\.target).first?.target else {
      return wording.text("chart.title_without_target", ["city": city])
    }
    let met = results.filter { $0.target?.isMet == true }.count
    return wording.text(
      "chart.title",
      [
        "city": city, "count": String(met), "all": String(results.count), "year": String(targetYear),
        "level": form.quantity(inPlanUnit(target.level), decimals: emissionDecimals, unit: emissionUnit),
      ])
  }

  var chartDescription: String {
    let frame = wording.text(
      "chart.description", ["first": String(years[0]), "last": String(years[years.count - 1]), "unit": emissionUnit])
    return ([frame] + results.map { panelHeading($0) }).joined(separator: " ")
  }

  private func panelHeading(_ result: ScenarioResult) -> String {
    guard let target = result.target else { return scenarioName(result) }
    let gap = form.number(inPlanUnit(target.gap), decimals: emissionDecimals)
    return wording.text(
      "chart.panel",
      [
        "scenario": scenarioName(result), "year": String(target.target.year), "gap": target.gap > 0 ? "+\(gap)" : gap,
        "forecast": form.number(inPlanUnit(target.forecast), decimals: emissionDecimals),
      ])
  }

  func panel(_ result: ScenarioResult) -> StackedAreaChart {
    let areas = result.inputs.model.sectors.enumerated().map { s, sector in
      ChartSeries(sectorName(s), (result.sectors.row(sector.id) ?? []).map(inPlanUnit))
    }
    var lines: [ChartLine] = []
    if result.ceiling.contains(where: { $0 != nil }) {
      lines.append(.init(wording.text("emission_ceiling"), result.ceiling.map { $0.map(inPlanUnit) }, style: .dashed))
    }
    if let target = result.target?.target {
      let mark = years.map { $0 == target.year ? inPlanUnit(target.level) : nil }
      lines.append(.init("\(wording.text("target")) \(target.year)", mark, style: .solid, marker: .diamond))
    }
    return StackedAreaChart(
      title: panelHeading(result), description: "", y: ChartAxis("", unit: emissionUnit, decimals: emissionDecimals),
      positions: years.map(Double.init), areas: areas, lines: lines)
  }
}
