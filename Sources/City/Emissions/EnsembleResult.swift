import LinearAlgebra

/// What a batch of draws gives; every matrix has one column per draw. t CO2e/a and EUR/a.
package struct EnsembleResult: Sendable {
  /// Emissions by sector and year, row `sector * years + year`.
  package private(set) var sectors: Matrix
  /// Sum over sectors, one row per year.
  package private(set) var total: Matrix
  /// The same city without any measure.
  package private(set) var baseline: Matrix
  package private(set) var sinks: Matrix
  package private(set) var offsets: Matrix
  package private(set) var investment: Matrix
  /// Running the measures, without capital.
  package private(set) var operating: Matrix
  /// Annuities of the capital installed, and operating cost.
  package private(set) var annualCost: Matrix
  /// Energy saved at its price, and savings stated for measures.
  package private(set) var saving: Matrix

  private let years: Int

  init(_ model: EmissionModel, draws: Int) {
    years = model.years.count
    sectors = Matrix(rows: model.sectors.count * years, columns: draws)
    let yearly = Matrix(rows: years, columns: draws)
    (total, baseline, sinks, offsets) = (yearly, yearly, yearly, yearly)
    (investment, operating, annualCost, saving) = (yearly, yearly, yearly, yearly)
  }

  /// Annual cost less savings; the price of CO2 is not in it.
  package var netCost: Matrix {
    var net = annualCost
    for t in 0..<net.rows { for n in 0..<net.columns { net[t, n] -= saving[t, n] } }
    return net
  }

  mutating func keepSector(_ s: Int, _ block: EmissionBlock, first: Int) {
    keep(block.scratch(.sector), in: &sectors, row: s * years, first: first)
  }

  mutating func keepTotals(_ block: EmissionBlock, first: Int) {
    keep(block.scratch(.total), in: &total, row: 0, first: first)
    keep(block.scratch(.baseline), in: &baseline, row: 0, first: first)
    keep(block.scratch(.sinks), in: &sinks, row: 0, first: first)
    keep(block.scratch(.offsets), in: &offsets, row: 0, first: first)
    keep(block.scratch(.investment), in: &investment, row: 0, first: first)
    keep(block.scratch(.operating), in: &operating, row: 0, first: first)
    keep(block.scratch(.annualCost), in: &annualCost, row: 0, first: first)
    keep(block.scratch(.saving), in: &saving, row: 0, first: first)
  }

  private func keep(_ panel: Panel, in matrix: inout Matrix, row: Int, first: Int) {
    let stride = matrix.rowStride
    matrix.withUnsafeMutablePointer { elements in
      let target = start(elements)
      for t in 0..<panel.years { (target + (row + t) * stride + first).update(from: panel.year(t), count: panel.draws) }
    }
  }
}

/// First element of a matrix's memory; a matrix with a draw in it has one.
func start(_ elements: UnsafeBufferPointer<Double>) -> UnsafePointer<Double> {
  guard let start = elements.baseAddress else { preconditionFailure("a matrix without elements") }
  return start
}

func start(_ elements: UnsafeMutableBufferPointer<Double>) -> UnsafeMutablePointer<Double> {
  guard let start = elements.baseAddress else { preconditionFailure("a matrix without elements") }
  return start
}
