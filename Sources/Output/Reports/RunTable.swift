import Emissions
import Engine
import Uncertainty

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
    [plan, scenario, item, csvText(id), year.map { "\($0)" } ?? "", value.map { "\($0)" } ?? "", unit].joined(separator: ",")
  }
}

/// What `run --format csv` prints below its header: one figure a row, so that any program can pick its own.
package func runCSV(_ figures: [RunFigure]) -> String { figures.map { $0.csv + "\n" }.joined() }

/// Every figure of the scenarios, in their order.
/// - Parameter outcomes: of the same scenarios, when they were drawn.
/// - Parameter comparisons: of the same scenarios, when several were drawn.
package func runFigures(
  _ results: [ScenarioResult], outcomes: [EnsembleOutcome] = [], comparisons: [ScenarioComparison] = []
) -> [RunFigure] {
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
    for outcome in result.moneyLimits {
      add("money_limit", outcome.limit.id, nil, outcome.limit.amount / 1e6, "MEUR")
      add("money_limit_spent", outcome.limit.id, nil, outcome.spent / 1e6, "MEUR")
      add("money_limit_kept", outcome.limit.id, nil, outcome.isKept ? 1 : 0, "1")
    }
    if i < outcomes.count {
      let outcome = outcomes[i]
      for repair in inputs.uncertain.repairs {
        let change = repair.largestChange
        add("correlation_repair_distance", repair.names.joined(separator: " "), nil, repair.distance, "1")
        add("correlation_repair_largest_change", "\(change.first) \(change.second)", nil, change.nearest - change.stated, "1")
      }
      for (q, probability) in outcome.probabilities.enumerated() {
        addYears("total_band", percentileName(probability), outcome.total.map { $0.whole.quantiles[q] })
      }
      for (t, year) in result.years.enumerated() {
        for answer in outcome.agreements(outcome.total[t]) {
          add("total_band_error", answer.figure, year, answer.agreement.standardError.map { $0 / 1000 }, "kt CO2e/a")
          add("total_band_half_difference", answer.figure, year, answer.agreement.difference / 1000, "kt CO2e/a")
        }
      }
      func addLimit(_ item: String, _ id: String, _ year: Int?, _ summary: HalfSampled<LimitSummary>, _ scale: Double, _ unit: String) {
        add("\(item)_probability", id, year, summary.whole.kept.estimate, "1")
        add("\(item)_probability_error", id, year, summary.whole.kept.standardError, "1")
        add("\(item)_probability_half_difference", id, year, summary.agreementOfKept.difference, "1")
        add("\(item)_shortfall", id, year, summary.whole.shortfall.value / scale, unit)
        add("\(item)_shortfall_error", id, year, summary.whole.shortfall.standardError.map { $0 / scale }, unit)
        add("\(item)_shortfall_half_difference", id, year, summary.agreementOfShortfall.difference / scale, unit)
      }
      if let target = outcome.target {
        addLimit("target", inputs.target?.id ?? "", inputs.target?.year, target, 1e3, "kt CO2e/a")
      }
      for ceiling in outcome.ceilings { addLimit("ceiling", "", ceiling.year, ceiling.summary, 1e3, "kt CO2e/a") }
      if let budget = outcome.carbonBudget { addLimit("carbon_budget", "", nil, budget, 1e3, "kt CO2e") }
      for money in outcome.money { addLimit("money_limit", money.limit.id, nil, money.kept, 1e6, "MEUR") }
      for comparison in comparisons where comparison.scenario == i {
        figures += comparisonFigures(comparison, results)
      }
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

/// One scenario less another: `id` is the other, and `difference_emissions_p05` and the like are the items.
func comparisonFigures(_ comparison: ScenarioComparison, _ results: [ScenarioResult]) -> [RunFigure] {
  let (inputs, other) = (results[comparison.scenario].inputs, results[comparison.other].inputs.id)
  let figures: [(Headline, name: String, year: Int?, unit: String)] = [
    (.emissions, "emissions", comparison.year, "kt CO2e/a"), (.cumulative, "cumulative", nil, "kt CO2e"),
    (.netPresentCost, "system_npv", nil, "MEUR"),
  ]
  return figures.flatMap { headline, name, year, unit -> [RunFigure] in
    let paired = comparison.figure(headline)
    let whole = paired.difference.whole
    var values = zip(comparison.probabilities, whole.quantiles).map { (percentileName($0), $1 / headline.unit, unit) }
    values += [
      ("mean", whole.mean / headline.unit, unit), ("mean_error", whole.standardError / headline.unit, unit),
      ("mean_error_independent", paired.independentStandardError / headline.unit, unit),
      ("mean_half_difference", paired.difference.halfDifference(\.mean) / headline.unit, unit),
      ("at_most_probability", paired.atMost.whole.estimate, "1"),
      ("at_most_probability_error", paired.atMost.whole.standardError, "1"),
      ("at_most_probability_half_difference", paired.atMost.halfDifference(\.estimate), "1"),
    ]
    return values.map { item, value, unit in
      RunFigure(
        plan: inputs.plan.id, scenario: inputs.id, item: "difference_\(name)_\(item)", id: other, year: year, value: value, unit: unit)
    }
  }
}
