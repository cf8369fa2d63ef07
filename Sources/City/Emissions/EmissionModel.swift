/// A city's emission model for one scenario, in canonical units: t CO2e, MWh, EUR, years.
///
/// Per year: activity = driver × activity per driver; demand = activity × intensity; emissions = Σ over streams of
/// demand × emission factor. The equations stand in `EmissionKernel.swift`; this type only holds their inputs.
package struct EmissionModel: Sendable, Equatable {
  /// Consecutive years, first to horizon.
  package var years: [Int]
  package var drivers: [Driver]
  package var streams: [Stream]
  package var sectors: [Sector]
  /// Ids of the measure groups; measures of a group share uncertain factors.
  package var groups: [String]
  package var measures: [Measure]
  /// No measure removes more than this share of a demand or factor; effects in tonnes know no cap. 1 unless the plan says otherwise.
  package var effectCap: Double
  /// Shadow price of CO2 in the first and the last year, EUR/t, straight in between. Nil: not priced.
  package var carbonPrice: CarbonPrice?

  /// Something that grows or falls by itself: population, floor area, vehicle-kilometres.
  package struct Driver: Sendable, Equatable {
    package var id: String
    /// One value per year, in the driver's own unit.
    package var values: [Double]

    package init(id: String, values: [Double]) {
      self.id = id
      self.values = values
    }
  }

  /// An energy carrier, or a process whose activity emits directly.
  package struct Stream: Sendable, Equatable {
    package var id: String
    /// Process streams are in t CO2e already: their factor is 1 and they have no price.
    package var isProcess: Bool
    /// t CO2e/MWh per year.
    package var emissionFactor: [Double]
    /// EUR/MWh per year; zeros when the plan gives no price.
    package var price: [Double]

    package init(id: String, isProcess: Bool, emissionFactor: [Double], price: [Double]) {
      self.id = id
      self.isProcess = isProcess
      self.emissionFactor = emissionFactor
      self.price = price
    }
  }

  /// A row of the city's own inventory.
  package struct Sector: Sendable, Equatable {
    package var id: String
    /// Index into `drivers`.
    package var driver: Int
    /// Units of activity per unit of driver and year.
    package var activity: [Double]
    package var demands: [Demand]

    package init(id: String, driver: Int, activity: [Double], demands: [Demand]) {
      self.id = id
      self.driver = driver
      self.activity = activity
      self.demands = demands
    }
  }

  /// What a sector asks of one stream: MWh (process streams: t CO2e) per unit of activity and year.
  package struct Demand: Sendable, Equatable {
    /// Index into `streams`.
    package var stream: Int
    package var intensity: [Double]

    package init(stream: Int, intensity: [Double]) {
      self.stream = stream
      self.intensity = intensity
    }
  }

  package struct CarbonPrice: Sendable, Equatable {
    package var first: Double
    package var last: Double

    package init(first: Double, last: Double) {
      self.first = first
      self.last = last
    }
  }

  package init(
    years: [Int], drivers: [Driver], streams: [Stream], sectors: [Sector], groups: [String], measures: [Measure],
    effectCap: Double = 1, carbonPrice: CarbonPrice? = nil
  ) {
    self.years = years
    self.drivers = drivers
    self.streams = streams
    self.sectors = sectors
    self.groups = groups
    self.measures = measures
    self.effectCap = effectCap
    self.carbonPrice = carbonPrice
  }
}
