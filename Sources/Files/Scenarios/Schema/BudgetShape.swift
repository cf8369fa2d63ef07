import ClimateBudgets
import Units

/// What a plan says of its climate budget, beside what its measures do.
let budgetShape = RecordShape(fields: [
  .optional("reporting", .record(budgetReportingShape), "units of the tables; those of the plan when left out"),
  .optional("units", .list(.record(responsibleUnitShape)), "responsible units"),
  .optional("inventories", .list(.record(inventoryYearShape)), "inventory years shown, with their vintage"),
  .optional("saved_ceilings", .record(savedCeilingShape), "ceilings as they were decided"),
  .optional("measures", .list(.record(measureBudgetShape)), "money, units and stated figures of measures"),
  .optional("totals", .list(.record(moneyTotalShape)), "all money of a kind, for shares"),
  .optional("closed_year", .record(closedYearShape), "the year that is followed up"),
])

private let budgetReportingShape = RecordShape(
  fields: [
    .required("emissions", .choice(["t CO2e", "kt CO2e"]), "unit of emissions; t without decimals, kt with one"),
    .required("money", .choice(["EUR", "kEUR", "MEUR"]), "unit of money; MEUR with two decimals"),
  ], hasProvenance: false)

private let responsibleUnitShape = RecordShape(
  fields: [.required("id", .identifier, "id"), .required("name", .name, "name")], hasProvenance: false)

private let inventoryYearShape = RecordShape(fields: [
  .required("year", .year, "year"),
  .required("standing", .choice(InventoryYear.Standing.allCases.map(\.rawValue)), "whether the figures are final"),
  .optional("vintage", .text, "statistics release, in words; the source when left out"),
  .optional("total", .value(.emissionsPerYear), "total as the source prints it"),
  .optional("sectors", .keyed(.value(.emissionsPerYear)), "figures by sector; what is left out is unknown"),
])

private let savedCeilingShape = RecordShape(fields: [
  .required("vintage", .text, "statistics release that the base is from"),
  .required("base", .value(.emissionsPerYear), "emissions of the base year at the time of the decision"),
  .required("shares", .keyed(.value(.share)), "ceiling of each year as a share of the base"),
  .optional("follow_inventory", .flag, "whether a restated inventory moves the tonnes; false when left out"),
])

private let measureBudgetShape = RecordShape(fields: [
  .required("id", .identifier, "id of the measure"),
  .optional("sector", .identifier, "sector that it belongs to"),
  .optional("unit", .identifier, "responsible unit"),
  .optional("reporting_unit", .identifier, "unit that reports"),
  .optional("stated_effect", .value(.emissionsPerYear), "effect as the city states it; negative: less"),
  .optional("stated_against", .year, "year that the stated effect counts from"),
  .optional("stated_cost", .value(.money), "cost in all as the city states it"),
  .optional("effects_in", .list(.identifier), "measures that hold the effects of this cost"),
  .optional("city_share", .value(.share), "part of the cost that the city pays"),
  .optional("indicator", .name, "what is followed"),
  .optional("money", .list(.record(moneyLineShape)), "money by year"),
  .optional("used", .value(.money), "money used in the closed year"),
  .optional("cause", .choice(DeviationCause.allCases.map(\.rawValue)), "class of the cause of a deviation"),
])

private let flow = RecordShape.Field.required(
  "flow", .choice(MoneyLine.Kind.allCases.map(\.rawValue)), "operating money, investment or saving")
private let body = RecordShape.Field.required("body", .choice(MoneyLine.Body.allCases.map(\.rawValue)), "whose money it is")

private let moneyLineShape = RecordShape(fields: [
  .optional("unit", .identifier, "responsible unit; that of the measure when left out"), body, flow,
  .optional("purpose", .choice(MoneyLine.Purpose.allCases.map(\.rawValue)), "mitigation when left out"),
  .optional("years", .keyed(.value(.money)), "amount of each year; what is left out is unknown"),
  .optional("total", .value(.money), "amount of `first` to `last` in equal parts"),
  .optional("first", .year, "first year of the total"), .optional("last", .year, "last year of the total"),
  .optional("split_source", .text, "who splits the total evenly; assumed when left out"),
  .optional("zone", .choice(savuZones), "SAVU zone"),
  .optional("service_class", .text, "AURA service class"), .optional("account", .text, "account code"),
])

private let moneyTotalShape = RecordShape(fields: [
  flow, body, .required("years", .keyed(.value(.money)), "amount of each year"),
])

private let closedYearShape = RecordShape(fields: [
  .required("year", .year, "year"),
  .optional("ceiling", .value(.emissionsPerYear), "ceiling, where it is not the plan's"),
  .optional(
    "causes", .keyed(.value(.emissionsPerYear)), "tonnes by cause: \(DeviationCause.allCases.map(\.rawValue).joined(separator: ", "))"),
])
