/// One named value a position or category.
package struct ChartSeries: Sendable, Hashable {
  package let label: String
  package let values: [Double]

  package init(_ label: String, _ values: [Double]) {
    self.label = label
    self.values = values
  }
}

/// Areas stacked on each other over rising positions such as years, with lines drawn over them.
/// What is positive is stacked up from zero, what is negative down from it.
package struct StackedAreaChart: Chart {
  package let title: String
  package let description: String
  package let x: ChartAxis
  package let y: ChartAxis
  package let positions: [Double]
  /// From the bottom up.
  package let areas: [ChartSeries]
  package let lines: [ChartLine]

  package init(
    title: String, description: String, x: ChartAxis = .years(), y: ChartAxis, positions: [Double], areas: [ChartSeries],
    lines: [ChartLine] = []
  ) {
    self.title = title
    self.description = description
    self.x = x
    self.y = y
    self.positions = positions
    self.areas = areas
    self.lines = lines
  }

  package func picture(_ words: ChartWords) -> Picture {
    let drawn = largest(areas, words)
    let ground = [Double](repeating: 0, count: positions.count)
    return Picture(plot: RibbonPlot(x: x, y: y, positions: positions, ribbons: stack(drawn, on: ground), lines: lines))
  }

  package func dataTables(_ words: ChartWords) -> [ChartTable] {
    [table(title, x, y, positions, areas.map { ChartLine($0.label, $0.values) } + lines)]
  }
}

/// A path that is lowered wedge by wedge from a starting path; what raises it stands above the starting path.
package struct WedgeChart: Chart {
  package let title: String
  package let description: String
  package let x: ChartAxis
  package let y: ChartAxis
  package let positions: [Double]
  /// The path without any wedge.
  package let start: ChartLine
  /// How much each lowers the path, from the top down; negative where it raises it.
  package let wedges: [ChartSeries]
  /// Drawn over the wedges: the path that is left, a ceiling.
  package let lines: [ChartLine]

  /// - Parameter end: the label of the path that is left, start less all wedges.
  package init(
    title: String, description: String, x: ChartAxis = .years(), y: ChartAxis, positions: [Double], start: ChartSeries,
    wedges: [ChartSeries], end: String,
    lines: [ChartLine] = []
  ) {
    self.title = title
    self.description = description
    self.x = x
    self.y = y
    self.positions = positions
    self.start = ChartLine(start.label, start.values, style: .dotted)
    self.wedges = wedges
    let left = wedges.reduce(start.values) { left, wedge in zip(left, wedge.values).map { $0 - $1 } }
    self.lines = [ChartLine(end, left)] + lines
  }

  package func picture(_ words: ChartWords) -> Picture {
    // Each wedge lies between the path before it and the path after it; where it raises the path, it lies above.
    var path = start.values.map { $0 ?? 0 }
    let ribbons = largest(wedges, words).map { wedge -> RibbonPlot.Ribbon in
      let before = path
      path = zip(path, wedge.values).map { $0 - $1 }
      return .init(
        label: wedge.label, lower: zip(before, path).map { min($0, $1) }, upper: zip(before, path).map { max($0, $1) }, fill: .named)
    }
    return Picture(plot: RibbonPlot(x: x, y: y, positions: positions, ribbons: ribbons, lines: [start] + lines))
  }

  package func dataTables(_ words: ChartWords) -> [ChartTable] {
    [table(title, x, y, positions, [start] + wedges.map { ChartLine($0.label, $0.values) } + lines)]
  }
}

/// Each series between running sums from `ground`: positive values upwards, negative ones downwards.
func stack(_ series: [ChartSeries], on ground: [Double]) -> [RibbonPlot.Ribbon] {
  var above = ground
  var below = ground
  return series.map { series in
    precondition(series.values.count == ground.count, "'\(series.label)' must have one value a position")
    var lower: [Double] = []
    var upper: [Double] = []
    for (i, value) in series.values.enumerated() {
      if value >= 0 {
        lower.append(above[i])
        above[i] += value
        upper.append(above[i])
      } else {
        upper.append(below[i])
        below[i] += value
        lower.append(below[i])
      }
    }
    return RibbonPlot.Ribbon(label: series.label, lower: lower, upper: upper, fill: .named)
  }
}

/// At most twelve series: the smallest are added up into one when there are more.
func largest(_ series: [ChartSeries], _ words: ChartWords, most: Int = 12) -> [ChartSeries] {
  guard series.count > most else { return series }
  func size(_ series: ChartSeries) -> Double { series.values.reduce(0) { $0 + abs($1) } }
  let order = series.indices.sorted { (-size(series[$0]), $0) < (-size(series[$1]), $1) }
  let kept = Set(order.prefix(most - 1))
  let rest = series.indices.filter { !kept.contains($0) }.map { series[$0] }
  let sum = rest.dropFirst().reduce(rest[0].values) { sum, series in zip(sum, series.values).map { $0 + $1 } }
  return kept.sorted().map { series[$0] } + [ChartSeries(words.others(rest.count), sum)]
}

/// One row a position, one column a line.
func table(_ title: String, _ x: ChartAxis, _ y: ChartAxis, _ positions: [Double], _ lines: [ChartLine]) -> ChartTable {
  ChartTable(
    caption: title, columns: [.init(x)] + lines.map { .init($0.label, unit: y.unit) },
    rows: positions.indices.map { i in [x.cell(positions[i])] + lines.map { y.cell($0.values[i]) } })
}
