import Units

/// A named axis with its labels in order: `sector: [waste, transport]`, `year: [2025, 2026]`.
package struct Axis: Hashable, Sendable {
  package let name: String
  package let labels: [String]

  package init(_ name: String, _ labels: [String]) {
    precondition(Set(labels).count == labels.count, "axis '\(name)' has a label twice")
    self.name = name
    self.labels = labels
  }

  package init(years: [Int]) { self.init("year", years.map(String.init)) }
}

/// Figures over named axes with one unit and one provenance for all of them; the last axis runs fastest.
package struct LabelledArray: Hashable, Sendable {
  package let name: String
  package let axes: [Axis]
  package let unit: UnitOfMeasure
  package let provenance: ProvenanceKind
  package let values: [Double]

  package init(_ name: String, axes: [Axis], unit: UnitOfMeasure, provenance: ProvenanceKind = .derived, values: [Double]) {
    precondition(values.count == axes.reduce(1) { $0 * $1.labels.count }, "'\(name)' has \(values.count) values for its axes")
    self.name = name
    self.axes = axes
    self.unit = unit
    self.provenance = provenance
    self.values = values
  }

  /// The figure at one label per axis, in axis order; nil when a label is not on its axis.
  package subscript(_ labels: String...) -> Double? {
    guard labels.count == axes.count else { return nil }
    var index = 0
    for (axis, label) in zip(axes, labels) {
      guard let position = axis.labels.firstIndex(of: label) else { return nil }
      index = index * axis.labels.count + position
    }
    return values[index]
  }

  /// The row of a two-axis array: all figures along the last axis at one label of the first.
  package func row(_ label: String) -> [Double]? {
    guard axes.count == 2, let position = axes[0].labels.firstIndex(of: label) else { return nil }
    let width = axes[1].labels.count
    return Array(values[position * width..<(position + 1) * width])
  }

  /// Sum over the first axis: sector rows to the total row.
  package func summedOverFirstAxis(name: String) -> LabelledArray {
    let width = axes.dropFirst().reduce(1) { $0 * $1.labels.count }
    var sums = [Double](repeating: 0, count: width)
    for start in stride(from: 0, to: values.count, by: width) { for i in 0..<width { sums[i] += values[start + i] } }
    return LabelledArray(name, axes: Array(axes.dropFirst()), unit: unit, provenance: .combined([provenance]), values: sums)
  }

  /// The same figures in another unit of the same dimension.
  package func converted(to target: UnitOfMeasure) -> LabelledArray {
    precondition(unit.isCommensurable(with: target), "\(unit) cannot be told in \(target)")
    return LabelledArray(name, axes: axes, unit: target, provenance: provenance, values: values.map { $0 * unit.factor / target.factor })
  }
}
