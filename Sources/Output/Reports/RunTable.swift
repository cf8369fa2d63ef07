import Emissions
import Engine

/// The first line of `run --format csv`, whatever the number of plans.
package let runCSVHeader = "plan,scenario,item,id,year,value,unit\n"

/// One figure of a run: a row of `run --format csv`, and what is kept of a run to compare it by.
package struct RunFigure: Sendable, Equatable, Encodable {
  package var plan: String
  package var scenario: String
  package var item: String
  package var id: String
  package var year: Int?
  package var value: Double?
  package var unit: String

  package init(plan: String, scenario: String, item: String, id: String, year: Int?, value: Double?, unit: String) {
    self.plan = plan
    self.scenario = scenario
    self.item = item
    self.id = id
    self.year = year
    self.value = value
    self.unit = unit
  }

  fileprivate var csv: String {
    [plan, scenario, item, id, year.map { "\($0)" } ?? "", value.map { "\($0)" } ?? "", unit].joined(separator: ",")
  }
}

/// What `run --format csv` prints below its header: one figure a row, so that any program can pick its own.
package func runCSV(_ figures: [RunFigure]) -> String { figures.map { $0.csv + "\n" }.joined() }

/// Every figure of the scenarios, in their order.
/// - Parameter outcomes: of the same scenarios, when they were drawn.
package func runFigures(_ results: [ScenarioResult], outcomes: [EnsembleOutcome] = []) -> [RunFigure] {
  var figures: [RunFigure] = []
  for (i, result) in results.enumerated() {
    let inputs = result.inputs
    func add(_ item: String, _ id: String, _ year: Int?, _ value: Double?, _ unit: String) {
      figures.append(
        RunFigure(plan: inputs.plan.id, scenario: inputs.id, item: item, id: id, year: year, value: value, unit: unit))
    }
    func addYears(_ item: String, _ id: String, _ tonnes: [Double?]) {
      for (t, year) in result.years.enumerated() { add(item, id, year, tonnes[t].map { $0 / 1000 }, "kt CO2e/a") }
    }
    for sector in inputs.model.sectors { addYears("sector", sector.id, result.sectors.row(sector.id) ?? []) }
    addYears("total", "", result.total)
    addYears("baseline", "", result.baseline)
    addYears("net", "", result.net)
    addYears("ceiling", "", result.ceiling)
    addYears("gap", "", result.gap)
    add("cumulative", "", nil, result.cumulative / 1000, "kt CO2e")
    if let target = result.target {
      add("target", target.target.id, target.target.year, target.target.level / 1000, "kt CO2e/a")
      add("target_met", target.target.id, target.target.year, target.isMet ? 1 : 0, "1")
      add("neutral_year", target.target.id, nil, target.neutralYear.map(Double.init), "a")
    }
    if i < outcomes.count {
      let outcome = outcomes[i]
      for (q, probability) in outcome.probabilities.enumerated() {
        addYears("total_band", percentileName(probability), outcome.total.map { $0.whole.quantiles[q] })
      }
      let year = inputs.target?.year
      add("target_probability", inputs.target?.id ?? "", year, outcome.target?.whole.kept.estimate, "1")
      add("target_shortfall", inputs.target?.id ?? "", year, outcome.target.map { $0.whole.shortfall.value / 1000 }, "kt CO2e/a")
    }
    for outcome in result.measures {
      if let effect = outcome.effect { addYears("measure_effect", outcome.listing.id, effect) }
      if let firstIn = outcome.firstIn { addYears("measure_first_in", outcome.listing.id, firstIn) }
      if let lastOut = outcome.lastOut { addYears("measure_last_out", outcome.listing.id, lastOut) }
      add("measure_capex", outcome.listing.id, nil, outcome.capital.map { $0 / 1e6 }, "MEUR")
      add("measure_npv", outcome.listing.id, nil, outcome.netPresentCost.map { $0 / 1e6 }, "MEUR")
      add("measure_eur_per_t_one_year", outcome.listing.id, nil, outcome.costPerTonneOfOneYear, "EUR/t")
      add("measure_eur_per_t_npv_cumulative", outcome.listing.id, nil, outcome.netPresentCostPerTonne, "EUR/t")
    }
  }
  return figures
}
