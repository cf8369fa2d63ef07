/// Latin hypercube sampling: of n draws each parameter has exactly one in each of n intervals of probability 1/n.
///
/// The order of the intervals is a keyed permutation computed for each draw (an alternating Feistel network that walks its cycle back
/// into 0 ..< n), so there is no table, and any draw can be made alone. n is fixed in advance and 2³² at most.
/// For fewer than about 16 draws the network cannot make every permutation; the draws are then even but not every order occurs.
/// Sources: McKay, Beckman & Conover (1979), Technometrics 21(2), 239-245, doi:10.2307/1268522;
/// Black & Rogaway (2002), *Ciphers with arbitrary finite domains*, CT-RSA, doi:10.1007/3-540-45760-7_9.
package struct LatinHypercube: Hashable, Sendable {
  package let draws: UInt64
  package let seed: UInt64

  package init(draws: UInt64, seed: UInt64) {
    precondition(draws > 0 && draws <= 1 << 32, "a Latin hypercube has between 1 and 2^32 draws, not \(draws)")
    (self.draws, self.seed) = (draws, seed)
  }

  /// The number in (0, 1) of one draw: a place chosen by Philox inside the interval that the permutation gives.
  package func number(stream: UInt64, draw: UInt64) -> Double {
    precondition(draw < draws, "draw \(draw) of \(draws)")
    return place(
      in: IntervalOrder(seed: seed, stream: stream, count: draws)[draw], uniform(seed: seed, stream: stream, draw: draw))
  }

  /// Writes the numbers of draws `first ..< first + count` to `target`.
  package func fill(_ target: UnsafeMutablePointer<Double>, stream: UInt64, first: UInt64, count: Int) {
    if count <= 0 { return }
    precondition(first + UInt64(count) <= draws, "draws \(first) to \(first + UInt64(count) - 1) of \(draws)")
    let order = IntervalOrder(seed: seed, stream: stream, count: draws)
    UniformSource.philox(seed: seed).fill(target, stream: stream, first: first, count: count)
    for i in 0..<count { target[i] = place(in: order[first &+ UInt64(i)], target[i]) }
  }

  /// Rounding can lift the last interval's end to 1, hence the limit just below it.
  @inline(__always) private func place(in interval: UInt64, _ fraction: Double) -> Double {
    min((Double(interval) + fraction) / Double(draws), 1 - 0x1p-53)
  }
}

/// A permutation of 0 ..< count that needs no memory.
struct IntervalOrder {
  private let count: UInt64
  private let leftBits: UInt64
  private let rightBits: UInt64
  private let keys: (UInt64, UInt64)

  /// Draws from 2⁶³ on are kept for keys, so that they share nothing with the numbers inside the intervals.
  init(seed: UInt64, stream: UInt64, count: UInt64) {
    let philox = Philox4x32(seed: seed)
    let bits = UInt64(UInt64.bitWidth - (count - 1).leadingZeroBitCount)
    self.count = count
    (leftBits, rightBits) = (bits / 2, bits - bits / 2)
    keys = (philox.bits(stream: stream, draw: 1 << 63), philox.bits(stream: stream, draw: 1 << 63 + 1))
  }

  subscript(index: UInt64) -> UInt64 {
    var x = index
    repeat { x = scrambled(x) } while x >= count
    return x
  }

  /// Eight half rounds, each of which mixes one half of the bits into the other.
  @inline(__always) private func scrambled(_ x: UInt64) -> UInt64 {
    let (leftMask, rightMask) = ((1 << leftBits) &- 1 as UInt64, (1 << rightBits) &- 1 as UInt64)
    var (left, right) = (x >> rightBits, x & rightMask)
    for round in 0..<4 as Range<UInt64> {
      left ^= splitmix64(keys.0 &+ (round << 40 | right)) & leftMask
      right ^= splitmix64(keys.1 &+ (round << 40 | left)) & rightMask
    }
    return left << rightBits | right
  }
}
