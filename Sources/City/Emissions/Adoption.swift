#if canImport(Glibc)
  import Glibc
#endif

/// How a measure spreads over the years: 0 before it starts, 1 when it is fully adopted.
package enum Adoption: Sendable, Equatable {
  /// A straight ramp of `years` from `start`.
  case linear(start: Double, years: Double)
  /// A logistic curve cut off at its 5 % and 95 % points and stretched to 0...1, so that adoption is exactly 0 up to the
  /// start and exactly 1 from start + years on.
  case logistic(start: Double, years: Double)
  /// Nothing before `start`, everything from it on.
  case step(start: Double)
  /// A level for every year of the model, as a plan or a study gives it.
  case given(levels: [Double])
}

/// The logistic curve's cut-offs and its slope between them: z runs from -ln 19 to ln 19 where it passes 5 % and 95 %.
private let logisticLow = 0.05
private let logisticSpan = 0.9
private let logisticSlope = 2 * log(19.0)

extension Adoption {
  /// Adoption in every year of a model, without delay.
  package func levels(_ years: [Int]) -> [Double] {
    years.map { level(tau: Double($0 - years[0]), firstYear: Double(years[0]), delay: 0, rampFactor: 1) }
  }

  /// Adoption in one year.
  /// - Parameters:
  ///   - tau: years since the model's first year.
  ///   - firstYear: the model's first year. Start years are made relative to it before anything else is added: the
  ///     difference of two calendar years with fractions would cancel the digits that the reference model asks for.
  ///   - delay: years by which the start is late (negative: early).
  ///   - rampFactor: stretches the ramp.
  func level(tau: Double, firstYear: Double, delay: Double, rampFactor: Double) -> Double {
    switch self {
    case .linear(let start, let years):
      return clamped((tau - (start - firstYear + delay)) / (years * rampFactor))
    case .logistic(let start, let years):
      return logisticLevel(tau: tau, start: start - firstYear + delay, ramp: years * rampFactor)
    case .step(let start):
      return tau >= start - firstYear + delay ? 1 : 0
    case .given(let levels):
      let position = min(max(tau - delay, 0), Double(levels.count - 1))
      let before = Int(position)
      let after = min(before + 1, levels.count - 1)
      return levels[before] + (position - Double(before)) * (levels[after] - levels[before])
    }
  }
}

private func clamped(_ x: Double) -> Double { min(1, max(0, x)) }

private func logisticLevel(tau: Double, start: Double, ramp: Double) -> Double {
  // The ends are cut by the year, because rounding would leave the last bit of (0.95 - 0.05) / 0.9 short of 1.
  if tau <= start { return 0 }
  if tau >= start + ramp { return 1 }
  let z = logisticSlope * (tau - start - ramp / 2) / ramp
  return clamped((1 / (1 + exp(-z)) - logisticLow) / logisticSpan)
}
