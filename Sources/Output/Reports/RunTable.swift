import Emissions
import Engine

/// What `run --format csv` prints: one figure a row, so that any program can pick its own.
package func runCSV(_ results: [ScenarioResult]) -> String {
  var lines = ["plan,scenario,item,id,year,value,unit"]
  for result in results {
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
    for outcome in result.measures {
      if let effect = outcome.effect { addYears("measure_effect", outcome.listing.id, effect) }
      add("measure_capex", outcome.listing.id, "", outcome.capital.map { $0 / 1e6 }, "MEUR")
      add("measure_npv", outcome.listing.id, "", outcome.netPresentCost.map { $0 / 1e6 }, "MEUR")
      add("measure_eur_per_t_one_year", outcome.listing.id, "", outcome.costPerTonneOfOneYear, "EUR/t")
      add("measure_eur_per_t_npv_cumulative", outcome.listing.id, "", outcome.netPresentCostPerTonne, "EUR/t")
    }
  }
  return lines.map { $0 + "\n" }.joined()
}
