/// Four draws at a time: two registers on the plainest machine, one on a wider one.
typealias Vector = SIMD4<Double>

/// Which draws a statistic is about: all, or those whose index is even or odd.
package enum Half: CaseIterable, Sendable { case whole, even, odd }

/// Even in `x`, odd in `y`.
extension SIMD2 where Scalar: FixedWidthInteger {
  subscript(half: Half) -> Scalar {
    switch half {
    case .whole: x + y
    case .even: x
    case .odd: y
    }
  }
}

/// A statistic of all draws, and the same from each half of them: how far the halves lie apart shows how far the draws have settled.
package struct HalfSampled<Statistic: Sendable>: Sendable {
  package let whole: Statistic
  /// Of the draws with an even index.
  package let even: Statistic
  /// Of the draws with an odd index.
  package let odd: Statistic

  package init(_ statistic: (Half) -> Statistic) { (whole, even, odd) = (statistic(.whole), statistic(.even), statistic(.odd)) }

  /// Even less odd, for any number of the statistic.
  package func halfDifference(_ number: (Statistic) -> Double) -> Double { number(even) - number(odd) }
}

extension HalfSampled: Equatable where Statistic: Equatable {}

extension HalfSampled {
  package subscript(half: Half) -> Statistic {
    switch half {
    case .whole: whole
    case .even: even
    case .odd: odd
    }
  }
}
