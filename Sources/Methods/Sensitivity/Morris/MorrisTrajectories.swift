import LinearAlgebra

/// Morris' design: trajectories through a grid of levels on which every group of inputs moves once, by Δ = p / (2 (p - 1)) of its range.
///
/// The points are B* of Morris (1991), *Technometrics* 33(2), 161-174, doi:10.1080/00401706.1991.10484804, with the groups of
/// Campolongo, Cariboni & Saltelli (2007), *Environ. Model. Softw.* 22(10), 1509-1518, doi:10.1016/j.envsoft.2006.10.004.
package struct MorrisTrajectories: Sendable {
  package let groups: InputGroups
  /// Levels of the grid, p; even. Level l is the probability l / (p - 1).
  package let levels: Int
  package let trajectories: [Trajectory]

  /// One path: where each input starts, which way it goes, and when.
  package struct Trajectory: Hashable, Sendable {
    /// The lower of the two levels of every input, in 0 ..< p / 2; the other is p / 2 higher.
    package let low: [Int]
    /// Whether an input goes up (starts at `low`) or down.
    package let rises: [Bool]
    /// The step, counted from zero, at which each group moves.
    package let step: [Int]

    package init(low: [Int], rises: [Bool], step: [Int]) {
      self.low = low
      self.rises = rises
      self.step = step
    }
  }

  /// - Throws: `.oddLevels`.
  package init(groups: InputGroups, levels: Int, trajectories: [Trajectory]) throws(SensitivityError) {
    if levels < 2 || levels % 2 != 0 { throw .oddLevels(levels) }
    for path in trajectories {
      precondition(path.low.count == groups.inputCount && path.rises.count == groups.inputCount, "a trajectory for other inputs")
      precondition(path.step.count == groups.names.count, "a trajectory for other groups")
    }
    self.groups = groups
    self.levels = levels
    self.trajectories = trajectories
  }

  /// Points on each trajectory.
  package var pointsEach: Int { groups.names.count + 1 }
  package var evaluations: Int { trajectories.count * pointsEach }

  /// All points, shape (inputs, evaluations), trajectory by trajectory.
  /// - Parameter value: the number of an input at a probability of the grid; called once for every input and level. The grid has
  ///   the probabilities 0 and 1, so a distribution without ends must be cut before.
  package func matrix(value: (_ input: Int, _ probability: Double) -> Double = { $1 }) -> Matrix {
    let count = evaluations
    let grid = (0..<groups.inputCount).map { input in (0..<levels).map { value(input, Double($0) / Double(levels - 1)) } }
    let storage = [Double](unsafeUninitializedCapacity: groups.inputCount * count) { buffer, filled in
      if var target = buffer.baseAddress {
        for input in 0..<groups.inputCount {
          let group = groups.membership[input]
          for path in trajectories {
            let (low, high) = (grid[input][path.low[input]], grid[input][path.low[input] + levels / 2])
            let before = path.step[group] + 1
            target.update(repeating: path.rises[input] ? low : high, count: before)
            (target + before).update(repeating: path.rises[input] ? high : low, count: pointsEach - before)
            target += pointsEach
          }
        }
      }
      filled = groups.inputCount * count
    }
    return Matrix(rows: groups.inputCount, columns: count, storage: storage)
  }

  /// The level of an input at a point of a trajectory.
  func level(_ trajectory: Trajectory, input: Int, point: Int) -> Int {
    let moved = point > trajectory.step[groups.membership[input]]
    return trajectory.low[input] + (moved == trajectory.rises[input] ? levels / 2 : 0)
  }

  /// The same design with some of its trajectories.
  func keeping(_ chosen: [Int]) -> MorrisTrajectories { MorrisTrajectories(self, trajectories: chosen.map { trajectories[$0] }) }

  private init(_ design: MorrisTrajectories, trajectories: [Trajectory]) {
    groups = design.groups
    levels = design.levels
    self.trajectories = trajectories
  }
}
