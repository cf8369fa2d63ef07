import LinearAlgebra
import EmissionVectors

/// Figures of a run that can be kept; those that nobody asks for cost neither time nor memory.
package struct KeptFigures: OptionSet, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  package static let sectors = KeptFigures(rawValue: 1)
  package static let total = KeptFigures(rawValue: 2)
  package static let baseline = KeptFigures(rawValue: 4)
  package static let sinks = KeptFigures(rawValue: 8)
  package static let offsets = KeptFigures(rawValue: 16)
  package static let investment = KeptFigures(rawValue: 32)
  package static let operating = KeptFigures(rawValue: 64)
  package static let annualCost = KeptFigures(rawValue: 128)
  package static let saving = KeptFigures(rawValue: 256)
  package static let netCost = KeptFigures(rawValue: 512)
  package static let outcomes = KeptFigures(rawValue: 1024)

  package static let all = KeptFigures(rawValue: 2047)

  /// The single figures, in the order of their bits.
  static let each = (0..<11).map { KeptFigures(rawValue: 1 << $0) }
}

/// What a batch of draws gives; every matrix has one column per draw. t CO2e/a and EUR/a. A matrix that was not asked for has
/// no rows.
package struct EnsembleResult: Sendable {
  package let draws: Int
  package let kept: KeptFigures
  let basis: OutcomeBasis
  /// In the order of `KeptFigures.each`.
  private var figures: [Matrix]

  /// Emissions by sector and year, row `sector * years + year`.
  package var sectors: Matrix { figures[0] }
  /// Sum over sectors, one row per year.
  package var total: Matrix { figures[1] }
  /// The same city without any measure.
  package var baseline: Matrix { figures[2] }
  package var sinks: Matrix { figures[3] }
  package var offsets: Matrix { figures[4] }
  package var investment: Matrix { figures[5] }
  /// Running the measures, without capital.
  package var operating: Matrix { figures[6] }
  /// Annuities of the capital installed, and operating cost.
  package var annualCost: Matrix { figures[7] }
  /// Energy saved at its price, and savings stated for measures.
  package var saving: Matrix { figures[8] }
  /// Annual cost less savings; the price of CO2 is not in it.
  package var netCost: Matrix { figures[9] }

  /// One outcome of every draw; nil where the run had no target, budget or carbon price to judge by.
  package func outcome(_ row: OutcomeRow) -> ArraySlice<Double>? {
    basis.gives(row) && kept.contains(.outcomes) ? figures[10].row(row.rawValue) : nil
  }

  init(_ model: EmissionModel, draws: Int, keeping kept: KeptFigures, basis: OutcomeBasis) {
    self.draws = draws
    self.kept = kept
    self.basis = basis
    figures = KeptFigures.each.map { figure in
      let rows =
        switch figure {
        case _ where !kept.contains(figure): 0
        case .sectors: model.sectors.count * model.years.count
        case .outcomes: OutcomeRow.allCases.count
        default: model.years.count
        }
      // The run writes every entry; setting them to zero first would cost as much as the run itself.
      let storage = [Double](unsafeUninitializedCapacity: rows * draws) { $1 = rows * draws }
      return Matrix(rows: rows, columns: draws, storage: storage)
    }
  }

  /// Opens the memory of the kept figures for the blocks of a run.
  mutating func withRows(_ body: (ResultRows) -> Void) {
    var closed = figures, starts: [UnsafeMutablePointer<Double>?] = []
    // A matrix that two variables share would be copied before it is written.
    figures = []
    open(&closed, &starts, body)
    figures = closed
  }

  /// Opens the last matrix around the opening of the others.
  private func open(_ closed: inout [Matrix], _ starts: inout [UnsafeMutablePointer<Double>?], _ body: (ResultRows) -> Void) {
    if closed.isEmpty { return body(ResultRows(starts: starts.reversed(), stride: draws)) }
    var matrix = closed.removeLast()
    let isKept = matrix.rows > 0
    matrix.withUnsafeMutablePointer { elements in
      starts.append(isKept ? elements.baseAddress : nil)
      open(&closed, &starts, body)
    }
    closed.append(matrix)
  }
}

/// The memory of a result while a run writes it; blocks write columns of their own.
struct ResultRows {
  /// First element of each of `KeptFigures.each`; nil where it is not kept.
  let starts: [UnsafeMutablePointer<Double>?]
  let stride: Int

  /// Stores `columns` draws of a block from column `first` on.
  func keep(_ block: EmissionBlock, first: Int, columns: Int) {
    func store(_ panel: Panel, _ figure: Int, row: Int = 0) {
      guard let start = starts[figure] else { return }
      vector_store(panel.shape.path, panel.start, start + row * stride + first, stride, columns, panel.shape.years, panel.shape.draws)
    }
    for s in block.model.sectors.indices { store(block.workspace.sector(s), 0, row: s * block.shape.years) }
    store(block.scratch(.total), 1)
    store(block.scratch(.baseline), 2)
    store(block.scratch(.sinks), 3)
    store(block.scratch(.offsets), 4)
    store(block.scratch(.investment), 5)
    store(block.scratch(.operating), 6)
    store(block.scratch(.annualCost), 7)
    store(block.scratch(.saving), 8)
    store(block.scratch(.netCost), 9)
    guard let outcomes = starts[10] else { return }
    let rows = OutcomeRow.allCases.count
    vector_store(block.shape.path, block.workspace.outcomes, outcomes + first, stride, columns, rows, block.width)
  }
}

/// First element of a matrix's memory; a matrix with a draw in it has one.
func start(_ elements: UnsafeBufferPointer<Double>) -> UnsafePointer<Double> {
  guard let start = elements.baseAddress else { preconditionFailure("a matrix without elements") }
  return start
}
