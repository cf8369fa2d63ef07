/// Why two runs differ: every total's change, split into the five classes and within them into the inputs that moved.
///
/// **Classes** have their Shapley value: the model is run for every mixture in which some classes are as in B and the others as in A
/// (at most 2^5 runs), and a class gets the mean of what it brings over all orders in which the classes can go over. The parts sum to the
/// whole, no order is preferred, and `diff B A` is `diff A B` with the signs turned. Source: Shapley (1953), A value for n-person games.
///
/// **Inputs** of a class go over one by one, in alphabetical order and in the reverse, in each of these mixtures; an input gets the
/// mean of what it brings. What two inputs do only together is halved between them. The parts sum to that of the class without being scaled.
package struct RunDifference: Sendable {
  package struct ClassPart: Sendable {
    package let changeClass: ChangeClass
    /// How many inputs of it differ.
    package let changes: Int
    /// By total.
    package let parts: [Double]
  }

  package struct InputPart: Sendable {
    package let change: InputChange
    /// Of the input itself; nil where it is missing, and for a record that changes as a whole.
    package let before: ResolvedValue?
    package let after: ResolvedValue?
    /// Whether the whole record is there at all in A and in B.
    package let presence: (before: Bool, after: Bool)
    package let parts: [Double]
  }

  package let a: ResolvedScenario
  package let b: ResolvedScenario
  package let totals: [ComparedTotal]
  package let before: [Double]
  package let after: [Double]
  /// All five, in their order.
  package let classes: [ClassPart]
  /// By key.
  package let inputs: [InputPart]

  package var changes: [Double] { zip(after, before).map { $0 - $1 } }
  package var isSame: Bool { inputs.isEmpty }

  /// A total in A and in B; nil when the two do not both have it.
  package func value(of total: ComparedTotal) -> (before: Double, after: Double)? {
    totals.firstIndex(of: total).map { (before[$0], after[$0]) }
  }
}

/// Why the difference of two runs cannot be told.
package enum RunDifferenceError: Error, Sendable, Equatable {
  case differentYears(a: [Int], b: [Int])
  case yearOutside(Int)
  /// A damaged kept run.
  case resolved(ResolvedScenarioError)
  /// A mixture of the two cannot be run; the keys that are as in B.
  case mixture(EngineError, asInB: [String])
}

extension RunDifference {
  /// - Parameter year: of emissions and sectors; the target year of each when left out.
  package init(_ first: ResolvedScenario, _ second: ResolvedScenario, year: Int? = nil) throws(RunDifferenceError) {
    guard first.years == second.years else { throw .differentYears(a: first.years, b: second.years) }
    if let year, !first.years.contains(year) { throw .yearOutside(year) }
    var mixtures = Mixtures(ScenarioPair(first, second), year: year)
    try mixtures.findTotals()
    let pair = mixtures.pair
    (a, b, totals) = (first, second, mixtures.totals)
    let before = try mixtures.values([])
    let after = try mixtures.values(pair.changes)
    let split = try mixtures.split()
    let whole = zip(after, before).map { $0 - $1 }
    let closedClasses = closed(split.classes, whole)
    (self.before, self.after) = (before, after)
    classes = zip(ChangeClass.allCases, closedClasses).map { changeClass, parts in
      ClassPart(changeClass: changeClass, changes: pair.changes.count { $0.changeClass == changeClass }, parts: parts)
    }
    var inputParts = split.inputs
    for (c, changeClass) in ChangeClass.allCases.enumerated() {
      let members = pair.changes.indices.filter { pair.changes[$0].changeClass == changeClass }
      for (i, parts) in zip(members, closed(members.map { inputParts[$0] }, closedClasses[c])) { inputParts[i] = parts }
    }
    inputs = zip(pair.changes, inputParts).map { change, parts in
      let isAlone = change.keys == [change.key]
      return InputPart(
        change: change, before: pair.a.values[change.key], after: pair.b.values[change.key],
        presence: isAlone
          ? (pair.a.values[change.key] != nil, pair.b.values[change.key] != nil) : (pair.a.has(change), pair.b.has(change)),
        parts: parts)
    }
  }
}

extension ResolvedScenario {
  fileprivate func has(_ change: InputChange) -> Bool { change.keys.contains { values[$0] != nil } }
}

/// Runs of mixtures of two scenarios, each run once.
private struct Mixtures {
  let pair: ScenarioPair
  private(set) var totals: [ComparedTotal] = []
  private let wanted: [ComparedTotal]
  private var known: [Set<String>: [Double]] = [:]

  init(_ pair: ScenarioPair, year: Int?) {
    self.pair = pair
    let sectors = pair.a.sectors + pair.b.sectors.filter { !pair.a.sectors.contains($0) }
    wanted =
      [.emissions(year: year), .target, .gap, .baseLevel, .cumulative, .netPresentCost] + sectors.map { .sector($0, year: year) }
  }

  /// Of the totals wanted, those that both runs have; a sector that one lacks is nothing there, and so is the cost of no measures.
  mutating func findTotals() throws(RunDifferenceError) {
    let (a, b) = (try run([]), try run(pair.changes))
    totals = wanted.filter { total in
      switch total {
      case .netPresentCost, .sector: a.value(total) != nil || b.value(total) != nil
      default: a.value(total) != nil && b.value(total) != nil
      }
    }
  }

  private func run(_ made: [InputChange]) throws(RunDifferenceError) -> ScenarioTotals {
    let inputs: ScenarioInputs
    do throws(ResolvedScenarioError) { inputs = try pair.mixture(made).inputs() } catch { throw .resolved(error) }
    do throws(EngineError) { return try ScenarioTotals(inputs) } catch { throw .mixture(error, asInB: made.map(\.key)) }
  }

  mutating func values(_ made: [InputChange]) throws(RunDifferenceError) -> [Double] {
    let keys = Set(made.map(\.key))
    if let values = known[keys] { return values }
    let run = try run(made)
    let values = totals.map { run.value($0) ?? 0 }
    known[keys] = values
    return values
  }

  /// Parts of the five classes and of every change, by total.
  mutating func split() throws(RunDifferenceError) -> (classes: [[Double]], inputs: [[Double]]) {
    let none = totals.map { _ in 0.0 }
    var classes = ChangeClass.allCases.map { _ in none }
    var inputs = pair.changes.map { _ in none }
    let players = ChangeClass.allCases.filter { changeClass in pair.changes.contains { $0.changeClass == changeClass } }
    for player in players {
      let others = players.filter { $0 != player }
      let own = pair.changes.indices.filter { pair.changes[$0].changeClass == player }
      for chosen in 0..<(1 << others.count) {
        let coalition = Set(others.indices.filter { chosen & (1 << $0) != 0 }.map { others[$0] })
        let made = pair.changes.filter { coalition.contains($0.changeClass) }
        let weight = shapleyWeight(coalition.count, of: players.count)
        for order in own.count == 1 ? [own] : [own, own.reversed()] {
          let share = own.count == 1 ? weight : weight / 2
          var walked = made
          var last = try values(made)
          for i in order {
            walked.append(pair.changes[i])
            let next = try values(walked)
            for t in totals.indices { inputs[i][t] += share * (next[t] - last[t]) }
            last = next
          }
        }
      }
      guard let c = ChangeClass.allCases.firstIndex(of: player) else { continue }
      for i in own { for t in totals.indices { classes[c][t] += inputs[i][t] } }
    }
    return (classes, inputs)
  }
}

/// How likely a coalition of `size` stands before a player when all orders of `players` are equally likely: size! (n - size - 1)! / n!
private func shapleyWeight(_ size: Int, of players: Int) -> Double {
  func factorial(_ n: Int) -> Double { n < 2 ? 1 : (2...n).reduce(1) { $0 * Double($1) } }
  return factorial(size) * factorial(players - size - 1) / factorial(players)
}

/// Parts by total whose sum in their order is the whole: what rounding leaves, far below a milligram, goes to the smallest part that can take
/// it so that not even the last bit is missing, and stays where none can.
package func closed(_ parts: [[Double]], _ whole: [Double]) -> [[Double]] {
  var closed = parts
  for t in whole.indices {
    func rest() -> Double { whole[t] - closed.reduce(0) { $0 + $1[t] } }
    let candidates = parts.indices.filter { parts[$0][t] != 0 }.sorted { abs(parts[$0][t]) < abs(parts[$1][t]) }
    for part in candidates where rest() != 0 {
      closed[part][t] += rest()
      if rest() != 0 { closed[part][t] = parts[part][t] }
    }
  }
  return closed
}
