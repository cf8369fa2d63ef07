/// Accessibility zones of one network year, best first: SAVU I ... VII of 2025, say. A zone is a property of a place and of a
/// network year; figures of two layers cannot be compared.
package struct ZoneLayer: Sendable, Equatable {
  package var year: Int
  package var zones: [String]

  package init(year: Int, zones: [String]) {
    self.year = year
    self.zones = zones
  }

  /// `I`, `I-II`, `I-III`…: the zones from the best to the one at an index.
  package func cumulativeName(through zone: Int) -> String { zone == 0 ? zones[0] : "\(zones[0])-\(zones[zone])" }
}

/// Where a project's money goes: shares of the zones of a layer, or no zone at all. The shares sum to 1.
package struct Placement: Sendable, Equatable {
  /// By zone of the plan's layer.
  package var zones: [Double]
  package var cityWide: Double
  /// Nobody has said where, or it is known in another layer only.
  package var unlocated: Double

  package init(zones: [Double], cityWide: Double = 0, unlocated: Double = 0) {
    self.zones = zones
    self.cityWide = cityWide
    self.unlocated = unlocated
  }

  /// All in one zone.
  package init(zone: Int, of count: Int) {
    var zones = [Double](repeating: 0, count: count)
    zones[zone] = 1
    self.init(zones: zones)
  }

  package static func cityWide(zones: Int) -> Placement { Placement(zones: .init(repeating: 0, count: zones), cityWide: 1) }
  package static func unlocated(zones: Int) -> Placement { Placement(zones: .init(repeating: 0, count: zones), unlocated: 1) }

  /// Share within the zones from the best to the one at an index.
  package func share(through zone: Int) -> Double { zones[...zone].reduce(0, +) }
}
