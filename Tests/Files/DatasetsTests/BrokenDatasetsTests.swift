import Diagnostics
import Foundation
import Testing

@testable import Datasets

/// What a damaged package reports, word for word.
@Suite struct BrokenDatasetsTests {
  @Test func `A sound package reports nothing`() throws {
    try expect(smallPackage(smallHeader + "2021,heat,1958,GWh/a,observed,FORTUM-2021\n"), reports: "")
  }

  @Test func `Cells of the wrong type are told with what is expected`() throws {
    let rows =
      "2021,heat,\"1 958,5\",GWh/a,observed,FORTUM-2021\nMMXX,heat,many,GWh/a,observed,FORTUM-2021\n2022.5,heat,1,GWh/a,,FORTUM-2021\n"
    try expect(
      smallPackage(smallHeader + rows),
      reports: """
        figures.csv:2:11: error: value '1 958,5' is not a number; expected digits with a decimal point, such as 12.5; hint: write '1958.5'
        figures.csv:3:1: error: year 'MMXX' is not a whole number; expected digits only, such as 2030
        figures.csv:3:11: error: value 'many' is not a number; expected digits with a decimal point, such as 12.5
        figures.csv:4:1: error: year '2022.5' is not a whole number; expected digits only, such as 2030
        """)
  }

  @Test func `A date that no calendar has is told`() throws {
    var files = smallPackage(smallHeader)
    files["sources.csv"] = "source_id,retrieved\nFORTUM-2021,2026-02-30\n"
    try expect(files, reports: "sources.csv:2:13: error: retrieved '2026-02-30' is not a date; expected year-month-day, such as 2030-12-31")
  }

  @Test func `Blank, out of range, out of the list and out of form are told`() throws {
    let rows = "2021,,1,GWh/a,observed,FORTUM-2021\n1921,heat,1,GWh/a,obsrved,FORTUM-2021\n2121,Heat!,1,GWh/a,,FORTUM-2021\n"
    try expect(
      smallPackage(smallHeader + rows),
      reports: """
        figures.csv:2:6: error: driver is blank; expected a value in every row
        figures.csv:3:1: error: year is 1921; expected at least 1950
        figures.csv:3:19: error: kind 'obsrved' is not in the list of the field; expected one of observed, projection; \
        hint: did you mean 'observed'?
        figures.csv:4:1: error: year is 2121; expected at most 2100
        figures.csv:4:6: error: driver 'Heat!' has the wrong form; expected text like [a-z_]+
        """)
  }

  @Test func `An unknown unit and a number without one are told`() throws {
    let rows = "2021,heat,1958,GWh/y,observed,FORTUM-2021\n2022,heat,1900,,observed,FORTUM-2021\n"
    try expect(
      smallPackage(smallHeader + rows),
      reports: """
        figures.csv:2:16: error: unit 'GWh/y' is not in the list units of datapackage.json; \
        expected a unit of the list, or a new one added to it; hint: did you mean 'GWh/a'?
        figures.csv:3:11: error: value 1900 has no unit; expected a unit in the column unit
        """)
  }

  @Test func `A repeated key is told with the first row's line`() throws {
    let rows = "2021,heat,1,GWh/a,observed,FORTUM-2021\n2021,heat,2,GWh/a,observed,FORTUM-2021\n"
    try expect(
      smallPackage(smallHeader + rows),
      reports: "figures.csv:3:1: error: a second row with year '2021', driver 'heat', source_id 'FORTUM-2021'; "
        + "expected one row with this key; the first is on line 2")
  }

  @Test func `An unknown source is told with the nearest one`() throws {
    try expect(
      smallPackage(smallHeader + "2021,heat,1,GWh/a,observed,FORTUM-2012\n"),
      reports: "figures.csv:2:28: error: source_id 'FORTUM-2012' is not in the table 'sources'; expected a row there, in sources.csv; "
        + "hint: did you mean 'FORTUM-2021'?")
  }

  @Test func `A missing and a misspelt column are told`() throws {
    try expect(
      smallPackage("year,driver,valeu,unit,source_id\n2021,heat,1,GWh/a,FORTUM-2021\n"),
      reports: """
        figures.csv:1:1: error: column 'kind' is missing; expected the columns year,driver,value,unit,kind,source_id
        figures.csv:1:1: error: column 'value' is missing; expected the columns year,driver,value,unit,kind,source_id
        figures.csv:1:13: error: column 'valeu' is not in the schema; expected the columns year,driver,value,unit,kind,source_id; \
        hint: did you mean 'value'?
        """)
  }

  @Test func `Rows that are too short or too long are told`() throws {
    let rows = "2021,heat,1,GWh/a,observed\n2022,heat,1,5,GWh/a,observed,FORTUM-2021\n\n2023,heat,1,GWh/a,observed,FORTUM-2021\n"
    try expect(
      smallPackage(smallHeader + rows),
      reports: """
        figures.csv:2:1: error: the row has 5 cells; expected 6, one for each column
        figures.csv:3:1: error: the row has 7 cells; expected 6, one for each column; hint: put a cell that holds a comma in quotes
        figures.csv:4:1: error: the row has 1 cells; expected 6, one for each column
        """)
  }

  @Test func `A file that is not UTF-8 is told at its first such cell`() throws {
    var files = smallPackage(smallHeader).mapValues { Data($0.utf8) }
    files["sources.csv"] = Data("source_id,retrieved\nP".utf8) + Data([0xC4, 0xC4]) + Data(",2026-11-21\n".utf8)
    try expect(files, reports: "sources.csv:2:1: error: this cell is not UTF-8; expected UTF-8 text; hint: save the file as UTF-8")
  }

  @Test func `A missing file is told, and the other tables are still checked`() throws {
    var files = smallPackage(smallHeader + "2021,heat,x,GWh/a,observed,FORTUM-2021\n")
    files["sources.csv"] = nil
    try expect(
      files,
      reports: """
        figures.csv:2:11: error: value 'x' is not a number; expected digits with a decimal point, such as 12.5
        sources.csv:1:1: error: there is no such file; expected the rows of resource 'sources'
        """)
  }

  @Test func `An empty file, a folder and a path out of the package are told`() throws {
    var files = smallPackage("")
    files["datapackage.json"] = smallDescriptor.replacingOccurrences(of: "sources.csv", with: "../sources.csv")
    try expect(
      files,
      reports: """
        datapackage.json:1:1: error: resource 'sources': path '../sources.csv' leaves the folder; expected a file beside datapackage.json
        figures.csv:1:1: error: the file is empty; expected a line of column names
        """)
    files["datapackage.json"] = smallDescriptor.replacingOccurrences(of: "sources.csv", with: ".")
    try expect(
      files,
      reports: """
        .:1:1: error: this is a folder; expected the rows of resource 'sources'
        figures.csv:1:1: error: the file is empty; expected a line of column names
        """)
  }

  @Test func `A file of more than 50 megabytes is not read`() throws {
    let found = try withFolder(["datapackage.json": Data()]) { folder in
      let handle = try #require(FileHandle(forWritingAtPath: folder + "/datapackage.json"))
      try handle.truncate(atOffset: 50_000_001)
      try handle.close()
      var diagnostics = DiagnosticList()
      #expect(DataPackage.load(folder: folder + "/", into: &diagnostics) == nil)
      return text(diagnostics.all, in: folder)
    }
    #expect(found == "datapackage.json:1:1: error: the file has 50000001 bytes; expected at most 50000000")
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may read every file"))
  func `A file without permission is told`() throws {
    let found = try withFolder(smallPackage(smallHeader).mapValues { Data($0.utf8) }) { folder in
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: folder + "/sources.csv")
      var diagnostics = DiagnosticList()
      _ = DataPackage.load(folder: folder, into: &diagnostics)
      return text(diagnostics.all, in: folder)
    }
    #expect(found == "sources.csv:1:1: error: no permission to read this file; expected the rows of resource 'sources'")
  }

  @Test(arguments: [
    ("", "1:1: error: this is not JSON; expected a JSON object in UTF-8"),
    ("{\"name\": \"x\",\n  \"units\": [}", "2:13: error: this is not JSON; expected a JSON object in UTF-8"),
    ("{\"name\": \"x\"", "1:13: error: this is not JSON; expected a JSON object in UTF-8"),
    ("[]", "1:1: error: the descriptor has the wrong type; expected an object"),
    ("{\"name\": \"x\", \"units\": []}", "1:1: error: the descriptor has no 'resources'; expected a Frictionless data package"),
    ("{\"name\": \"x\", \"units\": [1], \"resources\": []}", "1:1: error: units[0] has the wrong type; expected text"),
    (
      "{\"name\": \"x\", \"units\": [], \"resources\": [{\"name\": \"a\", \"path\": \"a.csv\", \"schema\": {}}]}",
      "1:1: error: resources[0].schema has no 'fields'; expected a Frictionless data package"
    ),
  ])
  func `A descriptor that cannot be used is told`(_ json: String, _ expected: String) throws {
    try expect(["datapackage.json": json], reports: "datapackage.json:" + expected)
  }

  @Test func `A folder without a descriptor is told`() throws {
    try expect(
      [:] as [String: String], reports: "datapackage.json:1:1: error: there is no such file; expected the descriptor of a data package")
  }

  @Test func `A schema that names what is not there is told`() throws {
    var files = smallPackage(smallHeader + "2021,heat,1,GWh/a,observed,FORTUM-2021\n")
    files["datapackage.json"] =
      smallDescriptor
      .replacingOccurrences(of: "\"date\"", with: "\"datetime\"")
      .replacingOccurrences(of: "\"unitColumn\": \"unit\"", with: "\"unit\": \"GW\"")
      .replacingOccurrences(of: "\"primaryKey\": \"source_id\"", with: "\"primaryKey\": \"source\"")
      .replacingOccurrences(of: "\"resource\": \"sources\"", with: "\"resource\": \"source\"")
    try expect(
      files,
      reports: """
        datapackage.json:1:1: error: resource 'figures', field 'value': unit 'GW' is not in the list units; \
        expected a unit of the list, or a new one added to it
        datapackage.json:1:1: error: resource 'figures': foreignKeys name the resource 'source', which is not in the package; \
        hint: did you mean 'sources'?
        datapackage.json:1:1: error: resource 'sources', field 'retrieved': type 'datetime' is not read here; \
        expected one of string, number, integer, date
        datapackage.json:1:1: error: resource 'sources': primaryKey names the field 'source', which is not in its schema; \
        hint: did you mean 'source_id'?
        """)
  }
}
