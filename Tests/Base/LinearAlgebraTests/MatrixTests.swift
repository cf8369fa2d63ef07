import LinearAlgebra
import Testing

/// Integers of up to three digits from a linear congruential stream: products of them are exact in doubles, whatever the order of summation.
func integers(_ rows: Int, _ columns: Int, rowStride: Int? = nil, seed: Int = 1) -> Matrix {
  var matrix = Matrix(rows: rows, columns: columns, rowStride: rowStride)
  var state = seed
  for i in 0..<rows {
    for j in 0..<columns {
      state = (state * 1_103_515_245 + 12_345) % (1 << 31)
      matrix[i, j] = Double((state >> 16) % 1999 - 999)
    }
  }
  return matrix
}

func largestDifference(_ a: Matrix, _ b: Matrix) -> Double {
  precondition(a.shape == b.shape)
  return (0..<a.rows).flatMap { i in (0..<a.columns).map { j in abs(a[i, j] - b[i, j]) } }.max() ?? 0
}

@Suite struct MatrixTests {
  @Test func anEntryStandsAtItsRowTimesTheStridePlusItsColumn() {
    let matrix = Matrix(rows: 2, columns: 2, rowStride: 3, storage: [1, 2, .nan, 3, 4])
    #expect(matrix == Matrix([[1, 2], [3, 4]]))
    #expect(Array(matrix.row(1)) == [3, 4])
    #expect(matrix.column(at: 1) == [2, 4])
    #expect(matrix.packed().rowStride == 2)
  }

  @Test func transposingTwiceGivesTheMatrixBack() {
    let matrix = integers(3, 5, rowStride: 8)
    #expect(matrix.transposed()[4, 2] == matrix[2, 4])
    #expect(matrix.transposed().transposed() == matrix)
  }

  @Test func aCopyDoesNotChangeWithItsOriginal() {
    var original = Matrix.identity(2)
    let copy = original
    original[0, 1] = 7
    #expect(copy == Matrix([[1, 0], [0, 1]]))
    #expect(original == Matrix([[1, 7], [0, 1]]))
  }

  @Test func pointersSeeTheStorageInPlace() {
    var matrix = Matrix(rows: 2, columns: 2, rowStride: 3)
    matrix.withUnsafeMutablePointer { $0[3] = 5 }
    #expect(matrix[1, 0] == 5)
    #expect(matrix.withUnsafePointer { $0[3] } == 5)
  }
}
