/// The draws themselves, block by block as they came, for exact quantiles.
struct KeptDraws: Sendable {
  private var blocks: [KeptBlock] = []

  mutating func keep(_ block: OutputBlock) { blocks.append(KeptBlock(block)) }

  mutating func merge(_ other: KeptDraws) { blocks += other.blocks }

  /// Calls `body` with every draw of a row; the runs are valid during the call only.
  func withRuns<Result>(row: Int, _ body: ([DrawRun]) -> Result) -> Result {
    withExtendedLifetime(blocks) { body(blocks.compactMap { $0.run(row: row) }) }
  }
}

/// A copy of a block without padding. Its memory is written once, here, so threads may share it; a class, so that merging
/// moves a reference and the addresses stay.
private final class KeptBlock: Sendable {
  private let rows: Range<Int>
  private let draws: Int
  private let startsOdd: Bool
  private nonisolated(unsafe) let values: UnsafeMutablePointer<Double>

  init(_ block: OutputBlock) {
    (rows, draws, startsOdd) = (block.rows, block.draws, block.first & 1 == 1)
    values = .allocate(capacity: rows.count * draws)
    for (i, row) in rows.enumerated() {
      (values + i * draws).initialize(from: block.run(row: row, from: 0, count: draws).start, count: draws)
    }
  }

  deinit { values.deallocate() }

  func run(row: Int) -> DrawRun? {
    guard rows.contains(row) else { return nil }
    return DrawRun(start: values + (row - rows.lowerBound) * draws, count: draws, startsOdd: startsOdd)
  }
}
