import LinearAlgebra

/// The terms that pay for themselves, by orthogonal matching pursuit: add the term most like what is left of the outputs, make it
/// orthogonal to those before, take its part out, and stop where the corrected leave-one-out error is least.
///
/// Pati, Rezaiifar & Krishnaprasad (1993), 27th Asilomar Conference, 40-44, doi:10.1109/ACSSC.1993.342465; among the methods compared by
/// Lüthen, Marelli & Sudret (2021), *SIAM/ASA J. Uncertain. Quantif.* 9(2), 593-649, doi:10.1137/20M1315774. The error is multiplied by
/// (n + k) / (n - k) for k terms, the correction of Chapelle, Vapnik & Bengio (2002), doi:10.1023/A:1013943418833, for an orthonormal
/// basis; without it many chosen terms look better than they are.
/// - Parameter basis: shape (terms, evaluations), the constant in row 0.
/// - Returns: rows of `basis`, in rising order.
func sparseTerms(_ basis: Matrix, _ outputs: [Double]) -> [Int] {
  var pursuit = MatchingPursuit(basis, outputs)
  var best = pursuit
  let patience = max(10, basis.rows / 10)
  while pursuit.chosen.count < best.chosen.count + patience, pursuit.addTerm() {
    if pursuit.correctedError < best.correctedError { best = pursuit }
  }
  return best.chosen.sorted()
}

private struct MatchingPursuit {
  private let basis: Matrix
  private let lengths: [Double]
  private var residual: [Double]
  private var leverage: [Double]
  /// Orthonormal directions of the chosen terms, each of n numbers.
  private var directions: [[Double]] = []
  private var usable: Set<Int>
  private(set) var chosen: [Int] = []
  private(set) var correctedError = Double.infinity

  init(_ basis: Matrix, _ outputs: [Double]) {
    self.basis = basis
    lengths = (0..<basis.rows).map { row in basis.row(row).reduce(0) { $0 + $1 * $1 }.squareRoot() }
    residual = outputs
    leverage = [Double](repeating: 0, count: outputs.count)
    usable = Set(1..<max(basis.rows, 1))
    take(0)
  }

  /// False when no term is left that is worth adding or that the evaluations could carry.
  mutating func addTerm() -> Bool {
    let likeness = basis.product(residual)
    while chosen.count + 1 < residual.count, let next = mostLike(likeness) {
      usable.remove(next)
      if take(next) { return true }
    }
    return false
  }

  private func mostLike(_ likeness: [Double]) -> Int? {
    usable.max { (abs(likeness[$0]) / lengths[$0], $1) < (abs(likeness[$1]) / lengths[$1], $0) }
  }

  /// False when the term follows from those already chosen. Gram-Schmidt twice keeps the directions orthogonal to rounding
  /// (Giraud, Langou & Rozložník 2005, *Comput. Math. Appl.* 50, 1069-1075, doi:10.1016/j.camwa.2005.08.009).
  @discardableResult private mutating func take(_ term: Int) -> Bool {
    var direction = Array(basis.row(term))
    for _ in 0..<2 {
      for known in directions { subtract(dot(known, direction), of: known, from: &direction) }
    }
    let length = dot(direction, direction).squareRoot()
    if length <= 1e-8 * lengths[term] { return false }
    for i in direction.indices { direction[i] /= length }
    subtract(dot(direction, residual), of: direction, from: &residual)
    for i in leverage.indices { leverage[i] += direction[i] * direction[i] }
    directions.append(direction)
    chosen.append(term)
    updateError()
    return true
  }

  private mutating func updateError() {
    let (n, k) = (Double(residual.count), Double(chosen.count))
    let sum = zip(residual, leverage).reduce(0.0) { sum, pair in
      let error = pair.0 / (1 - pair.1)
      return pair.1 < 1 ? sum + error * error : .infinity
    }
    correctedError = sum / n * (n + k) / (n - k)
  }
}

/// Four running sums, because one would not be vectorised.
private func dot(_ a: [Double], _ b: [Double]) -> Double {
  var lanes = SIMD4<Double>.zero
  let whole = a.count & ~3
  for i in stride(from: 0, to: whole, by: 4) {
    let left = SIMD4(a[i], a[i + 1], a[i + 2], a[i + 3])
    let right = SIMD4(b[i], b[i + 1], b[i + 2], b[i + 3])
    lanes += left * right
  }
  var total = lanes.sum()
  for i in whole..<a.count { total += a[i] * b[i] }
  return total
}

private func subtract(_ factor: Double, of a: [Double], from b: inout [Double]) {
  for i in b.indices { b[i] -= factor * a[i] }
}
