import LinearAlgebra

/// How a figure of the model follows from the uncertain figures of a plan: the arithmetic that it was read with, kept.
package indirect enum DrawnValue: Sendable, Hashable {
  case constant(Double)
  /// An uncertain figure, by its place among the scenario's.
  case figure(Int)
  case sum([DrawnValue]), difference([DrawnValue]), product([DrawnValue]), quotient([DrawnValue])
  /// Σ weight · value, as between two known years.
  case weighted([Weighted])

  package struct Weighted: Sendable, Hashable {
    package let weight: Double
    package let value: DrawnValue

    package init(_ weight: Double, _ value: DrawnValue) { (self.weight, self.value) = (weight, value) }
  }

  /// Nil for a number that no draw changes.
  package var isConstant: Bool { if case .constant = self { true } else { false } }

  /// The uncertain figures in it.
  package var figures: Set<Int> {
    switch self {
    case .constant: []
    case .figure(let i): [i]
    case .sum(let parts), .difference(let parts), .product(let parts), .quotient(let parts):
      parts.reduce(into: []) { $0.formUnion($1.figures) }
    case .weighted(let parts): parts.reduce(into: []) { $0.formUnion($1.value.figures) }
    }
  }

  // MARK: Values

  /// Its value in one draw.
  package func value(_ figures: (Int) -> Double) -> Double {
    switch self {
    case .constant(let number): number
    case .figure(let i): figures(i)
    case .sum(let parts): combined(parts, figures, +)
    case .difference(let parts): combined(parts, figures, -)
    case .product(let parts): combined(parts, figures, *)
    case .quotient(let parts): combined(parts, figures, /)
    case .weighted(let parts): parts.reduce(0) { $0 + $1.weight * $1.value.value(figures) }
    }
  }

  private func combined(_ parts: [DrawnValue], _ figures: (Int) -> Double, _ combine: (Double, Double) -> Double) -> Double {
    parts.dropFirst().reduce(parts[0].value(figures)) { combine($0, $1.value(figures)) }
  }

  /// Its values in every draw; row i of `figures` holds figure i from row `first` on.
  package func values(_ figures: Matrix, first: Int) -> [Double] {
    switch self {
    case .constant(let number): return Array(repeating: number, count: figures.columns)
    case .figure(let i): return Array(figures.row(first + i))
    case .sum(let parts): return columns(parts, figures, first, +)
    case .difference(let parts): return columns(parts, figures, first, -)
    case .product(let parts): return columns(parts, figures, first, *)
    case .quotient(let parts): return columns(parts, figures, first, /)
    case .weighted(let parts):
      var sum = [Double](repeating: 0, count: figures.columns)
      for part in parts {
        let values = part.value.values(figures, first: first)
        for n in sum.indices { sum[n] += part.weight * values[n] }
      }
      return sum
    }
  }

  private func columns(_ parts: [DrawnValue], _ figures: Matrix, _ first: Int, _ combine: (Double, Double) -> Double) -> [Double] {
    var result = parts[0].values(figures, first: first)
    for part in parts.dropFirst() {
      if case .constant(let number) = part {
        for n in result.indices { result[n] = combine(result[n], number) }
      } else {
        let values = part.values(figures, first: first)
        for n in result.indices { result[n] = combine(result[n], values[n]) }
      }
    }
    return result
  }

  // MARK: Reach

  /// The least and the greatest value that any draw may give, from those of the figures; wider than the truth where a figure stands in it
  /// more than once.
  package func reach(_ figures: (Int) -> ClosedRange<Double>) -> ClosedRange<Double> {
    switch self {
    case .constant(let number): number...number
    case .figure(let i): figures(i)
    case .sum(let parts): combinedReach(parts, figures, +)
    case .difference(let parts): combinedReach(parts, figures, -)
    case .product(let parts): combinedReach(parts, figures, *)
    case .quotient(let parts): combinedReach(parts, figures, /)
    case .weighted(let parts):
      parts.reduce(0...0) { sum, part in
        let reach = part.value.reach(figures), ends = [part.weight * reach.lowerBound, part.weight * reach.upperBound]
        return sum.lowerBound + min(ends[0], ends[1])...sum.upperBound + max(ends[0], ends[1])
      }
    }
  }

  /// Sums, products and quotients (by what is never zero) are greatest and least where their parts are.
  private func combinedReach(
    _ parts: [DrawnValue], _ figures: (Int) -> ClosedRange<Double>, _ combine: (Double, Double) -> Double
  ) -> ClosedRange<Double> {
    parts.dropFirst().reduce(parts[0].reach(figures)) { reach, part in
      let other = part.reach(figures)
      let ends = [reach.lowerBound, reach.upperBound].flatMap { a in [other.lowerBound, other.upperBound].map { combine(a, $0) } }
      let finite = ends.filter { !$0.isNaN }
      return (finite.min() ?? -.infinity)...(finite.max() ?? .infinity)
    }
  }
}
