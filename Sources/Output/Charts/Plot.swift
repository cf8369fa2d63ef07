/// Something that can be drawn into a frame, alone or as one panel of several.
protocol Plot: Sendable {
  /// The values that the value axis must cover, zero among them where lengths are read from it; nil without any values.
  var extent: ClosedRange<Double>? { get }
  /// What a reader must be able to tell apart, in drawing order.
  var keys: [Key] { get }
  /// Whether the keys have room beside what they name in a frame of `width`, so that no legend is needed.
  func namesFit(_ width: Double) -> Bool
  /// Draws and returns the height down to which it drew.
  func draw(_ frame: Frame, on sheet: inout Sheet) -> Double
}

/// Where a plot is drawn, in drawing units from the upper left corner of the picture.
struct Frame {
  let left: Double
  let top: Double
  let width: Double
  /// What the value axis covers: the extent of the plot, or of all panels that share it.
  let extent: ClosedRange<Double>?
  /// Whether names stand beside what they name.
  let hasNames: Bool

  var right: Double { left + width }
}

/// One thing a reader must be able to tell apart, and what it looks like.
struct Key: Hashable {
  enum Sample: Hashable {
    case area(Fill)
    case line(ChartLine.Style, ChartLine.Marker?)
    case mark(ChartLine.Marker)
  }

  let label: String
  let sample: Sample
}

/// Keys once each, in order of first use.
func unique(_ keys: [Key]) -> [Key] {
  var seen: Set<Key> = []
  return keys.filter { seen.insert($0).inserted }
}

func union(_ ranges: [ClosedRange<Double>]) -> ClosedRange<Double>? {
  ranges.reduce(nil) { all, range in
    all.map { min($0.lowerBound, range.lowerBound)...max($0.upperBound, range.upperBound) } ?? range
  }
}

func range(_ values: some Sequence<Double>) -> ClosedRange<Double>? { union(values.map { $0...$0 }) }
