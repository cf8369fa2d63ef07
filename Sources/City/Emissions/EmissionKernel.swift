import LinearAlgebra
import EmissionVectors

/// The emission equations over batches of draws; one draw is a batch of one. The equations stand in `EmissionBlock`.
///
/// Draws are columns: `levers` is levers × draws (`LeverLayout` names the rows), results are rows × draws. The batch is
/// worked in blocks fixed by draw index, and every draw by itself within its block, so neither the number of draws nor the
/// order of work nor what stands beside a draw changes a digit of it.
///
/// - Run: `run(_:switches:keeping:basis:threads:)`, `run(_:switches:into:threads:)` for memory that is used again (EnsembleRun)
/// - Stream: `forEachChunk`, for draws that need not be held at once (EnsembleRun)
/// - Explain: `trace(_:)`
package struct EmissionKernel: Sendable {
  package let model: EmissionModel
  package let layout: LeverLayout
  package let inputs: InputLayout
  let places: MeasurePlaces
  let terms: KernelTerms
  /// Draws worked at a time, so that a block stays in the nearest cache.
  let blockWidth: Int
  let path: VectorPath

  /// - Parameters:
  ///   - inputs: figures that every draw of a run gives by itself, in the place of the model's; a trace has none.
  ///   - blockWidth: a multiple of 16; changes the speed, not the figures.
  ///   - path: the processor's instructions; figures of different paths agree to 1e-12.
  package init(_ model: EmissionModel, inputs: InputLayout? = nil, blockWidth: Int = 32, path: VectorPath = .best) {
    precondition(blockWidth > 0 && blockWidth % Int(vector_lanes) == 0, "a block of \(blockWidth) draws is not made of whole vectors")
    self.model = model
    self.layout = LeverLayout(model)
    self.inputs = inputs ?? InputLayout(model, [])
    self.places = MeasurePlaces(model)
    self.terms = KernelTerms(model, places)
    self.blockWidth = blockWidth
    self.path = path
  }

  /// Runs one draw and keeps everything between input and output.
  package func trace(_ levers: [Double]) -> EmissionTrace {
    precondition(levers.count == layout.names.count, "\(levers.count) values for \(layout.names.count) levers")
    precondition(inputs.count == 0, "a trace has the model's own figures")
    var result = emptyResult(draws: 1)
    var trace: EmissionTrace? = EmissionTrace(model, result)
    let block = EmissionBlock(self, keeping: .all, basis: result.basis, workspace(width: Int(vector_lanes), traced: true))
    withRows(.column(levers)) { block.load(BlockInputs(levers: $0), first: 0, columns: 1) }
    block.evaluate(trace: &trace)
    result.withRows { $0.keep(block, first: 0, columns: 1) }
    guard var kept = trace else { preconditionFailure("the trace was asked for") }
    kept.result = result
    return kept
  }

  /// Memory for the figures of a run, to be filled by `run(_:switches:into:threads:)`.
  package func emptyResult(draws: Int, keeping kept: KeptFigures = .all, basis: OutcomeBasis? = nil) -> EnsembleResult {
    EnsembleResult(model, draws: draws, keeping: kept, basis: basis ?? OutcomeBasis(model))
  }

  func workspace(width: Int, traced: Bool = false) -> KernelWorkspace {
    KernelWorkspace(self, shape: BlockShape(years: model.years.count, draws: width, path: path), traced: traced)
  }
}
