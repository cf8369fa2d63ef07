import LinearAlgebra

/// The figures that sum up one draw: tonnes in t CO2e, money in EUR of the price year.
package struct Outcomes: Sendable, Equatable {
  /// Emissions of all years together.
  package var cumulative: Double
  /// Emissions of the target year less the target; nil without a target within the years.
  package var targetGap: Double?
  /// Cumulative emissions less the carbon budget; nil without one.
  package var budgetGap: Double?
  /// Emissions avoided by the measures, all years together.
  package var abated: Double
  /// Present value of annual cost less savings.
  package var netPresentCost: Double
  /// As above less what the avoided emissions are worth at the carbon price; nil without one.
  package var socialCost: Double?
  /// Present cost over tonnes avoided, which are not discounted.
  package var costPerTonne: Double
  package var peakInvestment: Double
}

extension EmissionKernel {
  /// The carbon price of each year in one draw, EUR/t: straight from the first year's to the draw's last year's.
  package func carbonPrice(_ levers: Matrix, draw n: Int) -> [Double]? {
    model.carbonPrice.map { price in
      let last = levers[LeverLayout.carbonPriceLast, n], steps = Double(model.years.count - 1)
      return model.years.indices.map { price.first + (last - price.first) * Double($0) / steps }
    }
  }

  /// The outcomes of each draw of a result that this kernel gave for `levers`.
  package func outcomes(_ result: EnsembleResult, levers: Matrix, target: Target?, carbonBudget: Double?) -> [Outcomes] {
    let net = result.netCost
    return (0..<levers.columns).map { n in
      let rate = levers[LeverLayout.discountRate, n]
      let total = result.total.column(at: n)
      let avoided = zip(result.baseline.column(at: n), total).map { $0 - $1 }
      let cumulative = total.reduce(0, +), abated = avoided.reduce(0, +)
      let cost = presentValue(net.column(at: n), rate: rate)
      let worth = carbonPrice(levers, draw: n).map { presentValue(zip($0, avoided).map { $0 * $1 }, rate: rate) }
      return Outcomes(
        cumulative: cumulative,
        targetGap: target.flatMap { target in model.years.firstIndex(of: target.year).map { total[$0] - target.level } },
        budgetGap: carbonBudget.map { cumulative - $0 }, abated: abated, netPresentCost: cost,
        socialCost: worth.map { cost - $0 }, costPerTonne: cost / abated,
        peakInvestment: result.investment.column(at: n).max() ?? 0)
    }
  }
}
