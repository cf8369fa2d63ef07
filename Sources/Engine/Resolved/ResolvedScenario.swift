/// A scenario with nothing left to look up: every input that its figures rest on, by the key under which `explain` knows it.
///
/// It can be kept, run again without the plan's files (`inputs()`), and mixed with another value by value. What the model does not
/// read - names, notes, owners - is left out; ceilings, the carbon budget and distributions are kept as words or figures so that a change of
/// them is told, but they decide none of the totals that are run again.
package struct ResolvedScenario: Sendable, Hashable, Codable {
  package var plan: String
  package var scenario: String
  package var cityName: LocalName
  package var scenarioName: LocalName
  package var sectorNames: [String: LocalName]
  /// `kt CO2e/a` and `MEUR`: what the plan reports in.
  package var emissionUnit: String
  package var moneyUnit: String
  package var years: [Int]
  /// Ids in the order of the plan; of measures those that are on.
  package var drivers: [String]
  package var streams: [String]
  package var sectors: [String]
  package var measures: [String]
  package var values: [String: ResolvedValue]

  package init(
    plan: String, scenario: String, cityName: LocalName, scenarioName: LocalName, sectorNames: [String: LocalName], emissionUnit: String,
    moneyUnit: String, years: [Int], drivers: [String], streams: [String], sectors: [String], measures: [String],
    values: [String: ResolvedValue]
  ) {
    self.plan = plan
    self.scenario = scenario
    self.cityName = cityName
    self.scenarioName = scenarioName
    self.sectorNames = sectorNames
    self.emissionUnit = emissionUnit
    self.moneyUnit = moneyUnit
    self.years = years
    self.drivers = drivers
    self.streams = streams
    self.sectors = sectors
    self.measures = measures
    self.values = values
  }

  func word(_ key: String) -> String? { values[key]?.word }
  func figure(_ key: String) -> Double? { values[key]?.figure }

  /// Years of a series; a single figure holds for all.
  func series(_ key: String) -> [Double]? {
    switch values[key]?.content {
    case .series(let values): values
    case .figure(let number): years.map { _ in number }
    case .word, nil: nil
    }
  }
}

/// What a resolved scenario lacks; only a kept one that was damaged, or made by another version, can.
package struct ResolvedScenarioError: Error, Sendable, Equatable, CustomStringConvertible {
  package let key: String

  package init(key: String) { self.key = key }

  package var description: String { "the resolved scenario has no usable '\(key)'" }
}

extension ResolvedScenario {
  /// As the plan writes it.
  package var baseYear: String? { word("base_year") }

  /// The year of its target, or the horizon.
  package var comparedYear: Int? { word("target").flatMap { word("targets.\($0).year") }.flatMap { Int($0) } ?? years.last }

  /// Decision status of a measure by its key, `measures.id`; nil for other keys.
  package func status(of key: String) -> String? { word("\(key).status") }
}
