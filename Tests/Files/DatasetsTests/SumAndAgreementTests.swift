import Testing

@testable import Datasets

private let descriptor = """
  {"name": "sums", "units": ["kt"], "resources": [{"name": "e", "path": "e.csv", "schema": {"fields": [
    {"name": "year", "type": "integer"}, {"name": "sector", "type": "string"}, {"name": "kt", "type": "number", "unit": "kt"},
    {"name": "source_id", "type": "string"}], "primaryKey": ["year", "sector", "source_id"]},
    "sums": [{"name": "s", "value": "kt", "same": ["year", "source_id"], "total": {"sector": "total"},
      "parts": [{"sector": "heat"}, {"sector": "traffic"}]}],
    "agreement": {"key": ["year", "sector"], "values": ["kt"]}}]}
  """

private func expect(_ rows: String, reports expected: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  try expect(
    ["datapackage.json": descriptor, "e.csv": "year,sector,kt,source_id\n" + rows], reports: expected, sourceLocation: sourceLocation)
}

@Suite struct SumAndAgreementTests {
  @Test func `A total that equals its parts is not mentioned`() throws {
    try expect("2020,heat,0.1,A\n2020,traffic,0.2,A\n2020,total,0.3,A\n", reports: "")
  }

  @Test func `Rounding explains half of the last place of each figure`() throws {
    try expect(
      "2020,heat,10,A\n2020,traffic,20,A\n2020,total,31.5,A\n2021,heat,10,A\n2021,traffic,20,A\n2021,total,28,A\n",
      reports: """
        e.csv:4:12: finding: total, 2020, A: kt 31.5 is 1.5 more than 30, the sum of its 2 parts; rounding explains at most 1.05 [s]
        e.csv:7:12: finding: total, 2021, A: kt 28 is 2 less than 30, the sum of its 2 parts; rounding explains at most 1.5 [s]
        """)
    try expect(
      "2020,heat,10,A\n2020,traffic,20,A\n2020,total,31,A\n",
      reports: "e.csv:4:12: finding: total, 2020, A: kt 31 is 1 more than 30, the sum of its 2 parts; within rounding (1.5) [s]")
  }

  @Test func `A rule whose parts are never all there is told`() throws {
    try expect(
      "2020,heat,10,A\n2020,traffic,20,B\n2020,total,31,A\n",
      reports: "datapackage.json:1:1: warning: resource 'e': sums 's' finds no total with all its parts; expected at least one total; "
        + "hint: remove the rule or add the rows")
  }

  @Test func `Sources that print different figures are set side by side, and figures that round alike are not`() throws {
    try expect(
      "2020,heat,10,A\n2020,traffic,20,A\n2020,total,30,A\n2020,total,30.4,B\n2020,heat,10.6,B\n",
      reports: "e.csv:2:11: finding: 2020, heat: kt is 10 by A (line 2), 10.6 by B (line 6)")
  }
}
