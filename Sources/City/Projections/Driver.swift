/// A driver of emissions by year, such as population, floor area or passenger kilometres, in one unit.
package struct Driver: Hashable, Sendable {
  package let name: String
  /// Known years and their values, all finite.
  package let values: [Int: Double]

  package init(name: String, values: [Int: Double]) {
    precondition(values.values.allSatisfy(\.isFinite), "the values of driver '\(name)' must be finite")
    self.name = name
    self.values = values
  }
}
