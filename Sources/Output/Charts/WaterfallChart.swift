/// How one level becomes another, change by change (a bridge). The end is the start and all changes added up.
package struct WaterfallChart: Chart {
  package enum Step: Sendable {
    case change(String, Double)
    /// The level reached so far.
    case subtotal(String)
  }

  package let title: String
  package let description: String
  /// What the steps are: `Measure`.
  package let category: String
  package let value: ChartAxis
  package let start: (label: String, value: Double)
  package let steps: [Step]
  /// Name of the level that is reached.
  package let end: String
  package let references: [ReferenceLine]

  package init(
    title: String, description: String, category: String, value: ChartAxis, start: (label: String, value: Double), steps: [Step],
    end: String,
    references: [ReferenceLine] = []
  ) {
    self.title = title
    self.description = description
    self.category = category
    self.value = value
    self.start = start
    self.steps = steps
    self.end = end
    self.references = references
  }

  /// Start and every change added up.
  package var endValue: Double { levels(steps).last ?? start.value }

  /// The level after each step.
  func levels(_ steps: [Step]) -> [Double] {
    var level = start.value
    return steps.map { step in
      if case .change(_, let change) = step { level += change }
      return level
    }
  }

  package func picture(_ words: ChartWords) -> Picture {
    let steps = largest(words)
    let levels = levels(steps)
    var categories = [column(start.label, start.value)]
    var before = start.value
    for (step, level) in zip(steps, levels) {
      switch step {
      case .subtotal(let label): categories.append(column(label, level))
      case .change(let label, let change):
        let key = Key(label: label, sample: .area(change > 0 ? .rise : .fall))
        categories.append(
          .init(label: label, bars: [.init(from: before, to: level, key: key, figure: change, isSigned: true)], link: level))
      }
      before = level
    }
    categories.append(column(end, before))
    return Picture(plot: BarPlot(axis: value, categories: categories, references: references, mayStand: true))
  }

  private func column(_ label: String, _ level: Double) -> BarPlot.Category {
    .init(
      label: label, bars: [.init(from: 0, to: level, key: Key(label: label, sample: .area(.level)), figure: level)], link: level)
  }

  /// At most forty steps: the smallest changes are added up into one when there are more.
  private func largest(_ words: ChartWords, most: Int = 40) -> [Step] {
    guard steps.count > most else { return steps }
    var sizes: [(step: Int, change: Double)] = []
    for case (let step, .change(_, let change)) in steps.enumerated() { sizes.append((step, change)) }
    let kept = most - 1 - (steps.count - sizes.count)
    let rest = sizes.sorted { (-abs($0.change), $0.step) < (-abs($1.change), $1.step) }.dropFirst(max(0, kept))
    let dropped = Set(rest.map(\.step))
    return steps.enumerated().filter { !dropped.contains($0.offset) }.map(\.element)
      + [.change(words.others(rest.count), rest.reduce(0) { $0 + $1.change })]
  }

  package func dataTables(_ words: ChartWords) -> [ChartTable] {
    let rows: [[ChartTable.Cell]] = zip(steps, levels(steps)).map { step, level in
      switch step {
      case .change(let label, let change): return [.text(label), value.cell(change), value.cell(level)]
      case .subtotal(let label): return [.text(label), .missing, value.cell(level)]
      }
    }
    return [
      ChartTable(
        caption: title, columns: [.init(category), .init(value), .init(words.total, unit: value.unit)],
        rows: [[.text(start.label), .missing, value.cell(start.value)]] + rows + [[.text(end), .missing, value.cell(endValue)]])
    ]
  }
}
