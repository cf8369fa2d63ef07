import Emissions
import Engine
import Foundation
import LinearAlgebra
import Sampling
import Scenarios

/// Draws of CITYREF-1's 80 correlated inputs a second, by every method. 73,000 draws are no power of two, which neither a Latin
/// hypercube nor a Sobol' sequence could turn to its advantage.
func measureSampling(_ machine: MachineLimits) throws {
  let draws = 73_000
  let methods: [(name: String, method: SamplingMethod)] = [
    ("plain", .plain(.philox(seed: 1))), ("sobol", .sobol(seed: 1)),
    ("latin_hypercube", .latinHypercube(seed: 1, draws: UInt64(draws))),
  ]
  if !methods.contains(where: { isWanted("sampling." + $0.name) }) { return }
  let uncertain = try loadPlan("Scenarios/cityref").scenarios[0].inputs.uncertain
  for (name, method) in methods where isWanted("sampling." + name) {
    let sampler = try Sampler(uncertain.parameters, method: method, correlations: uncertain.correlations)
    var block = Matrix(rows: uncertain.parameters.count, columns: draws)
    for threads in Set([1, ProcessInfo.processInfo.activeProcessorCount]).sorted() {
      let spent = time(seconds: 0.5) { sampler.fill(&block, first: 0, count: draws, threads: threads) }
      report("sampling.\(name).threads\(threads)", Double(draws) / spent.processor, "draws/s")
      report("sampling.\(name).threads\(threads).wall", Double(draws) / spent.wall, "draws/s wall")
      let number = spent.processor / Double(draws * block.rows)
      report("sampling.\(name).threads\(threads).in_exp", number / machine.bestExponential, "exponentials per number would take as long")
    }
  }
}
