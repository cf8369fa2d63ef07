import LinearAlgebra
import Testing

@testable import Sensitivity

@Test func theEffectsAreSALibsOnTheSameInputsAndOutputs() throws {
  for reference in try References.load().morris {
    let effects = try MorrisEffects(
      inputs: Matrix(reference.inputs), outputs: reference.outputs, groups: InputGroups(reference.groups), levels: reference.levels,
      scaled: reference.scaled)
    #expect(largestDifference(effects.mu, reference.mu) < 1e-10)
    #expect(largestDifference(effects.muStar, reference.muStar) < 1e-10)
    #expect(effects.sigma.map { $0 == nil } == reference.sigma.map { $0 == nil })
    #expect(largestDifference(effects.sigma.compactMap(\.self), reference.sigma.compactMap(\.self)) < 1e-10)
  }
}

@Test func aLinearModelHasItsSlopesAsEffects() throws {
  let names = ["a", "b", "c"]
  let design = try MorrisTrajectories.random(names: names, levels: 6, count: 10, seed: 3)
  let outputs = design.matrix { _, u in 10 * u }.evaluated { 2 * $0[0] - 3 * $0[1] }
  let effects = try MorrisEffects(
    inputs: design.matrix(), outputs: outputs, groups: design.groups, levels: 6, bootstrap: Bootstrap(seed: 1))
  #expect(largestDifference(effects.mu, [20, -30, 0]) < 1e-12)
  #expect(largestDifference(effects.muStar, [20, 30, 0]) < 1e-12)
  #expect(largestDifference(effects.sigma.compactMap(\.self), [0, 0, 0]) < 1e-12)
  #expect(largestDifference(try #require(effects.muStarConfidence), [0, 0, 0]) < 1e-12)
}

@Test func everyGroupMovesOnceByHalfTheLevels() throws {
  let groups = InputGroups(["a", "b", "a", "c"])
  let design = try MorrisTrajectories.random(names: ["p", "q", "r", "s"], groups: groups, levels: 4, count: 25, seed: 8)
  let points = design.matrix()
  #expect(points.shape == Shape(4, 100))
  for t in 0..<25 {
    var moved: [[Int]] = []
    for step in 0..<3 {
      let (before, after) = (points.column(at: 4 * t + step), points.column(at: 4 * t + step + 1))
      moved.append((0..<4).filter { before[$0] != after[$0] })
      for input in moved[step] { #expect(abs(abs(after[input] - before[input]) - 2.0 / 3) < 1e-15) }
    }
    #expect(moved.sorted { $0[0] < $1[0] } == [[0, 2], [1], [3]])
  }
  #expect((0..<100).allSatisfy { points.column(at: $0).allSatisfy { $0 >= 0 && $0 <= 1 } })
}

@Test func anInputMoreChangesNoOtherInputsLevels() throws {
  let few = try MorrisTrajectories.random(names: ["p", "q"], count: 50, seed: 8)
  let more = try MorrisTrajectories.random(names: ["new", "q", "p"], count: 50, seed: 8)
  for (a, b) in zip(few.trajectories, more.trajectories) {
    #expect(a.low == [b.low[2], b.low[1]] && a.rises == [b.rises[2], b.rises[1]])
    #expect((a.step[0] < a.step[1]) == (b.step[2] < b.step[1]))
  }
}

@Test func theMostSpreadTrajectoriesAreSALibs() throws {
  for reference in try References.load().selection {
    let design = try trajectories(reference)
    #expect(largestDifference(design.matrix().row(0).map(\.self), reference.inputs[0]) < 1e-12)
    #expect(design.locallyMostDistant(reference.chosen) == reference.local)
    #expect(design.mostDistant(reference.chosen) == reference.bruteForce)
    #expect(try design.spreadLocally(keeping: reference.chosen).trajectories == reference.local.map { design.trajectories[$0] })
  }
}

/// SALib's points read back as trajectories.
private func trajectories(_ reference: References.Selection) throws -> MorrisTrajectories {
  let groups = InputGroups(reference.groups)
  let each = groups.names.count + 1
  let found = (0..<reference.inputs[0].count / each).map { t in
    let paths = reference.inputs.map { Array($0[t * each..<(t + 1) * each]) }
    var step = [Int](repeating: 0, count: each - 1)
    for (input, path) in paths.enumerated() {
      step[groups.membership[input]] = (0..<each - 1).first { path[$0] != path[$0 + 1] } ?? 0
    }
    return MorrisTrajectories.Trajectory(
      low: paths.map { Int((($0.min() ?? 0) * Double(reference.levels - 1)).rounded()) }, rises: paths.map { $0[0] < $0[each - 1] },
      step: step)
  }
  return try MorrisTrajectories(groups: groups, levels: reference.levels, trajectories: found)
}

@Test func anOddGridIsRefused() {
  #expect(throws: SensitivityError.oddLevels(5)) { try MorrisTrajectories.random(names: ["a"], levels: 5, count: 4, seed: 1) }
  #expect(SensitivityError.oddLevels(5).description == "a Morris grid needs an even number of levels, at least 2, not 5")
}

@Test func intervalsOfMorrisCoverTheMeanEffectAtTheirStatedRate() throws {
  // The truth of y = x1 x2 + x3² on four levels: |effect| of x1 is x2, mean 1/2; of x3 it is 2/3 + 2 low over the two low levels, mean 1.
  // Binomial, 200 trials, p = 0.95, standard deviation 3.08; two counts, three deviations: at least 180 hits.
  var hits = [0, 0]
  for seed in 0..<200 as Range<UInt64> {
    let design = try MorrisTrajectories.random(names: ["x1", "x2", "x3"], count: 100, seed: seed)
    let points = design.matrix()
    let effects = try MorrisEffects(
      inputs: points, outputs: points.evaluated { $0[0] * $0[1] + $0[2] * $0[2] }, groups: design.groups, levels: 4,
      bootstrap: Bootstrap(seed: seed))
    let widths = try #require(effects.muStarConfidence)
    if abs(effects.muStar[0] - 0.5) <= widths[0] { hits[0] += 1 }
    if abs(effects.muStar[2] - 1) <= widths[2] { hits[1] += 1 }
  }
  #expect(hits.allSatisfy { $0 >= 180 }, "hits of 200: \(hits)")
}
