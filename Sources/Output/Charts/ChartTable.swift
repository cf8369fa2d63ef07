/// The values of a chart in rows, for those who want the figures themselves.
package struct ChartTable: Sendable, Equatable {
  package struct Column: Sendable, Equatable {
    package let label: String
    package let unit: String

    package init(_ label: String, unit: String = "") {
      self.label = label
      self.unit = unit
    }

    init(_ axis: ChartAxis) { self.init(axis.label, unit: axis.unit) }
  }

  package enum Cell: Sendable, Equatable {
    case text(String)
    case number(Double, decimals: Int)
    case missing
  }

  package let caption: String
  package let columns: [Column]
  /// One cell a column; the first cell of a row names it.
  package let rows: [[Cell]]
}
