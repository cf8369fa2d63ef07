/// What an axis measures.
package struct ChartAxis: Sendable, Hashable {
  /// `Emissions`; may be empty.
  package let label: String
  /// `kt CO2e`; may be empty.
  package let unit: String
  /// Of single values beside the picture and in the table; the marks of an axis choose their own.
  package let decimals: Int
  /// A calendar year or another whole number that is never grouped.
  let isOrdinal: Bool

  package init(_ label: String, unit: String = "", decimals: Int = 1) {
    self.init(label: label, unit: unit, decimals: decimals, isOrdinal: false)
  }

  package static func years(_ label: String = "") -> ChartAxis { ChartAxis(label: label, unit: "", decimals: 0, isOrdinal: true) }

  private init(label: String, unit: String, decimals: Int, isOrdinal: Bool) {
    self.label = label
    self.unit = unit
    self.decimals = decimals
    self.isOrdinal = isOrdinal
  }

  var text: String { [label, unit].filter { !$0.isEmpty }.joined(separator: ", ") }

  func cell(_ value: Double?) -> ChartTable.Cell {
    guard let value else { return .missing }
    return isOrdinal ? .text(String(Int(value))) : .number(value, decimals: decimals)
  }
}
