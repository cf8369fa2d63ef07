import Dispatch
import LinearAlgebra
import EmissionVectors

extension EmissionKernel {
  /// Runs every draw.
  /// - Parameters:
  ///   - levers: shape (levers, draws).
  ///   - inputs: shape (rows of the kernel's `inputs`, draws); nil when it has none.
  ///   - switches: shape (measures, draws): 1 for a measure that is on, 0 for one that is off. Nil: all on.
  ///   - kept: the figures to keep.
  ///   - basis: what the outcomes are judged by.
  ///   - threads: changes the time, not the figures.
  package func run(
    _ levers: Matrix, inputs: Matrix? = nil, switches: Matrix? = nil, keeping kept: KeptFigures = .all, basis: OutcomeBasis? = nil,
    threads: Int = 1
  ) -> EnsembleResult {
    var result = emptyResult(draws: levers.columns, keeping: kept, basis: basis)
    run(levers, inputs: inputs, switches: switches, into: &result, threads: threads)
    return result
  }

  /// Runs every draw into the memory of an earlier result of as many draws.
  package func run(
    _ levers: Matrix, inputs: Matrix? = nil, switches: Matrix? = nil, into result: inout EnsembleResult, threads: Int = 1
  ) {
    precondition(levers.rows == layout.names.count, "\(levers.rows) rows for \(layout.names.count) levers")
    precondition(levers.columns == result.draws, "a result of \(result.draws) draws for \(levers.columns)")
    precondition(switches.map { $0.rows == model.measures.count && $0.columns == levers.columns } ?? true, "a switch per measure and draw")
    precondition(inputs?.rows ?? 0 == self.inputs.count, "\(inputs?.rows ?? 0) rows for \(self.inputs.count) inputs")
    precondition(inputs.map { $0.columns == levers.columns } ?? true, "an input per draw")
    if levers.columns == 0 { return }
    let kept = result.kept, basis = result.basis
    withRows(levers) { levers in
      withRows(switches) { switches in
        withRows(inputs) { inputs in
          let given = BlockInputs(levers: levers, switches: switches, inputs: inputs)
          result.withRows { run(given, into: $0, keeping: kept, basis, threads) }
        }
      }
    }
  }

  /// Runs draws that need not be held at once: memory grows with the chunk, not with the number of draws.
  /// - Parameters:
  ///   - chunk: draws at a time.
  ///   - sample: fills the levers of the draws of a range, shape (levers, range).
  ///   - consume: gets the figures of a range; in the order of the draws, one call at a time.
  package func forEachChunk<Failure: Error>(
    draws: Int, chunk: Int = 4096, keeping kept: KeptFigures = .all, basis: OutcomeBasis? = nil, threads: Int = 1,
    sample: (Range<Int>, inout Matrix) throws(Failure) -> Void, consume: (Range<Int>, Matrix, EnsembleResult) throws(Failure) -> Void
  ) throws(Failure) {
    precondition(chunk > 0, "a chunk holds draws")
    var levers = Matrix(rows: 0, columns: 0), result = emptyResult(draws: 0, keeping: kept, basis: basis)
    for first in stride(from: 0, to: draws, by: chunk) {
      let range = first..<min(first + chunk, draws)
      if result.draws != range.count {
        levers = Matrix(rows: layout.names.count, columns: range.count)
        result = emptyResult(draws: range.count, keeping: kept, basis: basis)
      }
      try sample(range, &levers)
      run(levers, into: &result, threads: threads)
      try consume(range, levers, result)
    }
  }

  /// Each thread takes consecutive blocks, and memory of its own to work in.
  private func run(
    _ given: BlockInputs, into rows: ResultRows, keeping kept: KeptFigures, _ basis: OutcomeBasis, _ threads: Int
  ) {
    let draws = rows.stride, lanes = Int(vector_lanes)
    let width = min(blockWidth, (draws + lanes - 1) / lanes * lanes)
    let blocks = (draws + width - 1) / width
    let workers = max(1, min(threads, blocks))
    // Blocks read what nobody writes and write columns that are theirs alone, and the call returns when all are done.
    nonisolated(unsafe) let rows = rows, given = given
    let work: @Sendable (Int) -> Void = { worker in
      let block = EmissionBlock(self, keeping: kept, basis: basis, workspace(width: width))
      var noTrace: EmissionTrace? = nil
      for number in blocks * worker / workers..<blocks * (worker + 1) / workers {
        let first = number * width, columns = min(width, draws - first)
        block.load(given, first: first, columns: columns)
        block.evaluate(trace: &noTrace)
        rows.keep(block, first: first, columns: columns)
      }
    }
    if workers == 1 { work(0) } else { DispatchQueue.concurrentPerform(iterations: workers, execute: work) }
  }
}

/// The memory of a matrix whose columns are draws, while a run reads it.
struct InputRows {
  let start: UnsafePointer<Double>
  let stride: Int
}

/// What a run is given for every draw.
struct BlockInputs {
  let levers: InputRows?
  var switches: InputRows?
  var inputs: InputRows?
}

/// Opens the memory of a matrix; one without rows has none.
func withRows(_ matrix: Matrix?, _ body: (InputRows?) -> Void) {
  guard let matrix, matrix.rows > 0 else { return body(nil) }
  matrix.withUnsafePointer { body(InputRows(start: start($0), stride: matrix.rowStride)) }
}

extension EmissionBlock {
  /// Copies the block's columns of levers, switches and inputs beside each other; places past the last draw repeat it.
  func load(_ given: BlockInputs, first: Int, columns: Int) {
    func copy(_ rows: InputRows?, _ count: Int, to panel: Column) {
      guard let rows else { return }
      vector_load(shape.path, panel, rows.start + first, rows.stride, columns, count, width)
    }
    copy(given.levers, layout.names.count, to: workspace.levers)
    copy(given.switches, model.measures.count, to: workspace.switches)
    copy(given.inputs, layoutOfInputs.count, to: workspace.inputs.rows)
  }
}
