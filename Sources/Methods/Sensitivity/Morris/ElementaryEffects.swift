import LinearAlgebra

/// The effect of every input on every trajectory, shape (inputs, trajectories): the change of the output over Δ, with the sign turned
/// where the input went down.
struct ElementaryEffects {
  let matrix: Matrix

  init(inputs: Matrix, outputs: [Double], pointsEach: Int, levels: Int, scaled: Bool) {
    let count = outputs.count / pointsEach
    let delta = Double(levels) / (2 * Double(levels - 1))
    var effects = Matrix(rows: inputs.rows, columns: count)
    inputs.withUnsafePointer { x in
      outputs.withUnsafeBufferPointer { y in
        guard let x = x.baseAddress, let y = y.baseAddress else { return }
        let deviations = scaled ? (0..<count).map { Moments(trajectory($0, of: y, pointsEach)).standardDeviation } : []
        for j in 0..<inputs.rows {
          for t in 0..<count {
            let path = trajectory(t, of: x + j * inputs.rowStride, pointsEach)
            let change = signedChange(path.baseAddress ?? x, y + t * pointsEach, steps: pointsEach - 1)
            effects[j, t] = scaled ? sinGernaey2009(change, path, outputDeviation: deviations[t]) : change / delta
          }
        }
      }
    }
    matrix = effects
  }

  var means: [Double] { rows { row in row.reduce(0, +) / Double(row.count) } }

  var absoluteMeans: [Double] { rows { row in row.reduce(0) { $0 + abs($1) } / Double(row.count) } }

  /// Divisor n - 1.
  var standardDeviations: [Double] {
    rows { row in
      let mean = row.reduce(0, +) / Double(row.count)
      return (row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(row.count - 1)).squareRoot()
    }
  }

  /// The absolute means of every input over each resample of the trajectories.
  func absoluteMeans(resampled counts: ResampleCounts) -> [[Double]] {
    var magnitudes = matrix
    magnitudes.withUnsafeMutablePointer { entries in
      for i in entries.indices { entries[i] = abs(entries[i]) / Double(matrix.columns) }
    }
    var means = Matrix(rows: matrix.rows, columns: counts.resamples)
    means.add(magnitudes, times: counts.matrix.transposed())
    return (0..<means.rows).map { Array(means.row($0)) }
  }

  private func rows(_ statistic: (ArraySlice<Double>) -> Double) -> [Double] { (0..<matrix.rows).map { statistic(matrix.row($0)) } }
}

private func trajectory(_ t: Int, of values: UnsafePointer<Double>, _ pointsEach: Int) -> UnsafeBufferPointer<Double> {
  UnsafeBufferPointer(start: values + t * pointsEach, count: pointsEach)
}

/// Σ sign(x[s + 1] - x[s]) (y[s + 1] - y[s]), eight steps at a time; without groups one of them is not zero.
@inline(__always) private func signedChange(_ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, steps: Int) -> Double {
  typealias Lanes = SIMD8<Double>
  let load = { (p: UnsafePointer<Double>, s: Int) in UnsafeRawPointer(p + s).loadUnaligned(as: Lanes.self) }
  let whole = steps & ~7
  var lanes = Lanes.zero
  for s in stride(from: 0, to: whole, by: 8) {
    let (before, after) = (load(x, s), load(x, s &+ 1))
    let change = load(y, s &+ 1) - load(y, s)
    lanes += Lanes.zero.replacing(with: change, where: before .< after).replacing(with: -change, where: after .< before)
  }
  var total = lanes.sum()
  for s in whole..<steps where x[s] != x[s + 1] { total += x[s] < x[s + 1] ? y[s + 1] - y[s] : y[s] - y[s + 1] }
  return total
}

/// An effect in units of the standard deviations along its trajectory; 0 where the output does not move.
private func sinGernaey2009(_ change: Double, _ path: UnsafeBufferPointer<Double>, outputDeviation: Double) -> Double {
  guard let low = path.min(), let high = path.max(), high > low, outputDeviation > 0 else { return 0 }
  return change / (high - low) * Moments(path).standardDeviation / outputDeviation
}
