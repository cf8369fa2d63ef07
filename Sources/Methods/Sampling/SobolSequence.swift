/// Sobol' points: numbers that fill the unit cube more evenly than chance, so that means converge nearly as 1/n.
///
/// Direction numbers new-joe-kuo-6, points in Gray code order, as SciPy and Joe & Kuo's own program give them.
/// Limits: 1 to 1,111 dimensions; 2³² points, of which the first 2^m are balanced in every dimension, so take n = 2^m and start at 0.
/// Unscrambled points are multiples of 2⁻³² and the first is the origin, which has no normal score.
///
/// Scrambling is a random linear matrix scramble with a digital shift, to 52 digits: every point is uniform in (0, 1), never 0 or 1,
/// the net stays a net, and the variance of a mean equals that of Owen's nested scramble.
/// Sources: Matoušek (1998), *On the L2-discrepancy for anchored boxes*, J. Complexity 14(4), 527-556, doi:10.1006/jcom.1998.0489;
/// Owen (2003), *Variance with alternative scramblings of digital nets*, ACM TOMACS 13(4), 363-378, doi:10.1145/945511.945518.
package struct SobolSequence: Sendable {
  package static let maximumDimensions = SobolDirections.dimensions
  package static let period: UInt64 = 1 << 32

  package let dimensions: Int
  /// 52-bit direction numbers, 32 for each dimension; scrambled or shifted up.
  private let directions: [UInt64]
  /// The digital shift of each dimension; zeros without scrambling.
  private let shifts: [UInt64]
  /// Half of the last place with scrambling, 0 without.
  private let offset: Double

  /// The unscrambled sequence.
  /// - Throws: `.tooManyDimensions`.
  package init(dimensions: Int) throws(SamplingError) {
    try requireDimensions(dimensions)
    self.dimensions = dimensions
    directions = SobolDirections.all.prefix(dimensions * SobolDirections.bits).map { UInt64($0) << 20 }
    shifts = [UInt64](repeating: 0, count: dimensions)
    offset = 0
  }

  /// The sequence scrambled by (seed, dimension).
  /// - Throws: `.tooManyDimensions`.
  package init(dimensions: Int, scrambledBy seed: UInt64) throws(SamplingError) {
    try self.init(streams: (0..<max(dimensions, 0)).map { splitmix64(UInt64($0)) }, scrambledBy: seed)
  }

  /// The sequence scrambled by (seed, stream), one stream for each dimension, such as `stream(named:)` of a parameter.
  /// - Throws: `.tooManyDimensions`.
  package init(streams: [UInt64], scrambledBy seed: UInt64) throws(SamplingError) {
    try requireDimensions(streams.count)
    dimensions = streams.count
    let scrambles = streams.map { LinearScramble(seed: seed, stream: $0) }
    directions = scrambles.enumerated().flatMap { d, scramble in
      SobolDirections.all[d * SobolDirections.bits..<(d + 1) * SobolDirections.bits].map(scramble.apply)
    }
    shifts = scrambles.map(\.shift)
    offset = 0x1p-53
  }

  /// Coordinate `dimension` (zero-based) of point `index` (zero-based, below `period`).
  package func point(_ index: UInt64, dimension: Int) -> Double { value(digits(index, dimension)) }

  /// Writes coordinate `dimension` of points `first ..< first + count` to `target`.
  package func fill(_ target: UnsafeMutablePointer<Double>, dimension: Int, first: UInt64, count: Int) {
    if count <= 0 { return }
    precondition(first + UInt64(count) <= SobolSequence.period, "a Sobol' sequence has \(SobolSequence.period) points")
    var x = digits(first, dimension)
    directions.withUnsafeBufferPointer { all in
      let v = all.baseAddress.unsafelyUnwrapped + dimension * SobolDirections.bits
      for i in 0..<count {
        target[i] = value(x)
        // The Gray codes of neighbours differ in one bit; after the very last point there is none left to turn.
        x ^= v[(first &+ UInt64(truncatingIfNeeded: i) &+ 1).trailingZeroBitCount & 31]
      }
    }
  }

  private func digits(_ index: UInt64, _ dimension: Int) -> UInt64 {
    precondition(index < SobolSequence.period && dimension >= 0 && dimension < dimensions, "no point \(index), dimension \(dimension)")
    var x = shifts[dimension]
    var gray = index ^ index >> 1
    while gray != 0 {
      x ^= directions[dimension * SobolDirections.bits + gray.trailingZeroBitCount]
      gray &= gray - 1
    }
    return x
  }

  /// 52 digits as a number in [0, 1), exact; with the offset in (0, 1).
  @inline(__always) private func value(_ digits: UInt64) -> Double {
    Double(bitPattern: digits | 0x3FF0_0000_0000_0000) - 1 + offset
  }
}

private func requireDimensions(_ count: Int) throws(SamplingError) {
  precondition(count > 0, "a sequence needs a dimension")
  if count > SobolSequence.maximumDimensions { throw .tooManyDimensions(count, limit: SobolSequence.maximumDimensions) }
}

/// A random lower triangular matrix of bits with ones on its diagonal, shape (52, 32), and a shift of 52 bits.
private struct LinearScramble {
  private let rows: [UInt32]
  let shift: UInt64

  init(seed: UInt64, stream: UInt64) {
    let philox = Philox4x32(seed: seed)
    rows = (0..<52).map { i in
      let random = UInt32(truncatingIfNeeded: philox.bits(stream: stream, draw: UInt64(i)) >> 32)
      let diagonal: UInt32 = i < 32 ? 0x8000_0000 >> UInt32(i) : 0
      return i < 32 ? random & ~(UInt32.max >> UInt32(i)) | diagonal : random
    }
    shift = philox.bits(stream: stream, draw: 52) >> 12
  }

  func apply(_ direction: UInt32) -> UInt64 {
    rows.reduce(0) { $0 << 1 | UInt64((($1 & direction).nonzeroBitCount) & 1) }
  }
}
