import Foundation

/// Functions of plain operations only, so that the compiler runs loops over them in vector registers, where the library's `exp` and
/// `log` are one call a number. Sums are arranged as by Estrin: a chain of dependent operations a third as long as Horner's.

/// eˣ for |x| <= 700, within 1 ulp or so: k ln 2 is taken off x and the rest, at most ln 2 / 2, goes through the series to r¹³.
///
/// The rounding constant 1.5 · 2⁵² leaves k in the low bits of the sum.
/// Source: Cody & Waite (1980), *Software Manual for the Elementary Functions*, chapter 6 (the two-part ln 2).
@inline(__always) func exponential(_ x: Double) -> Double {
  let shifted = x * 1.442695040888963407 + 0x1.8p52
  let k = shifted - 0x1.8p52
  let r = (x - k * 0x1.62e42feep-1) - k * 0x1.a39ef35793c76p-33
  let (r2, r4) = (r * r, (r * r) * (r * r))
  let first = cubic(r, r2, 1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120)
  let second = cubic(r, r2, 1.0 / 720, 1.0 / 5_040, 1.0 / 40_320, 1.0 / 362_880)
  let third = cubic(r, r2, 1.0 / 3_628_800, 1.0 / 39_916_800, 1.0 / 479_001_600, 1.0 / 6_227_020_800)
  let series = first + r4 * (second + r4 * third)
  return (1 + (r + r2 * series)) * Double(bitPattern: (shifted.bitPattern &+ 1023) << 52)
}

/// ln x for 1e-300 < x < 0.1, within 1 ulp or so: x = 2ᵏ m with m in [√½, √2), and ln m = 2 artanh(s), s = (m - 1) / (m + 1),
/// to s²¹.
@inline(__always) func logarithm(_ x: Double) -> Double {
  // Subtracting the bits of √½ puts the cut between powers of two there; k + 2048 then becomes the low bits of 2⁵² + k + 2048.
  let offset = x.bitPattern &- 0x3FE6_A09E_667F_3BCD
  let k = Double(bitPattern: ((offset >> 52) &+ 2_048) & 0xFFF | 0x4330_0000_0000_0000) - (0x1p52 + 2_048)
  let m = Double(bitPattern: (offset & 0x000F_FFFF_FFFF_FFFF) &+ 0x3FE6_A09E_667F_3BCD)
  let s = (m - 1) / (m + 1)
  let (y, y2, y4) = (s * s, (s * s) * (s * s), ((s * s) * (s * s)) * ((s * s) * (s * s)))
  let low = cubic(y, y2, 2.0 / 3, 2.0 / 5, 2.0 / 7, 2.0 / 9)
  let high = cubic(y, y2, 2.0 / 11, 2.0 / 13, 2.0 / 15, 2.0 / 17)
  let series = low + y4 * (high + y4 * (2.0 / 19 + y * (2.0 / 21)))
  return k * 0x1.62e42feep-1 + (2 * s + (s * y * series + k * 0x1.a39ef35793c76p-33))
}

/// √x for x >= 0. The compiler calls the C library for a number that might be negative, which stops vectors; |x| is never negative.
@inline(__always) func root(_ x: Double) -> Double { abs(x).squareRoot() }

/// a + b x + c x² + d x³.
@inline(__always) func cubic(_ x: Double, _ x2: Double, _ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
  (a + b * x) + (c + d * x) * x2
}

/// Replaces `count` numbers x by exp(offset + factor x).
func exponentials(_ values: UnsafeMutablePointer<Double>, count: Int, offset: Double, factor: Double) {
  inTiles(values, count: count) { x, y, n in
    for i in 0..<n { y[i] = exponential(offset + factor * x[i]) }
    for i in 0..<n where !(abs(offset + factor * x[i]) <= 700) { y[i] = exp(offset + factor * x[i]) }
  }
}

/// The longest tile that `inTiles` hands out.
let tileLength = 128

/// Calls `body` with a copy of each tile of `values` and the place of the tile, so that a second pass can mend what the first one,
/// a single formula for all, cannot do.
@inline(__always) func inTiles(
  _ values: UnsafeMutablePointer<Double>, count: Int,
  _ body: (_ before: UnsafeMutablePointer<Double>, _ tile: UnsafeMutablePointer<Double>, _ count: Int) -> Void
) {
  withUnsafeTemporaryAllocation(of: Double.self, capacity: tileLength) { copy in
    guard let before = copy.baseAddress else { return }
    for start in stride(from: 0, to: count, by: tileLength) {
      let n = min(tileLength, count - start)
      before.update(from: values + start, count: n)
      body(before, values + start, n)
    }
  }
}
