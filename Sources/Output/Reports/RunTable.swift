import Emissions
import Engine

/// The first line of `run --format csv`, whatever the number of plans.
package let runCSVHeader = "plan,scenario,item,id,year,value,unit\n"

/// What `run --format csv` prints below its header: one figure a row, so that any program can pick its own.
/// - Parameter outcomes: of the same scenarios, when they were drawn.
package func runCSV(_ results: [ScenarioResult], outcomes: [EnsembleOutcome] = []) -> String {
  var lines: [String] = []
  for (i, result) in results.enumerated() {
    let inputs = result.inputs
    func add(_ item: String, _ id: String, _ year: String, _ value: Double?, _ unit: String) {
      lines.append([inputs.plan.id, inputs.id, item, id, year, value.map { "\($0)" } ?? "", unit].joined(separator: ","))
    }
    func addYears(_ item: String, _ id: String, _ tonnes: [Double?]) {
      for (t, year) in result.years.enumerated() { add(item, id, String(year), tonnes[t].map { $0 / 1000 }, "kt CO2e/a") }
    }
    for sector in inputs.model.sectors { addYears("sector", sector.id, result.sectors.row(sector.id) ?? []) }
    addYears("total", "", result.total)
    addYears("baseline", "", result.baseline)
    addYears("net", "", result.net)
    addYears("ceiling", "", result.ceiling)
    addYears("gap", "", result.gap)
    add("cumulative", "", "", result.cumulative / 1000, "kt CO2e")
    if let target = result.target {
      add("target", target.target.id, String(target.target.year), target.target.level / 1000, "kt CO2e/a")
      add("target_met", target.target.id, String(target.target.year), target.isMet ? 1 : 0, "1")
      add("neutral_year", target.target.id, "", target.neutralYear.map(Double.init), "a")
    }
    if i < outcomes.count {
      let outcome = outcomes[i]
      for repair in inputs.uncertain.repairs {
        let change = repair.largestChange
        add("correlation_repair_distance", csvText(repair.names.joined(separator: " ")), "", repair.distance, "1")
        add("correlation_repair_largest_change", csvText("\(change.first) \(change.second)"), "", change.nearest - change.stated, "1")
      }
      for (q, probability) in outcome.probabilities.enumerated() {
        addYears("total_band", percentileName(probability), outcome.total.map { $0.whole.quantiles[q] })
      }
      let year = inputs.target.map { String($0.year) } ?? ""
      add("target_probability", inputs.target?.id ?? "", year, outcome.target?.whole.kept.estimate, "1")
      add("target_shortfall", inputs.target?.id ?? "", year, outcome.target.map { $0.whole.shortfall.value / 1000 }, "kt CO2e/a")
    }
    for outcome in result.measures {
      if let effect = outcome.effect { addYears("measure_effect", outcome.listing.id, effect) }
      if let firstIn = outcome.firstIn { addYears("measure_first_in", outcome.listing.id, firstIn) }
      if let lastOut = outcome.lastOut { addYears("measure_last_out", outcome.listing.id, lastOut) }
      add("measure_capex", outcome.listing.id, "", outcome.capital.map { $0 / 1e6 }, "MEUR")
      add("measure_npv", outcome.listing.id, "", outcome.netPresentCost.map { $0 / 1e6 }, "MEUR")
      add("measure_eur_per_t_one_year", outcome.listing.id, "", outcome.costPerTonneOfOneYear, "EUR/t")
      add("measure_eur_per_t_npv_cumulative", outcome.listing.id, "", outcome.netPresentCostPerTonne, "EUR/t")
    }
  }
  return lines.map { $0 + "\n" }.joined()
}
