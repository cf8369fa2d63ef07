/// How far each input moves a result from its base, the widest first.
package struct TornadoChart: Chart {
  package struct Swing: Sendable {
    package let label: String
    /// The result when the input is low and when it is high.
    package let low: Double
    package let high: Double

    package init(_ label: String, low: Double, high: Double) {
      precondition(low.isFinite && high.isFinite, "'\(label)' must be finite")
      self.label = label
      self.low = low
      self.high = high
    }
  }

  package let title: String
  package let description: String
  /// What is varied: `Input`.
  package let category: String
  package let value: ChartAxis
  /// The result when nothing is varied.
  package let base: Double
  package let swings: [Swing]
  /// Names of the two ends: `input low`, `input high`.
  package let low: String
  package let high: String

  package init(
    title: String, description: String, category: String, value: ChartAxis, base: Double, swings: [Swing], low: String, high: String
  ) {
    self.title = title
    self.description = description
    self.category = category
    self.value = value
    self.base = base
    func reach(_ swing: Swing) -> Double { max(swing.low, swing.high, base) - min(swing.low, swing.high, base) }
    self.swings = swings.enumerated().sorted { (-reach($0.element), $0.offset) < (-reach($1.element), $1.offset) }.map(\.element)
    self.low = low
    self.high = high
  }

  package func picture(_ words: ChartWords) -> Picture {
    let kept = swings.prefix(30)
    let keys = [Key(label: low, sample: .area(.fall)), Key(label: high, sample: .area(.rise))]
    let categories = kept.map { swing in
      // Ends on the same side of the base share one bar's length; only the farther end has room for its figure.
      let isOneSided = (swing.low - base) * (swing.high - base) >= 0
      let ends = [swing.low, swing.high]
      let far = abs(ends[0] - base) >= abs(ends[1] - base) ? 0 : 1
      let bars = [far, 1 - far].map { end in
        BarPlot.Bar(from: base, to: ends[end], key: keys[end], figure: isOneSided && end != far ? nil : ends[end])
      }
      return BarPlot.Category(label: swing.label, bars: bars)
    }
    return Picture(
      plot: BarPlot(axis: value, categories: categories, ground: base, fills: keys),
      notes: kept.count < swings.count ? [words.shown(kept.count, swings.count)] : [])
  }

  package func dataTables(_ words: ChartWords) -> [ChartTable] {
    [
      ChartTable(
        caption: title, columns: [.init(category)] + [low, high].map { .init($0, unit: value.unit) },
        rows: swings.map { [.text($0.label), value.cell($0.low), value.cell($0.high)] })
    ]
  }
}
