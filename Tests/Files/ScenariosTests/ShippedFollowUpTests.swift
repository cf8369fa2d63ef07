import Datasets
import Diagnostics
import Foundation
import Programmes
import Testing

@testable import Scenarios

/// The five papers of Espoo and Kauniainen come out whole, and their figures lead to their rows.
@Suite struct ShippedFollowUpTests {
  private static let espoo = Result { () throws -> CityPlan in try Shipped.plan("espoo") }
  private static let kauniainen = Result { () throws -> CityPlan in try Shipped.plan("kauniainen") }

  private func plan(_ id: String) throws -> CityPlan { try (id == "espoo" ? Self.espoo : Self.kauniainen).get() }
  private func rows(_ id: String) throws -> [JudgedRow] { try #require(plan(id).followUp).followUp.judged() }

  /// The counts of rows are those of the papers as read: 489 in all.
  @Test(arguments: [
    ("espoo", "SEED-000", 111), ("espoo", "SEED-001", 141), ("espoo", "SEED-002", 54), ("kauniainen", "SEED-003", 147),
    ("espoo", "SEED-004", 36),
  ])
  func `Every row of a paper is followed, once`(_ city: String, _ source: String, _ count: Int) throws {
    let followed = try rows(city).map(\.placement.row).filter { $0.hasPrefix("\(source)-") }
    #expect(followed.count == count)
    #expect(Set(followed) == Set(try Shipped.rows("indicators", where: ["source_id": source]).map { $0["indicator_id"] }))
    #expect(Set(followed).count == count)
  }

  @Test func `Nothing of the table is left out`() throws {
    #expect(try rows("espoo").count + rows("kauniainen").count == Shipped.rows("indicators", where: [:]).count)
  }

  /// The figures of the papers by what a reader would ask for, each with the text of its cell.
  @Test(arguments: [
    ("espoo", "SEED-000-026.value", "45 % of investments", "45,"), ("espoo", "SEED-000-039.value", "45 % of investments", "45,"),
    ("espoo", "SEED-000-020.value", "65 % of investments", "65,"), ("espoo", "SEED-000-047.value", "65 % of investments", "65,"),
    ("espoo", "SEED-000-035.value", "83 % of investments", "83,"), ("espoo", "SEED-000-023.target", "250 million EUR/year", "250,"),
    ("espoo", "SEED-001-117.target", "280 million EUR/year", "280,"), ("espoo", "SEED-000-096.value", "12.8 days/person-year", "12.8,"),
    ("espoo", "SEED-000-096.baseline", "17.5 days/person-year", "17.5,"), ("espoo", "SEED-004-033.value", "92250 persons", "92250,"),
    ("espoo", "SEED-004-034.value", "400000 visits", "400000,"), ("kauniainen", "SEED-003-062.target", "-60 %", "-60 %,"),
    ("kauniainen", "SEED-003-063.target_date", "2035", "2035,"), ("espoo", "SEED-002-003.target", "200000 EUR/year", "200000,"),
  ])
  func `A figure comes out with its place`(_ city: String, _ key: String, _ spoken: String, _ cell: String) throws {
    let plan = try plan(city)
    let figure = try #require(explanation(of: "indicators.\(key)", in: plan, scenario: plan.scenarios[0]))
    #expect(figure.figure == spoken)
    let place = try #require(figure.cell)
    #expect(place.file.hasSuffix("datasets/indicators.csv"))
    let lines = try String(contentsOfFile: place.file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(String(lines[place.line - 1].unicodeScalars.dropFirst(place.column - 1)).hasPrefix(cell))
    #expect(lines[place.line - 1].hasPrefix(key.split(separator: ".")[0]))
    #expect(figure.source?.id == String(key.prefix(8)))
    #expect(figure.place?.file.hasSuffix("/programmes.yaml") == true)
  }

  /// Three shares of investments, told under five goals.
  @Test func `An indicator that stands under several goals is stored once`() throws {
    let followUp = try #require(plan("espoo").followUp).followUp
    let shares = followUp.indicators.filter { $0.unit.description == "% of investments" }
    #expect(shares.map(\.id).sorted() == ["SEED-000-035", "investments_in_zone_1", "investments_in_zones_1_2"])
    let goals = Set(shares.flatMap { $0.placements.compactMap { $0.goal.texts["fi"] } })
    #expect(goals.count == 5)
    #expect(shares.filter { $0.placements.count == 2 }.allSatisfy { $0.measures == ["b1a_compact_growth"] })
    let neutrality = try #require(followUp.indicators.first { $0.id == "carbon_neutrality" })
    #expect(Set(neutrality.placements.map(\.paper)) == ["story2017", "city_engineering2021"])
  }

  /// -4.7 of 17.5 days; -10 % asks for 15.75, and the year was not over.
  @Test func `Absence fell by more than was asked, before it was due`() throws {
    let absence = try #require(rows("espoo").first { $0.placement.row == "SEED-000-096" })
    #expect(absence.indicator.change(by: absence.day) == .relative((12.8 - 17.5) / 17.5))
    #expect(absence.computed?.required == 15.75)
    #expect((absence.reported, absence.computed?.reason, absence.status) == (.reportedNoVerdict, .reachedBeforeDeadline, .onTrack))
    #expect(absence.statusOrigin == .computed)
  }

  /// The verdicts that figures alone give in the papers: seven trends and the absence above.
  @Test func `What figures say is kept apart from what the papers say`() throws {
    let computed = try rows("espoo").filter { $0.computed?.code.isVerdict == true }
    #expect(
      Dictionary(uniqueKeysWithValues: computed.map { ($0.placement.row, $0.computed?.code) }) == [
        "SEED-000-008": .onTrack, "SEED-000-078": .atRisk, "SEED-000-082": .atRisk, "SEED-000-096": .onTrack, "SEED-000-104": .atRisk,
        "SEED-000-105": .onTrack, "SEED-000-106": .onTrack, "SEED-000-107": .onTrack,
      ])
    #expect(computed.allSatisfy { $0.reported?.isVerdict != true })
  }

  /// An audit asks in the middle of 2022 what became of the targets of 2021.
  @Test func `As of a later day targets without a value are told as due and not reported`() throws {
    let followUp = try #require(plan("espoo").followUp).followUp
    let day = try #require(CalendarPeriod("2022-06-30")).last
    let rows = followUp.judged(on: day)
    #expect(Set(rows.map(\.placement.paper)) == ["story2017", "city_engineering2021"])
    let due = followUpFindings(rows).filter { $0.kind == .dueAndNotReported }.map(\.row)
    #expect(due.contains("SEED-000-023") && due.contains("SEED-001-117") && due.contains("SEED-000-096"))
    #expect(rows.first { $0.placement.row == "SEED-000-096" }?.computed?.code == .notReported)
  }

  @Test func `Programmes have their budget of 200,000 EUR a year and the money that is told`() throws {
    let programmes = try #require(plan("espoo").followUp).followUp.programmes
    #expect(programmes.map(\.id) == ["elinvoimainen", "hyvinvoiva", "kestava", "tapahtumien"])
    #expect(programmes.allSatisfy { $0.budget == 200_000 })
    #expect(programmes.map { $0.spent.map(\.amount) } == [[], [], [], [100_500]])
    let counts = try programmes.map { programme in try rows("espoo").count { $0.placement.programme == programme.section } }
    #expect(counts == [4, 9, 9, 8])
  }

  @Test func `Targets that cannot be computed are findings`() throws {
    let findings = try ["espoo", "kauniainen"].flatMap { try #require(plan($0).followUp).findings.map(\.description) }
    #expect(findings.count == 3)
    #expect(
      findings.contains {
        $0.contains("indicators.csv:369:1: finding: the target is a change from a level that is not printed ('SEED-003-062')")
      })
  }
}
