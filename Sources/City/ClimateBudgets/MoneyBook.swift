import LabelledArrays

/// All money of a budget, and its sums in printed steps. Every table takes its sums from here, so that they are the same in all.
///
/// A total is the rounded sum; bodies share it by largest remainder, and the lines of a body share the body's.
struct MoneyBook {
  typealias Years = ClosedRange<Int>
  typealias Kind = MoneyLine.Kind

  /// A line and the measure it is for.
  let entries: [(measure: Int, line: MoneyLine)]
  let grid: PrintGrid

  init(_ basis: BudgetBasis) {
    entries = basis.measures.enumerated().flatMap { m, measure in measure.budget.lines.map { (m, Self.withoutAssumedOutturn($0, basis)) } }
    grid = basis.money
  }

  /// What a closed year took is not known from a total that somebody has split evenly.
  private static func withoutAssumedOutturn(_ line: MoneyLine, _ basis: BudgetBasis) -> MoneyLine {
    guard line.splitIsAssumed else { return line }
    var open = line
    open.amounts = line.amounts.filter { $0.key >= basis.year - 1 }
    return open
  }

  /// Sum of what is known; nil when nothing is.
  static func amount(_ lines: some Sequence<MoneyLine>, _ years: Years) -> Double? {
    let known = lines.flatMap { line in years.compactMap { line.amounts[$0] } }
    return known.isEmpty ? nil : known.reduce(0, +)
  }

  func total(_ kind: Kind, _ years: Years) -> Int? {
    Self.amount(entries.lazy.map(\.line).filter { $0.kind == kind }, years).map(grid.steps)
  }

  /// Steps of each body; nil where nothing is known of it.
  func bodies(_ kind: Kind, _ years: Years) -> [MoneyLine.Body: Int] {
    let bodies = MoneyLine.Body.allCases
    let parts = bodies.map { body in
      Self.amount(entries.lazy.map(\.line).filter { $0.kind == kind && $0.body == body }, years).map(grid.exact)
    }
    let steps = apportioned(parts, total: total(kind, years) ?? 0)
    return Dictionary(uniqueKeysWithValues: zip(bodies, steps).compactMap { body, steps in steps.map { (body, $0) } })
  }

  /// Says that a yearly split is assumed where it is so for any investment of the kind asked for.
  func splitNote(_ isCounted: (MoneyLine) -> Bool) -> [BudgetNote] {
    entries.contains { $0.line.kind == .investment && $0.line.splitIsAssumed && isCounted($0.line) } ? [.assumedSplit] : []
  }

  /// Kinds of figures behind the measures whose investments are of the kind asked for.
  func kinds(_ basis: BudgetBasis, _ isCounted: (MoneyLine) -> Bool) -> Set<ProvenanceKind> {
    entries.filter { $0.line.kind == .investment && isCounted($0.line) }
      .reduce(into: []) { $0.formUnion(basis.measures[$1.measure].kinds.union(basis.measures[$1.measure].budget.kinds)) }
  }

  /// Steps of each measure, as many as there are.
  func measures(_ kind: Kind, _ years: Years, count: Int) -> [Int?] {
    let parts = (0..<count).map { m in
      Self.amount(entries.lazy.filter { $0.measure == m && $0.line.kind == kind }.map(\.line), years).map(grid.exact)
    }
    return apportioned(parts, total: total(kind, years) ?? 0)
  }

  /// Steps of each group of lines of a body, in the order of the groups.
  func groups<Key: Hashable>(_ keys: [Key], _ kind: Kind, _ body: MoneyLine.Body, _ years: Years, by key: (MoneyLine) -> Key) -> [Int?] {
    let lines = entries.map(\.line).filter { $0.kind == kind && $0.body == body }
    let parts = keys.map { wanted in Self.amount(lines.filter { key($0) == wanted }, years).map(grid.exact) }
    return apportioned(parts, total: bodies(kind, years)[body] ?? 0)
  }
}
