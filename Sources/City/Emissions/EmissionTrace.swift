/// Everything between the inputs and the result of one draw, year by year; attribution and `explain` read it.
package struct EmissionTrace: Sendable {
  /// t CO2e/MWh by stream and year, without and with the measures on streams.
  package private(set) var factorBefore: [[Double]]
  package private(set) var factorAfter: [[Double]]
  /// EUR/MWh by stream and year.
  package private(set) var price: [[Double]]
  /// By measure and year: u, and x = e · u.
  package private(set) var uptake: [[Double]]
  package private(set) var removed: [[Double]]
  /// By sector, stream and year: D, D with the sector's reduced activity, R, and F.
  package private(set) var demand: [[[Double]]]
  package private(set) var keptDemand: [[[Double]]]
  package private(set) var retained: [[[Double]]]
  package private(set) var finalDemand: [[[Double]]]
  /// Matrices of one column.
  package var result: EnsembleResult

  init(_ model: EmissionModel) {
    let zeros = [Double](repeating: 0, count: model.years.count)
    let ones = [Double](repeating: 1, count: model.years.count)
    let byStream = Array(repeating: zeros, count: model.streams.count)
    (factorBefore, factorAfter, price) = (byStream, byStream, byStream)
    uptake = Array(repeating: zeros, count: model.measures.count)
    removed = uptake
    demand = Array(repeating: byStream, count: model.sectors.count)
    (keptDemand, finalDemand) = (demand, demand)
    retained = Array(repeating: Array(repeating: ones, count: model.streams.count), count: model.sectors.count)
    result = EnsembleResult(model, draws: 1)
  }

  mutating func keepWorld(_ block: EmissionBlock) {
    for k in block.model.streams.indices {
      factorBefore[k] = values(block.workspace.factorBefore[k])
      factorAfter[k] = values(block.workspace.factorAfter[k])
      price[k] = values(block.workspace.price[k])
    }
    for m in block.model.measures.indices {
      uptake[m] = values(block.workspace.uptake[m])
      removed[m] = values(block.workspace.removed[m])
    }
  }

  mutating func keepDemand(_ s: Int, _ k: Int, _ block: EmissionBlock) {
    demand[s][k] = values(block.scratch(.demand).start)
    keptDemand[s][k] = values(block.scratch(.keptDemand).start)
    retained[s][k] = values(block.scratch(.retained).start)
  }

  mutating func keepSector(_ s: Int, _ block: EmissionBlock) {
    for k in block.model.streams.indices { finalDemand[s][k] = values(block.workspace.final[k]) }
  }

  private func values(_ start: UnsafeMutablePointer<Double>) -> [Double] {
    Array(UnsafeBufferPointer(start: start, count: factorBefore[0].count))
  }
}
