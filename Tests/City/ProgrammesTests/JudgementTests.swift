import Testing

@testable import Programmes

/// One case of the rules: what is known, and what must come out.
struct Case: CustomTestStringConvertible, Sendable {
  let direction: IndicatorDirection
  var baseline: (Double, String?)?
  var target: IndicatorAmount?
  var deadline: String?
  var value: (Double, String?)?
  let day: String
  let code: StatusCode?
  let reason: ComputedStatus.Reason?

  init(
    _ direction: IndicatorDirection, baseline: (Double, String?)? = nil, target: IndicatorAmount? = nil, due deadline: String? = nil,
    value: (Double, String?)? = nil, on day: String = "2022-06-30", _ code: StatusCode?, _ reason: ComputedStatus.Reason?
  ) {
    self.direction = direction
    self.baseline = baseline
    self.target = target
    self.deadline = deadline
    self.value = value
    self.day = day
    self.code = code
    self.reason = reason
  }

  var testDescription: String {
    "\(direction.rawValue) \(baseline.map { "\($0)" } ?? "no baseline") to \(target.map { "\($0)" } ?? "no target") by \(deadline ?? "-"): "
      + "\(value.map { "\($0)" } ?? "no value") on \(day) is \(code?.rawValue ?? "nothing") (\(reason?.rawValue ?? "-"))"
  }

  func indicator(unit: String = "%") -> Indicator {
    func observation(_ figure: (Double, String?)) -> Observation { Observation(.level(figure.0), figure.1.flatMap { CalendarPeriod($0) }) }
    return Indicator(
      id: "x", name: PublishedText(["en": "x"]), unit: IndicatorUnit(unit), direction: direction, baseline: baseline.map(observation),
      target: target, deadline: deadline.flatMap { CalendarPeriod($0) }, values: value.map { [observation($0)] } ?? [],
      placements: [placement()])
  }
}

func placement(_ row: String = "1", reported: StatusCode? = nil, hasValue: Bool = true, paper: String = "p", goal: String = "g")
  -> Placement
{
  Placement(
    row: row, paper: paper, domain: "d", programme: "", unit: "", goal: PublishedText(["en": goal]), resultTarget: PublishedText([:]),
    followUp: PublishedText([:]), reported: reported, hasValue: hasValue)
}

/// Before and after the deadline of 2022, with and without baseline and target, for every direction. Tolerance 1 %.
private let table: [Case] = [
  // At least 80, no baseline.
  Case(.atLeast, target: .level(80), due: "2022", value: (85, "2022-05"), .onTrack, .reachedBeforeDeadline),
  Case(.atLeast, target: .level(80), due: "2022", value: (70, "2022-05"), .notYetAssessable, .noBaseline),
  Case(.atLeast, target: .level(80), due: "2022", value: (85, "2022"), on: "2023-01-31", .achieved, .reachedByDeadline),
  Case(.atLeast, target: .level(80), due: "2022", value: (79.2, "2022"), on: "2023-01-31", .achieved, .reachedByDeadline),  // within 1 %
  Case(.atLeast, target: .level(80), due: "2022", value: (79.1, "2022"), on: "2023-01-31", .notAchieved, .missedAtDeadline),
  Case(.atLeast, target: .level(80), due: "2022", value: (85, "2022-05"), on: "2023-01-31", .notReported, .noValueAtDeadline),
  Case(.atLeast, target: .level(80), due: "2022", on: "2023-01-31", .notReported, .noValueAtDeadline),
  Case(.atLeast, target: .level(80), due: "2022", .notYetAssessable, .noValue),
  Case(.atLeast, target: .level(80), value: (85, "2022-05"), .achieved, .reachedWithoutDeadline),
  Case(.atLeast, target: .level(80), value: (70, "2022-05"), .notYetAssessable, .noBaseline),
  Case(.atLeast, target: .level(80), .notYetAssessable, .noValue),
  Case(.atLeast, value: (85, "2022-05"), nil, nil),
  // At least 80 from 60: half of the time is gone in the middle of 2022.
  Case(.atLeast, baseline: (60, "2021"), target: .level(80), due: "2022", value: (71, "2022-06"), .onTrack, .asFastAsTime),
  Case(.atLeast, baseline: (60, "2021"), target: .level(80), due: "2022", value: (69, "2022-06"), .atRisk, .slowerThanTime),
  Case(.atLeast, baseline: (60, "2021"), target: .level(80), due: "2022", value: (55, "2022-06"), .atRisk, .notTowardsTarget),
  Case(.atLeast, baseline: (60, nil), target: .level(80), due: "2022", value: (61, "2022-06"), .onTrack, .towardsTarget),
  Case(.atLeast, baseline: (60, "2021"), target: .level(80), value: (61, "2022-06"), .onTrack, .towardsTarget),
  Case(.atLeast, baseline: (60, "2021"), target: .level(80), value: (60, "2022-06"), .atRisk, .notTowardsTarget),
  Case(.atLeast, baseline: (60, "2021"), value: (70, "2022-06"), nil, nil),
  // At most 7 days, from 26.
  Case(.atMost, target: .level(7), due: "2022", value: (6, "2022-05"), .onTrack, .reachedBeforeDeadline),
  Case(.atMost, target: .level(7), due: "2022", value: (8, "2022"), on: "2023-01-31", .notAchieved, .missedAtDeadline),
  Case(.atMost, target: .level(7), due: "2022", value: (7.07, "2022"), on: "2023-01-31", .achieved, .reachedByDeadline),
  Case(.atMost, baseline: (26, "2021"), target: .level(7), due: "2022", value: (16, "2022-06"), .onTrack, .asFastAsTime),
  Case(.atMost, baseline: (26, "2021"), target: .level(7), due: "2022", value: (20, "2022-06"), .atRisk, .slowerThanTime),
  Case(.atMost, baseline: (26, "2021"), target: .level(7), due: "2022", value: (30, "2022-06"), .atRisk, .notTowardsTarget),
  Case(.atMost, value: (6, "2022-05"), nil, nil),
  // At most 17 from 16: within the limit before, above it now.
  Case(.atMost, baseline: (16, "2021"), target: .level(17), due: "2022", value: (18, "2022-06"), .atRisk, .notTowardsTarget),
  // Increase.
  Case(.increase, baseline: (45, "2020-04"), value: (44, "2021-04"), .atRisk, .wrongDirection),
  Case(.increase, baseline: (23, "2020-04"), value: (38, "2021-04"), .onTrack, .rightDirection),
  Case(.increase, baseline: (100, "2020-04"), value: (101, "2021-04"), .reportedNoVerdict, .unchanged),
  Case(.increase, value: (44, "2021-04"), nil, nil),
  Case(.increase, nil, nil),
  Case(.increase, target: .pointChange(3), due: "2022", value: (50, "2022"), on: "2023-01-31", .notYetAssessable, .changeWithoutBaseline),
  Case(
    .increase, baseline: (50, "2021"), target: .pointChange(3), due: "2022", value: (53, "2022"), on: "2023-01-31", .achieved,
    .reachedByDeadline),
  Case(
    .increase, baseline: (50, "2021"), target: .absoluteChange(200), due: "2022", value: (240, "2022"), on: "2023-01-31", .notAchieved,
    .missedAtDeadline),
  // Decrease: 17.5 -> 12.8 against -10 %.
  Case(
    .decrease, baseline: (17.5, "2020"), target: .relativeChange(-0.1), due: "2022", value: (12.8, "2021"), .onTrack, .reachedBeforeDeadline
  ),
  Case(
    .decrease, baseline: (17.5, "2020"), target: .relativeChange(-0.1), due: "2021", value: (12.8, "2021"), .achieved, .reachedByDeadline),
  Case(
    .decrease, baseline: (17.5, "2020"), target: .relativeChange(-0.1), due: "2021", value: (16.0, "2021"), .notAchieved, .missedAtDeadline),
  Case(.decrease, target: .relativeChange(-0.1), value: (12.8, "2021"), .notYetAssessable, .changeWithoutBaseline),
  Case(.decrease, baseline: (15, "2020"), value: (27, "2021"), .atRisk, .wrongDirection),
  Case(.decrease, baseline: (0, "2020"), value: (0, "2021"), .reportedNoVerdict, .unchanged),
  // Reach: from below, from above, and without knowing the side.
  Case(.reach, target: .level(60), due: "2022", value: (60.5, "2022"), on: "2023-01-31", .achieved, .reachedByDeadline),
  Case(.reach, target: .level(60), due: "2022", value: (65, "2022"), on: "2023-01-31", .notAchieved, .missedAtDeadline),
  Case(
    .reach, baseline: (40, "2021"), target: .level(60), due: "2022", value: (65, "2022"), on: "2023-01-31", .achieved, .reachedByDeadline),
  Case(
    .reach, baseline: (90, "2021"), target: .level(60), due: "2022", value: (65, "2022"), on: "2023-01-31", .notAchieved, .missedAtDeadline),
  Case(.reach, baseline: (90, "2021"), target: .level(60), due: "2022", value: (70, "2022-06"), .onTrack, .asFastAsTime),
  Case(.reach, due: "2022", .none, nil),
  // Words.
  Case(.qualitative, baseline: (1, "2021"), target: .level(2), due: "2022", value: (2, "2022"), nil, nil),
]

@Suite struct JudgementTests {
  private let judgement = Judgement(tolerance: 0.01)

  @Test(arguments: table)
  func `A status follows the stated rules`(_ example: Case) throws {
    let day = try #require(CalendarPeriod(example.day)).last
    let status = judgement.status(of: example.indicator(), on: day)
    #expect(status?.code == example.code)
    #expect(status?.reason == example.reason)
  }

  @Test func `Every direction and every reason but one stands in the table`() {
    #expect(Set(table.map(\.direction)) == Set(IndicatorDirection.allCases))
    #expect(Set(ComputedStatus.Reason.allCases).subtracting(table.compactMap(\.reason)) == [.notComparable])
  }

  /// 17.5 -> 12.8 days: -4.7 / 17.5 = -26.857 %; -10 % asks for 15.75; 4.7 of 1.75 days of the way are gone.
  @Test func `A fall in days is a share of the days`() throws {
    let absence = Case(.decrease, baseline: (17.5, "2020"), target: .relativeChange(-0.1), value: (12.8, "2021-01/2021-03"), nil, nil)
      .indicator(unit: "days/person-year")
    let day = try #require(CalendarPeriod("2021-04-30")).last
    guard case .relative(let share)? = absence.change(by: day) else { return #expect(Bool(false), "no relative change") }
    #expect(abs(share + 4.7 / 17.5) < 1e-15)
    let status = try #require(judgement.status(of: absence, on: day))
    #expect(status.required == 15.75)
    #expect(abs(try #require(status.progress) - 4.7 / 1.75) < 1e-12)
  }

  @Test func `A change of a percentage is in points, and of nothing is no share`() throws {
    let day = try #require(CalendarPeriod("2021-04-30")).last
    #expect(Case(.increase, baseline: (87, "2020-04"), value: (95, "2021-04"), nil, nil).indicator().change(by: day) == .points(8))
    #expect(Case(.decrease, baseline: (0, "2020"), value: (3, "2021-03"), nil, nil).indicator(unit: "persons").change(by: day) == nil)
  }

  /// From the last day of 2021 to the last of 2022 are 365 days, to the end of June 181.
  @Test func `Time elapsed is counted in days`() throws {
    let example = Case(.atLeast, baseline: (60, "2021"), target: .level(80), due: "2022", value: (71, "2022-06"), nil, nil)
    let day = try #require(CalendarPeriod("2022-06-30")).last
    let status = try #require(judgement.status(of: example.indicator(), on: day))
    #expect(status.elapsed == 181.0 / 365)
    #expect(status.progress == 0.55)
  }

  @Test func `A figure that is a change is judged by its sign, or against a change that is asked for`() throws {
    let day = try #require(CalendarPeriod("2021-04-30")).last
    func indicator(_ direction: IndicatorDirection, _ target: IndicatorAmount?, _ value: IndicatorAmount) -> Indicator {
      Indicator(
        id: "x", name: PublishedText([:]), unit: IndicatorUnit("% change on previous year"), direction: direction, baseline: nil,
        target: target, deadline: nil, values: [Observation(value, nil)], placements: [placement()])
    }
    #expect(judgement.status(of: indicator(.decrease, nil, .relativeChange(0.38)), on: day)?.reason == .wrongDirection)
    #expect(judgement.status(of: indicator(.atLeast, .relativeChange(0.02), .relativeChange(0.025)), on: day)?.code == .achieved)
    #expect(judgement.status(of: indicator(.atLeast, .relativeChange(0.02), .relativeChange(-0.01)), on: day)?.code == .atRisk)
  }

  @Test func `A share of a comparison is not comparable with a rank`() throws {
    let rank = Indicator(
      id: "x", name: PublishedText([:]), unit: IndicatorUnit("rank (target: share of the comparison)"), direction: .atMost,
      baseline: Observation(.level(2), nil), target: .fraction(1, 3), deadline: nil, values: [Observation(.level(3), nil)],
      placements: [placement()])
    let day = try #require(CalendarPeriod("2021-04-30")).last
    #expect(judgement.status(of: rank, on: day)?.reason == .notComparable)
  }
}
