import Sampling

extension MorrisTrajectories {
  /// `count` random trajectories. Start and direction of an input are keyed by (seed, its name, trajectory) and the order of moves by the
  /// groups' names, so that an input more changes neither the levels of the others nor the order among them.
  /// - Parameters:
  ///   - names: of the inputs.
  ///   - groups: nil when every input moves alone.
  ///   - levels: even; 4 is common.
  /// - Throws: `.oddLevels`.
  package static func random(
    names: [String], groups: InputGroups? = nil, levels: Int = 4, count: Int, seed: UInt64
  ) throws(SensitivityError) -> MorrisTrajectories {
    let groups = groups ?? InputGroups(names)
    precondition(groups.inputCount == names.count, "groups of \(groups.inputCount) inputs for \(names.count) names")
    let philox = Philox4x32(seed: seed)
    let inputStreams = names.map { stream(named: "morris " + $0) }
    let orderStreams = groups.names.map { stream(named: "morris order " + $0) }
    let trajectories = (0..<UInt64(count)).map { t in
      let places = inputStreams.map { philox.bits(stream: $0, draw: t) }
      return Trajectory(
        low: places.map { Int((($0 >> 32) * UInt64(max(levels, 2) / 2)) >> 32) }, rises: places.map { $0 & 1 == 0 },
        step: ranked(orderStreams.map { philox.bits(stream: $0, draw: t) }))
    }
    return try MorrisTrajectories(groups: groups, levels: levels, trajectories: trajectories)
  }
}

/// The place of each key among all keys; equal keys, one in 2⁶⁴, in their order.
private func ranked(_ keys: [UInt64]) -> [Int] {
  var places = [Int](repeating: 0, count: keys.count)
  for (place, i) in keys.indices.sorted(by: { (keys[$0], $0) < (keys[$1], $1) }).enumerated() { places[i] = place }
  return places
}
