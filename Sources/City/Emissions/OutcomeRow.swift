/// The figures of `Outcomes`, in the order in which an ensemble keeps them.
package enum OutcomeRow: Int, CaseIterable, Sendable {
  case cumulative, targetGap, budgetGap, abated, netPresentCost, socialCost, costPerTonne, peakInvestment
}

/// What the outcomes of a run are judged by.
package struct OutcomeBasis: Sendable, Equatable {
  /// Place of the target's year among the model's; nil without a target within them.
  package let targetIndex: Int?
  /// t CO2e/a.
  package let targetLevel: Double
  /// t CO2e over all years.
  package let carbonBudget: Double?
  private let hasCarbonPrice: Bool

  package init(_ model: EmissionModel, target: Target? = nil, carbonBudget: Double? = nil) {
    targetIndex = target.flatMap { model.years.firstIndex(of: $0.year) }
    targetLevel = target?.level ?? 0
    self.carbonBudget = carbonBudget
    hasCarbonPrice = model.carbonPrice != nil
  }

  func gives(_ row: OutcomeRow) -> Bool {
    switch row {
    case .targetGap: targetIndex != nil
    case .budgetGap: carbonBudget != nil
    case .socialCost: hasCarbonPrice
    case .cumulative, .abated, .netPresentCost, .costPerTonne, .peakInvestment: true
    }
  }
}
