import Emissions
import LinearAlgebra

/// What `run --case` prints: one vector of levers in t CO2e and EUR, with everything between input and output, under the
/// names of the reference model.
package struct CaseDocument: Encodable, Sendable {
  var scalars: Scalars
  var emissions: [[Double]]
  var total: [Double]
  var baseline: [Double]
  var investment: [Double]
  var netCost: [Double]
  var annualCost: [Double]
  var energySaving: [Double]
  var carbonPrice: [Double]?
  var emissionFactor: [[Double]]
  var uptake: [[Double]]
  var retained: [[[Double]]]
  var finalDemand: [[[Double]]]

  enum CodingKeys: String, CodingKey {
    case scalars, emissions, total, baseline, investment, uptake, retained
    case netCost = "net_cost"
    case annualCost = "annual_cost"
    case energySaving = "energy_saving"
    case carbonPrice = "co2_price"
    case emissionFactor = "emission_factor"
    case finalDemand = "final_demand"
  }

  struct Scalars: Encodable, Sendable {
    var values: [(String, Double?)]

    func encode(to encoder: any Encoder) throws {
      try Dictionary(uniqueKeysWithValues: values.map { ($0.0, OrNull($0.1)) }).encode(to: encoder)
    }
  }
}

extension CaseDocument {
  package init(_ kernel: EmissionKernel, levers: Matrix, target: Target?, carbonBudget: Double?) {
    let trace = kernel.trace(levers.column(at: 0))
    let outcomes = kernel.outcomes(trace.result, levers: levers, target: target, carbonBudget: carbonBudget)[0]
    scalars = Scalars(values: zip(outcomeNames(target), outcomes.inOrder).map { ($0, $1) })
    emissions = trace.result.sectors.column(at: 0).split(into: kernel.model.years.count)
    total = trace.result.total.column(at: 0)
    baseline = trace.result.baseline.column(at: 0)
    investment = trace.result.investment.column(at: 0)
    netCost = trace.result.netCost.column(at: 0)
    annualCost = trace.result.annualCost.column(at: 0)
    energySaving = trace.result.saving.column(at: 0)
    carbonPrice = kernel.carbonPrice(levers, draw: 0)
    emissionFactor = trace.factorBefore
    uptake = trace.uptake
    retained = trace.retained
    finalDemand = trace.finalDemand
  }
}

/// What `run --case` prints for a case of several draws: the outputs of each draw, one row per draw.
package struct DrawsDocument: Encodable, Sendable {
  var scalars: [[Double?]]
  var scalarOrder: [String]
  var emissions: [[[Double]]]
  var total: [[Double]]
  var investment: [[Double]]
  var netCost: [[Double]]

  enum CodingKeys: String, CodingKey {
    case scalars, emissions, total, investment
    case scalarOrder = "scalar_order"
    case netCost = "net_cost"
  }

  package init(_ kernel: EmissionKernel, levers: Matrix, target: Target?, carbonBudget: Double?) {
    let result = kernel.run(levers)
    func columns(_ matrix: Matrix) -> [[Double]] { (0..<matrix.columns).map { matrix.column(at: $0) } }
    scalars = kernel.outcomes(result, levers: levers, target: target, carbonBudget: carbonBudget).map(\.inOrder)
    scalarOrder = outcomeNames(target)
    emissions = columns(result.sectors).map { $0.split(into: kernel.model.years.count) }
    total = columns(result.total)
    investment = columns(result.investment)
    netCost = columns(result.netCost)
  }
}

/// Names of `Outcomes.inOrder`; the gap is named by its year.
private func outcomeNames(_ target: Target?) -> [String] {
  [
    "cumulative", target.map { "gap_\($0.year)" } ?? "gap", "budget_gap", "abated", "npv_cost", "npv_social", "cost_per_tonne",
    "peak_investment",
  ]
}

extension Outcomes {
  fileprivate var inOrder: [Double?] {
    [cumulative, targetGap, budgetGap, abated, netPresentCost, socialCost, costPerTonne.isFinite ? costPerTonne : nil, peakInvestment]
  }
}

extension [Double] {
  /// Consecutive rows of the given length.
  fileprivate func split(into length: Int) -> [[Double]] { stride(from: 0, to: count, by: length).map { Array(self[$0..<$0 + length]) } }
}
