/// Marks of a number axis at round steps of 1, 2 or 5 times a power of ten.
struct Ticks: Equatable {
  /// Rising, evenly spaced; the first is at or below the least value and the last at or above the greatest.
  let values: [Double]
  /// How many decimals tell neighbouring marks apart.
  let decimals: Int

  /// About `count` steps that cover `range`; a range of no width is widened to one step above it.
  init(covering range: ClosedRange<Double>, about count: Int = 5) {
    precondition(count > 0, "an axis needs at least one step")
    let width = range.upperBound - range.lowerBound
    let (digit, power) = Ticks.niceStep(width > 0 ? width / Double(count) : max(abs(range.upperBound), 1))
    // Marks are counted in whole steps, so that they are exact multiples and do not drift by repeated addition.
    let first = Int((Ticks.inSteps(range.lowerBound, digit, power) + 1e-9).rounded(.down))
    let last = Int((Ticks.inSteps(range.upperBound, digit, power) - 1e-9).rounded(.up))
    values = (first...max(last, first + 1)).map { Ticks.scaled(Double($0 * digit), power) }
    decimals = max(0, -power)
  }

  /// The smallest of 1, 2, 5 times a power of ten that is at least `raw`.
  private static func niceStep(_ raw: Double) -> (digit: Int, power: Int) {
    var power = 0
    while scaled(1, power) > raw { power -= 1 }
    while scaled(10, power) <= raw { power += 1 }
    let digit = [1, 2, 5].first { scaled(Double($0), power) >= raw * (1 - 1e-12) }
    return digit.map { ($0, power) } ?? (1, power + 1)
  }

  private static func inSteps(_ value: Double, _ digit: Int, _ power: Int) -> Double {
    scaled(value, -power) / Double(digit)
  }

  /// `value` times ten to `power`; dividing by an exact power of ten keeps 0.1, 0.2, … correctly rounded.
  private static func scaled(_ value: Double, _ power: Int) -> Double {
    let factor = (0..<abs(power)).reduce(1.0) { product, _ in product * 10 }
    return power < 0 ? value / factor : value * factor
  }
}

/// A straight map from values to drawing units.
struct Scale {
  let domain: ClosedRange<Double>
  /// Where the lower and the upper bound of `domain` are drawn; `end` is the smaller one on an axis that points up.
  let start: Double
  let end: Double

  func callAsFunction(_ value: Double) -> Double {
    start + (end - start) * ((value - domain.lowerBound) / (domain.upperBound - domain.lowerBound))
  }
}

/// The positions of an axis of whole numbers (years) that are worth naming: multiples of the smallest step of
/// 1, 2, 5, 10, … whose names do not touch when each needs `room` of the `width` the positions spread over,
/// and the first and the last position where they have room beside those.
func namedPositions(_ positions: [Int], width: Double, room: Double) -> [Int] {
  guard let first = positions.first, let last = positions.last, last > first else { return positions }
  let perStep = width / Double(last - first)
  let steps = (0..<9).flatMap { power in [1, 2, 5].map { $0 * (0..<power).reduce(1) { product, _ in product * 10 } } }
  let step = steps.first { Double($0) * perStep >= room } ?? (last - first)
  var named = positions.filter { $0 % step == 0 }
  func fits(_ a: Int?, _ b: Int) -> Bool { a.map { Double(abs($0 - b)) * perStep >= room } ?? true }
  if fits(named.first, first) { named.insert(first, at: 0) }
  if fits(named.last, last) { named.append(last) }
  return named
}
