import Programmes

extension FollowUpReport {
  /// All programmes side by side. The sum of their budgets is not printed: outputs, reach and money share no unit, and the papers leave
  /// open whether the budget is each programme's own.
  package var programmeTable: TextTable? {
    if followUp.programmes.isEmpty { return nil }
    let heads: [TextTable.Column] = [
      .init(wording.text("programme.term")), .init(wording.text("programme.budget"), unit: wording.text("programme.eur_per_year")),
      .init(wording.text("programme.spent"), unit: "EUR"), .init(wording.text("programme.external"), unit: "EUR"),
      .init(wording.text("follow_up.status"), textWidth: 18), .init(wording.text("follow_up.rows")),
      .init(wording.text("programme.next_steps"), textWidth: 44),
    ]
    var table = TextTable(
      title: wording.text("programme.title", ["city": city]), rowHeading: wording.text("programme.programme"), labelWidth: 34,
      columns: heads,
      rows: followUp.programmes.map { programme in
        let own = rows.filter { $0.placement.programme == programme.section }
        return .init(
          words.text(programme.name),
          [
            .orBlank(programme.term.map { "\($0.lowerBound)–\($0.upperBound)" }), .number(programme.budget, decimals: 0),
            .number(sum(programme.spent), decimals: 0), .number(sum(programme.external), decimals: 0),
            .orBlank(RollUp(own, by: rule).status.map(words.status)), .count(own.count),
            .orBlank(programme.nextSteps.map(words.text).joined(separator: "; ")),
          ])
      })
    table.id = "programmes"
    return table
  }

  /// The half-yearly report of one programme: its money by year, its outcomes in the shape of the target table, and what comes next.
  package func programmeTables(_ programme: Programme, isSplit: Bool) -> [TextTable] {
    let own = rows.filter { $0.placement.programme == programme.section }
    let name = words.text(programme.name)
    var money = moneyTable(programme, name)
    money.id = "money"
    return [money]
      + (own.isEmpty
        ? [] : [targetTable(wording.text("programme.outcomes_title", ["programme": name]), id: "outcomes", own, isSplit: isSplit)])
      + (programme.nextSteps.isEmpty ? [] : [nextTable(programme, name)])
  }

  private func nextTable(_ programme: Programme, _ name: String) -> TextTable {
    var table = TextTable(
      title: wording.text("programme.next_title", ["programme": name]), rowHeading: "",
      columns: [.init(wording.text("programme.next_steps"), textWidth: 90)],
      rows: programme.nextSteps.enumerated().map { .init("\($0 + 1).", [words.cell($1)]) })
    table.id = "next"
    return table
  }

  /// Budget, money used and money from outside, year by year; a year of which nothing is told has a blank, not a zero.
  private func moneyTable(_ programme: Programme, _ name: String) -> TextTable {
    let years = Set(known(programme.spent + programme.external).map(\.year)).sorted()
    let term = programme.term.map { "\($0.lowerBound)–\($0.upperBound)" } ?? "–"
    let perYear = TextTable.Row(
      wording.text("programme.each_year", ["term": term]), [.number(programme.budget, decimals: 0), .blank, .blank, .blank])
    let byYear = years.map { year -> TextTable.Row in
      let spent = programme.spent.filter { $0.year == year }, external = programme.external.filter { $0.year == year }
      let purposes = (spent + external).map { words.text($0.name) }.filter { !$0.isEmpty }
      return .init(
        .year(year),
        [
          .number(programme.budget, decimals: 0), .number(sum(spent), decimals: 0), .number(sum(external), decimals: 0),
          .orBlank(purposes.joined(separator: "; ")),
        ])
    }
    return TextTable(
      title: wording.text("programme.money_title", ["programme": name]), rowHeading: wording.text("year"),
      columns: [
        .init(wording.text("programme.budget"), unit: wording.text("programme.eur_per_year")),
        .init(wording.text("programme.spent"), unit: "EUR"),
        .init(wording.text("programme.external"), unit: "EUR"), .init(wording.text("programme.purpose"), textWidth: 60),
      ], rows: byYear.isEmpty ? [perYear] : byYear)
  }

  /// Nil where nothing is told: blank is not zero.
  private func sum(_ money: [Programme.Money]) -> Double? {
    let known = known(money)
    return known.isEmpty ? nil : known.map(\.amount).reduce(0, +)
  }

  /// Money of years that had begun by the day of the report.
  private func known(_ money: [Programme.Money]) -> [Programme.Money] {
    money.filter { entry in day.map { entry.year <= $0.year } ?? true }
  }
}
