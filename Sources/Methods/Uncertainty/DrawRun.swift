/// Consecutive draws of one output.
struct DrawRun {
  let start: UnsafePointer<Double>
  let count: Int
  /// The index of the first draw is odd.
  let startsOdd: Bool

  var vectors: Int { (count + 3) / 4 }

  /// Least and greatest draw of even (`x`) and odd (`y`) index, infinite where there is none; nil if a draw is not a finite number.
  func extremes() -> (least: SIMD2<Double>, greatest: SIMD2<Double>)? {
    var least = Vector(repeating: .infinity)
    var greatest = -least
    var notFinite = Vector.zero
    for i in 0..<count / 4 {
      let draw = whole(i)
      notFinite += draw - draw
      least.replace(with: draw, where: draw .< least)
      greatest.replace(with: draw, where: draw .> greatest)
    }
    for j in count & ~3..<count {
      let draw = start[j] + 0
      notFinite[j & 3] += draw - draw
      least[j & 3] = min(least[j & 3], draw)
      greatest[j & 3] = max(greatest[j & 3], draw)
    }
    guard notFinite == .zero else { return nil }
    let halves = (pointwiseMin(least.lowHalf, least.highHalf), pointwiseMax(greatest.lowHalf, greatest.highHalf))
    return startsOdd ? (halves.0.swapped, halves.1.swapped) : halves
  }

  /// `transform` of every draw; the last vector is filled up with zeros.
  @inline(__always)
  func map(into target: UnsafeMutablePointer<Vector>, _ transform: (Vector) -> Vector) {
    for i in 0..<count / 4 { target[i] = transform(whole(i)) }
    guard count & 3 != 0 else { return }
    var last = Vector.zero
    for j in count & ~3..<count { last[j & 3] = transform(Vector(repeating: start[j] + 0))[0] }
    target[count / 4] = last
  }

  /// Draws 4i to 4i + 3. Adding zero turns -0 into 0, so that equal draws have equal bits.
  @inline(__always)
  private func whole(_ i: Int) -> Vector { UnsafeRawPointer(start + 4 * i).loadUnaligned(as: Vector.self) + 0 }
}

extension SIMD2 {
  var swapped: SIMD2 { SIMD2(y, x) }
}
