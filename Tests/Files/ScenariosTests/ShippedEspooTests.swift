import Datasets
import Engine
import Scenarios
import Testing

private let heating = ["district_heating", "oil_heating", "electric_heating", "consumption_electricity"]

/// Sectors of the plan that a published row speaks of.
private func sectors(_ row: DataRow) -> [String] {
  switch row["sector"] {
  case "buildings_energy": heating
  case "transport_incl_machinery": ["transport", "industry_and_machinery"]
  default: [row["sector"]]
  }
}

/// kt CO2e of the row's year.
private func modelled(_ row: DataRow, _ result: ScenarioResult) throws -> Double {
  let t = try #require(Int(row["year"]).flatMap(result.years.firstIndex))
  if row["sector"] == "total" { return result.total[t] / 1000 }
  return try sectors(row).reduce(0) { $0 + (try #require(result.sectors.row($1), "\($1)"))[t] } / 1000
}

/// What the scenario work asks: totals within 1 %, a sector within 3 % or 1 kt, whichever is wider.
private func tolerance(_ row: DataRow, _ published: Double) -> Double {
  row["sector"] == "total" ? 0.01 * published : max(0.03 * published, 1)
}

private func espoo(_ wanted: [String: String]) throws -> [DataRow] {
  try Shipped.rows("emission-scenarios", where: wanted.merging(["municipality": "Espoo"]) { $1 })
}

/// - Parameter rounding: kt, half a unit of the last printed digit where that is coarser than what is asked.
private func expect(_ rows: [DataRow], in scenario: String, rounding: Double = 0) throws {
  let result = try Shipped.result("espoo", scenario)
  for row in rows {
    let published = try #require(row.number("kt_co2e")), found = try modelled(row, result)
    #expect(
      abs(found - published) <= tolerance(row, published) + rounding,
      "\(scenario), \(row["year"]), \(row["sector"]): \(found) for a published \(published) kt (\(row.place))")
  }
}

@Suite struct ShippedEspooTests {
  /// SITOWISE-2023: three years of eight sectors and their total, for each of three scenarios.
  @Test(arguments: ["pessimistic", "finland2035", "hne2030"])
  func `The whole table of a published scenario is held`(_ scenario: String) throws {
    let rows = try espoo(["scenario": scenario, "source_id": "SITOWISE-2023"])
    #expect(rows.count == 27)
    #expect(Set(rows.map { $0["year"] }) == ["2025", "2030", "2035"])
    #expect(Set(rows.map { $0["sector"] }) == Set(heating + ["transport", "industry_and_machinery", "waste", "agriculture", "total"]))
    try expect(rows, in: scenario)
  }

  /// ESPOO-CCC-2023 prints the same scenario in whole kt, with energy in buildings as one sum and machinery within transport.
  @Test func `The rounded table of the contract is held too`() throws {
    let rows = try espoo(["scenario": "hne2030", "source_id": "ESPOO-CCC-2023"])
    #expect(rows.count == 8)
    try expect(rows, in: "hne2030", rounding: 0.5)
  }

  @Test func `Waste, farms and the total of the additional actions are held`() throws {
    let rows = try espoo(["scenario": "hne2030_plus_additional_actions"])
    let comparable = rows.filter { ["waste", "agriculture", "total"].contains($0["sector"]) }
    #expect(rows.count == 5 && comparable.count == 3)
    try expect(comparable, in: "hne2030-plus", rounding: 0.5)
  }

  /// Two rows cannot be compared. Transport with machinery, 112 kt, is the single effects added up, without overlap; energy in buildings,
  /// 87 kt, is 5 kt less than the single effects give. What makes them so is read from the datasets.
  @Test func `Two rows of the additional actions are not comparable, and why`() throws {
    func published(_ scenario: String, _ sector: String) throws -> Double {
      let rows = try espoo(["scenario": scenario, "sector": sector, "year": "2030", "source_id": "ESPOO-CCC-2023"])
      return try #require(rows.count == 1 ? rows[0].number("kt_co2e") : nil)
    }
    func singleEffects(_ sector: String) throws -> Double {
      let measures = try Shipped.rows("measures", where: ["municipality": "Espoo", "sector": sector, "source_id": "SITOWISE-2023"])
      let actions = measures.filter { $0["measure"].hasPrefix("Additional action:") }
      return try actions.reduce(0) { $0 + (try #require($1.number("effect_kt_co2e"))) }
    }
    let plus = "hne2030_plus_additional_actions"
    let transport = try published("hne2030", "transport_incl_machinery") + singleEffects("transport")
    #expect(abs(try published(plus, "transport_incl_machinery") - transport) <= 0.5)
    let buildings = try published("hne2030", "buildings_energy") + singleEffects("consumption_electricity")
    #expect(buildings - (try published(plus, "buildings_energy")) > 5)
  }

  /// 81 of the scenario work, 8 rounded ones, 3 + 2 of the additional actions, 1 target.
  @Test func `Every published row of Espoo is spoken of`() throws {
    #expect(try espoo(["source_id": "SITOWISE-2023"]).count == 81)
    #expect(try espoo([:]).count == 81 + 8 + 3 + 2 + 1)
  }

  /// Between what the contract prints for the same actions and what the single effects add up to: 295.1 less 82.6.
  @Test func `The additional actions land between the two published figures, and the plan says why`() throws {
    let result = try Shipped.result("espoo", "hne2030-plus")
    let t = try #require(result.years.firstIndex(of: 2030)), total = result.total[t] / 1000
    #expect(total > 207 && total < 212.5)
    let note = try #require(result.inputs.note)
    for words in ["from what the others leave", "207", "212.5", "209 kt in 2030"] { #expect(note.contains(words), "\(words)") }
    #expect(total.rounded() == 209)
  }

  @Test func `Base, target and gap are the published ones`() throws {
    let result = try Shipped.result("espoo", "hne2030")
    #expect(result.inputs.plan.baseYear == 1990)
    #expect(result.inputs.plan.baseLevel == 1_060_200)
    let outcome = try #require(result.target)
    #expect(outcome.target.year == 2030)
    #expect(abs(outcome.target.level - 212_040) <= 1e-6)  // 1 060 200 t × (1 - 0.8), to a gram
    #expect(!outcome.isMet)
    let roadmap = try #require(try espoo(["scenario": "roadmap_2024_target"]).first?.number("kt_co2e"))
    #expect((outcome.target.level / 1000).rounded() == roadmap)
  }

  @Test func `Only the additional actions meet the target`() throws {
    let met = try ["pessimistic", "finland2035", "hne2030", "hne2030-plus"].map { try Shipped.result("espoo", $0).target?.isMet }
    #expect(met == [false, false, false, true])
  }

  @Test func `The plan has the four scenarios`() throws {
    #expect(try Shipped.plan("espoo").scenarios.map(\.inputs.id) == ["pessimistic", "finland2035", "hne2030", "hne2030-plus"])
  }
}
