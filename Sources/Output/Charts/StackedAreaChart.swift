/// Areas stacked on each other over whole-number positions such as years, with lines drawn over them. One panel.
package struct StackedAreaChart: Sendable {
  /// One layer of the stack.
  package struct Area: Sendable {
    package let label: String
    /// One value a position, in the unit of the chart; finite and not negative.
    package let values: [Double]

    package init(_ label: String, _ values: [Double]) {
      self.label = label
      self.values = values
    }
  }

  /// A line over the stack, told apart by its dashes, marker and label, never by colour alone.
  package struct Line: Sendable {
    package enum Style: Sendable { case solid, dashed, dotted }
    package enum Marker: Sendable { case circle, square, diamond }

    package let label: String
    /// One value a position, nil where the line is not defined; may be negative.
    package let values: [Double?]
    package let style: Style
    package let marker: Marker?

    package init(_ label: String, _ values: [Double?], style: Style, marker: Marker? = nil) {
      self.label = label
      self.values = values
      self.style = style
      self.marker = marker
    }
  }

  /// Names the panel among others (a scenario); empty when the chart stands alone.
  package let heading: String
  /// Rising positions along the horizontal axis.
  package let positions: [Int]
  /// From the bottom up.
  package let areas: [Area]
  package let lines: [Line]

  package init(heading: String = "", positions: [Int], areas: [Area], lines: [Line] = []) {
    precondition(positions.count >= 2, "a chart over time needs at least two positions")
    precondition(zip(positions, positions.dropFirst()).allSatisfy { $0 < $1 }, "positions must rise")
    for area in areas {
      precondition(area.values.count == positions.count, "'\(area.label)' must have one value a position")
      precondition(area.values.allSatisfy { $0.isFinite && $0 >= 0 }, "'\(area.label)' must be finite and not negative to be stacked")
    }
    for line in lines {
      precondition(line.values.count == positions.count, "'\(line.label)' must have one value a position")
      precondition(line.values.allSatisfy { $0?.isFinite ?? true }, "'\(line.label)' must be finite")
    }
    self.heading = heading
    self.positions = positions
    self.areas = areas
    self.lines = lines
  }

  /// Upper edges of the areas from the bottom up, shape (areas, positions): running sums.
  var upperEdges: [[Double]] {
    var below = [Double](repeating: 0, count: positions.count)
    return areas.map { area in
      below = zip(below, area.values).map { $0 + $1 }
      return below
    }
  }

  /// Every value that must be inside the vertical axis; always holds zero, so that areas are not cut.
  var extent: ClosedRange<Double> {
    let values = (upperEdges.last ?? []) + lines.flatMap { $0.values.compactMap { $0 } }
    return values.reduce(0...0) { min($0.lowerBound, $1)...max($0.upperBound, $1) }
  }
}
