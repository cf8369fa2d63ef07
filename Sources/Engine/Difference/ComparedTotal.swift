import Emissions

/// A figure of a whole run of which a difference is told: t CO2e or EUR.
package enum ComparedTotal: Sendable, Hashable {
  /// Of the base year, as the inventory has it.
  case baseLevel
  /// What the target allows.
  case target
  /// In a year; without one in the scenario's own target year, or at the horizon where it has no target.
  case emissions(year: Int?)
  /// In the target year, less the target.
  case gap
  /// Of all years.
  case cumulative
  /// Of all measures that have a cost, less what they save, EUR of the price year.
  case netPresentCost
  case sector(String, year: Int?)

  package var isMoney: Bool { self == .netPresentCost }
}

/// What a run of a mixture is judged by.
struct ScenarioTotals {
  private let inputs: ScenarioInputs
  private let total: [Double]
  /// By sector, then year.
  private let sectors: [Double]
  /// Nil when no measure has a cost.
  let netPresentCost: Double?

  /// Calibrates and evaluates as `runScenario` does; what a mixture emits may be negative on the way.
  init(_ inputs: ScenarioInputs) throws(EngineError) {
    let (model, _) = try calibrated(inputs)
    let kernel = EmissionKernel(model)
    let trace = kernel.trace(inputs.levers)
    self.inputs = inputs
    total = trace.result.total.column(at: 0)
    sectors = trace.result.sectors.column(at: 0)
    let costs = measureOutcomes(inputs, kernel, trace).compactMap(\.netPresentCost)
    netPresentCost = costs.isEmpty ? nil : costs.reduce(0, +)
  }

  /// Nil when the run has no such figure.
  func value(_ wanted: ComparedTotal) -> Double? {
    switch wanted {
    case .baseLevel: return inputs.plan.baseLevel
    case .target: return inputs.target?.level
    case .emissions(let year): return place(year).map { total[$0] }
    case .gap: return inputs.target.flatMap { target in place(target.year).map { total[$0] - target.level } }
    case .cumulative: return total.reduce(0, +)
    case .netPresentCost: return netPresentCost
    case .sector(let id, let year):
      guard let s = inputs.model.sectors.firstIndex(where: { $0.id == id }) else { return nil }
      return place(year).map { sectors[s * total.count + $0] }
    }
  }

  private func place(_ year: Int?) -> Int? {
    let years = inputs.model.years
    return years.firstIndex(of: year ?? inputs.target?.year ?? years[years.count - 1])
  }
}
