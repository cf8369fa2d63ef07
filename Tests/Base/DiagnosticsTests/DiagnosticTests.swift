import Diagnostics
import Testing

@Suite struct DiagnosticTests {
  @Test func aProblemIsOneLineThatAnEditorCanFollow() {
    let problem = Diagnostic(
      .error, at: SourcePlace(file: "plan.yaml", line: 41, column: 15), found: "'kt/y' is not an emission unit",
      expected: "mass of CO2e per year, such as 'kt CO2e/a'", hint: "did you mean 'kt CO2e/a'?")
    #expect(
      problem.description
        == "plan.yaml:41:15: error: 'kt/y' is not an emission unit; expected mass of CO2e per year, such as 'kt CO2e/a'; hint: did you mean 'kt CO2e/a'?"
    )
  }

  @Test func theSameProblemMetTwiceIsToldOnceAndOrderIsByPlace() {
    var list = DiagnosticList()
    list.error(SourcePlace(file: "b.yaml", line: 2, column: 1), "second")
    list.error(SourcePlace(file: "a.yaml", line: 9, column: 1), "first")
    list.error(SourcePlace(file: "b.yaml", line: 2, column: 1), "second")
    #expect(list.all.map(\.found) == ["first", "second"])
  }

  @Test(arguments: [("measurs", "measures"), ("sectro", "sector"), ("emision_factor", "emission_factor")])
  func aTypingSlipFindsItsName(slip: String, name: String) {
    #expect(nearestName(to: slip, among: ["measures", "sector", "emission_factor", "driver"]) == name)
  }

  @Test func aNameThatIsNotCloseIsNotGuessed() {
    #expect(nearestName(to: "zzz", among: ["measures", "sector"]) == nil)
  }
}
