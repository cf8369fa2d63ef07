/// A line of values, told apart by its dashes, marker and label, never by colour alone.
package struct ChartLine: Sendable, Hashable {
  package enum Style: Sendable, Hashable { case solid, dashed, dotted }
  package enum Marker: Sendable, Hashable { case circle, square, diamond }

  package let label: String
  /// One value a position, nil where the line is not defined; may be negative.
  package let values: [Double?]
  package let style: Style
  package let marker: Marker?

  package init(_ label: String, _ values: [Double?], style: Style = .solid, marker: Marker? = nil) {
    self.label = label
    self.values = values
    self.style = style
    self.marker = marker
  }

  /// A single value is a mark and no line.
  var key: Key {
    let isMark = values.count { $0 != nil } == 1
    return Key(label: label, sample: isMark ? .mark(marker ?? .circle) : .line(style, marker))
  }
}

/// A level worth comparing with: one line across the values.
package struct ReferenceLine: Sendable, Hashable {
  package let label: String
  package let value: Double
  package let style: ChartLine.Style

  package init(_ label: String, _ value: Double, style: ChartLine.Style = .dashed) {
    precondition(value.isFinite, "'\(label)' must be finite")
    self.label = label
    self.value = value
    self.style = style
  }

  var key: Key { Key(label: label, sample: .line(style, nil)) }
}
