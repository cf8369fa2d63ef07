import LinearAlgebra

extension Matrix {
  /// `self += op(A) B` where the caller has made the shapes fit.
  mutating func add(_ a: Matrix, times b: Matrix, transposingLeft: Bool = false) {
    do {
      try accumulate(a, times: b, transposingLeft: transposingLeft)
    } catch {
      preconditionFailure("\(error)")
    }
  }

  /// `A x` where the caller has made the shapes fit.
  func product(_ x: [Double], transposing: Bool = false) -> [Double] {
    do {
      return try times(x, transposing: transposing)
    } catch {
      preconditionFailure("\(error)")
    }
  }
}
