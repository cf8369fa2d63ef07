/// The uncertain factors that every model has, and the row each takes in a matrix of draws (levers × draws).
///
/// A lever is neutral (adds 0 or multiplies by 1) unless the plan gives it a value. Names are `lever` or `lever/member`.
package struct LeverLayout: Sendable, Equatable {
  /// Lever names, in row order.
  package let names: [String]
  /// The value of each lever that changes nothing.
  package let neutral: [Double]

  let drivers: Int, sectors: Int, streams: Int, groups: Int

  package init(_ model: EmissionModel) {
    let drivers = model.drivers.map(\.id), sectors = model.sectors.map(\.id)
    let streams = model.streams.filter { !$0.isProcess }.map(\.id), groups = model.groups
    var rows: [(name: String, neutral: Double)] = [
      ("discount_rate", 0), ("rebound", 0), ("carbon_price_last", model.carbonPrice?.last ?? 0), ("capital_learning", 0),
      ("delay", 0), ("capital_level", 1), ("ramp_factor", 1),
    ]
    func family(_ lever: String, _ members: [String], neutral: Double) { rows += members.map { ("\(lever)/\($0)", neutral) } }
    family("driver_growth_dev", drivers, neutral: 0)
    family("activity_growth_dev", sectors, neutral: 0)
    family("intensity_level", sectors, neutral: 1)
    family("sector_delay", sectors, neutral: 0)
    family("factor_delivery", streams, neutral: 1)
    family("price_level", streams, neutral: 1)
    family("price_growth_dev", streams, neutral: 0)
    family("uptake_factor", groups, neutral: 1)
    family("effect_factor", groups, neutral: 1)
    family("capital_factor", groups, neutral: 1)
    names = rows.map(\.name)
    neutral = rows.map(\.neutral)
    (self.drivers, self.sectors, self.streams, self.groups) = (drivers.count, sectors.count, streams.count, groups.count)
  }

  // Rows of the single levers.
  /// Row of the real interest rate, per year.
  package static let discountRateRow = 0
  /// Row of the last year's carbon price, EUR/t.
  package static let carbonPriceLastRow = 2
  static let discountRate = discountRateRow, rebound = 1, carbonPriceLast = carbonPriceLastRow, capitalLearning = 3, delay = 4,
    capitalLevel = 5,
    rampFactor = 6
  private static let singles = 7

  // Rows of the lever families, by member. `carrier` counts the streams that are not processes.
  func driverGrowth(_ driver: Int) -> Int { Self.singles + driver }
  func activityGrowth(_ sector: Int) -> Int { Self.singles + drivers + sector }
  func intensityLevel(_ sector: Int) -> Int { Self.singles + drivers + sectors + sector }
  func sectorDelay(_ sector: Int) -> Int { Self.singles + drivers + 2 * sectors + sector }
  func factorDelivery(_ carrier: Int) -> Int { Self.singles + drivers + 3 * sectors + carrier }
  func priceLevel(_ carrier: Int) -> Int { Self.singles + drivers + 3 * sectors + streams + carrier }
  func priceGrowth(_ carrier: Int) -> Int { Self.singles + drivers + 3 * sectors + 2 * streams + carrier }
  func uptakeFactor(_ group: Int) -> Int { Self.singles + drivers + 3 * sectors + 3 * streams + group }
  func effectFactor(_ group: Int) -> Int { Self.singles + drivers + 3 * sectors + 3 * streams + groups + group }
  func capitalFactor(_ group: Int) -> Int { Self.singles + drivers + 3 * sectors + 3 * streams + 2 * groups + group }
}
