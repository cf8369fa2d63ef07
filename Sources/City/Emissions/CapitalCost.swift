#if canImport(Glibc)
  import Glibc
#endif

/// Yearly payment that repays one euro over `lifetime` years at `rate`: i / (1 - (1 + i)^-L), 1/L without interest.
/// Written with expm1 and log1p, because 1 - (1 + i)^-L has lost half its digits where i is 1e-8.
package func annuityFactor(rate: Double, lifetime: Int) -> Double {
  abs(rate) < 1e-9 ? 1 / Double(lifetime) : rate / -expm1(-Double(lifetime) * log1p(rate))
}

/// Value today of yearly amounts, the first of them undiscounted: Σ amount[t] (1 + i)^-t.
package func presentValue(_ amounts: [Double], rate: Double) -> Double {
  var value = 0.0, discount = 1.0
  for amount in amounts {
    value += amount * discount
    discount /= 1 + rate
  }
  return value
}

/// What investments are still worth at the end of the last year, written off in equal parts over `lifetime` years.
/// An investment of the first year has been used for as many years as there are.
package func residualValue(_ investments: [Double], lifetime: Int) -> Double {
  investments.enumerated().reduce(0) { sum, year in
    let used = investments.count - year.offset
    return sum + year.element * max(0, 1 - Double(used) / Double(lifetime))
  }
}

/// How capital enters a net present value.
package enum CapitalMethod: String, Sendable, CaseIterable {
  /// As annuities within the horizon, renewed at the end of life.
  case annuity
  /// In full when paid, less the residual value at the horizon's end.
  case residualValue = "residual_value"
}
