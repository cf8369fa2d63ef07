/// Latin hypercube sampling: of n draws each parameter has exactly one in each of n intervals of probability 1/n.
///
/// The order of the intervals is a keyed permutation computed for each draw (an alternating Feistel network that walks its cycle back
/// into 0 ..< n), so there is no table, any draw can be made alone, and other parameters, threads and shards change nothing of it.
/// n is fixed in advance and 2³² at most.
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
    var number = 0.0
    fill(&number, stream: stream, first: draw, count: 1)
    return number
  }

  /// Writes the numbers of draws `first ..< first + count` to `target`.
  package func fill(_ target: UnsafeMutablePointer<Double>, stream: UInt64, first: UInt64, count: Int) {
    if count <= 0 { return }
    precondition(first + UInt64(count) <= draws, "draws \(first) to \(first + UInt64(count) - 1) of \(draws)")
    let order = IntervalOrder(seed: seed, stream: stream, count: draws)
    UniformSource.philox(seed: seed).fill(target, stream: stream, first: first, count: count)
    let tile = 512, scale = Double(draws)
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: tile) { buffer in
      guard let intervals = buffer.baseAddress else { return }
      for start in stride(from: 0, to: count, by: tile) {
        let (numbers, n) = (target + start, min(tile, count - start))
        order.fill(intervals, first: first + UInt64(start), count: n)
        // Rounding can lift the last interval's end to 1, hence the limit just below it.
        for i in 0..<n { numbers[i] = min((Double(intervals[i]) + numbers[i]) / scale, 1 - 0x1p-53) }
      }
    }
  }
}

/// A permutation of 0 ..< count that needs no memory.
///
/// An index is a row and a column of a table of 2^columnBits columns and just enough rows. Each of four rounds turns the column by a
/// hash of the row and moves the row on by a hash of the column, which can both be undone; the few places past the count are walked on.
struct IntervalOrder {
  private let last: UInt32
  private let rows: UInt32
  private let columnBits: UInt32
  /// Of each of the eight half rounds, random: an odd factor and a term.
  private let factors: SIMD8<UInt32>
  private let terms: SIMD8<UInt32>

  /// Draws from 2⁶³ on are kept for keys, so that they share nothing with the numbers inside the intervals.
  init(seed: UInt64, stream: UInt64, count: UInt64) {
    let bits = UInt64.bitWidth - (count - 1).leadingZeroBitCount
    last = UInt32(count - 1)
    columnBits = UInt32((bits + 1) / 2)
    rows = UInt32((count - 1) >> UInt64(columnBits) + 1)
    let philox = Philox4x32(seed: seed)
    var (factors, terms) = (SIMD8<UInt32>.zero, SIMD8<UInt32>.zero)
    for i in 0..<8 {
      let random = philox.bits(stream: stream, draw: 1 << 63 + UInt64(i))
      factors[i] = UInt32(truncatingIfNeeded: random) | 1
      terms[i] = UInt32(truncatingIfNeeded: random >> 32)
    }
    (self.factors, self.terms) = (factors, terms)
  }

  /// The places of `first ..< first + count`.
  func fill(_ places: UnsafeMutablePointer<UInt32>, first: UInt64, count: Int) {
    let start = UInt32(truncatingIfNeeded: first)
    for i in 0..<count { places[i] = start &+ UInt32(truncatingIfNeeded: i) }
    scramble(places, count: count)
    for i in 0..<count where places[i] > last {
      repeat { scramble(places + i, count: 1) } while places[i] > last
    }
  }

  /// A loop for each round, so that the compiler runs it in vector registers.
  private func scramble(_ places: UnsafeMutablePointer<UInt32>, count: Int) {
    let (rows, columnBits, mask) = (rows, columnBits, (1 << columnBits) &- 1 as UInt32)
    for round in 0..<4 {
      let (factor, nextFactor) = (factors[2 * round], factors[2 * round + 1])
      let (term, nextTerm) = (terms[2 * round], terms[2 * round + 1])
      for i in 0..<count {
        var (row, column) = (places[i] &>> columnBits, places[i] & mask)
        column ^= hash(row, factor, term) & mask
        // Both factors are below 2¹⁶, or 2¹⁶ itself on the right: the product fits.
        row = row &+ (hash(column, nextFactor, nextTerm) &* rows) &>> 16
        row = row >= rows ? row &- rows : row
        places[i] = row &<< columnBits | column
      }
    }
  }
}

/// Sixteen random bits of a number below 2¹⁶: the multiplier is that of Wellons' *lowbias32* (2018, public domain).
@inline(__always) private func hash(_ x: UInt32, _ factor: UInt32, _ term: UInt32) -> UInt32 {
  let mixed = x &* factor &+ term
  return ((mixed ^ mixed &>> 15) &* 0x846C_A68B) &>> 16
}
