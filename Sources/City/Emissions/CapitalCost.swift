#if canImport(Glibc)
import Glibc
#endif

/// Yearly payment that repays one euro over `lifetime` years at `rate`: i / (1 - (1 + i)^-L), 1/L without interest.
package func annuityFactor(rate: Double, lifetime: Int) -> Double {
  abs(rate) < 1e-9 ? 1 / Double(lifetime) : rate / (1 - pow(1 + rate, -Double(lifetime)))
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
