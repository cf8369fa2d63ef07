/// Ranges inside ranges over rising positions, with lines over them: a median, a ceiling. Without bands a line chart.
package struct FanChart: Chart {
  /// A range at every position; `lower` and `upper` in either order.
  package struct Band: Sendable {
    package let label: String
    package let lower: [Double]
    package let upper: [Double]

    package init(_ label: String, lower: [Double], upper: [Double]) {
      self.label = label
      self.lower = lower
      self.upper = upper
    }
  }

  package let title: String
  package let description: String
  package let x: ChartAxis
  package let y: ChartAxis
  package let positions: [Double]
  /// From the widest to the narrowest.
  package let bands: [Band]
  package let lines: [ChartLine]
  /// Whether the value axis begins at zero; lengths are not read from it, so it need not.
  package let includesZero: Bool

  package init(
    title: String, description: String, x: ChartAxis = .years(), y: ChartAxis, positions: [Double], bands: [Band] = [], lines: [ChartLine],
    includesZero: Bool = true
  ) {
    self.title = title
    self.description = description
    self.x = x
    self.y = y
    self.positions = positions
    self.bands = bands
    self.lines = lines
    self.includesZero = includesZero
  }

  package func picture(_ words: ChartWords) -> Picture {
    let ribbons = bands.enumerated().map { depth, band in
      // The middle of every band is under the narrowest one: a name points to the part that shows.
      let inner = depth + 1 < bands.count ? bands[depth + 1].upper : band.lower
      let level = zip(band.upper, inner).map { ($0 + $1) / 2 }.last
      return RibbonPlot.Ribbon(label: band.label, lower: band.lower, upper: band.upper, fill: .tone(depth), nameLevel: level)
    }
    let kept = Array(lines.prefix(16))
    return Picture(
      plot: RibbonPlot(x: x, y: y, positions: positions, ribbons: ribbons, lines: kept, includesZero: includesZero),
      notes: kept.count < lines.count ? [words.shown(kept.count, lines.count)] : [])
  }

  package func dataTables(_ words: ChartWords) -> [ChartTable] {
    let bounds = bands.flatMap { band in
      [ChartLine("\(band.label): \(words.low)", band.lower), ChartLine("\(band.label): \(words.high)", band.upper)]
    }
    return [table(title, x, y, positions, lines + bounds)]
  }
}
