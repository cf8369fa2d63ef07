/// Several charts side by side, told apart by their titles.
package struct SmallMultiples: Chart {
  package let title: String
  package let description: String
  package let panels: [any Chart]
  package let columns: Int
  /// Whether all value axes cover the same range, so that heights can be compared across panels.
  package let sharesScale: Bool

  package init(title: String, description: String, panels: [any Chart], columns: Int = 2, sharesScale: Bool = true) {
    precondition(columns > 0, "a grid needs a column")
    self.title = title
    self.description = description
    self.panels = panels
    self.columns = columns
    self.sharesScale = sharesScale
  }

  package func picture(_ words: ChartWords) -> Picture {
    let kept = panels.prefix(24)
    let pictures = kept.map { $0.picture(words) }
    let grid = PanelGrid(
      panels: zip(kept, pictures).map { ($0.title, $1.plot) }, columns: columns, sharesScale: sharesScale)
    let note = kept.count < panels.count ? [words.shown(kept.count, panels.count)] : []
    return Picture(plot: grid, notes: pictures.flatMap(\.notes) + note)
  }

  package func dataTables(_ words: ChartWords) -> [ChartTable] { panels.flatMap { $0.dataTables(words) } }
}

struct PanelGrid: Plot {
  let panels: [(title: String, plot: any Plot)]
  let columns: Int
  let sharesScale: Bool

  private static let gap = 20.0

  var extent: ClosedRange<Double>? { union(panels.compactMap(\.plot.extent)) }
  var keys: [Key] { unique(panels.flatMap(\.plot.keys)) }

  func namesFit(_ width: Double) -> Bool {
    panels.allSatisfy { $0.plot.namesFit(panelWidth(width)) }
  }

  private func columns(_ width: Double) -> Int { min(columns, max(1, panels.count), max(1, Int(width / 280))) }

  private func panelWidth(_ width: Double) -> Double {
    let columns = Double(columns(width))
    return (width - PanelGrid.gap * (columns - 1)) / columns
  }

  func draw(_ frame: Frame, on sheet: inout Sheet) -> Double {
    let columns = columns(frame.width)
    let width = panelWidth(frame.width)
    for key in keys { if case .area(let fill) = key.sample { sheet.reserve(fill, key.label) } }
    var top = frame.top
    for row in stride(from: 0, to: panels.count, by: columns) {
      var bottom = top
      for (column, panel) in panels[row..<min(row + columns, panels.count)].enumerated() {
        let left = frame.left + Double(column) * (width + PanelGrid.gap)
        let head = sheet.paragraph(panel.title, left: left, top: top + 4, width: width, size: 13, most: 2, isBold: true)
        let place = Frame(
          left: left, top: head, width: width, extent: sharesScale && panel.plot.extent != nil ? frame.extent : panel.plot.extent,
          hasNames: frame.hasNames)
        bottom = max(bottom, panel.plot.draw(place, on: &sheet))
      }
      top = bottom + 10
    }
    return top
  }
}
