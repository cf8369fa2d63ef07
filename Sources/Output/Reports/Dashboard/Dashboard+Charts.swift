import Charts
import Emissions
import Engine
import Investments
import LabelledArrays
import Uncertainty

/// The pictures of the page. The title of each states what is to be seen in it; its figures stand in a table that can be opened.
extension Dashboard {
  /// Pictures with more parts than this put the smallest together.
  private static let mostParts = 10

  private var tonnesAxis: ChartAxis { ChartAxis("", unit: road.emissionUnit, decimals: road.emissionDecimals) }
  private var positions: [Double] { road.years.map(Double.init) }
  private var target: Target.Outcome? { main.target }
  private var targetLine: [ReferenceLine] {
    target.map { [ReferenceLine("\(wording.text("target")) \($0.target.year)", road.inPlanUnit($0.target.level))] } ?? []
  }
  private var ceilingLine: [ChartLine] {
    main.ceiling.contains { $0 != nil }
      ? [ChartLine(wording.text("emission_ceiling"), main.ceiling.map { $0.map(road.inPlanUnit) }, style: .dashed)] : []
  }

  // MARK: Tonnes

  var roadmapCharts: [PageBlock] {
    let panel = road.panel(main), values = ["city": road.city, "first": String(road.years[0]), "year": String(targetYear)]
    let stacked = StackedAreaChart(
      title: wording.text(
        "page.chart_sectors",
        values.merging(["from": tonnes(main.total[0]), "to": tonnes(main.total[targetIndex])]) { $1 }),
      description: road.chartDescription, x: .years(wording.text("year")), y: tonnesAxis, positions: positions, areas: panel.areas,
      lines: panel.lines)
    let several = 2...Self.mostSideBySide ~= content.results.count ? [PageBlock.chart(road.multiples, id: "scenarios")] : []
    return [.chart(stacked, id: "sectors")] + [fan].compactMap { $0 } + several
  }

  /// The bands of the draws around the plan's own figures.
  private var fan: PageBlock? {
    guard let outcome else { return nil }
    let quantiles = outcome.total.map(\.whole.quantiles), probabilities = outcome.probabilities
    func row(_ q: Int) -> [Double] { quantiles.map { road.inPlanUnit($0[q]) } }
    func name(_ q: Int) -> String { "P\(NumberForm.plain(probabilities[q] * 100, decimals: 0))" }
    // The widest band first, each pair of quantiles around the middle.
    let bands = (0..<probabilities.count / 2).map { q -> FanChart.Band in
      let opposite = probabilities.count - 1 - q
      return .init("\(name(q))–\(name(opposite))", lower: row(q), upper: row(opposite))
    }
    let last = quantiles[targetIndex]
    let title = wording.text(
      "page.chart_bands",
      ["year": String(targetYear), "low": tonnes(last[0]), "high": tonnes(last[last.count - 1])])
    let chart = FanChart(
      title: title, description: wording.text("page.chart_bands_text", ["draws": form.number(Double(outcome.request.draws), decimals: 0)]),
      x: .years(wording.text("year")), y: tonnesAxis, positions: positions, bands: bands,
      lines: [ChartLine(wording.text("page.own_forecast"), main.total.map { road.inPlanUnit($0) })] + ceilingLine)
    return .chart(chart, id: "bands")
  }

  /// Effects of the measures in the target year and by year, the largest first and the rest together.
  private var effects: [(name: String, byYear: [Double])] {
    let known = main.measures.filter { !road.isSink($0.listing) }.compactMap { outcome in
      outcome.effect.map { (name: outcome.listing.name.text(in: road.language), byYear: $0) }
    }
    let ranked = known.enumerated().sorted {
      (-abs($0.element.byYear[targetIndex]), $0.offset) < (-abs($1.element.byYear[targetIndex]), $1.offset)
    }.map(\.element)
    guard ranked.count > Self.mostParts + 1 else { return ranked }
    let rest = ranked.dropFirst(Self.mostParts)
    let sum = road.years.indices.map { t in rest.reduce(0) { $0 + $1.byYear[t] } }
    let name = wording.text("chart.others", ["count": form.number(Double(rest.count), decimals: 0)])
    return Array(ranked.prefix(Self.mostParts)) + [(name, sum)]
  }

  var gapCharts: [PageBlock] {
    let effects = effects
    if effects.isEmpty { return [] }
    let values = [
      "year": String(targetYear), "baseline": tonnes(main.baseline[targetIndex]), "forecast": tonnes(main.total[targetIndex]),
    ]
    let bridge = WaterfallChart(
      title: wording.text("page.chart_bridge", values), description: verdict, category: wording.text("measure"), value: tonnesAxis,
      start: (wording.text("baseline"), road.inPlanUnit(main.baseline[targetIndex])),
      steps: effects.map { .change($0.name, road.inPlanUnit($0.byYear[targetIndex])) },
      end: "\(wording.text("forecast")) \(targetYear)", references: targetLine)
    let wedge = WedgeChart(
      title: wording.text("page.chart_wedge", ["year": String(targetYear), "measure": effects[0].name]),
      description: wording.text("page.chart_wedge_text"), x: .years(wording.text("year")), y: tonnesAxis, positions: positions,
      start: ChartSeries(wording.text("baseline"), main.baseline.map(road.inPlanUnit)),
      wedges: effects.map { ChartSeries($0.name, $0.byYear.map { -road.inPlanUnit($0) }) }, end: wording.text("forecast"),
      lines: ceilingLine)
    return [.chart(bridge, id: "bridge"), .chart(wedge, id: "wedge")]
  }

  var measureCharts: [PageBlock] {
    let curve = main.abatementCurve
    if curve.isEmpty { return [] }
    let saving = curve.count { $0.netCost < 0 }
    let values = [
      "saving": String(saving), "costing": String(curve.count - saving), "all": String(main.measures.count),
      "tonnes": tonnes(curve.reduce(0) { $0 + $1.tonnes }),
    ]
    let names = Dictionary(main.measures.map { ($0.listing.id, $0.listing.name.text(in: road.language)) }) { first, _ in first }
    let chart = MarginalCostCurve(
      title: wording.text("page.chart_curve", values), description: wording.text("page.chart_curve_text"),
      category: wording.text("measure"),
      amount: ChartAxis(wording.text("page.axis_abated", ["years": span]), unit: road.emissionUnit, decimals: road.emissionDecimals),
      unitCost: ChartAxis(wording.text("page.axis_unit_cost"), unit: "EUR/t", decimals: 0),
      blocks: curve.map { .init(names[$0.measure] ?? $0.measure, amount: road.inPlanUnit($0.tonnes), unitCost: $0.costPerTonne) })
    return [.chart(chart, id: "curve")]
  }

  private var span: String { "\(road.years[0])–\(road.years[road.years.count - 1])" }

  // MARK: Money

  /// Net investments beside what is left of the city's income for them, for the years in which both are known.
  var moneyCharts: [PageBlock] {
    guard let check = content.investments else { return [] }
    let investments = check.plan.netInvestments(check.programme)
    let years = check.purse.compactMap { year -> (year: Int, margin: Double, net: Double)? in
      let net = year.netInvestments ?? check.plan.years.firstIndex(of: year.year).map { investments[$0] }
      guard let margin = year.annualMargin, let net else { return nil }
      return (year.year, margin / 1e6, net / 1e6)
    }
    guard years.count > 1 else { return [] }
    let short = years.count { $0.net > $0.margin }
    let chart = BarChart(
      title: wording.text("page.chart_purse", ["count": String(short), "all": String(years.count)]),
      description: wording.text("page.chart_purse_text"), category: wording.text("year"), value: ChartAxis("", unit: "MEUR"),
      categories: years.map { String($0.year) },
      series: [
        ChartSeries(wording.text("invest.net_investments"), years.map(\.net)),
        ChartSeries(wording.text("invest.annual_margin"), years.map(\.margin)),
      ])
    return [.chart(chart, id: "purse")]
  }

  func investmentCharts(_ check: InvestmentCheck, _ report: InvestmentReport) -> [PageBlock] {
    let plan = check.plan, base = check.inputs.capBase, table = plan.table(check.programme, by: .zone, base)
    let shown = table.rows.filter { row in row.years.contains { $0 != 0 } }
    if shown.isEmpty { return [] }
    let mean = table.total.inProgramme / Double(plan.years.count) / 1e6
    let cap = plan.cap.flatMap { cap -> Double? in
      guard plan.limits[cap].period == .average, plan.limits[cap].scope == MoneyScope() else { return nil }
      return check.outcomes.first { $0.limit == cap }.map { $0.level / 1e6 }
    }
    let used = form.quantity(mean, decimals: 1, unit: "MEUR"), allowed = cap.map { form.quantity($0, decimals: 1, unit: "MEUR") }
    let values = ["used": used, "base": spoken(base, wording)]
    let chart = BarChart(
      title: allowed.map { wording.text("page.chart_zones_cap", values.merging(["cap": $0]) { $1 }) }
        ?? wording.text("page.chart_zones", values),
      description: wording.text("page.chart_zones_text"), category: wording.text("year"), value: ChartAxis("", unit: "MEUR"),
      categories: plan.years.map(String.init),
      series: shown.map { row in ChartSeries(report.zoneName(row.label), row.years.map { $0 / 1e6 }) }, arrangement: .stacked,
      references: [ReferenceLine(wording.text("page.mean"), mean, style: .dotted)]
        + (cap.map { [ReferenceLine(wording.text("page.cap_mean"), $0)] } ?? []))
    return [.chart(chart, id: "zones")]
  }

  func frontierCharts(_ report: FrontierReport) -> [PageBlock] { report.picture.map { [.chart($0, id: "frontier")] } ?? [] }

  // MARK: Alternatives and what decides

  var comparisonCharts: [PageBlock] {
    let drawn = zip(content.results, content.outcomes).map { result, outcome -> IntervalChart.Row in
      let quantiles = outcome.total[targetIndex].whole.quantiles
      let middle = outcome.probabilities.firstIndex(of: 0.5) ?? quantiles.count / 2
      return .init(
        road.scenarioName(result), road.inPlanUnit(quantiles[middle]), low: road.inPlanUnit(quantiles[0]),
        high: road.inPlanUnit(quantiles[quantiles.count - 1]))
    }
    guard drawn.count > 1 else { return [] }
    let level = target.map { road.inPlanUnit($0.target.level) } ?? 0
    let values = ["year": String(targetYear), "count": String(drawn.count { $0.low <= level }), "all": String(drawn.count)]
    let chart = IntervalChart(
      title: target == nil
        ? wording.text("page.chart_intervals_plain", ["year": String(targetYear)]) : wording.text("page.chart_intervals", values),
      description: wording.text("page.chart_intervals_text"), category: wording.text("page.scenario_heading"), value: tonnesAxis,
      rows: drawn, references: targetLine)
    return [.chart(chart, id: "intervals")]
  }

  /// How far each uncertain figure moves the gap alone, from its P5 to its P95.
  func tornado(_ sensitivity: DashboardContent.Sensitivity) -> [PageBlock] {
    let columns = sensitivity.swings.columns
    guard let low = columns.firstIndex(of: "at_p5"), let high = columns.firstIndex(of: "at_p95"),
      let centre = columns.firstIndex(of: "at_centre"), let base = sensitivity.swings.rows.lazy.compactMap({ $0.values[centre] }).first
    else { return [] }
    let words = LeverWords(inputs: main.inputs, wording: wording)
    let swings = sensitivity.swings.rows.compactMap { row -> TornadoChart.Swing? in
      guard let low = row.values[low], let high = row.values[high] else { return nil }
      return .init(words.text(row.name), low: road.inPlanUnit(low), high: road.inPlanUnit(high))
    }
    guard let widest = swings.max(by: { abs($0.high - $0.low) < abs($1.high - $1.low) }) else { return [] }
    let title = wording.text(
      "page.chart_tornado",
      [
        "lever": widest.label, "low": form.number(min(widest.low, widest.high), decimals: road.emissionDecimals),
        "high": form.quantity(max(widest.low, widest.high), decimals: road.emissionDecimals, unit: road.emissionUnit),
      ])
    let chart = TornadoChart(
      title: title, description: wording.text("page.chart_tornado_text"), category: wording.text("plan_sensitivity.lever"),
      value: tonnesAxis, base: road.inPlanUnit(base), swings: swings, low: wording.text("page.at_p5"), high: wording.text("page.at_p95"))
    return [.chart(chart, id: "tornado")]
  }
}
