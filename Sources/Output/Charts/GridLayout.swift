/// Where the parts of a `ChartGrid` go, in drawing units from the upper left corner.
struct GridLayout {
  /// Names of areas and lines stand at the right edge of a panel when they need no more than this share of it.
  static let labelShare = 1 / 3.0
  static let labelSpacing = 15.0
  /// From the edge of a plot to a name: leader 13, swatch 21, gap 5.
  static let labelLead = 39.0

  let margin = 12.0
  let titleLines: [String]
  let ticks: Ticks
  let tickTexts: [String]
  let namesAtEdge: Bool
  /// Width of the plot of one panel and of the names at its right.
  let plotWidth: Double
  let labelWidth: Double
  let height: Double
  let legendTop: Double

  private let gutter: Double
  private let rowHeight: Double
  private let columns: Int
  private let plotHeight: Double
  private let hasHeadings: Bool
  private let width: Double

  init(_ grid: ChartGrid) {
    width = grid.width
    columns = grid.columns
    plotHeight = grid.plotHeight
    titleLines = wrapped(grid.title, width: grid.width - 24, size: 18)
    ticks = Ticks(covering: grid.extent)
    let decimals = ticks.decimals
    tickTexts = ticks.values.map { grid.valueText($0, decimals) }
    gutter = 8 + (tickTexts.map { textWidth($0, size: 12) }.max() ?? 0)
    hasHeadings = grid.panels.contains { !$0.heading.isEmpty }
    rowHeight = (hasHeadings ? 28 : 12) + grid.plotHeight + 28

    let panelWidth = (grid.width - 24 - gutter) / Double(grid.columns)
    let names = grid.areaLabels + grid.lineKinds.map(\.label)
    let needed = GridLayout.labelLead + (names.map { textWidth($0, size: 12) }.max() ?? 0)
    let most = grid.panels.map { $0.areas.count + $0.lines.count }.max() ?? 0
    namesAtEdge = needed <= GridLayout.labelShare * panelWidth && Double(most) * GridLayout.labelSpacing <= grid.plotHeight
    // The last name of a horizontal axis is centred under the edge of the plot and needs half its width beyond it.
    labelWidth = namesAtEdge ? needed + 8 : 24
    plotWidth = panelWidth - labelWidth

    let rows = (grid.panels.count + grid.columns - 1) / grid.columns
    let head = 12 + Double(titleLines.count) * 20 + 22
    legendTop = head + Double(rows) * rowHeight
    height = legendTop + (namesAtEdge ? 0 : Legend(grid, width: grid.width - 24).height) + 8
  }

  var innerWidth: Double { width - 2 * margin }
  var unitBaseline: Double { margin + Double(titleLines.count) * 20 + 14 }

  func isFirstInRow(_ index: Int) -> Bool { index % columns == 0 }

  func left(_ index: Int) -> Double {
    margin + gutter + Double(index % columns) * (plotWidth + labelWidth)
  }

  func top(_ index: Int) -> Double {
    unitBaseline + 8 + Double(index / columns) * rowHeight + (hasHeadings ? 28 : 12)
  }

  func bottom(_ index: Int) -> Double { top(index) + plotHeight }
}
