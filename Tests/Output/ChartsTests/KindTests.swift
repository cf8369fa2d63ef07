import Foundation
import Testing

@testable import Charts

/// What is known of single kinds from outside: sums, widths, order.
@Suite struct KindTests {
  private let axis = ChartAxis("Value", unit: "kt")

  @Test func aWaterfallEndsWhereItsChangesAddUp() throws {
    let chart = Examples.waterfall
    #expect(chart.endValue == 900 - 380 - 120 + 45 - 135)
    #expect(chart.levels(chart.steps) == [520, 400, 445, 445, 310, 310])
    let table = chart.dataTables(form.words)[0]
    #expect(table.rows.last == [.text("Forecast 2030"), .missing, .number(310, decimals: 1)])
    #expect(table.rows[4] == [.text("Adopted measures 2030"), .missing, .number(445, decimals: 1)])
  }

  /// With 10,000 steps the smallest are one step, and the end is the same.
  @Test func smallStepsTogetherKeepTheEnd() throws {
    let steps = (1...10_000).map { WaterfallChart.Step.change("Step \($0)", Double($0 % 7) - 3) }
    let chart = WaterfallChart(
      title: "t", description: "", category: "Step", value: axis, start: ("Start", 100), steps: steps, end: "End")
    let texts = try Drawing(chart.svg(id: "a", form: form)).texts.map(\.text)
    #expect(texts.contains(form.number(chart.endValue, 1)) && texts.contains("9961 others"))
  }

  @Test func widthsOfBlocksFillTheAxisUpToTheirSum() throws {
    let chart = MarginalCostCurve(
      title: "t", description: "", category: "Block", amount: axis, unitCost: axis,
      blocks: [.init("a", amount: 30, unitCost: 5), .init("b", amount: 50, unitCost: -2), .init("c", amount: 20, unitCost: 9)])
    // Not ranked by cost: the order is that of whoever knows what the costs mean.
    #expect(chart.blocks.map(\.label) == ["a", "b", "c"])
    let widths = try blocks(chart).map(\.width)
    // 30 + 50 + 20 is a mark of the axis, so that the blocks fill it; coordinates are rounded to a tenth.
    let across = try Drawing(chart.svg(id: "a", form: form)).attributes.filter { $0.name == "d" && $0.value.contains("H") }
    let plot = across.map { numbers($0.value) }.map { $0[2] - $0[0] }.max() ?? 0
    #expect(abs(widths.reduce(0, +) - plot) < 0.3, "\(widths) of \(plot)")
    #expect(zip(widths, [0.3, 0.5, 0.2]).allSatisfy { abs($0 - $1 * plot) < 0.2 })
  }

  /// The rectangles of the blocks, read back from the picture.
  private func blocks(_ chart: any Chart) throws -> [(left: Double, width: Double)] {
    let drawing = try Drawing(chart.svg(id: "a", form: form))
    return drawing.attributes.filter { $0.element == "path" && $0.name == "d" && $0.value.hasSuffix("Z") }.map { path in
      let places = numbers(path.value)
      return (places[0], places[2] - places[0])
    }
  }

  private func numbers(_ path: String) -> [Double] { path.split { !"-.0123456789".contains($0) }.compactMap { Double($0) } }

  @Test func narrowBlocksAreOneWithTheSameAreaAndNeverCrossZero() {
    let blocks = (0..<10_000).map { MarginalCostCurve.Block("\($0)", amount: 1 + Double($0 % 3), unitCost: Double($0) / 100 - 30) }
    let merged = BlockPlot.merged(blocks, leastAmount: 60)
    func area(_ blocks: [MarginalCostCurve.Block]) -> Double { blocks.reduce(0) { $0 + $1.amount * $1.unitCost } }
    #expect((100...400).contains(merged.count), "\(merged.count)")
    #expect(abs(area(merged) - area(blocks)) < 1e-6 * abs(area(blocks)))
    #expect(merged.reduce(0) { $0 + $1.amount } == blocks.reduce(0) { $0 + $1.amount })
    #expect(zip(merged, merged.dropFirst()).allSatisfy { $0.unitCost <= $1.unitCost })
    #expect(area(merged.filter { $0.unitCost < 0 }) - area(blocks.filter { $0.unitCost < 0 }) < 1e-6)
  }

  @Test func aWideBlockDoesNotSwallowItsNeighbour() {
    let blocks = [MarginalCostCurve.Block("thin", amount: 0.1, unitCost: 1), .init("wide", amount: 9, unitCost: 2)]
    #expect(BlockPlot.merged(blocks, leastAmount: 1).map(\.label) == ["thin", "wide"])
  }

  @Test func areasAreRunningSumsOnEitherSideOfZero() {
    let ribbons = stack([.init("a", [1, 2]), .init("b", [-3, 5]), .init("c", [0.5, -0.25])], on: [0, 0])
    #expect(ribbons.map(\.lower) == [[0, 0], [-3, 2], [1, -0.25]])
    #expect(ribbons.map(\.upper) == [[1, 2], [0, 7], [1.5, 0]])
  }

  @Test func wedgesLeaveThePathThatIsLeft() {
    let lines = Examples.wedge.lines
    // 900 less nothing at first; 700 - 160 - 60 - 25 + 30 at the end.
    #expect(lines[0].label == "With all measures" && lines[0].values.first == 900 && lines[0].values.last == 485)
  }

  @Test func tooManyAreasAreAddedUpAndKeepTheTotal() {
    let series = (1...40).map { ChartSeries("Area \($0)", [Double($0), 1]) }
    let drawn = largest(series, form.words)
    #expect(drawn.count == 12 && drawn.last?.label == "29 others")
    #expect(drawn.map(\.values[0]).reduce(0, +) == 820 && drawn.map(\.values[1]).reduce(0, +) == 40)
    #expect(drawn.dropLast().map(\.label) == (30...40).map { "Area \($0)" })
  }

  @Test func theWidestSwingComesFirst() {
    #expect(
      Examples.tornado.swings.map(\.label) == [
        "Price of electricity", "Share of electric cars", "Emission factor of heat", "Population", "Cycling",
      ])
  }

  @Test func panelsShareTheScaleOfTheGreatest() throws {
    let panels = [0.1, 40, 1].map { scale in
      FanChart(title: "x\(scale)", description: "", y: axis, positions: [2030, 2031], lines: [.init("a", [9 * scale, 1])])
    }
    let shared = try Drawing(SmallMultiples(title: "t", description: "", panels: panels).svg(id: "a", form: form)).texts.map(\.text)
    let own = try Drawing(
      SmallMultiples(title: "t", description: "", panels: panels, sharesScale: false).svg(id: "a", form: form)
    ).texts.map(\.text)
    #expect(shared.filter { $0 == "400" }.count == 3 && own.filter { $0 == "400" }.count == 1)
    #expect(SmallMultiples(title: "t", description: "", panels: panels).dataTables(form.words).count == 3)
  }

  @Test func namesStandAtTheEdgeWhenTheyFitAndInALegendOtherwise() {
    func plot(_ labels: [String]) -> any Plot {
      FanChart(
        title: "", description: "", y: axis, positions: [1, 2], lines: labels.map { .init($0, [1, 2]) }
      ).picture(form.words).plot
    }
    #expect(plot(["a", "b"]).namesFit(700))
    #expect(!plot(["a name that is far too long to stand beside its line", "b"]).namesFit(700))
    #expect(!plot((1...16).map { "line \($0)" }).namesFit(400))
  }

  @Test func bandsAreColumnsOfTheTable() {
    let table = Examples.fan.dataTables(form.words)[0]
    #expect(
      table.columns.map(\.label) == ["", "Median", "Ceiling", "90 % range: low", "90 % range: high", "50 % range: low", "50 % range: high"])
    #expect(table.rows[12].prefix(2) == [.text("2035"), .number(320, decimals: 1)])
  }

  @Test func aStackIsAddedUpInTheTable() {
    let table = Examples.stackedBars.dataTables(form.words)[0]
    #expect(table.columns.last == .init("Total", unit: "MEUR") && table.rows[2].last == .number(6.5, decimals: 1))
  }

  @Test func aSparklineBreaksWhereNothingIsKnown() throws {
    let svg = Examples.sparkline.svg()
    let drawing = try Drawing(svg)
    #expect(drawing.root["role"] == "img" && drawing.root["aria-label"] == "From 900 to 310 kt, 2023–2035")
    let lines = drawing.attributes.filter { $0.name == "d" }.map(\.value)
    #expect(lines.map { $0.filter { $0 == "M" }.count } == [1, 2] && drawing.ids.isEmpty)
    #expect(try !Drawing(Sparkline(description: "none", values: []).svg()).elements.contains("circle"))
    #expect(try Drawing(Sparkline(description: "flat", values: [2, 2]).svg()).elements.contains("circle"))
  }

  @Test func everyStatusHasAShapeOfItsOwnAndItsWords() {
    #expect(Set(TrafficLight.allCases.map(\.svg)).count == 4)
    let shapes = TrafficLight.allCases.map { $0.svg.replacing(/(fill|stroke)="[^"]*"/, with: "") }
    #expect(Set(shapes).count == 4, "told apart without colour")
    #expect(TrafficLight.good.cell("On <track>").hasSuffix("</svg> On &lt;track&gt;"))
    #expect(TrafficLight.good.svg.contains("aria-hidden=\"true\""))
  }
}
