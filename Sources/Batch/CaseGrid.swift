import Diagnostics
import Scenarios

/// Every combination of scenarios and values. The last key varies fastest, the scenario slowest; cases are counted from 1.
package struct CaseGrid: Sendable, Equatable {
  package let scenarios: [String]
  package let keys: [GridKey]
  package let count: Int

  private static let mostCases = 100_000_000

  /// - Parameter scenarios: ids, at least one.
  package init(scenarios: [String], keys: [GridKey]) throws(GridError) {
    precondition(!scenarios.isEmpty, "a grid has a scenario")
    for (i, key) in keys.enumerated() where keys[..<i].contains(where: { $0.key == key.key }) { throw .doubledKey(key.key) }
    var count = scenarios.count
    for key in keys {
      let (product, overflow) = count.multipliedReportingOverflow(by: key.values.count)
      guard !overflow, product <= Self.mostCases else { throw .tooManyCases(most: Self.mostCases) }
      count = product
    }
    self.scenarios = scenarios
    self.keys = keys
    self.count = count
  }

  /// - Parameter number: 1 to `count`.
  package func numbered(_ number: Int) -> GridCase {
    precondition((1...count).contains(number), "case \(number) of \(count)")
    var rest = number - 1
    var values: [GridValue] = []
    for key in keys.reversed() {
      values.append(key.values[rest % key.values.count])
      rest /= key.values.count
    }
    return GridCase(number: number, scenario: scenarios[rest], values: values.reversed())
  }

  /// What the plan is told to change for a case. Places count the `--grid` options as lines.
  package func overrides(of grid: GridCase) -> [PlanOverride] {
    zip(keys, grid.values).map { key, value in
      PlanOverride(
        key: key.key, at: key.place, value: value.text, at: SourcePlace(file: "--grid", line: key.option, column: value.column))
    }
  }

  /// The cases in which every scenario meets every value once, all other keys at their first value; of a range the ends and the
  /// first step. Enough to find what a plan refuses, and far fewer than all.
  package var samples: [Int] {
    let perScenario = count / scenarios.count
    return scenarios.indices.flatMap { scenario -> [Int] in
      let first = scenario * perScenario + 1
      var stride = perScenario
      return [first]
        + keys.flatMap { key -> [Int] in
          stride /= key.values.count
          return key.values.indices.dropFirst().filter { !key.values[$0].isBetween }.map { first + $0 * stride }
        }
    }
  }
}

extension GridKey {
  var place: SourcePlace { SourcePlace(file: "--grid", line: option) }
}

/// One combination.
package struct GridCase: Sendable, Equatable {
  package let number: Int
  package let scenario: String
  /// One for each key of the grid.
  package let values: [GridValue]
}
