import LinearAlgebra
import Sampling

extension SaltelliDesign {
  /// A and B from one scrambled Sobol' sequence of twice as many dimensions, the first half for A as in SALib; probabilities in (0, 1),
  /// shape (inputs, points) each. Take 2^m points.
  /// - Parameter names: of the inputs; the scrambling of an input is keyed by its name.
  /// - Throws: `.tooManyDimensions` for more inputs than half the sequence's dimensions.
  package static func sobolPoints(names: [String], count: Int, seed: UInt64) throws(SamplingError) -> (a: Matrix, b: Matrix) {
    let streams = names.map(stream(named:)) + names.map { stream(named: $0 + " of B") }
    let sequence = try SobolSequence(streams: streams, scrambledBy: seed)
    let half = { (first: Int) in
      points(rows: names.count, count: count) { sequence.fill($1, dimension: first + $0, first: 0, count: count) }
    }
    return (half(0), half(names.count))
  }

  /// A and B of independent random numbers, keyed by (seed, name, base point). Slower to converge than Sobol' points, but the bootstrap's
  /// intervals then cover at their stated rate.
  package static func randomPoints(names: [String], count: Int, seed: UInt64) -> (a: Matrix, b: Matrix) {
    let source = UniformSource.philox(seed: seed)
    let half = { (suffix: String) in
      points(rows: names.count, count: count) { source.fill($1, stream: stream(named: names[$0] + suffix), first: 0, count: count) }
    }
    return (half(""), half(" of B"))
  }
}

private func points(rows: Int, count: Int, fill: (_ row: Int, UnsafeMutablePointer<Double>) -> Void) -> Matrix {
  var matrix = Matrix(rows: rows, columns: count)
  matrix.withUnsafeMutablePointer { buffer in
    guard let start = buffer.baseAddress else { return }
    for row in 0..<rows { fill(row, start + row * count) }
  }
  return matrix
}
