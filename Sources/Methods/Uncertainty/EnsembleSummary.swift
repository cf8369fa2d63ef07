import Dispatch
import LinearAlgebra

/// Draws of some outputs as they come out of a run: one row per output, consecutive draws along a row.
package struct OutputBlock {
  package let start: UnsafePointer<Double>
  /// Which rows of the ensemble these are; several blocks may bring the rows of the same draws.
  package let rows: Range<Int>
  package let draws: Int
  /// Distance between the starts of rows.
  package let rowStride: Int
  /// Index of the first draw.
  package let first: Int

  package init(_ start: UnsafePointer<Double>, rows: Range<Int>, draws: Int, rowStride: Int, first: Int) {
    precondition(first >= 0 && draws >= 0 && rowStride >= draws, "\(draws) draws from \(first) on do not fit a row stride of \(rowStride)")
    (self.start, self.rows, self.draws, self.rowStride, self.first) = (start, rows, draws, rowStride, first)
  }

  func run(row: Int, from offset: Int, count: Int) -> DrawRun {
    let start = start + (row - rows.lowerBound) * rowStride + offset
    return DrawRun(start: start, count: count, startsOdd: (first + offset) & 1 == 1)
  }
}

/// Gathers the draws of an ensemble and summarises them. Each thread owns one and takes any blocks; `merge` puts them together.
///
/// The results are the same bytes for every division of the draws into blocks, threads and shards, and every order of them.
/// Draws are kept only where all of them fit `byteBudget`; the quantiles are then exact. Otherwise memory does not grow with
/// the number of draws, and the quantiles come from buckets with a relative error of 2^-11 (`LogBuckets`).
///
/// - Gather: `absorb(_:)`, `absorb(_:first:)`, `merge(_:)`
/// - Answer: `finish()`
package struct EnsembleSummary: Sendable {
  package static let defaultProbabilities = [0.05, 0.25, 0.5, 0.75, 0.95]

  private var rows: [RowTally]
  /// In the order given, and which of them are about a row.
  private var limits: [LimitTally]
  private let limitsOfRow: [[Int]]
  private let probabilities: [Double]
  private let expectedDraws: Int
  /// Nil where the draws are too many to keep.
  private var kept: KeptDraws?

  /// Outputs, limits and centres must stay below it in magnitude, so that squares and sums stay in range.
  package static let largestOutput = 0x1p468

  /// Draws whose statistics are added up at a time, in the nearest cache.
  private static let stretch = 1024

  /// - Parameter rows: number of outputs.
  /// - Parameter limits: what to compare outputs with.
  /// - Parameter quantiles: their probabilities, each from 0 to 1.
  /// - Parameter centres: a value near the draws of each row, such as the result of the central run. The variance is right to about
  ///   1e-16 of the mean square distance from it; zeros if left out. It must be the same in every thread and shard.
  /// - Parameter expectedDraws: of all threads and shards together, 2^30 at most.
  /// - Parameter byteBudget: for keeping draws; the default takes 220,000 draws of 305 outputs.
  package init(
    rows: Int, limits: [OutputLimit] = [], quantiles: [Double] = defaultProbabilities, centres: [Double]? = nil, expectedDraws: Int,
    byteBudget: Int = 512 << 20
  ) {
    precondition(quantiles.allSatisfy { (0...1).contains($0) }, "a probability lies between 0 and 1: \(quantiles)")
    precondition(limits.allSatisfy { (0..<rows).contains($0.row) && Self.isInRange($0.value) }, "a limit of no output, or not finite")
    precondition(centres.map { $0.count == rows && $0.allSatisfy(Self.isInRange) } ?? true, "every output needs one finite centre")
    precondition(expectedDraws <= OrderFreeSum.mostTerms, "\(expectedDraws) draws are more than \(OrderFreeSum.mostTerms)")
    self.rows = (0..<rows).map { RowTally(centre: centres?[$0] ?? 0) }
    self.limits = limits.map(LimitTally.init)
    limitsOfRow = (0..<rows).map { row in limits.indices.filter { limits[$0].row == row } }
    probabilities = quantiles
    self.expectedDraws = expectedDraws
    kept = rows * expectedDraws <= byteBudget / 8 ? KeptDraws() : nil
  }

  /// Takes the draws of a block. No draw may be given twice.
  /// - Parameter threads: each takes rows of its own, so they change the time and nothing else.
  /// - Throws: `.notFinite` for an output that cannot be summarised; part of the block may then be counted, so give up the ensemble.
  package mutating func absorb(_ block: OutputBlock, threads: Int = 1) throws(UncertaintyError) {
    precondition(block.rows.lowerBound >= 0 && block.rows.upperBound <= rows.count, "rows \(block.rows) of \(rows.count)")
    let workers = max(1, min(threads, block.rows.count)), limitsOfRow = limitsOfRow
    var faults = [UncertaintyError?](repeating: nil, count: workers)
    rows.withUnsafeMutableBufferPointer { rows in
      limits.withUnsafeMutableBufferPointer { limits in
        faults.withUnsafeMutableBufferPointer { faults in
          // A worker writes the rows of its own part, the limits of these rows and its own fault.
          nonisolated(unsafe) let (rows, limits, faults, block) = (rows, limits, faults, block)
          let work: @Sendable (Int) -> Void = { worker in
            let (from, count) = (block.rows.lowerBound, block.rows.count)
            let part = from + count * worker / workers..<from + count * (worker + 1) / workers
            faults[worker] = Self.absorb(block, part, rows, limits, limitsOfRow)
          }
          if workers == 1 { work(0) } else { DispatchQueue.concurrentPerform(iterations: workers, execute: work) }
        }
      }
    }
    if let fault = faults.compactMap({ $0 }).first { throw fault }
    kept?.keep(block)
  }

  /// Counts some rows of a block. Answers the first fault, if there is one.
  private static func absorb(
    _ block: OutputBlock, _ part: Range<Int>, _ rows: UnsafeMutableBufferPointer<RowTally>,
    _ limits: UnsafeMutableBufferPointer<LimitTally>, _ limitsOfRow: [[Int]]
  ) -> UncertaintyError? {
    let scratch = UnsafeMutablePointer<Vector>.allocate(capacity: stretch / 4)
    defer { scratch.deallocate() }
    for row in part {
      for offset in stride(from: 0, to: block.draws, by: stretch) {
        let run = block.run(row: row, from: offset, count: min(stretch, block.draws - offset))
        guard let extremes = run.extremes(), isInRange(extremes.least.min()), isInRange(extremes.greatest.max()) else {
          return fault(run, row: row, first: block.first + offset)
        }
        rows[row].add(run, extremes: extremes, scratch: scratch)
        for i in limitsOfRow[row] { limits[i].add(run, greatest: extremes.greatest.max(), scratch: scratch) }
      }
    }
    return nil
  }

  /// Takes a whole matrix of draws, one column each, of which the first has index `first`.
  package mutating func absorb(_ draws: Matrix, first: Int) throws(UncertaintyError) {
    precondition(draws.rows == rows.count, "\(draws.rows) rows of draws for \(rows.count) outputs")
    try draws.withUnsafePointer { elements throws(UncertaintyError) in
      guard let start = elements.baseAddress else { return }
      try absorb(OutputBlock(start, rows: 0..<draws.rows, draws: draws.columns, rowStride: draws.rowStride, first: first))
    }
  }

  /// Takes over what another thread or shard has gathered with the same rows, limits, quantiles, centres, number of draws and budget.
  package mutating func merge(_ other: EnsembleSummary) {
    precondition(
      rows.count == other.rows.count && limits.map(\.limit) == other.limits.map(\.limit) && probabilities == other.probabilities
        && (kept == nil) == (other.kept == nil) && expectedDraws == other.expectedDraws,
      "ensembles with different questions cannot be merged")
    for row in rows.indices { rows[row].merge(other.rows[row]) }
    for i in limits.indices { limits[i].merge(other.limits[i]) }
    if let draws = other.kept { kept?.merge(draws) }
  }

  /// The results; at least two draws in each half, and the same number of draws for every row.
  package func finish() -> EnsembleResults {
    precondition(rows.allSatisfy { $0.count == rows[0].count && $0.count.min() > 1 }, "every output needs the same draws, four or more")
    precondition(rows.allSatisfy { $0.count[.whole] <= expectedDraws }, "more than the \(expectedDraws) draws expected: some came twice")
    return EnsembleResults(
      probabilities: probabilities,
      quantileError: kept == nil ? LogBuckets.relativeError : 0,
      outputs: rows.indices.map(output),
      limits: limits.map { $0.summary(rows[$0.limit.row].count) })
  }

  private func output(_ row: Int) -> HalfSampled<OutputSummary> {
    guard let kept else { return rows[row].summary(probabilities: probabilities, runs: []) }
    return kept.withRuns(row: row) { rows[row].summary(probabilities: probabilities, runs: $0) }
  }

  private static func isInRange(_ value: Double) -> Bool { abs(value) < largestOutput }

  private static func fault(_ run: DrawRun, row: Int, first: Int) -> UncertaintyError {
    let i = (0..<run.count).first { !isInRange(run.start[$0]) } ?? 0
    return .notFinite(row: row, draw: first + i, value: run.start[i])
  }
}
