/// How a total is spread over the years of a project.
package enum CostSpread: String, Sendable, CaseIterable {
  /// The same every year.
  case even
  /// 1, 2, 3… parts.
  case rising
  /// …3, 2, 1 parts.
  case falling
  /// Most in the middle: the sum follows an S. Weights are a parabola at the middle of each year.
  case sCurve = "s_curve"

  /// Shares of the total by year; they sum to 1.
  package func shares(years: Int) -> [Double] {
    precondition(years > 0, "a project takes at least a year")
    let weights = (0..<years).map { i -> Double in
      switch self {
      case .even: 1
      case .rising: Double(i + 1)
      case .falling: Double(years - i)
      case .sCurve: (Double(i) + 0.5) * (Double(years - i) - 0.5)
      }
    }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }
}
