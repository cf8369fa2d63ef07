import Emissions
import Engine
import Foundation
import LinearAlgebra
import Scenarios
import EmissionVectors

/// Draws per second on CITYREF-1: all 305 figures of every draw stored, and the outcomes alone.
func measureEnsemble(_ machine: MachineLimits) throws {
  let plan = try loadPlan("Scenarios/cityref")
  let inputs = plan.scenarios[0].inputs
  guard let sample = plan.cases["draws64"] else { return report("ensemble", 0, "draws: the plan has no case draws64") }
  let levers = repeated(sample, draws: 65_536 + 1)
  let basis = OutcomeBasis(inputs.model, target: inputs.target, carbonBudget: inputs.carbonBudget)
  let figures: KeptFigures = [.sectors, .total, .investment, .netCost, .outcomes]

  for path in VectorPath.available.reversed() {
    let kernel = EmissionKernel(inputs.model, path: path)
    for threads in Set([1, ProcessInfo.processInfo.activeProcessorCount]).sorted() {
      let name = "ensemble.\(path.name).threads\(threads)"
      guard isWanted(name) else { continue }
      var result = kernel.emptyResult(draws: levers.columns, keeping: figures, basis: basis)
      let all = time { kernel.run(levers, into: &result, threads: threads) }
      report(name, Double(levers.columns) / all.processor, "draws/s")
      report(name + ".wall", Double(levers.columns) / all.wall, "draws/s wall")
    }
  }
  let kernel = EmissionKernel(inputs.model)
  if isWanted("ensemble.stage") {
    var result = kernel.emptyResult(draws: levers.columns, keeping: figures, basis: basis)
    measureStages(kernel, levers, &result, machine)
  }
  guard isWanted("ensemble.outcomes_only") else { return }
  var outcomes = kernel.emptyResult(draws: levers.columns, keeping: .outcomes, basis: basis)
  let alone = time { kernel.run(levers, into: &outcomes) }
  report("ensemble.outcomes_only", Double(levers.columns) / alone.processor, "draws/s")
}

/// Nanoseconds that a draw spends in each stage, on one thread.
private func measureStages(_ kernel: EmissionKernel, _ levers: Matrix, _ result: inout EnsembleResult, _ machine: MachineLimits) {
  let figures = Double(305 * MemoryLayout<Double>.size)
  var adoption = 0.0
  kernel.eachStage(levers, into: &result) { stage, work in
    var spent = time(seconds: 0.5, work).processor / Double(levers.columns) * 1e9
    if stage == .adoption { adoption = spent }
    if stage == .sectors { spent -= adoption }
    report("ensemble.stage.\(stage.rawValue)", spent, "ns per draw")
    if stage == .storing {
      report("ensemble.stage.storing.of_bandwidth", 2 * figures / (spent * 1e-9) / machine.bandwidth, "of machine.memory_bandwidth")
    } else {
      report("ensemble.stage.\(stage.rawValue).in_exp", spent * 1e-9 / machine.bestExponential, "exponentials per draw would take as long")
    }
  }
}

/// The draws of a sample over and over, each lever in an order of its own: blocks that come round again would be learnt by the
/// processor's branch prediction.
private func repeated(_ sample: Matrix, draws: Int) -> Matrix {
  var levers = Matrix(rows: sample.rows, columns: draws), state: UInt64 = 1
  for row in 0..<sample.rows {
    for n in 0..<draws {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      levers[row, n] = sample[row, Int(state >> 33) % sample.columns]
    }
  }
  return levers
}
