import LinearAlgebra
import Sampling
import Statistics

/// How much the whole distribution of an output changes when one input is held in a slice of its range.
///
/// For each slice the Kolmogorov-Smirnov distance between the outputs in the slice and all outputs; the median over the slices is the
/// index. Needs no design, no variance and no independence: correlated inputs are allowed, but an index then includes what the input
/// brings along. Pianosi & Wagener (2018), *Environ. Model. Softw.* 108, 197-207, doi:10.1016/j.envsoft.2018.07.019.
package struct PawnIndices: Sendable {
  package let minimum: [Double]
  package let mean: [Double]
  package let median: [Double]
  package let maximum: [Double]
  /// The index that an input without any effect stays below with the stated probability; nil when none was asked for.
  package let dummyThreshold: Double?

  /// Inputs that have no effect by construction, to see what the sample size alone produces.
  /// Khorashadi Zadeh et al. (2017), *Environ. Model. Softw.* 91, 210-222, doi:10.1016/j.envsoft.2017.02.001.
  package struct Dummies: Hashable, Sendable {
    package let seed: UInt64
    package let count: Int
    package let level: Double

    package init(seed: UInt64, count: Int = 100, level: Double = 0.95) {
      precondition(count > 0, "a threshold needs a dummy")
      precondition(level > 0 && level < 1, "a level lies between 0 and 1, not \(level)")
      self.seed = seed
      self.count = count
      self.level = level
    }
  }

  /// - Parameters:
  ///   - inputs: shape (inputs, evaluations), any sample.
  ///   - outputs: one number for every evaluation.
  ///   - slices: of equal probability; as many evaluations as possible in each (some tens) count more than many slices.
  /// - Throws: `.outputsForOtherInputs`, `.tooFew`, `.notFinite`, `.constantOutput`.
  package init(inputs: Matrix, outputs: [Double], slices: Int = 10, dummies: Dummies? = nil) throws(SensitivityError) {
    precondition(slices > 0, "at least one slice")
    if outputs.count != inputs.columns { throw .outputsForOtherInputs(outputs: outputs.count, evaluations: inputs.columns) }
    if outputs.count < 2 * slices { throw .tooFew(what: "evaluations", found: outputs.count, needed: 2 * slices) }
    try outputs.requireVariation()
    let ordered = OrderedOutputs(outputs)
    let distances = (0..<inputs.rows).map { SortedSample(ordered.distances(input: Array(inputs.row($0)), slices: slices)) }
    minimum = distances.map { $0.quantile(0) }
    mean = distances.map { $0.values.reduce(0, +) / Double($0.values.count) }
    median = distances.map { $0.quantile(0.5) }
    maximum = distances.map { $0.quantile(1) }
    dummyThreshold = dummies.map { dummies in
      let medians = (0..<dummies.count).map { dummy in
        let input = uniforms(seed: dummies.seed, name: "pawn dummy \(dummy)", count: outputs.count)
        return SortedSample(ordered.distances(input: input, slices: slices)).quantile(0.5)
      }
      return SortedSample(medians).quantile(dummies.level)
    }
  }
}

/// The outputs in rising order, so that the distances of all slices of an input come from one walk.
private struct OrderedOutputs {
  /// Evaluations by rising output.
  let order: [Int]
  /// Where a run of equal outputs ends, in places of `order`.
  let runEnds: [Int]

  init(_ outputs: [Double]) {
    let order = outputs.indices.sorted { outputs[$0] < outputs[$1] }
    self.order = order
    runEnds = order.indices.filter { $0 + 1 == order.count || outputs[order[$0]] != outputs[order[$0 + 1]] }.map { $0 + 1 }
  }

  /// sup |F_slice - F| of every slice that has evaluations. Between two of its own outputs the distance of a slice is greatest
  /// at the ends, so each slice is looked at only just before and just after its own.
  func distances(input: [Double], slices: Int) -> [Double] {
    let slice = slicePlaces(input, slices)
    var sizes = [Double](repeating: 0, count: slices)
    for s in slice where s >= 0 { sizes[s] += 1 }
    var seen = [Double](repeating: 0, count: slices)
    var greatest = seen
    let n = Double(order.count)
    var start = 0
    for end in runEnds {
      let run = order[start..<end].map { slice[$0] }.filter { $0 >= 0 }
      for s in run { greatest[s] = max(greatest[s], abs(seen[s] / sizes[s] - Double(start) / n)) }
      for s in run { seen[s] += 1 }
      for s in run { greatest[s] = max(greatest[s], abs(seen[s] / sizes[s] - Double(end) / n)) }
      start = end
    }
    return (0..<slices).filter { sizes[$0] > 0 }.map { greatest[$0] }
  }
}

/// The slice of every evaluation between the input's own quantiles. As in SALib a slice excludes its upper end, so that the greatest
/// number is in none (-1) and equal numbers stay together; a slice may be empty.
private func slicePlaces(_ input: [Double], _ slices: Int) -> [Int] {
  let sample = SortedSample(input)
  let ends = (0...slices).map { sample.quantile(min(1, Double($0) * (1 / Double(slices)))) }
  return input.map { x in
    var (low, high) = (0, slices)
    while high - low > 1 {
      let middle = (low + high) / 2
      if ends[middle] <= x { low = middle } else { high = middle }
    }
    return x < ends[low + 1] ? low : -1
  }
}

/// Independent uniform numbers of one name.
private func uniforms(seed: UInt64, name: String, count: Int) -> [Double] {
  [Double](unsafeUninitializedCapacity: count) { buffer, filled in
    if let start = buffer.baseAddress {
      UniformSource.philox(seed: seed).fill(start, stream: stream(named: name), first: 0, count: count)
    }
    filled = count
  }
}
