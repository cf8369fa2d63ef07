/// Places for labels on a vertical strip: in the order of their wished places, at least `spacing` apart, inside `strip`,
/// and with the least sum of squared moves. Nil when the strip is too short for all of them.
///
/// With `z = place - order * spacing` the spacing rule becomes "z does not fall", a monotone regression, solved exactly
/// by pooling adjacent violators; clamping to the strip keeps it optimal.
/// Source: Barlow et al., *Statistical Inference under Order Restrictions*, Wiley 1972, ch. 1.
func spread(_ wished: [Double], spacing: Double, within strip: ClosedRange<Double>) -> [Double]? {
  let slack = strip.upperBound - strip.lowerBound - spacing * Double(wished.count - 1)
  guard slack >= 0 else { return nil }
  let order = wished.indices.sorted { (wished[$0], $0) < (wished[$1], $1) }
  var pools: [(sum: Double, count: Int)] = []
  for (rank, index) in order.enumerated() {
    pools.append((wished[index] - Double(rank) * spacing, 1))
    while pools.count > 1, mean(pools[pools.count - 2]) > mean(pools[pools.count - 1]) {
      let last = pools.removeLast()
      pools[pools.count - 1].sum += last.sum
      pools[pools.count - 1].count += last.count
    }
  }
  let relaxed = pools.flatMap { Array(repeating: mean($0), count: $0.count) }
  var places = wished
  for (rank, index) in order.enumerated() {
    let inside = min(max(relaxed[rank], strip.lowerBound), strip.lowerBound + slack)
    places[index] = inside + Double(rank) * spacing
  }
  return places
}

private func mean(_ pool: (sum: Double, count: Int)) -> Double { pool.sum / Double(pool.count) }
