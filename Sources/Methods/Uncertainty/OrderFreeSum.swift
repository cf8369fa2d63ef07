/// Two sums, of the draws of even and of odd index, whose digits do not depend on the order of the terms.
///
/// The number line is cut into bins of 32 bits at fixed places; a term adds, to each of the three bins that matter, a whole
/// number of that bin's units, and whole numbers add without rounding. Blocks, threads and shards may therefore come in any
/// order. Each term is kept to 2^-64 of the greatest one or better; the sum is rounded once, when it is read.
///
/// Source: Demmel & Nguyen (2015), *IEEE Transactions on Computers* 64(7), 2060-2070, doi:10.1109/TC.2014.2345391, with bins
/// held as integers, and places chosen so that no term reaches half a unit of the bin above the top one.
struct OrderFreeSum: Sendable {
  /// Of the terms' magnitude: their number of bits in three bins, and a rounding constant of every bin, stay in range.
  static let largestTerm = 0x1p940
  static let mostTerms = 1 << 30

  /// Whole numbers of 2^(32 top), 2^(32 (top - 1)) and 2^(32 (top - 2)); `x` of even draws, `y` of odd ones.
  private var bins: (SIMD2<Int64>, SIMD2<Int64>, SIMD2<Int64>) = (.zero, .zero, .zero)
  private var top = lowestTop

  /// Below it the units would leave the range of a double; terms under 2^-961 count as 0.
  private static let lowestTop = -28

  /// Adds the lanes of `terms`, even lanes to the even sum, or to the odd one if `swapped`.
  /// - Parameter bound: the greatest magnitude among the terms, itself one of them.
  /// - Parameter count: number of vectors, at most 2^18, so that the lanes add up exactly.
  mutating func add(_ terms: UnsafePointer<Vector>, count: Int, bound: Double, swapped: Bool) {
    guard bound > 0 else { return }
    raise(to: max(Self.lowestTop, (Int(bound.exponent) + 1) >> 5))
    let units = (unit(0), unit(1), unit(2))
    let (round0, round1, round2) = (Self.rounding(units.0), Self.rounding(units.1), Self.rounding(units.2))
    var (sum0, sum1, sum2) = (Vector.zero, Vector.zero, Vector.zero)
    for i in 0..<count {
      let term = terms[i]
      let part0 = (term + round0) - round0
      let rest = term - part0
      let part1 = (rest + round1) - round1
      sum0 += part0
      sum1 += part1
      sum2 += ((rest - part1) + round2) - round2
    }
    bins.0 &+= Self.whole(sum0, of: units.0, swapped)
    bins.1 &+= Self.whole(sum1, of: units.1, swapped)
    bins.2 &+= Self.whole(sum2, of: units.2, swapped)
  }

  mutating func merge(_ other: OrderFreeSum) {
    var other = other
    raise(to: other.top)
    other.raise(to: top)
    bins.0 &+= other.bins.0
    bins.1 &+= other.bins.1
    bins.2 &+= other.bins.2
  }

  /// The sum over a half or over all draws, rounded to the nearest double.
  func value(_ half: Half) -> Double {
    let low = Int128(bins.1[half]) << 32 + Int128(bins.2[half])
    return Double(Int128(bins.0[half]) << 64 + low) * unit(2)
  }

  /// Drops the bins that fall below the third place; every term of theirs is less than half a unit of the next one.
  private mutating func raise(to newTop: Int) {
    guard newTop > top else { return }
    switch newTop - top {
    case 1: bins = (.zero, bins.0, bins.1)
    case 2: bins = (.zero, .zero, bins.0)
    default: bins = (.zero, .zero, .zero)
    }
    top = newTop
  }

  private func unit(_ place: Int) -> Double { Double(sign: .plus, exponent: 32 * (top - place), significand: 1) }

  /// Adding and subtracting it rounds to a multiple of the unit.
  private static func rounding(_ unit: Double) -> Vector { Vector(repeating: 0x1.8p52 * unit) }

  private static func whole(_ sum: Vector, of unit: Double, _ swapped: Bool) -> SIMD2<Int64> {
    let units = sum / Vector(repeating: unit)
    let (even, odd) = (Int64(units[0] + units[2]), Int64(units[1] + units[3]))
    return swapped ? SIMD2(odd, even) : SIMD2(even, odd)
  }
}
