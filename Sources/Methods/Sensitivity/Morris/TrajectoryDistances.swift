/// How far apart trajectories lie: the sum of distances between all pairs of their points, in the unit cube.
///
/// Campolongo, Cariboni & Saltelli (2007), equation 10. Squared distances are whole numbers of squared levels and change by one
/// group's move from point to point, so that a pair costs G² steps, not G² times the number of inputs, and rounds only in the root.
struct TrajectoryDistances {
  let count: Int
  /// Squares of the distances, row by row, symmetric.
  private let squares: [Double]

  init(_ design: MorrisTrajectories) {
    let paths = design.trajectories.map { Path($0, in: design) }
    var squares = [Double](repeating: 0, count: paths.count * paths.count)
    for m in paths.indices {
      for l in 0..<m {
        let distance = paths[m] == paths[l] ? 0 : paths[m].distance(to: paths[l]) / Double(design.levels - 1)
        squares[m * paths.count + l] = distance * distance
        squares[l * paths.count + m] = distance * distance
      }
    }
    count = paths.count
    self.squares = squares
  }

  func square(_ m: Int, _ l: Int) -> Double { squares[m * count + l] }

  /// D² of a set: the sum of squares over its pairs, the measure of spread to be made great.
  func spread(_ set: [Int]) -> Double {
    var total = 0.0
    for m in set.indices {
      for l in 0..<m { total += square(set[m], set[l]) }
    }
    return total
  }
}

/// The levels of a trajectory at its first point, and the moves from there.
private struct Path: Equatable {
  let start: [Int]
  /// What each step changes.
  let moves: [[Move]]

  struct Move: Equatable {
    let input: Int
    let change: Int
  }

  init(_ trajectory: MorrisTrajectories.Trajectory, in design: MorrisTrajectories) {
    let inputs = 0..<design.groups.inputCount
    start = inputs.map { design.level(trajectory, input: $0, point: 0) }
    moves = (0..<design.groups.names.count).map { step in
      inputs.filter { trajectory.step[design.groups.membership[$0]] == step }
        .map { Move(input: $0, change: trajectory.rises[$0] ? design.levels / 2 : -design.levels / 2) }
    }
  }

  /// In levels.
  func distance(to other: Path) -> Double {
    var offset = zip(start, other.start).map { $0 - $1 }
    var total = 0.0
    for point in 0...moves.count {
      var walk = offset
      var square = walk.reduce(0) { $0 + $1 * $1 }
      total += Double(square).squareRoot()
      for step in other.moves {
        for move in step {
          square += move.change * (move.change - 2 * walk[move.input])
          walk[move.input] -= move.change
        }
        total += Double(square).squareRoot()
      }
      if point < moves.count {
        for move in moves[point] { offset[move.input] += move.change }
      }
    }
    return total
  }
}
