import ClimateBudgets

/// What a plan says of its climate budget, checked and in canonical units (t CO2e, EUR).
package struct BudgetPlan: Sendable {
  package var emissions: PrintGrid
  package var money: PrintGrid
  /// Responsible units by id.
  package var unitNames: [String: LocalName] = [:]
  package var inventories: [InventoryYear] = []
  package var saved: SavedCeiling?
  /// By id of the measure.
  package var measures: [String: MeasureBudget] = [:]
  package var indicators: [String: LocalName] = [:]
  package var totals: [MoneyTotal] = []
  package var closed: ClosedYear?

  package init(emissions: PrintGrid, money: PrintGrid) {
    self.emissions = emissions
    self.money = money
  }
}
