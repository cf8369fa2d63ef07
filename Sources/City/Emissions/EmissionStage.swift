import LinearAlgebra

/// The steps that a block of draws goes through, for those who want to know where the time goes.
package enum EmissionStage: String, CaseIterable, Sendable {
  case loading, world, adoption, sectors, costs, storing
}

extension EmissionKernel {
  /// Works every block of a run up to each stage alone: `measure` is given a stage and the work of it over all blocks.
  ///
  /// The stage `sectors` comes with the adoption of the measures in it; less `adoption` it is the sectors' own.
  package func eachStage(_ levers: Matrix, into result: inout EnsembleResult, measure: (EmissionStage, () -> Void) -> Void) {
    let block = EmissionBlock(self, keeping: result.kept, basis: result.basis, workspace(width: blockWidth))
    let firsts = stride(from: 0, to: levers.columns - blockWidth + 1, by: blockWidth)
    var noTrace: EmissionTrace? = nil
    withRows(levers) { levers in
      let rows = BlockInputs(levers: levers)
      result.withRows { results in
        block.load(rows, first: 0, columns: blockWidth)
        block.evaluate(trace: &noTrace)
        for stage in EmissionStage.allCases {
          measure(stage) {
            for first in firsts { work(stage, block, rows, results, first: first) }
          }
        }
      }
    }
  }

  private func work(_ stage: EmissionStage, _ block: EmissionBlock, _ given: BlockInputs, _ rows: ResultRows, first: Int) {
    var noTrace: EmissionTrace? = nil
    switch stage {
    case .loading: block.load(given, first: first, columns: blockWidth)
    case .world:
      block.begin()
      block.world()
    case .adoption:
      for table in block.workspace.sectors {
        for slot in table.measures.indices { block.spread(table.measures[slot], in: slot, &noTrace) }
      }
    case .sectors:
      block.begin()
      for s in model.sectors.indices { block.sector(s, &noTrace) }
    case .costs: block.money()
    case .storing: rows.keep(block, first: first, columns: blockWidth)
    }
  }
}
