import Foundation
import GoldenFiles
import Testing

@Suite struct InvestTests {
  private func check(_ arguments: String...) throws -> [String: Any] {
    let built = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("tiekartta")
    let outcome = try run(built, ["invest", "Scenarios/espoo", "check", "--format", "json"] + arguments, in: checkout)
    #expect(outcome.status == 0)
    return try object(outcome.output)
  }

  private func limits(_ document: [String: Any], _ id: String) -> [[String: Any]] {
    (document["limits"] as? [[String: Any]] ?? []).filter { $0["id"] as? String == id }
  }

  @Test func kauniainensTablesStandAsTheyDid() throws {
    let outcome = try tiekartta("invest", "Scenarios/kauniainen", "check", "--lang", "fi")
    #expect(outcome.status == 0)
    #expect(goldenDifference(outcome.output, "invest-kauniainen.fi.txt") == nil)
  }

  @Test func theJSONKeepsItsContract() throws {
    let document = try check()
    #expect(document["objective"] is NSNull)
    #expect(document["gap"] is NSNull)
    #expect(document["rounds"] is NSNull)
    #expect(document["status"] as? String == "breaks")
    let cap = try #require(limits(document, "cap_250").first)
    #expect(
      Set(cap.keys) == [
        "id", "sense", "base", "base_kind", "kind", "in_force", "year", "zone", "used", "limit", "carried", "room", "kept", "unit",
        "lp_dual",
        "fixed_dual", "resolve_delta", "resolve_step", "resolve_low", "resolve_high", "price_unit",
      ])
    #expect(cap["base"] as? String == "net, city, leases out")
    #expect(cap["unit"] as? String == "MEUR/a")
    #expect(cap["limit"] as? Double == 250)
    #expect(limits(document, "dwellings_ready").count == 10)
    let zones = document["zones"] as? [String: Double] ?? [:]
    #expect(zones["I"] ?? 1 <= zones["I-II"] ?? 0)
    #expect(abs((zones["I-VII"] ?? 0) + (zones["city_wide"] ?? 0) + (zones["unlocated"] ?? 0) - 1) < 1e-9)
  }

  @Test func rowsOfEveryTableSumToItsTotalAndPayersToTheGross() throws {
    let tables = try #require(try check()["tables"] as? [String: [String: [String: [String: Double]]]])
    for (split, flows) in tables {
      for (flow, rows) in flows {
        for (year, total) in rows["total"] ?? [:] {
          let sum = rows.filter { $0.key != "total" }.reduce(0) { $0 + ($1.value[year] ?? 0) }
          #expect(abs(sum - total) < 1e-6, "\(split) \(flow) \(year)")
        }
      }
    }
    #expect(tables["funding"]?["gross"]?["own"]?["2027"] == tables["zone"]?["net"]?["total"]?["2027"])
  }

  @Test func yearsWithoutAFigureAreNull() throws {
    let finance = try #require(try check()["finance"] as? [String: Any])
    let stock = try #require(finance["loan_stock_meur"] as? [String: Any])
    #expect(stock["2020"] as? Double == 1119)
    #expect(stock["2021"] is NSNull)
    #expect(stock["2035"] is NSNull)
  }

  @Test func anotherCapChangesTheAnswer() throws {
    #expect(limits(try check(), "cap_250").first?["kept"] as? Bool == false)
    let cap = try #require(limits(try check("--cap", "280"), "cap_250").first)
    #expect(cap["limit"] as? Double == 280)
    #expect(cap["kept"] as? Bool == true)
  }

  @Test func theCommittedProjectsAloneAreAProgramme() throws {
    let portfolio = try #require(try check("--programme", "committed")["portfolio"] as? [[String: Any]])
    #expect(
      portfolio.compactMap { $0["project"] as? String } == [
        "raide_jokeri", "west_metro_2", "city_rail_planning", "city_rail", "west_metro_streets",
      ])
  }

  @Test(arguments: [("en", "Illustrative: invented"), ("fi", "Havainnollistava: keksitty"), ("sv", "Illustrativt: påhittat")])
  func everyTableOfAnIllustrativeProgrammeSaysSo(lang: String, words: String) throws {
    let output = try tiekartta("invest", "Scenarios/espoo", "check", "--lang", lang).output
    // Limits, zone shares, the purse, four tables of money, payers and the list of projects.
    #expect(output.components(separatedBy: words).count - 1 == 9)
  }

  @Test func abrokenLimitIsANoOnlyWhenItIsRequired() throws {
    let required = try tiekartta("invest", "Scenarios/espoo", "check", "--format", "csv", "--require")
    #expect(required.status == 1)
    let broken = ["cap_250'", "need_schools'", "need_premises'", "need_sports'", "need_parks'", "target_2030' of 2030"]
    #expect(required.errors == broken.map { "tiekartta: espoo, draft breaks the limit '\($0)\n" }.joined())
    #expect(try tiekartta("invest", "Scenarios/kauniainen", "check", "--format", "csv", "--require").status == 0)
  }

  @Test func whatAPlanDoesNotHaveIsWrongUsage() throws {
    let programme = try tiekartta("invest", "Scenarios/espoo", "check", "--programme", "none")
    #expect(programme.status == 64)
    #expect(programme.errors.contains("Scenarios/espoo has no programme 'none'; it has draft and committed"))
    let section = try tiekartta("invest", "Scenarios/cityref", "check")
    #expect(section.status == 64)
    #expect(section.errors.contains("Scenarios/cityref has no section 'investments'"))
    #expect(try tiekartta("invest", "Scenarios/espoo", "check", "--cap", "-1").status == 64)
  }

  @Test func aProjectOfATableIsExplainedFromItsCell() throws {
    let output = try tiekartta("explain", "Scenarios/espoo", "investments.projects.tram_depot.cost.total").output
    #expect(output.contains("60 MEUR"))
    #expect(output.contains("Scenarios/espoo/candidates.csv:"))
  }
}
