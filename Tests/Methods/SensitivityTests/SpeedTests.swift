import Foundation
import LinearAlgebra
import Testing

@testable import Sensitivity

/// Prints seconds; `time-salib.py` prints SALib's and says how both are run.
@Test(.enabled(if: ProcessInfo.processInfo.environment["SPEED"] != nil)) func speedBesideSALib() throws {
  let (inputs, points, trajectories) = (80, 16384, 1000)
  let names = (1...inputs).map { "x\($0)" }
  for _ in 0..<3 {
    try report("Morris, \(inputs) inputs, \(trajectories) trajectories") {
      try MorrisTrajectories.random(names: names, count: trajectories, seed: 1).matrix()
    } analyze: { x, y in
      _ = try MorrisEffects(inputs: x, outputs: y, groups: InputGroups(names), levels: 4, bootstrap: Bootstrap(seed: 1))
    }
    for secondOrder in [false, true] {
      try report("Sobol' \(secondOrder ? "first, second" : "first") and total, \(inputs) inputs, n = \(points)") {
        let base = try SaltelliDesign.sobolPoints(names: names, count: points, seed: 1)
        return SaltelliDesign(a: base.a, b: base.b, secondOrder: secondOrder).matrix()
      } analyze: { _, y in
        let layout = SaltelliLayout(groups: inputs, secondOrder: secondOrder)
        _ = try SobolIndices(outputs: y, layout: layout, bootstrap: Bootstrap(seed: 1))
      }
    }
  }
}

private func report(_ name: String, sample: () throws -> Matrix, analyze: (Matrix, [Double]) throws -> Void) rethrows {
  let clock = ContinuousClock()
  var x = Matrix(rows: 0, columns: 0)
  let sampling = try clock.measure { x = try sample() }
  var y = [Double](repeating: 0, count: x.columns)
  for input in 0..<10 {
    for (i, value) in x.row(input).enumerated() { y[i] += value }
  }
  let analysis = try clock.measure { try analyze(x, y) }
  print("\(name): sample \(seconds(sampling)) s, analyze \(seconds(analysis)) s, together \(seconds(sampling + analysis)) s")
}

private func seconds(_ duration: Duration) -> String {
  String(format: "%.3f", Double(duration.components.attoseconds) * 1e-18 + Double(duration.components.seconds))
}
