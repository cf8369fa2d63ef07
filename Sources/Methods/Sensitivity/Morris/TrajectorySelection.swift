extension MorrisTrajectories {
  /// The `count` trajectories that spread most over the grid, found by growing sets step by step.
  ///
  /// For every i below `count`: each trajectory with the i farthest from it is a set; the best of these grows by the trajectory that
  /// adds most until it is complete; the best of all complete sets is kept. Near the greatest spread, not proven to be it.
  /// Ruano, Ribes, Seco & Ferrer (2012), *Environ. Model. Softw.* 37, 103-109, doi:10.1016/j.envsoft.2012.03.008.
  /// - Complexity: distances n² G² for n trajectories of G groups, then count² n (count + log n).
  package func spreadLocally(keeping count: Int) throws(SensitivityError) -> MorrisTrajectories {
    try requirePool(for: count)
    return keeping(locallyMostDistant(count))
  }

  /// The `count` trajectories that spread most over the grid, by trying every set; for small pools.
  ///
  /// Campolongo, Cariboni & Saltelli (2007), doi:10.1016/j.envsoft.2006.10.004.
  package func spreadExhaustively(keeping count: Int) throws(SensitivityError) -> MorrisTrajectories {
    try requirePool(for: count)
    return keeping(mostDistant(count))
  }

  func locallyMostDistant(_ count: Int) -> [Int] {
    let distances = TrajectoryDistances(self)
    let nearestLast = (0..<distances.count).map { row in
      (0..<distances.count).sorted { distances.square(row, $0) > distances.square(row, $1) }
    }
    let complete = (1..<count).map { start in
      let seeds = nearestLast.indices.map { Array(nearestLast[$0].prefix(start)) + [$0] }
      return grown(greatest(seeds, by: distances.spread), to: count, distances)
    }
    return greatest(complete, by: distances.spread).sorted()
  }

  func mostDistant(_ count: Int) -> [Int] {
    let distances = TrajectoryDistances(self)
    var best: (set: [Int], spread: Double) = ([], -1)
    var set = Array(0..<count)
    while true {
      let spread = distances.spread(set)
      if spread > best.spread { best = (set, spread) }
      guard let last = set.indices.last(where: { set[$0] < distances.count - count + $0 }) else { return best.set }
      set[last] += 1
      for later in (last + 1)..<max(count, last + 1) { set[later] = set[later - 1] + 1 }
    }
  }

  private func requirePool(for count: Int) throws(SensitivityError) {
    if count < 2 { throw .tooFew(what: "trajectories", found: count, needed: 2) }
    if trajectories.count < count { throw .tooFew(what: "trajectories to choose from", found: trajectories.count, needed: count) }
  }

  /// Adds one trajectory at a time, the one farthest from those already there.
  private func grown(_ seed: [Int], to count: Int, _ distances: TrajectoryDistances) -> [Int] {
    var set = seed
    var gains = (0..<distances.count).map { candidate in set.reduce(0) { $0 + distances.square(candidate, $1) } }
    while set.count < count {
      let next = greatest(gains.indices.filter { !set.contains($0) }) { gains[$0] }
      set.append(next)
      for candidate in gains.indices { gains[candidate] += distances.square(candidate, next) }
    }
    return set
  }
}

/// The element of greatest value; the first of equals.
private func greatest<Element>(_ elements: [Element], by value: (Element) -> Double) -> Element {
  precondition(!elements.isEmpty, "the greatest of nothing")
  var best = elements[0]
  var bestValue = value(best)
  for element in elements.dropFirst() {
    let candidate = value(element)
    if candidate > bestValue { (best, bestValue) = (element, candidate) }
  }
  return best
}
