import Emissions
import Investments
import LinearAlgebra

/// One of the things that are held against each other: a scenario, or a scenario under an investment programme.
package struct ComparedAlternative: Sendable {
  /// With the id and name of the alternative in place of the scenario's own.
  package var result: ScenarioResult
  /// Nil for a scenario without a programme: its projects, zones and purse are then not known.
  package var check: InvestmentCheck?
  /// Of a portfolio that was searched for: how surely it is the best, as a share of its worth; nil for all others, and where nothing
  /// is proven.
  package var gap: Double?
  private let money: SystemMoney

  package init(
    _ scenario: ScenarioInputs, id: String, name: LocalName, check: InvestmentCheck? = nil, gap: Double? = nil
  ) throws(EngineError) {
    var inputs = check.map { scenario.under($0.programme, of: $0.plan) } ?? scenario
    inputs.id = id
    inputs.name = name
    result = try runScenario(inputs)
    money = try SystemMoney(inputs)
    self.check = check
    self.gap = gap
  }

  package var inputs: ScenarioInputs { result.inputs }

  /// In canonical units: t CO2e, EUR, EUR/t, a share, dwellings. Nil: not known.
  package func value(_ figure: ComparedFigure) -> Double? {
    let hasCost = result.measures.isEmpty || result.measures.contains { $0.netPresentCost != nil }
    switch figure {
    case .emissions(let year): return result.years.firstIndex(of: year).map { result.total[$0] }
    case .gap: return result.target?.gap
    case .cumulative: return result.cumulative
    case .capital: return hasCost ? money.capital : nil
    case .operating: return hasCost ? money.operating : nil
    case .netPresentCost: return hasCost ? money.netPresentCost : nil
    case .costPerTonne: return hasCost && money.abated > 0 ? money.netPresentCost / money.abated : nil
    case .netInvestments: return check.map { $0.plan.netInvestments($0.programme).reduce(0, +) }
    case .projectOperating: return check.map { $0.plan.operatingCost($0.programme).reduce(0, +) }
    case .zoneShare(let zone): return check.flatMap { $0.plan.cumulativeZoneShares($0.programme, $0.plan.base) }.map { $0[zone] }
    case .dwellings: return check.map { $0.plan.dwellings($0.programme).reduce(0, +) }
    case .loanStock: return check?.purse.last?.loanStock
    case .limitsBroken: return check.flatMap { $0.unknown.isEmpty ? Double(Set($0.broken.map(\.limit)).count) : nil }
    }
  }
}

/// Money of all measures of a scenario over its years, EUR; measures without a known cost are not in it.
private struct SystemMoney: Sendable {
  let capital: Double
  let operating: Double
  let netPresentCost: Double
  /// t CO2e.
  let abated: Double

  init(_ inputs: ScenarioInputs) throws(EngineError) {
    let kernel = EmissionKernel(try calibrated(inputs).0)
    let result = kernel.trace(inputs.levers).result
    let levers = Matrix(rows: inputs.levers.count, columns: 1, storage: inputs.levers)
    let outcomes = kernel.outcomes(result, levers: levers, target: nil, carbonBudget: nil)[0]
    capital = result.investment.column(at: 0).reduce(0, +)
    operating = result.operating.column(at: 0).reduce(0, +)
    netPresentCost = outcomes.netPresentCost
    abated = outcomes.abated
  }
}
