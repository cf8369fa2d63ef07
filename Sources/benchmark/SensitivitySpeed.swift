import LinearAlgebra
import Sampling
import Sensitivity

/// Sample plus analyze of 80 inputs without the model between them, processor seconds: Sobol' indices at n = 16,384 and Morris with
/// 1,000 trajectories, both with 100 bootstrap resamples. `Tests/Methods/SensitivityTests/time-salib.py` measures SALib's.
func measureSensitivity() throws {
  let names = (1...80).map { "x\($0)" }
  if isWanted("sensitivity.sobol80") {
    let spent = try time {
      let base = try SaltelliDesign.sobolPoints(names: names, count: 16_384, seed: 1)
      let points = SaltelliDesign(a: base.a, b: base.b, secondOrder: false).matrix()
      let layout = SaltelliLayout(groups: names.count, secondOrder: false)
      _ = try SobolIndices(outputs: sums(points), layout: layout, bootstrap: Bootstrap(seed: 1))
    }
    report("sensitivity.sobol80", spent.processor, "s")
  }
  if isWanted("sensitivity.morris1000") {
    let spent = try time {
      let points = try MorrisTrajectories.random(names: names, count: 1_000, seed: 1).matrix()
      _ = try MorrisEffects(
        inputs: points, outputs: sums(points), groups: InputGroups(names), levels: 4, bootstrap: Bootstrap(seed: 1))
    }
    report("sensitivity.morris1000", spent.processor, "s")
  }
}

/// A model that costs nearly nothing: the sum of the first ten inputs of each point.
private func sums(_ points: Matrix) -> [Double] {
  var sums = [Double](repeating: 0, count: points.columns)
  for input in 0..<10 {
    for (i, value) in zip(sums.indices, points.row(input)) { sums[i] += value }
  }
  return sums
}
