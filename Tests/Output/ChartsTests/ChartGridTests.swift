import Foundation
import GoldenFiles
import Testing

@testable import Charts

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct ChartGridTests {
  /// A decimal comma shows that numbers are written by the caller.
  private let comma: ChartGrid.ValueText = { value, decimals in
    String(format: "%.\(decimals)f", value).replacingOccurrences(of: ".", with: ",")
  }

  private func chart(_ heading: String = "", labels: [String] = ["Heat", "Cars"], scale: Double = 1) -> StackedAreaChart {
    StackedAreaChart(
      heading: heading, positions: [2024, 2025, 2026, 2030],
      areas: labels.enumerated().map { layer, label in .init(label, [3, 2.5, 2, 1].map { $0 * scale * Double(layer + 1) }) },
      lines: [
        .init("Ceiling", [4 * scale, 3 * scale, nil, scale], style: .dashed),
        .init("Goal", [nil, nil, nil, 2], style: .solid, marker: .diamond),
      ])
  }

  private func grid(_ panels: [StackedAreaChart], columns: Int = 1, title: String = "Heat falls", width: Double = 720) -> ChartGrid {
    ChartGrid(
      id: "fig1", language: "en", title: title, description: "From 9 to 3.", unit: "kt per year", panels: panels, columns: columns,
      width: width, valueText: comma)
  }

  @Test func aSmallChartIsDrawnAsKept() {
    #expect(goldenDifference(grid([chart()]).svg, "small.svg") == nil)
  }

  @Test func fourPanelsAreDrawnAsKept() {
    let panels = ["Today", "Adopted", "Roadmap", "Fast"].enumerated().map { chart($1, scale: 1 - 0.2 * Double($0)) }
    #expect(goldenDifference(grid(panels, columns: 2).svg, "four-panels.svg") == nil)
  }

  @Test func theSameChartGivesTheSameBytes() {
    #expect(grid([chart("a"), chart("b")]).svg == grid([chart("a"), chart("b")]).svg)
  }

  @Test func areasAreRunningSums() {
    let chart = StackedAreaChart(positions: [1, 2], areas: [.init("a", [1, 2]), .init("b", [0, 5]), .init("c", [0.5, 0.25])])
    #expect(chart.upperEdges == [[1, 2], [1, 7], [1.5, 7.25]])
    #expect(chart.extent == 0...7.25)
  }

  @Test func everyPanelHasTheScaleOfTheGreatest() {
    #expect(grid([chart("a", scale: 0.1), chart("b", scale: 40), chart("c")]).extent == 0...360)
  }

  @Test func aLineBelowZeroIsInsideTheAxis() {
    let chart = StackedAreaChart(positions: [1, 2], areas: [.init("a", [1, 2])], lines: [.init("net", [1, -0.5], style: .solid)])
    #expect(chart.extent == -0.5...2)
    #expect(grid([chart]).svg.contains(">-0,5<"))
  }

  @Test(arguments: ["<script>alert('x')</script>", "a & \"b\"", "🚲🚃 ääkköset", "שלום עולם", "]]><!-- \u{0}\u{FFFF}", ""])
  func anyLabelLeavesTheXMLWhole(label: String) throws {
    let svg = grid([chart(label, labels: [label, "b"])], title: label).svg
    let page = try read(svg)
    let cleaned = label.replacingOccurrences(of: "\u{0}", with: "\u{FFFD}").replacingOccurrences(of: "\u{FFFF}", with: "\u{FFFD}")
    #expect(page.titles == [cleaned])
    #expect(!page.elements.contains("script"))
    #expect(page.elements.filter { $0 == "text" }.count > 8)
  }

  @Test func theImageHasANameADescriptionAndALanguage() throws {
    let page = try read(grid([chart()]).svg)
    #expect(page.root["role"] == "img")
    #expect(page.root["aria-labelledby"] == "fig1-title fig1-desc")
    #expect(page.root["lang"] == "en" && page.root["xml:lang"] == "en")
    #expect(page.titles == ["Heat falls"])
    #expect(page.descriptions == ["From 9 to 3."])
    #expect(Set(page.ids).count == page.ids.count && page.ids.allSatisfy { $0.hasPrefix("fig1-") })
    #expect(page.fontSizes.allSatisfy { $0 >= 12 })
  }

  @Test func namesStandAtTheEdgeWhenTheyFitAndInALegendOtherwise() throws {
    let wide = GridLayout(grid([chart()]))
    let narrow = GridLayout(grid([chart("a"), chart("b"), chart("c")], columns: 3, width: 400))
    let long = GridLayout(grid([chart(labels: ["A name that is far too long to stand beside the area", "b"])]))
    #expect(wide.namesAtEdge && !narrow.namesAtEdge && !long.namesAtEdge)
    #expect(narrow.height > narrow.legendTop + 20)
  }

  @Test func namesAtTheEdgeDoNotOverlap() throws {
    let labels = (1...12).map { "Area \($0)" }
    let page = try read(grid([chart(labels: labels, scale: 0.01)]).svg)
    let heights = page.texts.filter { $0.text.hasPrefix("Area") || $0.text == "Ceiling" || $0.text == "Goal" }.map(\.y).sorted()
    #expect(heights.count == 14)
    #expect(zip(heights, heights.dropFirst()).allSatisfy { $1 - $0 >= 14.99 }, "\(heights)")
  }
}

/// What the tests ask of a drawing, read back with a parser that refuses malformed XML.
private final class Page: NSObject, XMLParserDelegate {
  var root: [String: String] = [:]
  var elements: [String] = []
  var ids: [String] = []
  var fontSizes: [Double] = []
  var titles: [String] = []
  var descriptions: [String] = []
  var texts: [(text: String, y: Double)] = []
  private var current = ""
  private var y = 0.0

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String] = [:]
  ) {
    if elements.isEmpty { root = attributes }
    elements.append(name)
    if let id = attributes["id"] { ids.append(id) }
    if let size = attributes["font-size"].flatMap(Double.init) { fontSizes.append(size) }
    y = attributes["y"].flatMap(Double.init) ?? 0
    current = ""
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) { current += text }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    if name == "title" { titles.append(current) }
    if name == "desc" { descriptions.append(current) }
    if name == "text" { texts.append((current, y)) }
  }
}

private func read(_ svg: String) throws -> Page {
  let page = Page()
  let parser = XMLParser(data: Data(svg.utf8))
  parser.delegate = page
  try #require(parser.parse(), "not well-formed: \(parser.parserError.map { "\($0)" } ?? "?") at line \(parser.lineNumber)")
  return page
}
