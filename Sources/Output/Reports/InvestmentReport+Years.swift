import Engine
import Investments
import LabelledArrays

extension InvestmentReport {
  /// The purse, the dwellings and the tonnes of every year; a dash where nobody knows.
  var byYear: TextTable {
    var notes = FootnoteList(wording)
    let dwellings = plan.dwellings(check.programme), investments = plan.netInvestments(check.programme)
    let programmeKinds = Set(kinds()).filter(\.isFootnoted).max().map { [$0] } ?? []
    let known = check.purse.map(\.year)
    let years = known + plan.years.filter { !known.contains($0) }
    let rows = years.map { year -> TextTable.Row in
      let finance = check.purse.first { $0.year == year }
      let t = plan.years.firstIndex(of: year)
      let marginKinds = inputs.financeKinds["annual_margin"]?[year].map { [$0] } ?? []
      let programmeKinds = t == nil ? [] : programmeKinds
      return .init(
        .year(year),
        [
          notes.marked(meur(finance?.annualMargin), kinds: marginKinds.filter(\.isFootnoted)),
          notes.marked(meur(finance?.netInvestments ?? t.map { investments[$0] }), kinds: programmeKinds),
          notes.marked(percent(finance?.selfFinancing), kinds: programmeKinds),
          notes.marked(meur(finance?.loanStockChange), kinds: programmeKinds), meur(finance?.loanStock),
          .number(finance?.loanPerInhabitant, decimals: 0),
          notes.marked(.number(t.map { dwellings[$0] }, decimals: 0), kinds: programmeKinds),
          notes.marked(.number(t.flatMap { check.abatement[$0] }.map { $0 / 1000 }, decimals: 1), kinds: programmeKinds),
        ])
    }
    return TextTable(
      title: wording.text("invest.by_year", heading), rowHeading: wording.text("year"),
      columns: [
        .init(wording.text("invest.annual_margin"), unit: "MEUR"), .init(wording.text("invest.net_investments"), unit: "MEUR"),
        .init(wording.text("invest.self_financing"), unit: "%"), .init(wording.text("invest.loan_change"), unit: "MEUR"),
        .init(wording.text("invest.loan_stock"), unit: "MEUR"), .init(wording.text("invest.loan_per_inhabitant"), unit: "EUR"),
        .init(wording.text("invest.dwellings_ready")), .init(wording.text("invest.abatement"), unit: wording.unit("kt CO2e")),
      ], rows: rows, footnotes: notes.footnotes)
  }

  /// What the city has reported of dwellings; nil when the plan has none.
  var followUps: TextTable? {
    let rows = plan.followUps.indices.compactMap { i -> TextTable.Row? in
      let followUp = plan.followUps[i], listing = inputs.followUps[i]
      let what: String
      switch followUp.measure {
      case .zoneShare: return nil
      case .dwellingsReady: what = wording.text("invest.dwellings_ready")
      case .dwellingsCompleted: what = wording.text("invest.dwellings_completed")
      }
      return .init(
        "\(what), \(followUp.date)",
        [
          .number(followUp.value, decimals: 0), .number(followUp.target, decimals: 0), .text(listing.source ?? ""),
          .text(listing.note ?? ""),
        ])
    }
    if rows.isEmpty { return nil }
    return TextTable(
      title: wording.text("invest.follow_up", ["city": city]), rowHeading: wording.text("invest.dwellings_per_year"),
      columns: [
        .init(wording.text("invest.value")), .init(wording.text("target")), .init(wording.text("show.source")),
        .init(wording.text("show.note")),
      ], rows: rows)
  }

  /// The programme's projects with their starts.
  var projects: TextTable? {
    var notes = FootnoteList(wording)
    let rows = check.programme.chosen.map { p, start -> TextTable.Row in
      let project = plan.projects[p], listing = inputs.projects[p]
      return .init(
        notes.marked(.text(listing.name.text(in: language)), kinds: [listing.kind].filter(\.isFootnoted)),
        [
          .year(start), .year(project.finish(startingIn: start)), .text(place(project.placement)), .text(name(project.category)),
          meur(project.total), meur(project.total * project.funding.own), .text(flags(project)),
        ])
    }
    if rows.isEmpty { return nil }
    return TextTable(
      title: wording.text("invest.projects", heading), rowHeading: wording.text("invest.project"),
      columns: [
        .init(wording.text("invest.start")), .init(wording.text("invest.finish")), .init(wording.text("invest.place")),
        .init(wording.text("invest.category")), .init(wording.text("invest.gross"), unit: moneyUnit),
        .init(wording.text("invest.net"), unit: moneyUnit), .init(wording.text("invest.kind")),
      ], rows: rows, footnotes: notes.footnotes)
  }

  private func place(_ placement: Placement) -> String {
    let zones = zip(plan.layer.zones, placement.zones).filter { $0.1 > 0 }
    let other = [(cityWideLabel, placement.cityWide), (unlocatedLabel, placement.unlocated)].filter { $0.1 > 0 }
    let names = zones.map { ($0.0, $0.1) } + other.map { ($0.0 == cityWideLabel ? zoneName($0.0) : wording.text("invest.nowhere"), $0.1) }
    if names.count > 2 { return wording.text("invest.several") }
    return names.map { names.count == 1 ? $0.0 : "\($0.0) \(form.percent(ofShare: $0.1))" }.joined(separator: ", ")
  }

  private func flags(_ project: Project) -> String {
    [
      project.isCommitted ? wording.text("invest.committed_short") : nil,
      project.payer == .group ? wording.name(project.payer.rawValue, in: "invest_entity") : nil,
      project.isLeased ? wording.text("invest.leased") : nil,
    ].compactMap { $0 }.joined(separator: ", ")
  }
}
