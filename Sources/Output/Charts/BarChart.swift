/// One value a category and series, as bars side by side or stacked.
package struct BarChart: Chart {
  package enum Arrangement: Sendable { case grouped, stacked }

  package let title: String
  package let description: String
  /// What the categories are: `Year`, `Sector`.
  package let category: String
  package let value: ChartAxis
  package let categories: [String]
  /// One value a category.
  package let series: [ChartSeries]
  package let arrangement: Arrangement
  package let references: [ReferenceLine]

  package init(
    title: String, description: String, category: String, value: ChartAxis, categories: [String], series: [ChartSeries],
    arrangement: Arrangement = .grouped, references: [ReferenceLine] = []
  ) {
    for series in series {
      precondition(series.values.count == categories.count, "'\(series.label)' must have one value a category")
      precondition(series.values.allSatisfy(\.isFinite), "'\(series.label)' must be finite")
    }
    self.title = title
    self.description = description
    self.category = category
    self.value = value
    self.categories = categories
    self.series = series
    self.arrangement = arrangement
    self.references = references
  }

  package func picture(_ words: ChartWords) -> Picture {
    let most = 60
    let drawn = largest(series, words, most: arrangement == .stacked ? 12 : 6)
    let size = categories.indices.map { c in series.reduce(0) { $0 + abs($1.values[c]) } }
    let kept = categories.indices.sorted { (-size[$0], $0) < (-size[$1], $1) }.prefix(most).sorted()
    let plot = BarPlot(
      axis: value,
      categories: kept.map { c in .init(label: categories[c], bars: arrangement == .stacked ? stacked(drawn, c) : grouped(drawn, c)) },
      lanes: arrangement == .stacked ? 1 : max(1, drawn.count), references: references, mayStand: true,
      fills: series.count > 1 ? drawn.map { Key(label: $0.label, sample: .area(.named)) } : [])
    return Picture(plot: plot, notes: kept.count < categories.count ? [words.shown(kept.count, categories.count)] : [])
  }

  private func grouped(_ series: [ChartSeries], _ c: Int) -> [BarPlot.Bar] {
    series.enumerated().map { lane, series in
      .init(lane: lane, from: 0, to: series.values[c], key: Key(label: series.label, sample: .area(.named)), figure: series.values[c])
    }
  }

  /// The sum stands beyond the last bar of a stack that has only one side.
  private func stacked(_ series: [ChartSeries], _ c: Int) -> [BarPlot.Bar] {
    let values = series.map { $0.values[c] }
    let ribbons = stack(zip(series, values).map { ChartSeries($0.label, [$1]) }, on: [0])
    let hasOneSide = !values.contains { $0 < 0 } || !values.contains { $0 > 0 }
    let last = values.lastIndex { $0 != 0 }
    return ribbons.enumerated().map { i, ribbon in
      let isDown = values[i] < 0
      return .init(
        from: isDown ? ribbon.upper[0] : ribbon.lower[0], to: isDown ? ribbon.lower[0] : ribbon.upper[0], key: ribbon.key,
        figure: hasOneSide && i == last ? values.reduce(0, +) : nil)
    }
  }

  package func dataTables(_ words: ChartWords) -> [ChartTable] {
    let sums = arrangement == .stacked && series.count > 1
    return [
      ChartTable(
        caption: title,
        columns: [.init(category)] + series.map { .init($0.label, unit: value.unit) }
          + (sums ? [.init(words.total, unit: value.unit)] : []),
        rows: categories.indices.map { c in
          [.text(categories[c])] + series.map { value.cell($0.values[c]) }
            + (sums ? [value.cell(series.reduce(0) { $0 + $1.values[c] })] : [])
        })
    ]
  }
}
