import Foundation
import Testing

@testable import Datasets

/// Tables that cities have published, with the sums that were found by hand.
@Suite struct PublishedTableTests {
  private func check(_ name: String) throws -> PublishedTableCheck {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("PublishedTables")
    return try verifyPublishedTable(folder.appendingPathComponent("\(name).csv").path)
  }

  @Test func theAccountsOfTampere2022HaveNoFault() throws {
    let check = try check("tampere-2022")
    #expect(check.findings == [])
    #expect(check.checked == 7, "all columns with a sum: the preview has none")
  }

  @Test func theMeasuresOfOslo2023AreAThousandTonnesOffIn2023AndRightIn2030() throws {
    let check = try check("oslo-2023")
    #expect(check.checked == 2)
    #expect(check.hasFaults)
    let finding = try #require(check.findings.first)
    #expect(check.findings.count == 1)
    #expect((finding.column, finding.printed, finding.sum, finding.difference) == ("Effect 2023 (t CO2e)", "74300", "75300", "-1000"))
    #expect(finding.rowsWithoutNumber == 10)
  }

  @Test func theResidualOfEspoosContractDoesNotAddUp() throws {
    let check = try check("espoo-contract-gap")
    let faults = check.findings.filter { !$0.isWithinRounding }
    #expect(faults.map(\.column) == ["Residual to offset"])
    #expect((faults.first?.printed, faults.first?.sum) == ("303", "189"))
    #expect(check.findings.filter(\.isWithinRounding).map(\.difference) == ["-1", "1", "1", "1", "-0.9"])
  }

  @Test func aColumnMaySayWhatIsATotal() throws {
    let text = "name,row,t\nheat,,1.5\n- of it oil,part,1.0\ntraffic,,2.5\nAltogether now,total,4.1\n"
    let check = try written(text)
    #expect(check.findings.map(\.difference) == ["0.1"])
    #expect(check.findings.map(\.rounding) == ["0.15"])
    #expect(check.findings.map(\.place.line) == [5])
  }

  @Test func aTableWithoutATotalIsTold() {
    #expect(throws: (any Error).self) { try written("name,t\nheat,1\n") }
  }

  private func written(_ text: String) throws -> PublishedTableCheck {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    return try verifyPublishedTable(file.path)
  }
}
