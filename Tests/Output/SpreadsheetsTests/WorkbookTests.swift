import Foundation
import Testing

@testable import Spreadsheets

@Suite struct WorkbookTests {
  private let workbook = Workbook(
    sheets: [
      .init(
        name: "A", title: "=1+1", heads: [["Sector"], ["2025", "kt"], ["2030", "kt"]],
        rows: [
          .init(cells: [.text("=HYPERLINK(1)"), .number(1.5, decimals: 1), .number(2, decimals: 1)], indent: 1),
          .init(cells: [.text("<b>&\"🚲\nשלום"), .number(2.5, decimals: 1), .blank]),
          // What is kept in the file is wrong on purpose: a program that works the sum out shows 4.
          .init(
            cells: [
              .text("Total"), .sum([.init(row: 0, column: 1, sign: 1), .init(row: 1, column: 1, sign: 1)], value: 99, decimals: 1),
              .sum([.init(row: 0, column: 2, sign: 1), .init(row: 0, column: 1, sign: -1)], value: 99, decimals: 1),
            ], isTotal: true),
        ], notes: ["a note"])
    ], created: 1_735_689_600)

  private func written(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test func theSameWorkbookIsTheSameBytes() throws {
    try written { folder in
      let files = ["one.xlsx", "two.xlsx"].map { folder.appendingPathComponent($0) }
      for file in files { try writeWorkbook(workbook, to: file.path) }
      let bytes = try files.map { try Data(contentsOf: $0) }
      #expect(bytes[0] == bytes[1])
      #expect(bytes[0].prefix(2) == Data("PK".utf8))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["one.xlsx", "two.xlsx"])
    }
  }

  @Test func aFolderThatIsNotThereIsTold() {
    #expect(throws: WorkbookError.self) { try writeWorkbook(workbook, to: "/nowhere/at/all.xlsx") }
  }

  @Test(arguments: [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")])
  func columnsAreNamedAsInSpreadsheets(column: Int, name: String) {
    #expect(columnName(column) == name)
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/soffice"), "LibreOffice is not installed"))
  func aSpreadsheetProgramWorksTheSumsOut() throws {
    try written { folder in
      try writeWorkbook(workbook, to: folder.appendingPathComponent("book.xlsx").path)
      let csv = try recalculated("book.xlsx", in: folder)
      #expect(csv["A"]?.contains("Total,\"4\",\"0.5\"") == true, "\(csv)")
      #expect(csv["A"]?.contains("=HYPERLINK(1)") == true)
      #expect(csv["A"]?.contains("🚲\nשלום") == true)
    }
  }

  /// Every sheet as CSV, after LibreOffice has worked all formulas out again.
  private func recalculated(_ name: String, in folder: URL) throws -> [String: String] {
    let profile = folder.appendingPathComponent("profile/user")
    try FileManager.default.createDirectory(at: profile, withIntermediateDirectories: true)
    let always = """
      <?xml version="1.0" encoding="UTF-8"?>
      <oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
      </oor:items>
      """
    try Data(always.utf8).write(to: profile.appendingPathComponent("registrymodifications.xcu"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/soffice")
    process.arguments = [
      "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--convert-to",
      "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1", "--outdir", folder.path,
      folder.appendingPathComponent(name).path,
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    var sheets: [String: String] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) where file.hasSuffix(".csv") {
      let sheet = file.dropLast(4).split(separator: "-").last.map(String.init) ?? file
      sheets[sheet] = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
    }
    return sheets
  }
}
