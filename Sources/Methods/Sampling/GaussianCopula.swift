import Foundation
import LinearAlgebra

/// Turns independent normal scores of named parameters into correlated ones.
///
/// The correlation matrix falls apart into groups of parameters that are connected by correlations; each group has its own Cholesky
/// factor, and its parameters are taken in the order of their names unless `order` says otherwise. So a parameter that is correlated
/// with nothing keeps its scores whatever else the plan holds, and the order of parameters in a file does not matter. A parameter
/// that joins a group changes the scores of those after it in the group, as it must.
///
/// The product runs over the factor's non-zero entries, a tile of draws at a time: each draw's sum has the same terms in the same
/// order wherever it stands, so blocks and threads do not change a bit (BLAS kernels do not promise that), and a plan with few
/// correlations pays for those only.
package struct GaussianCopula: Sendable {
  package enum Order: Hashable, Sendable {
    /// By the bytes of the names: the order in the file does not matter.
    case names
    /// As the parameters stand: CITYREF-1.
    case given
  }

  /// The score correlations in force, shape (n, n), in the order of the names given, after any repair.
  package let scoreCorrelations: Matrix
  /// What `repairing` changed; empty if nothing.
  package let repairs: [CorrelationRepair]
  /// Rows that are sums, in an order in which each can be overwritten: the last of a group first.
  private let sums: [RowSum]

  /// - Parameters:
  ///   - names: the parameters, row by row of the blocks that `correlate` gets.
  ///   - repairing: takes the nearest possible correlations where the stated ones contradict each other.
  /// - Throws: every case of `CorrelationFault`.
  package init(
    names: [String], correlations: Correlations, order: Order = .names, repairing: Bool = false
  ) throws(CorrelationFault) {
    var matrix = try scoreMatrix(names, correlations)
    var sums: [RowSum] = []
    var repairs: [CorrelationRepair] = []
    for group in connectedGroups(matrix) {
      let members = order == .given ? group : group.sorted { Array(names[$0].utf8).lexicographicallyPrecedes(Array(names[$1].utf8)) }
      let stated = part(of: matrix, members)
      if let factor = try? Cholesky(stated) {
        sums += rowSums(factor.lower, members)
      } else if let nearest = try? NearestCorrelation(to: stated), let factor = try? Cholesky(nearest.matrix) {
        repairs.append(repair(members.map { names[$0] }, stated, nearest, correlations))
        sums += rowSums(factor.lower, members)
        for (a, i) in members.enumerated() {
          for (b, j) in members.enumerated() { matrix[i, j] = nearest.matrix[a, b] }
        }
      } else {
        preconditionFailure("the nearest correlation matrix of \(members.count) parameters was not found")
      }
    }
    if !repairs.isEmpty && !repairing { throw .notPositiveDefinite(repairs) }
    (scoreCorrelations, self.repairs, self.sums) = (matrix, repairs, sums)
  }

  /// Whether row `i` stays as it is: a parameter without correlations, or the first of its group.
  package func keeps(_ row: Int) -> Bool { !sums.contains { $0.row == row } }

  /// Rows that take part in any correlation.
  var connected: Set<Int> { Set(sums.flatMap { [$0.row] + $0.sources }) }

  /// Replaces independent scores by correlated ones, in place: row j becomes Σ L[j, i] row i.
  /// - Parameters:
  ///   - scores: row i starts at `i * rowStride`; `count` draws in each.
  package func correlate(_ scores: UnsafeMutablePointer<Double>, rowStride: Int, count: Int) {
    let tile = 256
    for start in stride(from: 0, to: count, by: tile) {
      for sum in sums { sum.apply(scores + start, rowStride: rowStride, count: min(tile, count - start)) }
    }
  }
}

/// row = own · row + Σ coefficient · source.
private struct RowSum: Sendable {
  let row: Int
  let own: Double
  let sources: [Int]
  let coefficients: [Double]

  func apply(_ scores: UnsafeMutablePointer<Double>, rowStride: Int, count: Int) {
    let target = scores + row * rowStride
    for i in 0..<count { target[i] *= own }
    // Two sources at a time halve the passes over the target; the order of the terms is the same for every draw.
    for k in stride(from: 0, to: sources.count - 1, by: 2) {
      let (a, b) = (scores + sources[k] * rowStride, scores + sources[k + 1] * rowStride)
      let (x, y) = (coefficients[k], coefficients[k + 1])
      for i in 0..<count { target[i] = target[i] + x * a[i] + y * b[i] }
    }
    if !sources.count.isMultiple(of: 2) {
      let (a, x) = (scores + sources[sources.count - 1] * rowStride, coefficients[sources.count - 1])
      for i in 0..<count { target[i] += x * a[i] }
    }
  }
}

private func rowSums(_ lower: Matrix, _ members: [Int]) -> [RowSum] {
  (1..<max(members.count, 1)).reversed().map { j in
    let terms = (0..<j).filter { lower[j, $0] != 0 }
    return RowSum(row: members[j], own: lower[j, j], sources: terms.map { members[$0] }, coefficients: terms.map { lower[j, $0] })
  }
}

private func part(of matrix: Matrix, _ members: [Int]) -> Matrix { Matrix(members.map { i in members.map { matrix[i, $0] } }) }

private func repair(
  _ names: [String], _ stated: Matrix, _ nearest: NearestCorrelation, _ correlations: Correlations
) -> CorrelationRepair {
  func rows(_ coefficient: (Int, Int) -> Double) -> [[Double]] {
    names.indices.map { i in names.indices.map { j in i == j ? 1 : coefficient(i, j) } }
  }
  func statedCoefficient(_ i: Int, _ j: Int) -> Double {
    correlations.blocks.first { $0.names.contains(names[i]) && $0.names.contains(names[j]) }?.value ?? 0
  }
  func nearestCoefficient(_ i: Int, _ j: Int) -> Double {
    let score = nearest.matrix[i, j]
    return correlations.meaning == .spearman ? 6 / Double.pi * asin(0.5 * score) : score
  }
  let least = (try? SymmetricEigen(stated))?.values.first ?? .nan
  return CorrelationRepair(
    names: names, smallestEigenvalue: least, stated: rows(statedCoefficient), nearest: rows(nearestCoefficient),
    distance: nearest.distance)
}

/// The matrix of score correlations that the blocks state; zeros elsewhere, ones on the diagonal.
private func scoreMatrix(_ names: [String], _ correlations: Correlations) throws(CorrelationFault) -> Matrix {
  let places = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  var matrix = Matrix.identity(names.count)
  var stated: [SIMD2<Int>: Double] = [:]
  for block in correlations.blocks {
    if block.names.count < 2 || Set(block.names).count < block.names.count { throw .tooFewNames(block.names) }
    if !(abs(block.value) < 1) { throw .outOfRange(names: block.names, value: block.value) }
    let score = correlations.meaning == .spearman ? 2 * sin(.pi * block.value / 6) : block.value
    var members: [Int] = []
    for name in block.names {
      guard let place = places[name] else { throw .unknownParameter(name) }
      members.append(place)
    }
    for (a, i) in members.enumerated() {
      for j in members[..<a] {
        let pair = SIMD2(min(i, j), max(i, j))
        if let before = stated[pair], before != block.value {
          throw .conflict(names[pair.x], names[pair.y], before, block.value)
        }
        stated[pair] = block.value
        (matrix[i, j], matrix[j, i]) = (score, score)
      }
    }
  }
  return matrix
}

/// Parameters that non-zero correlations connect, each group in rising order; single parameters are left out.
private func connectedGroups(_ matrix: Matrix) -> [[Int]] {
  var seen = Set<Int>()
  var groups: [[Int]] = []
  for start in 0..<matrix.rows where !seen.contains(start) {
    var group: [Int] = []
    var waiting = [start]
    seen.insert(start)
    while let i = waiting.popLast() {
      group.append(i)
      for j in 0..<matrix.columns where matrix[i, j] != 0 && seen.insert(j).inserted { waiting.append(j) }
    }
    if group.count > 1 { groups.append(group.sorted()) }
  }
  return groups
}
