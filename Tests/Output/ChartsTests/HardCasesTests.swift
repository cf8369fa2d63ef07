import Foundation
import Testing

@testable import Charts

/// Values and names that a careless plan may bring: every kind must stay readable and whole.
@Suite struct HardCasesTests {
  /// Every kind of chart with the same names and values.
  private func charts(_ names: [String], _ values: [Double], title: String = "Title") -> [any Chart] {
    let axis = ChartAxis("Value", unit: "kt")
    let positions = values.indices.map { 2030 + Double($0) }
    let series = names.map { ChartSeries($0, values) }
    let rows = names.indices.map { values.isEmpty ? 0 : values[$0 % values.count] }
    return [
      StackedAreaChart(
        title: title, description: title, y: axis, positions: positions, areas: series, lines: [.init("Line", values)]),
      WedgeChart(
        title: title, description: title, y: axis, positions: positions, start: .init("Start", values), wedges: series, end: "End"),
      FanChart(
        title: title, description: title, y: axis, positions: positions,
        bands: [.init("Band", lower: values.map { $0 - 1 }, upper: values)],
        lines: names.map { .init($0, values) }),
      BarChart(title: title, description: title, category: "Name", value: axis, categories: names, series: [.init("Value", rows)]),
      BarChart(
        title: title, description: title, category: "Year", value: axis, categories: positions.map { String(Int($0)) }, series: series,
        arrangement: .stacked),
      WaterfallChart(
        title: title, description: title, category: "Name", value: axis, start: ("Start", 10),
        steps: zip(names, rows).map { .change($0, $1) }, end: "End"),
      MarginalCostCurve(
        title: title, description: title, category: "Name", amount: axis, unitCost: axis,
        // In the order of whoever ranks them: here the cheapest first.
        blocks: zip(names, rows).map { .init($0, amount: abs($1), unitCost: $1) }.sorted { $0.unitCost < $1.unitCost }),
      TornadoChart(
        title: title, description: title, category: "Name", value: axis, base: 5,
        swings: zip(names, rows).map { .init($0, low: $1, high: 5) },
        low: "low", high: "high"),
      IntervalChart(
        title: title, description: title, category: "Name", value: axis,
        rows: zip(names, rows).map { .init($0, $1, low: $1 - 1, high: $1 + 1) }),
    ]
  }

  private func check(_ charts: [any Chart], widths: [Double] = [280, 720]) throws {
    for chart in charts + [SmallMultiples(title: "Grid", description: "", panels: charts)] {
      for width in widths {
        let svg = chart.svg(id: "a", form: form, width: width)
        let drawing = try Drawing(svg)
        #expect(drawing.collisions == [], "\(type(of: chart)) at \(width)")
        #expect(!svg.lowercased().contains("nan") || chart.title.contains("nan"), "\(type(of: chart))")
        #expect(svg.utf8.count < 400_000, "\(type(of: chart)) has \(svg.utf8.count) bytes")
      }
    }
  }

  @Test func nothingToShowIsSaid() throws {
    for chart in charts([], []) {
      let drawing = try Drawing(chart.svg(id: "a", form: form))
      if chart is WaterfallChart { continue }
      #expect(drawing.texts.map(\.text) == ["Title", "No data"], "\(type(of: chart))")
    }
    try check(charts([], []))
  }

  @Test func aSinglePositionIsAColumn() throws { try check(charts(["One", "Two"], [7])) }

  @Test func allZeroHasAnAxisFromZeroToOne() throws {
    try check(charts(["One", "Two", "Three"], [0, 0, 0]))
    let texts = try Drawing(charts(["One"], [0, 0])[0].svg(id: "a", form: form)).texts.map(\.text)
    #expect(texts.contains("0") && texts.contains("1"))
  }

  @Test func negativeValuesHaveTheirPlace() throws {
    try check(charts(["One", "Two", "Three", "Four"], [-3, 4, -0.5, 2]))
    try check(charts(["One", "Two"], [-3, -4]))
  }

  @Test(arguments: [1e-6, 1e9]) func verySmallAndVeryLargeValuesFit(scale: Double) throws {
    try check(charts(["One", "Two", "Three"], [1, 3.7, 2].map { $0 * scale }))
  }

  @Test func aNameOf300CharactersIsCutAndToldInFull() throws {
    let words = String(repeating: "kestävän liikkumisen ", count: 15).prefix(300)
    let lone = String(repeating: "x", count: 300)
    for name in [String(words), lone] {
      let all = charts([name, "Two"], [3, 2], title: name)
      try check(all)
      for chart in all {
        let drawing = try Drawing(chart.svg(id: "a", form: form))
        #expect(drawing.titles[0] == name)
        #expect(drawing.texts.contains { $0.text.hasSuffix("…") } == drawing.titles.dropFirst().contains(name), "\(type(of: chart))")
      }
    }
  }

  @Test(arguments: [
    "<script>alert('x')</script>", "a & \"b\"", "🚲🚃 ääkköset", "שלום עולם", "]]><!-- \u{0}\u{FFFF}", "", "url(#a)\" onload=\"x",
  ])
  func anyNameLeavesTheXMLWhole(name: String) throws {
    let cleaned = name.replacingOccurrences(of: "\u{0}", with: "\u{FFFD}").replacingOccurrences(of: "\u{FFFF}", with: "\u{FFFD}")
    for chart in charts([name, "b"], [3, 2], title: name) {
      let drawing = try Drawing(chart.svg(id: "a", form: form))
      #expect(drawing.titles.first == cleaned)
      #expect(!drawing.elements.contains("script") && !drawing.attributes.contains { $0.name.hasPrefix("on") })
    }
    let cell = TrafficLight.bad.cell(name)
    _ = try Drawing("<td>\(cell)</td>")
    _ = try Drawing(Sparkline(description: name, values: [1, 2]).svg())
  }

  @Test func tenThousandOfAnythingStaysSmallAndSaysSo() throws {
    let names = (1...10_000).map { "Measure \($0)" }
    let all = charts(names, (0..<7).map { Double($0) - 2 })
    try check(all, widths: [720])
    for chart in all {
      let drawing = try Drawing(chart.svg(id: "a", form: form))
      let said = drawing.texts.map(\.text).joined(separator: " ") + drawing.titles.joined(separator: " ")
      #expect(
        said.contains("10000") || said.contains("9989 others") || said.contains("9961 others"), "\(type(of: chart)): \(said.suffix(200))")
      #expect(drawing.height < 3000, "\(type(of: chart)) is \(drawing.height) high")
    }
  }
}
