import Foundation

/// eˣ for |x| <= 700, within 1 ulp or so: k ln 2 is taken off x and the rest, at most ln 2 / 2, goes through the series to r¹³.
///
/// Plain operations only, so that the compiler runs it in vector registers where the library's `exp` is one call a number.
/// The rounding constant 1.5 · 2⁵² leaves k in the low bits of the sum.
/// Source: Cody & Waite (1980), *Software Manual for the Elementary Functions*, chapter 6 (the two-part ln 2).
@inline(__always) func exponential(_ x: Double) -> Double {
  let shifted = x * 1.442695040888963407 + 0x1.8p52
  let k = shifted - 0x1.8p52
  let r = (x - k * 0x1.62e42feep-1) - k * 0x1.a39ef35793c76p-33
  var p = r * (1 / 6_227_020_800) + 1 / 479_001_600
  p = p * r + 1 / 39_916_800
  p = p * r + 1 / 3_628_800
  p = p * r + 1 / 362_880
  p = p * r + 1 / 40_320
  p = p * r + 1 / 5_040
  p = p * r + 1 / 720
  p = p * r + 1 / 120
  p = p * r + 1 / 24
  p = p * r + 1 / 6
  p = p * r + 1 / 2
  p = p * r * r + r
  return (1 + p) * Double(bitPattern: (shifted.bitPattern &+ 1023) << 52)
}

/// Replaces `count` numbers x by exp(offset + factor x).
func exponentials(_ values: UnsafeMutablePointer<Double>, count: Int, offset: Double, factor: Double) {
  inTiles(values, count: count) { x, y, n in
    for i in 0..<n { y[i] = exponential(offset + factor * x[i]) }
    for i in 0..<n where !(abs(offset + factor * x[i]) <= 700) { y[i] = exp(offset + factor * x[i]) }
  }
}

/// Calls `body` with a copy of each tile of `values` and the place of the tile, so that a second pass can mend what the first one,
/// a single formula for all, cannot do.
@inline(__always) func inTiles(
  _ values: UnsafeMutablePointer<Double>, count: Int,
  _ body: (_ before: UnsafeMutablePointer<Double>, _ tile: UnsafeMutablePointer<Double>, _ count: Int) -> Void
) {
  let size = 128
  withUnsafeTemporaryAllocation(of: Double.self, capacity: size) { copy in
    guard let before = copy.baseAddress else { return }
    for start in stride(from: 0, to: count, by: size) {
      let n = min(size, count - start)
      before.update(from: values + start, count: n)
      body(before, values + start, n)
    }
  }
}
