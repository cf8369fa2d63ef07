import Dispatch
import LinearAlgebra

/// An uncertain number of a plan.
package struct UncertainParameter: Hashable, Sendable {
  package let name: String
  package let distribution: Distribution

  package init(_ name: String, _ distribution: Distribution) { (self.name, self.distribution) = (name, distribution) }
}

/// How the unit cube is filled with draws.
package enum SamplingMethod: Hashable, Sendable {
  case plain(UniformSource)
  /// Scrambled Sobol' points, n a power of two for the best accuracy; 1,111 parameters and 2³² draws at most.
  ///
  /// The scramble belongs to (seed, name). The dimension is the place of the name in `dimensions`, and of names that are not there
  /// the place after them in the order of the names: a parameter more can shift the dimensions of those after it. To keep the draws
  /// of a plan while adding parameters, pass the names it had.
  case sobol(seed: UInt64, dimensions: [String] = [])
  case latinHypercube(seed: UInt64, draws: UInt64)
}

/// Draws of correlated uncertain parameters: row i of a block is parameter i, a column is a draw.
///
/// A draw is a pure function of (method, parameter, draw index): blocks, threads, shards and the order of parameters change no bit
/// of it. What another parameter can change: see `GaussianCopula` (parameters that are correlated with it), `SamplingMethod.sobol`,
/// and `UniformSource.cityref`.
package struct Sampler: Sendable {
  package let parameters: [UncertainParameter]
  package let method: SamplingMethod
  package let copula: GaussianCopula
  private let marginals: [Marginal]
  private let streams: [UInt64]
  /// Of the Sobol' method, with the dimension of each parameter.
  private let sequence: SobolSequence?
  private let dimensions: [Int]
  private let connected: Set<Int>

  /// - Throws: the first fault found; `Sampler.faults` lists them all.
  package init(
    _ parameters: [UncertainParameter], method: SamplingMethod, correlations: Correlations = .none,
    order: GaussianCopula.Order = .names, repairing: Bool = false
  ) throws(SamplingError) {
    if let fault = Sampler.faults(of: parameters).first { throw fault }
    let names = parameters.map(\.name)
    do throws(CorrelationFault) {
      copula = try GaussianCopula(names: names, correlations: correlations, order: order, repairing: repairing)
    } catch {
      throw .correlation(error)
    }
    self.parameters = parameters
    self.method = method
    connected = copula.connected
    marginals = parameters.map { Marginal($0.distribution) }
    switch method {
    case .plain(.cityref): streams = names.indices.map(UInt64.init)
    case .plain(.philox), .sobol, .latinHypercube: streams = names.map(stream(named:))
    }
    guard case .sobol(let seed, let known) = method, !names.isEmpty else {
      (sequence, dimensions) = (nil, [])
      return
    }
    let owners = known + Set(names).subtracting(known).sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    sequence = try SobolSequence(streams: owners.map(stream(named:)), scrambledBy: seed)
    let places = Dictionary(owners.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    dimensions = names.map { places[$0] ?? 0 }
  }

  /// Everything that keeps these parameters from being drawn, by parameter.
  package static func faults(of parameters: [UncertainParameter]) -> [SamplingError] {
    var seen = Set<String>()
    return parameters.flatMap { parameter in
      (seen.insert(parameter.name).inserted ? [] : [.repeatedParameter(parameter.name)])
        + parameter.distribution.faults.map { .distribution(parameter: parameter.name, $0) }
    }
  }

  /// Draws `first ..< first + count`, shape (parameters, count).
  package func draws(first: UInt64 = 0, count: Int) -> Matrix {
    var block = Matrix(rows: parameters.count, columns: count)
    fill(&block, first: first, count: count)
    return block
  }

  /// Writes draws `first ..< first + count` to the first `count` columns of `block`, one row for each parameter.
  /// - Parameter threads: each makes consecutive draws; they change the time and nothing else.
  package func fill(_ block: inout Matrix, first: UInt64, count: Int, threads: Int = 1) {
    precondition(block.rows == parameters.count && block.columns >= count, "\(block.shape) has no room for \(count) draws")
    let rowStride = block.rowStride, workers = max(1, min(threads, count / 64))
    block.withUnsafeMutablePointer { entries in
      guard let base = entries.baseAddress else { return }
      // A worker writes columns of its own. Stretches start on whole lines of the cache.
      nonisolated(unsafe) let start = base
      let work: @Sendable (Int) -> Void = { worker in
        let from = count * worker / workers & ~7, to = worker == workers - 1 ? count : count * (worker + 1) / workers & ~7
        fill(start + from, rowStride: rowStride, first: first + UInt64(from), count: to - from)
      }
      if workers == 1 { work(0) } else { DispatchQueue.concurrentPerform(iterations: workers, execute: work) }
    }
  }

  /// As `fill(_:first:count:)`, where row i starts at `i * rowStride`. Allocates nothing but a tile on the stack.
  package func fill(_ base: UnsafeMutablePointer<Double>, rowStride: Int, first: UInt64, count: Int) {
    // Rows of a tile of draws stay in the second-level cache from the uniform numbers to the values.
    let tile = 512
    for start in stride(from: 0, to: count, by: tile) {
      fillTile(base + start, rowStride: rowStride, first: first + UInt64(start), count: min(tile, count - start))
    }
  }

  private func fillTile(_ base: UnsafeMutablePointer<Double>, rowStride: Int, first: UInt64, count: Int) {
    for i in parameters.indices {
      let row = base + i * rowStride
      fillUniforms(row, parameter: i, first: first, count: count)
      if connected.contains(i) { normalQuantiles(row, count: count) }
    }
    copula.correlate(base, rowStride: rowStride, count: count)
    for i in parameters.indices {
      let row = base + i * rowStride
      if connected.contains(i) {
        marginals[i].fromScores(row, count: count)
      } else {
        marginals[i].fromProbabilities(row, count: count)
      }
    }
  }

  /// The uniform numbers behind draws `first ..< first + count` of one parameter, before any correlation.
  package func fillUniforms(_ row: UnsafeMutablePointer<Double>, parameter i: Int, first: UInt64, count: Int) {
    switch method {
    case .plain(let source): source.fill(row, stream: streams[i], first: first, count: count)
    case .sobol: sequence?.fill(row, dimension: dimensions[i], first: first, count: count)
    case .latinHypercube(let seed, let draws):
      LatinHypercube(draws: draws, seed: seed).fill(row, stream: streams[i], first: first, count: count)
    }
  }
}
