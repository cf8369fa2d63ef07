/// Mean and variance of the draws of each half, through order-free sums of deviations from a fixed centre and of their squares.
struct Moments: Sendable {
  private var sum = OrderFreeSum()
  private var squares = OrderFreeSum()

  /// Adds the deviations, and leaves their squares in their place.
  /// - Parameter bound: the greatest magnitude of a deviation. Squaring rises with magnitude, so its square bounds the squares.
  mutating func add(_ deviations: UnsafeMutablePointer<Vector>, count: Int, bound: Double, swapped: Bool) {
    sum.add(deviations, count: count, bound: bound, swapped: swapped)
    for i in 0..<count { deviations[i] *= deviations[i] }
    squares.add(deviations, count: count, bound: bound * bound, swapped: swapped)
  }

  mutating func merge(_ other: Moments) {
    sum.merge(other.sum)
    squares.merge(other.squares)
  }

  /// Of `count` deviations; those that were not added count as zeros.
  func mean(_ half: Half, count: Int) -> Double { sum.value(half) / Double(count) }

  /// The unbiased one, with count - 1; rounding leaves an error of about 1e-16 of the mean square deviation from the centre.
  func variance(_ half: Half, count: Int) -> Double {
    let total = sum.value(half)
    return max(0, squares.value(half) - total * (total / Double(count))) / Double(count - 1)
  }
}
