/// One step of a marginal abatement cost curve.
package struct AbatementStep: Sendable, Equatable {
  package var measure: String
  /// t CO2e removed over the years counted.
  package var tonnes: Double
  /// Net present cost, EUR; negative: it saves money.
  package var netCost: Double

  package init(measure: String, tonnes: Double, netCost: Double) {
    self.measure = measure
    self.tonnes = tonnes
    self.netCost = netCost
  }

  package var costPerTonne: Double { netCost / tonnes }
}

/// Orders measures for a cost curve.
///
/// EUR/t cannot rank measures that save money: of two that save the same, the one that abates less has the "better" EUR/t.
/// Those are ranked by what they save, most first; measures that cost money follow, cheapest tonne first.
/// Source: Taylor, S. (2012), The ranking of negative-cost emissions reduction measures, Energy Policy 48, 430-438,
/// doi:10.1016/j.enpol.2012.05.071. Measures that abate nothing have no place on the curve.
package func abatementCostCurve(_ steps: [AbatementStep]) -> [AbatementStep] {
  let abating = steps.filter { $0.tonnes > 0 }
  let saving = abating.filter { $0.netCost < 0 }.sorted { ($0.netCost, $0.measure) < ($1.netCost, $1.measure) }
  let costing = abating.filter { $0.netCost >= 0 }.sorted { ($0.costPerTonne, $0.measure) < ($1.costPerTonne, $1.measure) }
  return saving + costing
}
