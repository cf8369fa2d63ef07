import LinearAlgebra
import Testing

private func naiveProduct(_ a: Matrix, _ b: Matrix) -> Matrix {
  var product = Matrix(rows: a.rows, columns: b.columns)
  for i in 0..<a.rows {
    for j in 0..<b.columns { product[i, j] = (0..<a.columns).reduce(0) { $0 + a[i, $1] * b[$1, j] } }
  }
  return product
}

/// All entries are integers below 2^53, so every comparison here is exact.
@Suite struct ProductTests {
  @Test(arguments: [(1, 1, 1), (3, 4, 5), (17, 33, 9), (64, 128, 65)])
  func aProductEqualsTheNaiveOne(rows: Int, inner: Int, columns: Int) throws {
    let a = integers(rows, inner)
    let b = integers(inner, columns, seed: 2)
    #expect(try a.times(b) == naiveProduct(a, b))
  }

  @Test func transposedOperandsAreReadInPlace() throws {
    let a = integers(6, 4)
    let b = integers(5, 6, seed: 3)
    var product = Matrix(rows: 4, columns: 5)
    try product.accumulate(a, times: b, transposingLeft: true, transposingRight: true)
    #expect(product == naiveProduct(a.transposed(), b.transposed()))
  }

  @Test func accumulatingAddsToWhatIsThere() throws {
    let a = integers(3, 4)
    let b = integers(4, 2, seed: 2)
    let start = integers(3, 2, seed: 5)
    var sum = start
    try sum.accumulate(a, times: b, alpha: 2, beta: 3)
    let product = naiveProduct(a, b)
    for i in 0..<3 {
      for j in 0..<2 { #expect(sum[i, j] == 2 * product[i, j] + 3 * start[i, j]) }
    }
  }

  @Test func betaOfZeroOverwritesEvenNaN() throws {
    var product = Matrix([[.nan]])
    try product.accumulate(Matrix([[2]]), times: Matrix([[3]]), beta: 0)
    #expect(product == Matrix([[6]]))
  }

  @Test func paddingIsNeitherReadNorWritten() throws {
    func padded(_ matrix: Matrix) -> Matrix {
      let rows = (0..<matrix.rows).flatMap { Array(matrix.row($0)) + [.nan, .nan] }
      return Matrix(rows: matrix.rows, columns: matrix.columns, rowStride: matrix.columns + 2, storage: rows)
    }
    let a = integers(5, 7)
    let b = integers(7, 3, seed: 2)
    var product = padded(Matrix(rows: 5, columns: 3))
    try product.accumulate(padded(a), times: padded(b))
    #expect(product == naiveProduct(a, b))
    let paddingStays = product.withUnsafePointer { buffer in (0..<5).allSatisfy { buffer[$0 * 5 + 3].isNaN && buffer[$0 * 5 + 4].isNaN } }
    #expect(paddingStays)
    #expect(padded(a).gram() == naiveProduct(a.transposed(), a))
    #expect(try padded(a).times([1, 2, 3, 4, 5, 6, 7]) == naiveProduct(a, .column([1, 2, 3, 4, 5, 6, 7])).column(at: 0))
  }

  @Test func aVectorCanBeMultipliedFromBothSides() throws {
    let a = Matrix([[1, 2, 3], [4, 5, 6]])
    #expect(try a.times([1, 0, -1]) == [-2, -2])
    #expect(try a.times([1, -1], transposing: true) == [-3, -3, -3])
  }

  @Test func anEmptyInnerDimensionGivesZeros() throws {
    #expect(try Matrix(rows: 2, columns: 0).times(Matrix(rows: 0, columns: 2)) == Matrix(rows: 2, columns: 2))
    #expect(try Matrix(rows: 2, columns: 0).times([]) == [0, 0])
  }
}
