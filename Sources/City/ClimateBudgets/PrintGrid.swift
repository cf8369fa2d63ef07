/// The smallest step that a column prints: figures become whole numbers of it, so that sums are exact.
package struct PrintGrid: Sendable, Hashable {
  /// t CO2e or EUR in one printed unit: 1000 for kt CO2e.
  package let unit: Double
  package let decimals: Int

  package init(unit: Double, decimals: Int) {
    precondition(unit > 0 && (0...6).contains(decimals), "a grid of \(unit) with \(decimals) decimals")
    self.unit = unit
    self.decimals = decimals
  }

  private var scale: Double { (0..<decimals).reduce(1) { scaled, _ in scaled * 10 } }

  /// In steps, not rounded.
  func exact(_ canonical: Double) -> Double { canonical / unit * scale }

  /// In steps, rounded half away from zero.
  func steps(_ canonical: Double) -> Int { Int(exact(canonical).rounded()) }

  /// What a number of steps is in the printed unit.
  package static func printed(_ steps: Int, decimals: Int) -> Double {
    Double(steps) / (0..<decimals).reduce(1.0) { scaled, _ in scaled * 10 }
  }
}

/// Parts rounded so that they add up to `total`: each is rounded down, and what is then left over goes to the largest remainders
/// (Hamilton's method). Of equal remainders the first part is served first. What is a whole number stays so where it can.
package func apportioned(_ parts: [Double], total: Int) -> [Int] {
  if parts.isEmpty { return [] }
  var steps = parts.map { Int($0.rounded(.down)) }
  let remainders = zip(parts, steps).map { $0 - Double($1) }
  var left = total - steps.reduce(0, +)
  let step = left.signum()
  let order = parts.indices.sorted {
    remainders[$0] == remainders[$1] ? $0 < $1 : (remainders[$0] > remainders[$1]) == (step >= 0)
  }
  var next = 0
  while left != 0 {
    steps[order[next % order.count]] += step
    left -= step
    next += 1
  }
  return steps
}

/// As above; what is unknown stays unknown and gets nothing.
func apportioned(_ parts: [Double?], total: Int) -> [Int?] {
  let known = parts.indices.filter { parts[$0] != nil }
  let shares = apportioned(known.compactMap { parts[$0] }, total: total)
  var result = [Int?](repeating: nil, count: parts.count)
  for (i, share) in zip(known, shares) { result[i] = share }
  return result
}
