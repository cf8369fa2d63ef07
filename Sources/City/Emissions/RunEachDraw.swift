import Dispatch
import LinearAlgebra
import EmissionVectors

extension EmissionKernel {
  /// Runs draws whose models differ in more than the kernel works in blocks: every draw has a model, and a kernel, of its own. Slow
  /// beside `run`: a draw takes as long as a block.
  /// - Parameters:
  ///   - levers: shape (levers, draws).
  ///   - model: the model of a draw, of as many years, sectors and measures as this kernel's; asked for on any thread.
  package func runEach(
    _ levers: Matrix, into result: inout EnsembleResult, threads: Int = 1, model: @escaping @Sendable (Int) -> EmissionModel
  ) {
    precondition(levers.rows == layout.names.count && levers.columns == result.draws, "levers of \(levers.shape)")
    let draws = levers.columns, workers = max(1, min(threads, draws))
    let kept = result.kept, basis = result.basis, path = path
    withRows(levers) { given in
      result.withRows { rows in
        // Draws read what nobody writes and write columns that are theirs alone, and the call returns when all are done.
        nonisolated(unsafe) let rows = rows, given = BlockInputs(levers: given)
        let work: @Sendable (Int) -> Void = { worker in
          var noTrace: EmissionTrace? = nil
          for n in draws * worker / workers..<draws * (worker + 1) / workers {
            let width = Int(vector_lanes), kernel = EmissionKernel(model(n), blockWidth: width, path: path)
            let block = EmissionBlock(kernel, keeping: kept, basis: basis, kernel.workspace(width: width))
            block.load(given, first: n, columns: 1)
            block.evaluate(trace: &noTrace)
            rows.keep(block, first: n, columns: 1)
          }
        }
        if workers == 1 { work(0) } else { DispatchQueue.concurrentPerform(iterations: workers, execute: work) }
      }
    }
  }
}
