import Foundation
import LinearAlgebra
import Uncertainty

/// Summaries of 305 outputs: mean, variance, extremes, five quantiles and halves, with draws kept for exact quantiles and with
/// buckets alone, beside what reading the draws once takes.
func measureBands(_ machine: MachineLimits) throws {
  let (rows, draws) = (305, 65_536)
  if !["bands.buckets", "bands.exact"].contains(where: isWanted) { return }
  var state: UInt64 = 1
  let figures = (0..<rows * draws).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return 1e5 + Double(state >> 40)
  }
  let outputs = Matrix(rows: rows, columns: draws, storage: figures)
  for (name, budget) in [("buckets", 0), ("exact", 512 << 20)] where isWanted("bands.\(name)") {
    for threads in Set([1, ProcessInfo.processInfo.activeProcessorCount]).sorted() {
      let spent = try time {
        var summary = EnsembleSummary(rows: rows, expectedDraws: draws, byteBudget: budget)
        try outputs.withUnsafePointer { elements throws(UncertaintyError) in
          guard let start = elements.baseAddress else { return }
          try summary.absorb(OutputBlock(start, rows: 0..<rows, draws: draws, rowStride: draws, first: 0), threads: threads)
        }
        _ = summary.finish()
      }
      report("bands.\(name).threads\(threads)", Double(draws) / spent.processor, "draws/s")
      report("bands.\(name).threads\(threads).wall", Double(draws) / spent.wall, "draws/s wall")
      let bytes = Double(rows * draws * MemoryLayout<Double>.size)
      report("bands.\(name).threads\(threads).of_bandwidth", bytes / spent.processor / machine.bandwidth, "of machine.memory_bandwidth")
    }
  }
}
