/// Scales each sector's demand so that the model gives the inventory of one year, and keeps the factors for the report.
package struct BaseYearCalibration: Sendable, Equatable {
  package var year: Int
  /// One factor per sector: inventory / model without measures.
  package private(set) var factors: [Double]
  /// t CO2e/a by sector, as modelled before scaling and as the inventory has it.
  package private(set) var modelled: [Double]
  package private(set) var inventory: [Double]

  /// - Parameter inventory: t CO2e/a by sector in `year`.
  /// - Returns: nil when the year is not the model's, or a sector of the inventory has nothing in the model to scale.
  package init?(_ model: EmissionModel, levers: [Double], year: Int, inventory: [Double]) {
    precondition(inventory.count == model.sectors.count, "\(inventory.count) inventory figures for \(model.sectors.count) sectors")
    guard let t = model.years.firstIndex(of: year) else { return nil }
    var unmeasured = model
    unmeasured.measures = []
    let sectors = EmissionKernel(unmeasured).trace(levers).result.sectors
    modelled = model.sectors.indices.map { sectors[$0 * model.years.count + t, 0] }
    guard zip(modelled, inventory).allSatisfy({ $0 > 0 || $1 == 0 }) else { return nil }
    factors = zip(modelled, inventory).map { $0 > 0 ? $1 / $0 : 1 }
    self.year = year
    self.inventory = inventory
  }

  package func applied(to model: EmissionModel) -> EmissionModel {
    var scaled = model
    for s in scaled.sectors.indices {
      for d in scaled.sectors[s].demands.indices {
        scaled.sectors[s].demands[d].intensity = scaled.sectors[s].demands[d].intensity.map { $0 * factors[s] }
      }
    }
    return scaled
  }
}
