import Emissions
import Sampling
import Units

/// A figure of a plan that is given a distribution where it stands.
package struct UncertainFigure: Sendable {
  /// Key path in the plan, by which it is drawn and correlated.
  package let name: String
  package let distribution: Distribution
  /// The value of a run without draws, canonical.
  package let central: Double
  /// The unit that it is written in.
  package let unit: UnitOfMeasure

  package init(name: String, distribution: Distribution, central: Double, unit: UnitOfMeasure) {
    self.name = name
    self.distribution = distribution
    self.central = central
    self.unit = unit
  }

  /// The least and the greatest value that a draw may give.
  package var reach: ClosedRange<Double> { distribution.reach }
}

/// Something that a run is made of and that follows from uncertain figures.
package struct DrawnSlot: Sendable {
  package enum Place: Sendable, Hashable {
    case model(ModelSlot)
    /// t CO2e/a of a sector in the calibration year.
    case inventory(sector: Int)
    /// Central value of a lever, such as the discount rate.
    case lever(row: Int)
  }

  package let place: Place
  /// One per year of the model for a series, otherwise one.
  package let values: [DrawnValue]

  package init(_ place: Place, _ values: [DrawnValue]) { (self.place, self.values) = (place, values) }
}
