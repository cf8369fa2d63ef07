/// The best objective of a problem without integers as a function of one limit's number: v(number), piecewise linear, concave for a
/// maximum and convex for a minimum. Its slopes are the limit's prices, and its corners the numbers up to which they hold.
///
/// CLP's C interface has no ranging, and the ranges of a basis are those of one of the corner's several bases when it is
/// degenerate. Here the pieces beside the present number are found by solving again at chosen numbers, each from the last
/// basis, until two tangents meet on the function: exact up to the solver's tolerance, with either solver and on degenerate corners.
struct ValueFunction {
  private let problem: LinearProblem
  private let limit: Limit
  private let solver: any Solver
  private let basis: Basis?
  /// The limit's present number.
  private let number: Double
  private let objective: Double

  /// - Parameter solution: an optimal one of `problem`, which has no integers.
  init(_ problem: LinearProblem, _ solution: Solution, of limit: Limit, by solver: any Solver) {
    precondition(!problem.hasIntegers && solution.status == .optimal)
    self.problem = problem
    self.limit = limit
    self.solver = solver
    basis = solution.basis
    number = problem.value(of: limit)
    objective = solution.objective ?? 0
  }

  /// A point of the function and its slope there.
  private struct Tangent {
    let step: Double
    let objective: Double
    let slope: Double
    func height(at other: Double) -> Double { objective + slope * (other - step) }
  }

  /// Change of the objective per unit of the limit's number towards one side, and how far it holds.
  /// - Parameter direction: 1 for more, −1 for less.
  /// - Returns: nil when the smallest step makes the problem infeasible, or without an end to the objective.
  func piece(_ direction: Double) -> PriceReach? {
    guard var beyond = firstProbe(direction) else { return nil }
    if lies(onPieceOf: beyond) { return reach(of: beyond, direction) }
    // The probe lies beyond a corner: come closer until the tangent goes through the present point.
    for _ in 0..<mostProbes {
      guard let step = closer(than: beyond, direction), let nearer = tangent(at: step) else { return nil }
      if lies(onPieceOf: nearer) { return extend(nearer, to: beyond) }
      beyond = nearer
    }
    return nil
  }

  private var mostProbes: Int { 60 }
  /// Corners nearer than this are not told apart.
  private var smallestStep: Double { 1e-4 * max(1, abs(number)) }
  private func isSame(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * max(1, abs(objective), abs(a)) }
  private func lies(onPieceOf tangent: Tangent) -> Bool { isSame(tangent.height(at: 0), objective) }

  /// One unit away, or less where a unit cannot be.
  private func firstProbe(_ direction: Double) -> Tangent? {
    var step = direction
    while abs(step) >= smallestStep {
      if let probe = tangent(at: step) { return probe }
      step /= 8
    }
    return nil
  }

  /// Where to look between the present number and a probe whose tangent does not come through it.
  private func closer(than probe: Tangent, _ direction: Double) -> Double? {
    let step = probe.step / 4
    return abs(step) < smallestStep / 4 ? nil : step
  }

  /// The end of a piece that is known to hold up to a probe: further out until it holds no more, then the corner.
  private func reach(of known: Tangent, _ direction: Double) -> PriceReach {
    var inner = known
    for _ in 0..<mostProbes {
      let step = inner.step * 4
      guard abs(step) < 1e9 * max(1, abs(number)) else { return PriceReach(price: known.slope, upTo: direction * .infinity) }
      guard let outer = tangent(at: step) ?? tangent(at: lastFeasible(inner.step, step)) else { break }
      if abs(outer.step) < abs(step), isSame(known.height(at: outer.step), outer.objective) {
        return PriceReach(price: known.slope, upTo: number + outer.step)
      }
      if !isSame(known.height(at: outer.step), outer.objective) { return extend(inner, to: outer) }
      inner = outer
    }
    return PriceReach(price: known.slope, upTo: number + inner.step)
  }

  /// The corner between a probe on the piece and one beyond it: where tangents meet, until they meet on the function. Where they
  /// do not close in, as beside a number that nothing keeps, the middle is tried.
  private func extend(_ piece: Tangent, to beyond: Tangent) -> PriceReach {
    var (inner, outer) = (piece.step, beyond)
    for _ in 0..<mostProbes where abs(outer.step - inner) > 1e-9 * max(1, abs(number)) {
      let share = meeting(piece, outer).map { ($0 - inner) / (outer.step - inner) } ?? .nan
      let isInside = share > -1e-9 && share < 0.99
      let step = isInside ? inner + max(0, share) * (outer.step - inner) : (inner + outer.step) / 2
      guard let probe = tangent(at: step) else { break }
      if !isSame(probe.objective, piece.height(at: step)) {
        outer = probe
      } else if isInside {
        return PriceReach(price: piece.slope, upTo: number + step)
      } else {
        inner = step
      }
    }
    return PriceReach(price: piece.slope, upTo: number + inner)
  }

  /// Where two tangents meet; nil when they are parallel.
  private func meeting(_ a: Tangent, _ b: Tangent) -> Double? {
    abs(a.slope - b.slope) > 1e-12 ? b.step + (b.objective - a.height(at: b.step)) / (a.slope - b.slope) : nil
  }

  /// The last number that can be kept, between one that can and one that cannot.
  private func lastFeasible(_ inner: Double, _ outer: Double) -> Double {
    var (kept, broken) = (inner, outer)
    while abs(broken - kept) > 1e-10 * max(1, abs(number)) {
      let middle = (kept + broken) / 2
      if tangent(at: middle) != nil { kept = middle } else { broken = middle }
    }
    return kept
  }

  private func tangent(at step: Double) -> Tangent? {
    let moved = problem.setting(limit, to: number + step)
    let solution = solver.solve(moved, SolveOptions(basis: basis))
    guard solution.status == .optimal, let objective = solution.objective, let slope = price(solution) else { return nil }
    return Tangent(step: step, objective: objective, slope: slope)
  }

  private func price(_ solution: Solution) -> Double? { problem.price(of: limit, in: solution) }
}

extension LinearProblem {
  /// The dual that an optimal solution without integers gives a limit: 0 where the limit does not bind.
  func price(of limit: Limit, in solution: Solution) -> Double? {
    guard let duals = solution.duals, let reduced = solution.reducedCosts else { return nil }
    // A row's one dual belongs to the side that binds; its sign says which when both are there.
    let worthMore = sense == .maximise ? 1.0 : -1.0
    switch limit {
    case .equals(let row): return duals[row]
    case .atMost(let row): return max(0, duals[row] * worthMore) * worthMore
    case .atLeast(let row): return min(0, duals[row] * worthMore) * worthMore
    case .upper(let column): return max(0, reduced[column] * worthMore) * worthMore
    case .lower(let column): return min(0, reduced[column] * worthMore) * worthMore
    }
  }
}

/// A price and the number of its limit up to which it holds; ±infinity when nothing ends it.
package struct PriceReach: Hashable, Sendable {
  package let price: Double
  package let upTo: Double
}
