import LinearAlgebra

/// The order of evaluations in Saltelli's design, the same as SALib's: for every base point i the row of A, then AB₁ … AB_G
/// (A with the inputs of one group from B), with second order BA₁ … BA_G (B with one group from A), then the row of B.
///
/// Source: Saltelli (2002), *Computer Physics Communications* 145(2), 280-297, doi:10.1016/S0010-4655(02)00280-1.
package struct SaltelliLayout: Hashable, Sendable {
  /// Groups of inputs, G.
  package let groups: Int
  package let secondOrder: Bool

  package init(groups: Int, secondOrder: Bool) {
    precondition(groups > 0, "a design needs an input")
    self.groups = groups
    self.secondOrder = secondOrder
  }

  /// Evaluations for every base point: G + 2, or 2G + 2 with second order.
  package var evaluationsEach: Int { (secondOrder ? 2 * groups : groups) + 2 }

  /// Places inside the block of a base point; A stands at 0.
  package func ab(_ group: Int) -> Int { 1 + group }
  package func ba(_ group: Int) -> Int { 1 + groups + group }
  package var b: Int { evaluationsEach - 1 }

  /// How many base points `outputs` outputs belong to.
  package func basePoints(outputs: Int) throws(SensitivityError) -> Int {
    if outputs % evaluationsEach != 0 { throw .wrongOutputCount(found: outputs, evaluationsEach: evaluationsEach) }
    return outputs / evaluationsEach
  }
}

/// Saltelli's design over two independent samples of the inputs. The numbers of A and B may already stand in the inputs' own units,
/// so that a quantile is computed once for each base point, not once for each evaluation.
///
/// Inputs that are correlated with each other must stand in one group.
package struct SaltelliDesign: Sendable {
  package let layout: SaltelliLayout
  package let groups: InputGroups
  private let a: Matrix
  private let b: Matrix

  /// - Parameters:
  ///   - a: shape (inputs, base points). From a Sobol' sequence: its first half of dimensions.
  ///   - b: the same shape, independent of `a`. From a Sobol' sequence: its second half of dimensions.
  package init(a: Matrix, b: Matrix, groups: InputGroups? = nil, secondOrder: Bool) {
    precondition(a.shape == b.shape, "A is \(a.shape), B is \(b.shape)")
    let groups = groups ?? InputGroups(separate: a.rows)
    precondition(groups.inputCount == a.rows, "groups of \(groups.inputCount) inputs for a sample of \(a.rows)")
    layout = SaltelliLayout(groups: groups.names.count, secondOrder: secondOrder)
    self.groups = groups
    self.a = a
    self.b = b
  }

  package var basePoints: Int { a.columns }
  package var evaluations: Int { basePoints * layout.evaluationsEach }

  /// All evaluations, shape (inputs, evaluations).
  package func matrix() -> Matrix {
    let count = evaluations
    let storage = [Double](unsafeUninitializedCapacity: a.rows * count) { buffer, filled in
      if let start = buffer.baseAddress {
        for input in 0..<a.rows { fill(start + input * count, input: input, basePoints: 0..<basePoints) }
      }
      filled = a.rows * count
    }
    return Matrix(rows: a.rows, columns: count, storage: storage)
  }

  /// The evaluations of some base points only, shape (inputs, points · evaluations of each), so that an ensemble can run in blocks.
  package func matrix(basePoints points: Range<Int>) -> Matrix {
    precondition(points.lowerBound >= 0 && points.upperBound <= basePoints, "base points \(points) of \(basePoints)")
    let count = points.count * layout.evaluationsEach
    var block = Matrix(rows: a.rows, columns: count)
    block.withUnsafeMutablePointer { buffer in
      guard let start = buffer.baseAddress else { return }
      for input in 0..<a.rows { fill(start + input * count, input: input, basePoints: points) }
    }
    return block
  }

  /// One input of all evaluations: A's number up to the last AB, B's from there, and the group's own column the other way round.
  private func fill(_ target: UnsafeMutablePointer<Double>, input: Int, basePoints points: Range<Int>) {
    let group = groups.membership[input]
    let (own, ownBack) = (layout.ab(group), layout.ba(group))
    let (each, turn) = (layout.evaluationsEach, 1 + layout.groups)
    a.withUnsafePointer { a in
      b.withUnsafePointer { b in
        var block = target
        for i in points {
          let (fromA, fromB) = (a[input &* self.a.rowStride &+ i], b[input &* self.b.rowStride &+ i])
          block.update(repeating: fromA, count: turn)
          (block + turn).update(repeating: fromB, count: each &- turn)
          block[own] = fromB
          if layout.secondOrder { block[ownBack] = fromA }
          block += each
        }
      }
    }
  }
}
