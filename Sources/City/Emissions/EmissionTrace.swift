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

  init(_ model: EmissionModel, _ result: EnsembleResult) {
    let zeros = [Double](repeating: 0, count: model.years.count)
    let ones = [Double](repeating: 1, count: model.years.count)
    let byStream = Array(repeating: zeros, count: model.streams.count)
    (factorBefore, factorAfter, price) = (byStream, byStream, byStream)
    uptake = Array(repeating: zeros, count: model.measures.count)
    removed = uptake
    demand = Array(repeating: byStream, count: model.sectors.count)
    (keptDemand, finalDemand) = (demand, demand)
    retained = Array(repeating: Array(repeating: ones, count: model.streams.count), count: model.sectors.count)
    self.result = result
  }

  mutating func keepWorld(_ block: EmissionBlock) {
    for k in block.model.streams.indices {
      factorBefore[k] = values(block.stream(.factorBefore, k))
      factorAfter[k] = values(block.stream(block.places.onStream[k].isEmpty ? .factorBefore : .factorAfter, k))
      price[k] = values(block.stream(.price, k))
    }
  }

  /// While the curve of measure m stands in the slot.
  mutating func keepMeasure(_ m: Int, _ block: EmissionBlock, _ slot: Int) {
    let level = values(block.workspace.level(slot)), limit = block.workspace.column(.limit)[0], share = block.workspace.share(slot)[0]
    uptake[m] = level.map { $0 * limit }
    removed[m] = level.map { $0 * share }
  }

  mutating func keepSector(_ s: Int, _ block: EmissionBlock) {
    for cell in block.terms.sectors[s].cells {
      demand[s][cell.stream] = values(block.stream(.demand, cell.stream))
      keptDemand[s][cell.stream] = values(block.stream(.keptDemand, cell.stream))
      retained[s][cell.stream] = values(block.stream(.retained, cell.stream))
    }
    for k in block.model.streams.indices { finalDemand[s][k] = values(block.stream(.final, k)) }
  }

  /// Of the block's first draw.
  private func values(_ panel: Panel) -> [Double] { (0..<panel.shape.years).map { panel.year($0)[0] } }
}
