import Investments
import Units

/// The section `investments` of a plan.
let investmentsShape = RecordShape(fields: [
  .required("years", .record(programmeYearsShape), "first and last year of the programme"),
  .required("price_year", .year, "year whose prices the programme is in"),
  .optional("price_index", .record(priceIndexShape), "index by which costs of other price years are converted"),
  .required("base", .record(baseShape), "what the money of the tables counts"),
  .required("layer", .record(layerShape), "accessibility zones of one network year, best first"),
  .required("categories", .list(.record(namedShape)), "kinds of investment"),
  .optional("payers", .list(.record(namedShape)), "names of those who pay beside the city"),
  .optional("scenario", .identifier, "scenario whose emissions a programme changes; the first when left out"),
  .optional("programme", .identifier, "programme that is looked at when none is named"),
  .optional("cap", .identifier, "the limit that '--cap' means"),
  .optional("projects", .list(.record(projectShape)), "projects"),
  .optional("project_tables", .list(.text), "CSV tables of projects in the plan's folder"),
  .required("limits", .list(.variants(key: "on", limitShapes)), "caps and floors"),
  .optional("programmes", .list(.record(investmentProgrammeShape)), "projects with their chosen starts"),
  .optional("follow_up", .list(.variants(key: "of", followUpShapes)), "figures that the city has reported"),
  .optional("finance", .record(financeShape), "the city's purse"),
])

private let programmeYearsShape = RecordShape(
  fields: [.required("first", .year, "first year"), .required("last", .year, "last year")], hasProvenance: false)

private let priceIndexShape = RecordShape(fields: [
  .optional("name", .name, "name of the index"),
  .required("values", .keyed(.value(.share)), "index by year"),
])

private let baseShape = RecordShape(fields: [
  .required("flow", .choice(MoneyBase.Flow.allCases.map(\.rawValue)), "gross: the whole cost; net: what is left to the city"),
  .required("entity", .choice(MoneyBase.Entity.allCases.map(\.rawValue)), "the city alone, or the group with its companies"),
  .required("leases", .choice(MoneyBase.Leases.allCases.map(\.rawValue)), "whether leased premises are in or out"),
])

private let layerShape = RecordShape(
  fields: [.required("year", .year, "network year of the layer"), .required("zones", .list(.identifier), "zones, best first")])

private let namedShape = RecordShape(
  fields: [.required("id", .identifier, "id"), .optional("name", .name, "name")], hasProvenance: false)

private let projectShape = RecordShape(fields: [
  .required("id", .identifier, "id"),
  .optional("name", .name, "name"),
  .required("category", .identifier, "category"),
  .optional("unit", .text, "responsible unit"),
  .optional("fund", .identifier, "fund that pays the city's part"),
  .optional("payer", .choice(MoneyBase.Entity.allCases.map(\.rawValue)), "city, or group for a company; city when left out"),
  .optional("lease", .flag, "whether it is leased"),
  .optional("committed", .flag, "whether it is decided; needs 'start'"),
  .optional("start", .year, "first year of spending of a committed project"),
  .optional("earliest", .year, "earliest start; the programme's first year when left out"),
  .optional("latest", .year, "latest start; the programme's last year when left out"),
  .required("cost", .record(projectCostShape), "gross cost"),
  .optional("funding", .keyed(.value(nil)), "share or money of each payer; the rest is the city's, or 'city' says it"),
  .optional("zone", .text, "zone of the layer, city-wide or unlocated"),
  .optional("zones", .keyed(.value(.share)), "shares of several zones"),
  .optional("layer", .year, "network year of the zone; that of the programme's layer when left out"),
  .optional("exclusive_group", .identifier, "at most one project of the group is in a programme"),
  .optional("needs", .list(.record(needShape)), "projects that must be in the programme too"),
  .optional("enables", .list(.record(enabledShape)), "measures that wait for the project"),
  .optional("dwellings", .value(nil), "dwellings made ready in the last year of spending"),
  .optional("operating_cost", .value(.moneyPerYear), "from the year after the last year of spending; negative: a saving"),
])

private let projectCostShape = RecordShape(fields: [
  .required("price_year", .year, "year whose prices the cost is in"),
  .optional("total", .value(.money), "gross cost of all years"),
  .optional("years", .wholeNumber, "years that the total is spread over; 1 when left out"),
  .optional("spread", .choice(CostSpread.allCases.map(\.rawValue)), "how the total is spread; even when left out"),
  .optional("by_year", .list(.value(.money)), "gross cost of the first, second… year, in place of a total"),
])

private let needShape = RecordShape(
  fields: [
    .required("project", .identifier, "id of the project"),
    .optional("state", .choice(Prerequisite.State.allCases.map(\.rawValue)), "how far it must be at the start; finished when left out"),
  ], hasProvenance: false)

private let enabledShape = RecordShape(fields: [
  .required("measure", .identifier, "id of the measure"),
  .required("share", .value(.share), "share of the measure's effect that waits for the project"),
])

private let limitShapes: [(String, RecordShape)] = {
  let own: [RecordShape.Field] = [
    .required("id", .identifier, "id"),
    .optional("name", .name, "name"),
    .required("on", .choice(["money", "zone_share", "dwellings", "emissions"]), "what is limited"),
    .required("sense", .choice(InvestmentLimit.Sense.allCases.map(\.rawValue)), "a cap or a floor"),
    .required("per", .choice(["average", "total", "year"]), "mean of the programme's years, all together, or each year"),
    .optional("level", .value(nil), "the level; of every year with 'per: year'"),
    .optional("levels", .keyed(.value(nil)), "level by year, with 'per: year'"),
    .optional("cut", .value(.share), "share that is taken off the level"),
    .optional("in_force", .flag, "false: told beside the others, binds nobody"),
  ]
  let base = RecordShape.Field.required("base", .record(baseShape), "what the money counts")
  let scope: [RecordShape.Field] = [
    .optional("categories", .list(.identifier), "only these categories"),
    .optional("funds", .list(.identifier), "only what these funds pay"),
    .optional("units", .list(.text), "only what these units answer for"),
  ]
  let carry = RecordShape.Field.optional("carry_over", .value(nil), "most that is carried to the next year when a year leaves room")
  return [
    (
      "money",
      RecordShape(
        fields: own + [
          base, .optional("of_programme", .identifier, "in place of a level: the money of this programme"),
          .optional("zones", .list(.identifier), "only what lies in these zones"), carry,
        ] + scope)
    ),
    (
      "zone_share",
      RecordShape(fields: own + [base, .required("through", .identifier, "the zones from the best to this one")] + scope)
    ),
    ("dwellings", RecordShape(fields: own + [carry])),
    ("emissions", RecordShape(fields: own)),
  ]
}()

private let investmentProgrammeShape = RecordShape(fields: [
  .required("id", .identifier, "id"),
  .optional("name", .name, "name"),
  .required("projects", .keyed(.year), "project: start; committed projects are always in"),
])

private let followUpShapes: [(String, RecordShape)] = {
  let own: [RecordShape.Field] = [
    .required("id", .identifier, "id"),
    .optional("name", .name, "name"),
    .required("of", .choice(["zone_share", "dwellings_ready", "dwellings_completed"]), "what was reported"),
    .required("date", .text, "date or period, as the city writes it"),
    .optional("value", .value(nil), "the reported figure"),
    .optional("target", .value(nil), "what the city has promised"),
  ]
  return [
    ("zone_share", RecordShape(fields: own + [.required("through", .identifier, "the zones from the best to this one")])),
    ("dwellings_ready", RecordShape(fields: own)), ("dwellings_completed", RecordShape(fields: own)),
  ]
}()

private let financeShape: RecordShape = {
  let money = Shape.keyed(.value(.money))
  return RecordShape(fields: [
    .optional("annual_margin", money, "annual margin by year, before the operating cost of new projects"),
    .optional("net_investments", money, "net investments of years before the programme"),
    .optional("loan_stock", money, "loan stock at the end of the year"),
    .optional("loan_stock_change", money, "change of the loan stock, where it was published itself"),
    .optional("other_income", money, "sales of assets and the like"),
    .optional("population", .keyed(.value(nil)), "inhabitants by year"),
    .optional("turn_down_by", .year, "year in which the loan stock is to fall"),
  ])
}()
