import Diagnostics
import Foundation
import Testing

@testable import Datasets

private let folder = packageRoot + "/datasets"

private func shipped() throws -> DataPackage {
  var diagnostics = DiagnosticList()
  let package = DataPackage.load(folder: folder, into: &diagnostics)
  #expect(diagnostics.isEmpty, "\(text(diagnostics.all, in: folder))")
  return try #require(package)
}

@Suite struct ShippedDatasetsTests {
  /// Counts of rows of the imported tables; sources: 46 of emissions, 141 of money and plans.
  @Test(arguments: [
    ("emission-inventories", 376), ("emission-scenarios", 130), ("drivers", 288), ("targets", 20), ("measures", 125),
    ("investments", 116), ("projects", 67), ("indicators", 489), ("sources", 187),
  ])
  func `Every row is there`(_ table: String, _ count: Int) throws {
    #expect(try shipped().tables[table]?.rows.count == count)
  }

  @Test func `The shipped package has no errors and no warnings`() throws {
    let diagnostics = try checkDatasets(shipped()).all
    #expect(text(diagnostics.filter { $0.severity != .finding }, in: packageRoot) == "")
  }

  /// A missing or changed golden file is written beside and fails: read the difference, then keep it.
  @Test func `The findings are the known ones`() throws {
    let golden = packageRoot + "/Tests/Files/DatasetsTests/Golden/findings.txt"
    let found = try text(checkDatasets(shipped()).all(.finding), in: packageRoot) + "\n"
    let known = try? String(contentsOfFile: golden, encoding: .utf8)
    if found != known { try found.write(toFile: golden + ".new", atomically: true, encoding: .utf8) }
    #expect(found.split(separator: "\n").difference(from: (known ?? "").split(separator: "\n")).isEmpty, "see findings.txt.new")
  }

  /// HELSINKI-CCC-2024 and SITOWISE-2023: years whose sectors do not add up to the published total, as their notes say.
  @Test(arguments: [
    ("Helsinki, 2004", "3521 is 19 more than 3502"), ("Helsinki, 2006", "3718 is 100 more than 3618"),
    ("Helsinki, 2008", "3113 is 10 less than 3123"), ("Helsinki, 2019", "2598 is 21 less than 2619"),
    ("Helsinki, 2023", "1947 is 32 less than 1979"),
  ])
  func `Sectors that miss their total by more than rounding are found`(_ rows: String, _ figures: String) throws {
    let found = try checkDatasets(shipped()).all(.finding).map(\.found)
    #expect(
      found.contains(
        "total, \(rows), HSY, HELSINKI-CCC-2024: kt_co2e \(figures), the sum of its 8 parts; rounding explains at most 4.5 [hsy-sectors]"))
  }

  @Test func `Sectors that miss their total by rounding are told as rounding`() throws {
    let found = try checkDatasets(shipped()).all(.finding).map(\.found)
    #expect(
      found.contains(
        "total, Espoo, 1990, HSY, SITOWISE-2023: kt_co2e 1060.2 is 0.1 more than 1060.1, the sum of its 8 parts; "
          + "within rounding (0.45) [hsy-sectors]"
      ))
  }

  @Test func `A row is chosen by its texts alone`() throws {
    let drivers = try #require(try shipped().tables["drivers"])
    let wanted = ["municipality": "Espoo", "year": "2030", "driver": "district_heat_emission_factor", "source_id": "SITOWISE-2023"]
    #expect(drivers.rows(where: wanted).map { $0["variant"] } == ["finland2035", "hne2030"])
    let row = try #require(drivers.rows(where: wanted.merging(["variant": "hne2030"]) { $1 }).first)
    #expect(row.number("value") == 6)
    #expect(drivers.unit(of: "value", in: row) == "t CO2e/GWh")
    #expect(row.number("note") == nil)
    #expect(drivers.rows(where: ["drivers": "population"]).isEmpty)
  }

  @Test func `A figure leads to its place and its source`() throws {
    let package = try shipped()
    let row = try #require(
      package.tables["emission-inventories"]?.rows(where: [
        "municipality": "Espoo", "year": "1990", "sector": "total", "source_id": "SITOWISE-2023",
      ]).first)
    #expect(row["kt_co2e"] == "1060.2")
    #expect(row.place(of: "kt_co2e").description == "\(folder)/emission-inventories.csv:10:18")
    let source = try #require(package.source(row["source_id"]))
    #expect(source.publisher == "Sitowise Oy for the City of Espoo")
    #expect(source.licence == "CC-BY-4.0")
    #expect(package.source("SITOWISE-2024") == nil)
  }

  @Test func `A row that cannot be chosen is explained`() throws {
    let drivers = try #require(try shipped().tables["drivers"])
    let place = SourcePlace(file: "plan.yaml", line: 3, column: 5)
    var diagnostics = DiagnosticList()
    let several = ["municipality": "Espoo", "year": "2030", "driver": "district_heat_emission_factor", "source_id": "SITOWISE-2023"]
    #expect(drivers.row(where: several, askedAt: place, into: &diagnostics) == nil)
    #expect(drivers.row(where: ["municipality": "Espo", "year": "2030"], askedAt: place, into: &diagnostics) == nil)
    #expect(drivers.row(where: ["city": "Espoo", "yaer": "2030"], askedAt: place, into: &diagnostics) == nil)
    #expect(
      diagnostics.all.map(\.description) == [
        "plan.yaml:3:5: error: table 'drivers' has 2 rows with municipality 'Espoo', year '2030', driver 'district_heat_emission_factor', "
          + "source_id 'SITOWISE-2023'; expected one row; hint: say also variant 'finland2035' or 'hne2030'",
        "plan.yaml:3:5: error: table 'drivers' has no column 'city'; "
          + "expected one of municipality, year, driver, value, unit, kind, source_id, variant, note",
        "plan.yaml:3:5: error: table 'drivers' has no column 'yaer'; "
          + "expected one of municipality, year, driver, value, unit, kind, source_id, variant, note; hint: did you mean 'year'?",
        "plan.yaml:3:5: error: table 'drivers' has no row with municipality 'Espo', year '2030'; expected one row; "
          + "hint: did you mean municipality 'Espoo'?",
      ])
    let one = several.merging(["variant": "hne2030"]) { $1 }
    #expect(drivers.row(where: one, askedAt: place, into: &diagnostics)?["value"] == "6.0")
  }
}
