/// A dot and the range around it for every row.
package struct IntervalChart: Chart {
  package struct Row: Sendable {
    package let label: String
    package let value: Double
    package let low: Double
    package let high: Double

    package init(_ label: String, _ value: Double, low: Double, high: Double) {
      precondition(value.isFinite && low.isFinite && high.isFinite, "'\(label)' must be finite")
      self.label = label
      self.value = value
      self.low = low
      self.high = high
    }
  }

  package let title: String
  package let description: String
  /// What the rows are: `Programme`.
  package let category: String
  package let value: ChartAxis
  package let rows: [Row]
  package let references: [ReferenceLine]

  package init(
    title: String, description: String, category: String, value: ChartAxis, rows: [Row], references: [ReferenceLine] = []
  ) {
    self.title = title
    self.description = description
    self.category = category
    self.value = value
    self.rows = rows
    self.references = references
  }

  package func picture(_ words: ChartWords) -> Picture {
    let kept = rows.prefix(60)
    return Picture(
      plot: BarPlot(
        axis: value, categories: kept.map { .init(label: $0.label, interval: .init(low: $0.low, value: $0.value, high: $0.high)) },
        ground: nil, references: references),
      notes: kept.count < rows.count ? [words.shown(kept.count, rows.count)] : [])
  }

  package func dataTables(_ words: ChartWords) -> [ChartTable] {
    [
      ChartTable(
        caption: title, columns: [.init(category), .init(value)] + [words.low, words.high].map { .init($0, unit: value.unit) },
        rows: rows.map { [.text($0.label), value.cell($0.value), value.cell($0.low), value.cell($0.high)] })
    ]
  }
}
