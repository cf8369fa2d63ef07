import Foundation
import Statistics

/// A distribution made ready for millions of draws.
struct Marginal: Sendable {
  private enum Form {
    case normal(mean: Double, sd: Double)
    case lognormal(mu: Double, sigma: Double)
    case triangular(low: Double, mode: Double, high: Double)
    case uniform(low: Double, high: Double)
    case logUniform(low: Double, logRatio: Double)
    case steps(Steps)
    /// low + width · table at the normal score.
    case table(ScoreTable, low: Double, width: Double)
    indirect case cut(Marginal, from: Double, mass: Double, low: Double, high: Double)
  }

  private let form: Form

  init(_ distribution: Distribution) {
    if let steps = distribution.steps {
      form = .steps(steps)
      return
    }
    switch distribution {
    case .normal(let mean, let sd): form = .normal(mean: mean, sd: sd)
    case .lognormal(let mu, let sigma): form = .lognormal(mu: mu, sigma: sigma)
    case .triangular(let low, let mode, let high): form = .triangular(low: low, mode: mode, high: high)
    case .pert(let low, let mode, let high): form = .table(ScoreTable(pertShape(low, mode, high)), low: low, width: high - low)
    case .uniform(let low, let high): form = .uniform(low: low, high: high)
    case .logUniform(let low, let high): form = .logUniform(low: low, logRatio: log(high / low))
    case .truncated(let whole, let low, let high):
      form = .cut(Marginal(whole), from: whole.cdf(low), mass: whole.mass(from: low, to: high), low: low, high: high)
    case .discrete, .empirical: preconditionFailure("discrete and empirical distributions have steps")
    }
  }

  /// Replaces `count` normal scores by values.
  func fromScores(_ x: UnsafeMutablePointer<Double>, count: Int) {
    switch form {
    case .normal(let mean, let sd): for i in 0..<count { x[i] = mean + sd * x[i] }
    case .lognormal(let mu, let sigma): exponentials(x, count: count, offset: mu, factor: sigma)
    case .table(let table, let low, let width): for i in 0..<count { x[i] = low + width * table[x[i]] }
    case .triangular, .uniform, .logUniform, .steps, .cut:
      normalCDFs(x, count: count)
      fromProbabilities(x, count: count)
    }
  }

  /// Replaces `count` probabilities by values. Φ of a far score rounds to 0 or 1, where bounded distributions have their ends.
  func fromProbabilities(_ x: UnsafeMutablePointer<Double>, count: Int) {
    switch form {
    case .normal, .lognormal, .table:
      normalQuantiles(x, count: count)
      fromScores(x, count: count)
    case .triangular(let low, let mode, let high): fillTriangular(x, count: count, low, mode, high)
    case .uniform(let low, let high): for i in 0..<count { x[i] = low + x[i] * (high - low) }
    case .logUniform(let low, let logRatio): exponentials(x, count: count, offset: log(low), factor: logRatio)
    case .steps(let steps): for i in 0..<count { x[i] = steps.quantile(x[i]) }
    case .cut(let whole, let from, let mass, let low, let high):
      for i in 0..<count { x[i] = min(max(from + x[i] * mass, 0x1p-1022), 1 - 0x1p-53) }
      whole.fromProbabilities(x, count: count)
      for i in 0..<count { x[i] = min(max(x[i], low), high) }
    }
  }
}

/// Both sides of the mode are computed and one is chosen, so that the loop runs in vector registers.
private func fillTriangular(_ x: UnsafeMutablePointer<Double>, count: Int, _ low: Double, _ mode: Double, _ high: Double) {
  let share = (mode - low) / (high - low)
  let (rising, falling) = ((high - low) * (mode - low), (high - low) * (high - mode))
  for i in 0..<count {
    let u = x[i]
    let below = u < share
    let step = root(below ? u * rising : (1 - u) * falling)
    x[i] = below ? low + step : high - step
  }
}

/// Quantiles of a beta distribution by normal score: cubic Hermite pieces over -8.5 to 8.5, values and slopes exact at their ends.
///
/// The piece is 1/64 wide; the error stays below 3e-9 of the width of the distribution, far inside what 10¹⁰ draws could tell.
struct ScoreTable: Sendable {
  private static let reach = 8.5
  private static let pieces = 1_088
  private static let pieceWidth = 2 * reach / Double(pieces)
  /// Value and slope times the piece width, by turns.
  private let knots: [Double]

  init(_ distribution: BetaDistribution) {
    let upper = ScoreTable.lowerHalf(distribution.mirrored).reversed()
    knots = ScoreTable.lowerHalf(distribution).flatMap { [$0.value, $0.slope] } + upper.dropFirst().flatMap { [1 - $0.value, $0.slope] }
  }

  subscript(score: Double) -> Double {
    let place = min(max((score + ScoreTable.reach) / ScoreTable.pieceWidth, 0), Double(ScoreTable.pieces))
    let piece = min(Int(place), ScoreTable.pieces - 1)
    let t = place - Double(piece)
    let (from, fromSlope, to, toSlope) = (knots[2 * piece], knots[2 * piece + 1], knots[2 * piece + 2], knots[2 * piece + 3])
    let rise = to - from
    let (bend, twist) = (fromSlope - rise, rise - toSlope)
    return from + t * (rise + (1 - t) * ((1 - t) * bend + t * twist))
  }

  /// Values and slopes at scores -8.5 to 0, where the value keeps its digits however near it comes to the end.
  private static func lowerHalf(_ distribution: BetaDistribution) -> [(value: Double, slope: Double)] {
    (0...pieces / 2).map { k in
      let score = -reach + Double(k) * pieceWidth
      // Half the mass may lie on the mirrored side; asked by its own probability the quantile is exact on either.
      let value = distribution.quantile(normalCDF(score))
      let slope = exp(-0.5 * score * score) / (2 * .pi).squareRoot() / distribution.density(value) * pieceWidth
      return (value, value > 0 ? slope : 0)
    }
  }
}
