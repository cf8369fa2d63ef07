/// Counts of the draws of each half in buckets of equal relative width: a sketch that answers quantiles.
///
/// A bucket holds the doubles that share sign, exponent and the first 11 bits of their fraction, so its width is at most
/// 2^-11 of the magnitudes in it and the bucket of a draw is a shift of its bits. Merging adds counts: the order never matters.
/// This is DDSketch (Masson, Rim & Lee 2019, doi:10.14778/3352063.3352135) with straight lines for the logarithm, and no
/// bucket ever collapsed. Numbers below 2^-1022 in magnitude are told apart to 2^-1033; zero has the first bucket's lower end.
///
/// Memory: 16 kB for each octave that a draw has fallen into, and sign, and 16 kB of table.
struct LogBuckets: Sendable {
  /// What a quantile read from the counts may be wrong by, of its own magnitude.
  static let relativeError = 0x1p-11

  private static let fractionBits = 11
  private static let perOctave = 1 << fractionBits
  private static let octaves = 1 << 12

  /// Page of each sign and exponent, -1 where no draw has been.
  private var pages = [Int32](repeating: -1, count: octaves)
  /// Pages of counts, bucket by bucket, even before odd.
  private var counts: [UInt32] = []

  /// Sign, exponent and the first bits of the fraction.
  @inline(__always)
  static func key(_ draw: Double) -> Int { Int(truncatingIfNeeded: (draw + 0).bitPattern &>> UInt64(52 - fractionBits)) }

  /// The end nearer zero of a bucket.
  static func nearEnd(_ key: Int) -> Double { Double(bitPattern: UInt64(key) << UInt64(52 - fractionBits)) }

  mutating func add(_ run: DrawRun) {
    var done = 0
    while true {
      done = addUntilNewOctave(run, from: done)
      if done == run.count { return }
      _ = page(of: Self.key(run.start[done]) >> Self.fractionBits)
    }
  }

  mutating func merge(_ other: LogBuckets) {
    for octave in 0..<Self.octaves where other.pages[octave] >= 0 {
      let (source, target) = (Int(other.pages[octave]) * 2 * Self.perOctave, page(of: octave) * 2 * Self.perOctave)
      counts.withUnsafeMutableBufferPointer { sum in
        other.counts.withUnsafeBufferPointer { term in
          for i in 0..<2 * Self.perOctave { sum[target + i] &+= term[source + i] }
        }
      }
    }
  }

  /// The buckets with a draw in them, in rising order.
  func occupied() -> [Bucket] {
    let seen = (0..<Self.octaves).filter { pages[$0] >= 0 }
    let negative = seen.filter { $0 >= Self.octaves / 2 }.reversed()
    return negative.flatMap { buckets(octave: $0).reversed() } + seen.filter { $0 < Self.octaves / 2 }.flatMap(buckets)
  }

  private func buckets(octave: Int) -> [Bucket] {
    var found: [Bucket] = []
    counts.withUnsafeBufferPointer { counts in
      for key in octave << Self.fractionBits..<(octave + 1) << Self.fractionBits {
        let place = place(of: key)
        if counts[place] | counts[place + 1] != 0 {
          found.append(Bucket(key: key, count: SIMD2(Int(counts[place]), Int(counts[place + 1]))))
        }
      }
    }
    return found
  }

  /// The draws of `runs` that fall into any of the buckets `keys`, each half's in its own list, unsorted.
  func draws(of runs: [DrawRun], in keys: [Int]) -> [Int: (even: [Double], odd: [Double])] {
    // 0 for buckets that nobody asks about, which is nearly all draws.
    var listOfBucket = [UInt16](repeating: 0, count: counts.count / 2)
    for (i, key) in keys.enumerated() { listOfBucket[place(of: key) / 2] = UInt16(i + 1) }
    var lists = [[Double]](repeating: [], count: 2 * keys.count)
    for run in runs {
      for i in 0..<run.count {
        let list = Int(listOfBucket[place(of: Self.key(run.start[i])) / 2])
        if list > 0 { lists[2 * (list - 1) + (i + (run.startsOdd ? 1 : 0)) & 1].append(run.start[i] + 0) }
      }
    }
    return Dictionary(uniqueKeysWithValues: keys.enumerated().map { i, key in (key, (lists[2 * i], lists[2 * i + 1])) })
  }

  /// Of the even count of a bucket whose octave has a page; the odd one follows.
  @inline(__always)
  private func place(of key: Int) -> Int {
    Int(pages[key &>> Self.fractionBits]) &<< (Self.fractionBits + 1) | (key & (Self.perOctave - 1)) &<< 1
  }

  /// Counts draws from index `first` on and stops before one whose octave has no page yet.
  private mutating func addUntilNewOctave(_ run: DrawRun, from first: Int) -> Int {
    let parity = run.startsOdd ? 1 : 0
    return pages.withUnsafeBufferPointer { pages in
      counts.withUnsafeMutableBufferPointer { counts in
        for i in first..<run.count {
          let key = Self.key(run.start[i])
          let page = Int(pages[key &>> Self.fractionBits])
          if page < 0 { return i }
          let place = page &<< (Self.fractionBits + 1) | (key & (Self.perOctave - 1)) &<< 1 | (i ^ parity) & 1
          counts[place] &+= 1
        }
        return run.count
      }
    }
  }

  private mutating func page(of octave: Int) -> Int {
    if pages[octave] < 0 {
      pages[octave] = Int32(counts.count / (2 * Self.perOctave))
      counts.append(contentsOf: repeatElement(0, count: 2 * Self.perOctave))
    }
    return Int(pages[octave])
  }
}

/// One bucket and its number of draws, even in `x` and odd in `y`.
struct Bucket: Sendable {
  let key: Int
  let count: SIMD2<Int>

  /// Where the draw of rank `rank` among the `count` in the bucket would stand if they were evenly spread; 0 in the bucket of zero.
  func evenlySpread(rank: Int, of count: Int) -> Double {
    let (near, far) = (LogBuckets.nearEnd(key), LogBuckets.nearEnd(key + 1))
    let place = (Double(rank) + 0.5) / Double(count)
    return near == 0 ? 0 : near + (far - near) * (near < 0 ? 1 - place : place)
  }
}
