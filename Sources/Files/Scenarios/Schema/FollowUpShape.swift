import Units

/// What is followed: papers with their rows, and which rows are one indicator.
let followUpShape = RecordShape(fields: [
  .optional("tolerance", .value(.share), "deviation that counts as none; 0 when left out"),
  .required("papers", .list(.record(paperShape)), "papers that tell how goals have come along, in order of time"),
  .optional("comparisons", .list(.identifier), "rows that are told for comparison and are nobody's goal"),
  .optional("links", .list(.record(indicatorLinkShape)), "rows that tell of one and the same indicator"),
])

private let paperShape = RecordShape(fields: [
  .required("id", .identifier, "id"),
  .required("name", .name, "name"),
  .required("situation", .text, "day or period that the paper tells of, such as 2021-04-30"),
  .optional("targets_fall_due", .text, "when targets without a date of their own fall due, such as 2021"),
  .required("rows", .record(indicatorRowsShape), "where its rows stand"),
])

private let indicatorRowsShape = RecordShape(
  fields: [
    .optional("dataset", .text, "table of the data package"),
    .optional("where", .keyed(.text), "which of its rows, column: text"),
    .optional("file", .text, "CSV in the plan's folder, with the columns of the dataset 'indicators'"),
  ], hasProvenance: false)

private let indicatorLinkShape = RecordShape(fields: [
  .required("id", .identifier, "id"),
  .optional("name", .name, "name; that of the first row when left out"),
  .required("rows", .list(.identifier), "ids of the rows"),
  .optional("measures", .list(.identifier), "measures that work on it"),
  .optional("projects", .list(.identifier), "projects that work on it"),
])

/// A development programme and its money.
let programmeShape = RecordShape(fields: [
  .required("id", .identifier, "id"),
  .required("name", .name, "name"),
  .optional("owner", .text, "responsible unit or person"),
  .optional("term", .record(termShape), "first and last year"),
  .required("section", .text, "text of the column 'programme_or_section' of its rows"),
  .optional("budget", .value(.moneyPerYear), "budget per year"),
  .optional("spent", .list(.record(programmeMoneyShape)), "money used, by year and purpose"),
  .optional("external_funding", .list(.record(programmeMoneyShape)), "money from outside the city, by year and giver"),
  .optional("measures", .list(.identifier), "measures that it furthers"),
  .optional("projects", .list(.identifier), "projects that it furthers"),
  .optional("next_steps", .list(.name), "what comes next"),
])

private let termShape = RecordShape(
  fields: [.required("first", .year, "first year"), .required("last", .year, "last year")], hasProvenance: false)

private let programmeMoneyShape = RecordShape(fields: [
  .required("year", .year, "year"),
  .required("amount", .value(.money), "amount"),
  .optional("name", .name, "what for, or from whom"),
])
