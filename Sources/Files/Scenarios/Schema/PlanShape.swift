import Emissions
import Engine
import Units

/// A whole city plan: every section, every key.
let planShape = RecordShape(fields: [
  .required("plan", .identifier, "id of the plan"),
  .required("name", .name, "name of the city"),
  .optional("datasets", .text, "folder of the data package, relative to the plan"),
  .required("years", .record(yearsShape), "first year and horizon of the model"),
  .required("base_year", .year, "year that reductions are counted from"),
  .optional("gwp_set", .choice(["AR4", "AR5", "AR6", "not_stated"]), "global warming potentials behind t CO2e"),
  .required("reporting", .record(reportingShape), "units of the results"),
  .optional("inventory", .record(inventoryShape), "which inventory the model is scaled to"),
  .optional("money", .record(moneyShape), "price year, interest and methods"),
  .optional("targets", .list(.record(targetShape)), "what the city has promised"),
  .optional("target", .identifier, "target of scenarios that name none"),
  .optional("ceiling", .variants(key: "method", ceilingShapes), "allowed emissions by year"),
  .optional("carbon_budget", .value(.emissions), "emissions of all years together"),
  .optional("effect_cap", .value(.share), "largest share of a demand that one measure removes"),
  .optional("parameters", .list(.record(parameterShape)), "central values of the uncertain levers"),
  .optional("correlations", .record(correlationsShape), "which uncertain levers move together"),
  .optional("cases", .record(casesShape), "named vectors of the levers"),
  .required("drivers", .list(.record(driverShape)), "what grows or falls by itself"),
  .required("streams", .list(.record(streamShape)), "energy carriers and processes"),
  .required("sectors", .list(.record(sectorShape)), "rows of the inventory"),
  .optional("measures", .list(.record(measureShape)), "decisions that change emissions"),
  .optional("investments", .record(investmentsShape), "projects, limits and programmes of investment, and the city's purse"),
  .optional("budget", .record(budgetShape), "what the climate budget says beside the measures"),
  .optional("follow_up", .record(followUpShape), "papers that tell how goals have come along"),
  .optional("programmes", .list(.record(programmeShape)), "development programmes and their money"),
  .optional("report", .record(reportShape), "what the city's page tells, and in which order"),
  .optional("override_groups", .list(.record(overrideGroupShape)), "overrides that several scenarios share"),
  .required("scenarios", .list(.record(scenarioShape)), "worlds to compare"),
])

private let reportShape = RecordShape(
  fields: [
    .optional("scenario", .identifier, "scenario that the page is about"),
    .optional("year", .year, "year of the climate budget"),
    .optional("sections", .list(.choice(DashboardSection.allCases.map(\.rawValue))), "sections in their order; all when left out"),
  ], hasProvenance: false)

private let yearsShape = RecordShape(
  fields: [.required("first", .year, "first year"), .required("last", .year, "horizon")], hasProvenance: false)

private let reportingShape = RecordShape(
  fields: [
    .required("emissions", .choice(["t CO2e", "kt CO2e", "Mt CO2e"]), "unit of emissions per year"),
    .required("money", .choice(["EUR", "kEUR", "MEUR"]), "unit of money"),
  ], hasProvenance: false)

private let inventoryShape = RecordShape(fields: [
  .optional("municipality", .text, "municipality as in the data package"),
  .optional("inventory", .text, "inventory as in the data package"),
  .optional("source_id", .text, "statistics release, i.e. the vintage"),
  .required("calibration_year", .year, "year whose inventory the model gives exactly"),
  .optional("base_total", .value(.emissionsPerYear), "total of the base year, where no data row has it"),
])

private let moneyShape = RecordShape(fields: [
  .required("price_year", .year, "year whose prices all money is in"),
  .required("discount_rate", .value(.share), "real interest rate per year"),
  .optional("capital", .choice(CapitalMethod.allCases.map(\.rawValue)), "how capital enters a net present value"),
  .optional("eur_per_t", .choice(CostPerTonneMethod.allCases.map(\.rawValue)), "method of the EUR/t column"),
  .optional("carbon_price", .record(carbonPriceShape), "shadow price of CO2"),
  .optional("limits", .list(.record(moneyLimitShape)), "at most so much money for the measures"),
])

private let moneyLimitShape = RecordShape(fields: [
  .required("id", .identifier, "id"),
  .optional("name", .name, "name"),
  .required("what", .choice(MoneyLimit.Figure.allCases.map(\.rawValue)), "money that is counted: investment, running, or net of savings"),
  .required("amount", .value(.money), "at most, over the years together"),
  .required("base", .text, "what the amount covers: gross or net, city or group, leases in or out"),
  .optional("year", .year, "one year; all years of the plan when neither `year` nor `years` is given"),
  .optional("years", .record(limitYearsShape), "first and last year that are counted together"),
])

private let limitYearsShape = RecordShape(
  fields: [.required("first", .year, "first year"), .required("last", .year, "last year")], hasProvenance: false)

private let carbonPriceShape = RecordShape(fields: [
  .required("first", .value(.moneyPerEmissions), "in the first year"),
  .required("last", .value(.moneyPerEmissions), "in the last year"),
])

private let targetShape = RecordShape(fields: [
  .required("id", .identifier, "id"),
  .optional("name", .name, "name"),
  .required("year", .year, "target year"),
  .optional("level", .value(.emissionsPerYear), "emissions at most"),
  .optional("base", .value(.emissionsPerYear), "emissions that the reduction is counted from"),
  .optional("reduction", .value(.share), "share of the base to be cut"),
  .optional("residual", .record(residualShape), "what becomes of the rest"),
])

private let residualShape = RecordShape(fields: [
  .required("to", .choice(["sinks", "offsets", "sinks_or_offsets"]), "where the rest goes"),
  .required("up_to", .value(.share), "share of the base that may remain"),
])

private let ceilingShapes: [(String, RecordShape)] = [
  ("straight_line", RecordShape(fields: [.required("from", .record(levelShape), "where the line starts")] + ceilingFields)),
  (
    "constant_percentage",
    RecordShape(
      fields: [
        .required("first", .record(levelShape), "first year and its ceiling"),
        .required("budget", .value(.emissions), "emissions of the first and all later years together"),
        .optional("until", .year, "last year of the budget; without it the budget lasts for ever"),
      ] + ceilingFields)
  ),
  (
    "given",
    RecordShape(
      fields: [
        .required("levels", .series(nil), "ceilings by year, in tonnes or as shares of `base`"),
        .optional("base", .value(.emissionsPerYear), "what shares are of"),
      ] + ceilingFields)
  ),
]

private let ceilingFields: [RecordShape.Field] = [
  .required("method", .choice(["straight_line", "constant_percentage", "given"]), "how ceilings are set"),
  .optional("carry_over", .flag, "whether an overrun is taken off the next year's ceiling"),
]

private let levelShape = RecordShape(fields: [
  .required("year", .year, "year"),
  .required("level", .value(.emissionsPerYear), "emissions"),
])

private let parameterShape = RecordShape(fields: [
  .required("id", .text, "lever, or lever/member"),
  .optional("value", .value(nil), "central value; that of the distribution when left out"),
  .optional("distribution", distributionShape, "how the value is spread"),
])

let distributionShape = Shape.variants(key: "shape", distributionShapes)

private let distributionShapes: [(String, RecordShape)] = {
  let low = RecordShape.Field.optional("low", .value(nil), "low end"), high = RecordShape.Field.optional("high", .value(nil), "high end")
  let mode = RecordShape.Field.optional("mode", .value(nil), "most likely value")
  let percentiles = ["p10", "p50", "p90"].map { RecordShape.Field.optional($0, .value(nil), "in place of the other numbers") }
  let kinds: [(String, [RecordShape.Field])] = [
    ("normal", [.optional("mean", .value(nil), "mean"), .optional("sd", .value(nil), "standard deviation")] + percentiles),
    (
      "lognormal",
      [.optional("mu", .value(nil), "mean of the logarithm"), .optional("sigma", .value(nil), "standard deviation of the logarithm")]
        + percentiles
    ),
    ("triangular", [low, mode, high] + percentiles),
    ("pert", [low, mode, high]),
    ("uniform", [low, high]),
    ("log_uniform", [low, high]),
    ("discrete", [.required("values", .list(.record(weightedValueShape)), "values with their weights")]),
    (
      "empirical",
      [
        .optional("values", .list(.value(nil)), "values, each as likely as any other"),
        .optional("dataset", .text, "table whose cells are the values"), .optional("where", .keyed(.anything), "which rows"),
        .optional("field", .text, "which column"),
      ]
    ),
  ]
  let shape = RecordShape.Field.required("shape", .choice(kinds.map(\.0)), "family of the distribution")
  let truncation = RecordShape.Field.optional("within", .record(truncationShape), "ends that it is cut off at")
  return kinds.map { ($0.0, RecordShape(fields: [shape] + $0.1 + [truncation])) }
}()

private let weightedValueShape = RecordShape(fields: [
  .required("value", .value(nil), "value"), .required("weight", .value(.share), "weight, relative to the others"),
])

private let truncationShape = RecordShape(fields: [
  .optional("low", .value(nil), "least value"), .optional("high", .value(nil), "greatest value"),
])

private let correlationsShape = RecordShape(fields: [
  .optional("meaning", .choice(["spearman", "normal_scores"]), "what the values are; rank correlations when left out"),
  .required("blocks", .list(.record(correlationBlockShape)), "parameters that move together"),
])

private let correlationBlockShape = RecordShape(fields: [
  .required("of", .list(.text), "parameters; * stands for any run of characters"),
  .required("value", .value(.share), "correlation of every two of them, between -1 and 1"),
])

private let casesShape = RecordShape(
  fields: [
    .optional("file", .text, "CSV in the plan's folder: parameter, then one column per case"),
    .optional("draws", .keyed(.text), "CSV per name: one column per parameter, one row per draw"),
  ], hasProvenance: false)

private let driverShape = RecordShape(fields: [
  .required("id", .identifier, "id"),
  .optional("name", .name, "name"),
  .required("unit", .text, "unit of the values"),
  .required("values", .series(nil), "value of every year"),
])

private let streamShape = RecordShape(fields: [
  .required("id", .identifier, "id"),
  .optional("name", .name, "name"),
  .optional("process", .flag, "whether demand is in t CO2e already"),
  .optional("emission_factor", .series(.emissionsPerEnergy), "per energy"),
  .optional("price", .series(.moneyPerEnergy), "per energy"),
])

private let sectorShape = RecordShape(fields: [
  .required("id", .identifier, "id, as in the inventory"),
  .optional("name", .name, "name"),
  .optional("gpc", .text, "code of the Global Protocol for Community-scale inventories"),
  .required("driver", .identifier, "driver that activity follows"),
  .optional("activity", .series(nil), "activity per unit of driver; 1 when left out"),
  .optional("inventory", .keyed(.value(.emissionsPerYear)), "inventory figures by year, instead of data rows"),
  .required("streams", .list(.record(demandShape)), "what the sector asks of each stream"),
])

private let demandShape = RecordShape(fields: [
  .required("stream", .identifier, "stream"),
  .required("intensity", .series(nil), "energy (process: t CO2e) per unit of activity"),
  .optional("calibration", .series(.share), "factors by which the intensity was tuned to a published result"),
])

let measureShape = RecordShape(fields: [
  .required("id", .identifier, "id"),
  .required("name", .name, "name"),
  .optional("owner", .text, "responsible unit"),
  .required("status", .choice(MeasureListing.DecisionStatus.allCases.map(\.rawValue)), "state of the decision"),
  .required("class", .choice(MeasureListing.EffectClass.allCases.map(\.rawValue)), "how far its effect is known"),
  .optional("group", .identifier, "measures of a group share uncertain factors"),
  .optional("effect", .variants(key: "on", effectShapes), "what it does; only for class quantified"),
  .optional("adoption", .variants(key: "curve", adoptionShapes), "how it spreads over the years"),
  .optional("max_uptake", .value(.share), "share of the whole reached at full adoption; 1 when left out"),
  .optional("cost", .record(costShape), "what it costs and saves"),
])

private let effectShapes: [(String, RecordShape)] = {
  let sector = RecordShape.Field.required("sector", .identifier, "sector it acts in")
  let stream = RecordShape.Field.required("stream", .identifier, "stream it acts on")
  let share = RecordShape.Field.required("share", .value(.share), "share removed at full adoption; negative adds")
  let amount = RecordShape.Field.required("amount", .value(.emissionsPerYear), "at full adoption")
  let kinds: [(String, [RecordShape.Field])] = [
    ("intensity", [sector, stream, share]),
    ("activity", [sector, share]),
    (
      "switch",
      [
        sector, stream, .required("to", .identifier, "stream that takes over"),
        .required("ratio", .value(.share), "energy of the new stream per energy removed"), share,
      ]
    ),
    ("emission_factor", [stream, share]),
    ("tonnes", [sector, amount]),
    ("sink", [amount]),
    ("offset", [amount]),
  ]
  let on = RecordShape.Field.required("on", .choice(kinds.map(\.0)), "what it acts on")
  return kinds.map { ($0.0, RecordShape(fields: [on] + $0.1)) }
}()

private let adoptionShapes: [(String, RecordShape)] = {
  let start = RecordShape.Field.required("start", .startYear, "last year without it")
  let ramp = RecordShape.Field.required("ramp", .value(.years), "years from the start to full adoption")
  let kinds: [(String, [RecordShape.Field])] = [
    ("linear", [start, ramp]),
    ("logistic", [start, ramp]),
    ("step", [.required("start", .startYear, "first year with it")]),
    ("given", [.required("levels", .series(.share), "level of every year")]),
  ]
  let curve = RecordShape.Field.required("curve", .choice(kinds.map(\.0)), "form of the curve")
  return kinds.map { ($0.0, RecordShape(fields: [curve] + $0.1)) }
}()

private let costShape = RecordShape(fields: [
  .optional("capex", .value(.money), "investment for the whole measure"),
  .optional("opex_share", .value(.share), "operating cost per year, as a share of the investment"),
  .optional("opex", .value(.moneyPerYear), "operating cost per year at full adoption"),
  .optional("saving", .value(.moneyPerYear), "savings per year at full adoption, beside saved energy"),
  .optional("lifetime", .value(.years), "whole years; needed with capex"),
])

private let overrideGroupShape = RecordShape(
  fields: [.required("id", .identifier, "id")] + overrideFields)

private let overrideFields: [RecordShape.Field] = [
  .optional("set", .keyed(.anything), "key.path: new value; `*` matches any id"),
  .optional("multiply", .keyed(.value(.share)), "key.path: factor on the value that stands there"),
]

private let scenarioShape = RecordShape(
  fields: [
    .required("id", .identifier, "id"),
    .optional("name", .name, "name"),
    .optional("extends", .identifier, "scenario that this one starts from"),
    .optional("use", .list(.identifier), "override groups, in order"),
    .optional("measures", .list(.pattern), "measures switched on, added to those of `extends`"),
    .optional("target", .identifier, "target"),
  ] + overrideFields)
