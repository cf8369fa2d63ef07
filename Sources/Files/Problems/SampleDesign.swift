import Diagnostics
import LinearAlgebra
import Sampling
import Sensitivity

/// Where to evaluate a model: all points of a sample, made block by block so that a long one needs little memory.
package struct SampleDesign: Sendable {
  package enum Method: Hashable, Sendable {
    /// For `n` base points; with `n` a power of two the best accuracy.
    case saltelli(secondOrder: Bool)
    /// `n` trajectories; when `kept` is given, those of them that spread most.
    case morris(levels: Int, kept: Int?)
    case sobol
    case latinHypercube
  }

  private enum Points: Sendable {
    case saltelli(SaltelliDesign)
    case whole(Matrix)
    /// Probabilities; the spreads make values of them.
    case probabilities(Sampler)
  }

  package let evaluations: Int
  package let names: [String]
  private let spreads: [InputSpread]
  private let points: Points

  /// - Parameters:
  ///   - count: points, base points or trajectories, at least one.
  ///   - seed: the same seed gives the same numbers; an input's numbers belong to (seed, its name), and with Sobol' points to its place.
  /// - Throws: inputs without ends on a Morris grid, more inputs than Sobol' dimensions.
  package init(_ problem: Problem, method: Method, count: Int, seed: UInt64) throws(InputError) {
    precondition(count > 0, "a sample of \(count)")
    names = problem.names
    spreads = problem.inputs.map(\.spread)
    do {
      switch method {
      case .saltelli(let secondOrder):
        let ends = try SaltelliDesign.sobolPoints(names: names, count: count, seed: seed)
        let design = SaltelliDesign(
          a: values(ends.a, spreads), b: values(ends.b, spreads), groups: problem.groups, secondOrder: secondOrder)
        points = .saltelli(design)
        evaluations = design.evaluations
      case .morris(let levels, let kept):
        try requireEnds(problem)
        let drawn = try MorrisTrajectories.random(names: names, groups: problem.groups, levels: levels, count: count, seed: seed)
        let chosen = try kept.map { try drawn.spreadLocally(keeping: $0) } ?? drawn
        let spreads = self.spreads
        points = .whole(chosen.matrix { spreads[$0].quantile($1) })
        evaluations = chosen.evaluations
      case .sobol, .latinHypercube:
        let unit = names.map { UncertainParameter($0, .uniform(low: 0, high: 1)) }
        let way: SamplingMethod =
          method == .sobol ? .sobol(seed: seed, dimensions: names) : .latinHypercube(seed: seed, draws: UInt64(count))
        points = .probabilities(try Sampler(unit, method: way))
        evaluations = count
      }
    } catch let error as InputError {
      throw error
    } catch {
      var problems = DiagnosticList()
      problems.error(SourcePlace(file: problem.file), "\(error)")
      throw InputError(problems)
    }
  }

  /// Blocks of points in order, shape (inputs, points) each; about as many numbers as the second-level cache holds.
  package func forEachBlock(_ body: (Matrix) throws -> Void) throws {
    let room = max(1, 32_768 / max(names.count, 1))
    switch points {
    case .saltelli(let design):
      let step = max(1, room / design.layout.evaluationsEach)
      for first in stride(from: 0, to: design.basePoints, by: step) {
        try body(design.matrix(basePoints: first..<min(first + step, design.basePoints)))
      }
    case .whole(let matrix): try body(matrix)
    case .probabilities(let sampler):
      for first in stride(from: 0, to: evaluations, by: room) {
        try body(values(sampler.draws(first: UInt64(first), count: min(room, evaluations - first)), spreads))
      }
    }
  }
}

private func values(_ probabilities: Matrix, _ spreads: [InputSpread]) -> Matrix {
  var matrix = probabilities
  let (stride, count) = (matrix.rowStride, matrix.columns)
  matrix.withUnsafeMutablePointer { entries in
    for (i, spread) in spreads.enumerated() {
      spread.quantiles(UnsafeMutableBufferPointer(rebasing: entries[i * stride..<i * stride + count]))
    }
  }
  return matrix
}

/// The grid of Morris' design has points at the probabilities 0 and 1.
private func requireEnds(_ problem: Problem) throws(InputError) {
  var problems = DiagnosticList()
  for input in problem.inputs where !input.spread.hasBothEnds {
    problems.error(
      input.place, "'\(input.name)' has no ends, and a Morris grid reaches both", expected: "a distribution with ends",
      hint: "truncnorm cuts a normal distribution")
  }
  if problems.hasErrors { throw InputError(problems) }
}
