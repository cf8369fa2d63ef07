import Testing

@testable import Programmes

private func indicator(
  _ id: String, _ direction: IndicatorDirection? = .increase, baseline: Double? = nil, target: IndicatorAmount? = nil, value: Double? = nil,
  in unit: String = "%", due: String? = nil, reported: StatusCode? = nil, paper: String = "p", goal: String = "g"
) -> Indicator {
  Indicator(
    id: id, name: PublishedText(["fi": id]), unit: IndicatorUnit(unit), direction: direction,
    baseline: baseline.map { Observation(.level($0), CalendarPeriod("2020")) }, target: target,
    deadline: due.flatMap { CalendarPeriod($0) },
    values: value.map { [Observation(.level($0), CalendarPeriod("2021-03"))] } ?? [],
    placements: [placement(id, reported: reported, hasValue: value != nil, paper: paper, goal: goal)])
}

private func paper(_ id: String = "p", _ situation: String = "2021-04-30", due: String? = nil) throws -> FollowUpPaper {
  FollowUpPaper(
    id: id, name: PublishedText([:]), situation: try #require(CalendarPeriod(situation)),
    targetsFallDue: due.flatMap { CalendarPeriod($0) })
}

private func day(_ text: String) throws -> CalendarDay { try #require(CalendarPeriod(text)).last }

private func judged(_ indicators: [Indicator], due: String? = nil) throws -> [JudgedRow] {
  FollowUp(papers: [try paper(due: due)], programmes: [], indicators: indicators, tolerance: 0).judged()
}

@Suite struct FollowUpTests {
  @Test func `A verdict of the paper is shown before that of the figures, and these before what is no verdict`() throws {
    let rows = try judged([
      indicator("a", baseline: 45, value: 44, reported: .onTrack), indicator("b", baseline: 45, value: 44, reported: .reportedNoVerdict),
      indicator("c", baseline: 45, value: 44), indicator("d", value: 44), indicator("e"), indicator("f", nil, value: 44),
      indicator("g", reported: .notYetAssessable),
    ])
    #expect(
      rows.map(\.status) == [.onTrack, .atRisk, .atRisk, .reportedNoVerdict, .notReported, nil, .notYetAssessable])
    #expect(rows.map(\.statusOrigin) == [.reported, .computed, .computed, .computed, .computed, nil, .reported])
  }

  @Test(arguments: [
    (StatusCode.achieved, StatusCode.notAchieved, true), (.achieved, .atRisk, true), (.onTrack, .atRisk, true),
    (.onTrack, .notAchieved, true),
    (.atRisk, .achieved, true), (.atRisk, .onTrack, true), (.notAchieved, .achieved, true), (.started, .notAchieved, true),
    (.achieved, .onTrack, false), (.onTrack, .achieved, false), (.started, .atRisk, false), (.atRisk, .notAchieved, false),
    (.reportedNoVerdict, .notAchieved, false), (.notYetAssessable, .achieved, false), (.onTrack, .notYetAssessable, false),
  ])
  func `A report contradicts figures when one is good and the other bad`(_ reported: StatusCode, _ computed: StatusCode, _ expected: Bool) {
    #expect(reported.contradicts(computed) == expected)
  }

  @Test func `A contradiction is a finding at its row`() throws {
    let rows = try judged([
      indicator("a", baseline: 45, value: 44, reported: .onTrack), indicator("b", baseline: 45, value: 46, reported: .onTrack),
    ])
    #expect(followUpFindings(rows) == [FollowUpFinding(kind: .contradiction, row: "a")])
  }

  @Test func `Findings about an indicator tell what cannot be computed`() throws {
    let rows = try judged([
      indicator("change", target: .relativeChange(-0.1)), indicator("against", .decrease, baseline: 10, target: .level(12)),
      indicator("unit", value: 3, in: ""), indicator("rank", .atMost, baseline: 2, target: .fraction(1, 3), in: "rank"),
      indicator("due", target: .level(3), due: "2020"), indicator("sound", baseline: 1, target: .level(2), value: 3, due: "2022"),
    ])
    #expect(
      followUpFindings(rows).map { [$0.row, $0.kind.rawValue] } == [
        ["change", "change_without_baseline"], ["against", "target_against_direction"], ["unit", "number_without_unit"],
        ["rank", "not_comparable"], ["due", "due_and_not_reported"],
      ])
  }

  @Test func `Targets without a date fall due with their paper`() throws {
    let early = indicator("a", .atLeast, target: .level(80), value: 85)
    #expect(try judged([early])[0].computed?.reason == .reachedWithoutDeadline)
    #expect(try judged([early], due: "2021")[0].computed?.reason == .reachedBeforeDeadline)
    #expect(try judged([early], due: "2021-03")[0].computed?.reason == .reachedByDeadline)
  }

  @Test func `As of a day later papers are not known, and what was due then is due`() throws {
    let followUp = FollowUp(
      papers: [try paper("old"), try paper("new", "2023-02-06")], programmes: [],
      indicators: [
        indicator("a", .atLeast, target: .level(80), value: 85, due: "2021", paper: "old"), indicator("b", value: 1, paper: "new"),
      ], tolerance: 0)
    #expect(followUp.judged().map(\.placement.row) == ["a", "b"])
    #expect(followUp.judged()[0].status == .onTrack)
    let later = try followUp.judged(on: day("2022-06-30"))
    #expect(later.map(\.placement.row) == ["a"])
    #expect(later[0].computed?.reason == .noValueAtDeadline)
    #expect(try followUp.papers(after: day("2022-06-30")).map(\.id) == ["new"])
    #expect(try followUp.judged(on: day("2021-04-29")).isEmpty)
  }

  @Test func `A value dated after its paper is not known there and is a finding`() throws {
    let odd = Indicator(
      id: "a", name: PublishedText([:]), unit: IndicatorUnit("%"), direction: .increase, baseline: nil, target: nil, deadline: nil,
      values: [Observation(.level(3), CalendarPeriod("2021-05"))], placements: [placement("a")])
    let rows = try judged([odd])
    #expect(rows[0].value == nil)
    #expect(followUpFindings(rows).map(\.kind) == [.valueFromTheFuture])
  }
}

@Suite struct JoinedIndicatorTests {
  @Test func `Rows of one indicator are stored once and stand under every goal`() throws {
    let joined = try Indicator.joined(
      id: "share", name: PublishedText([:]),
      [indicator("1", value: 95, goal: "first"), indicator("2", baseline: 87, value: 95, goal: "second")], measures: ["m"], projects: [])
    #expect(joined.placements.map(\.row) == ["1", "2"])
    #expect(joined.baseline?.amount == .level(87))
    #expect(joined.values.count == 1)
    #expect(joined.name.text(for: "sv")?.text == "1")
    let rows = try judged([joined])
    #expect(rows.map { $0.placement.goal.texts["en"] } == ["first", "second"])
    // The baseline of the second row also judges the first.
    #expect(rows.map(\.status) == [.onTrack, .onTrack])
  }

  @Test func `Rows in different units or directions are not one indicator`() {
    let rows = [indicator("1", in: "%"), indicator("2", in: "days")]
    #expect(throws: JoinError.unitsDiffer(["%", "days"])) {
      try Indicator.joined(id: "x", name: PublishedText([:]), rows, measures: [], projects: [])
    }
    let opposite = [indicator("1", .increase), indicator("2", .decrease)]
    #expect(throws: JoinError.directionsDiffer(["increase", "decrease"])) {
      try Indicator.joined(id: "x", name: PublishedText([:]), opposite, measures: [], projects: [])
    }
  }

  @Test func `Rows that tell it differently are a finding, once`() throws {
    let joined = try Indicator.joined(
      id: "x", name: PublishedText([:]), [indicator("1", value: 3, reported: .achieved), indicator("2", value: 4, reported: .started)],
      measures: [], projects: [])
    #expect(joined.disagreesWithItself)
    #expect(
      followUpFindings(try judged([joined])).map { [$0.row, $0.kind.rawValue] } == [["1", "rows_disagree"], ["1", "told_differently"]])
  }
}

@Suite struct RollUpTests {
  private func rows(_ statuses: [StatusCode?]) throws -> [JudgedRow] {
    try judged(statuses.enumerated().map { indicator("\($0)", $1 == nil ? nil : .qualitative, reported: $1) })
  }

  @Test func `The worst verdict, or the most frequent one with ties to the worse`() throws {
    let some = try rows([.achieved, .achieved, .atRisk, .notYetAssessable, .notYetAssessable, .notYetAssessable, nil])
    #expect(RollUp(some, by: .worst).status == .atRisk)
    #expect(RollUp(some, by: .most).status == .achieved)
    #expect(RollUp(try rows([.achieved, .atRisk]), by: .most).status == .atRisk)
    #expect(RollUp(some, by: .worst).counts == [.achieved: 2, .atRisk: 1, .notYetAssessable: 3])
    #expect(RollUp(some, by: .worst).total == 6)
    #expect(RollUp(some, by: .worst).context == 1)
  }

  @Test func `Without a verdict the most frequent of the other codes stands, and context alone has none`() throws {
    #expect(RollUp(try rows([.notReported, .notReported, .reportedNoVerdict]), by: .worst).status == .notReported)
    #expect(RollUp(try rows([nil]), by: .worst).status == nil)
    #expect(RollUp([], by: .most).status == nil)
  }
}
