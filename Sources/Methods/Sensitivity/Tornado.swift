import LinearAlgebra

/// One input at a time: the output at the low and at the high value of each input while all others stay at their centre.
///
/// Cheap and easy to show, but blind to interactions and to all of the space away from the centre: it says what one surprise alone
/// would do, not which input decides the band. Correlated inputs are moved apart from each other, which may not happen.
package struct TornadoDesign: Sendable {
  package let centre: [Double]
  package let low: [Double]
  package let high: [Double]

  package init(centre: [Double], low: [Double], high: [Double]) {
    precondition(low.count == centre.count && high.count == centre.count, "a low and a high value for each centre")
    self.centre = centre
    self.low = low
    self.high = high
  }

  package var evaluations: Int { 1 + 2 * centre.count }

  /// The centre, then low and high of each input, shape (inputs, evaluations).
  package func matrix() -> Matrix {
    var matrix = Matrix(rows: centre.count, columns: evaluations)
    for input in centre.indices {
      for evaluation in 0..<evaluations { matrix[input, evaluation] = centre[input] }
      matrix[input, 1 + 2 * input] = low[input]
      matrix[input, 2 + 2 * input] = high[input]
    }
    return matrix
  }

  /// The bars, the longest first; equal ones in the order of inputs.
  /// - Parameter outputs: one for every evaluation of `matrix()`.
  /// - Throws: `.outputsForOtherInputs`, `.notFinite`.
  package func bars(outputs: [Double]) throws(SensitivityError) -> [TornadoBar] {
    if outputs.count != evaluations { throw .outputsForOtherInputs(outputs: outputs.count, evaluations: evaluations) }
    if let i = outputs.firstIndex(where: { !$0.isFinite }) { throw .notFinite(evaluation: i, value: outputs[i]) }
    let bars = centre.indices.map { input in
      TornadoBar(input: input, atCentre: outputs[0], atLow: outputs[1 + 2 * input], atHigh: outputs[2 + 2 * input])
    }
    return bars.sorted { ($1.length, $0.input) < ($0.length, $1.input) }
  }
}

/// What an output does when one input goes to its low and to its high value, in the unit of the output.
package struct TornadoBar: Hashable, Sendable {
  package let input: Int
  package let atCentre: Double
  package let atLow: Double
  package let atHigh: Double

  /// From the least to the greatest of the three outputs.
  package var length: Double { max(atCentre, atLow, atHigh) - min(atCentre, atLow, atHigh) }
  /// Both ends lie on one side of the centre: the output is not monotonic in this input, so its bar may be too short.
  package var turnsBack: Bool { (atLow - atCentre) * (atHigh - atCentre) > 0 }
}
