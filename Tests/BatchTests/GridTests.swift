import Testing

@testable import Batch

@Suite struct GridTests {
  private func values(_ text: String) throws -> [String] { try GridKey(parsing: text).values.map(\.text) }

  @Test func `Values stand between commas, with their units, and know their columns`() throws {
    let key = try GridKey(parsing: "measures.a.effect.share=10 %, 20 %")
    #expect(key.key == "measures.a.effect.share")
    #expect(key.values.map(\.text) == ["10 %", "20 %"])
    #expect(key.values.map(\.column) == [25, 31])
  }

  @Test func `Commas in brackets and quotes belong to their value`() throws {
    #expect(try values("a={dataset: x, where: {b: c}},'d,e',[1, 2]") == ["{dataset: x, where: {b: c}}", "'d,e'", "[1, 2]"])
  }

  @Test func `A range is evenly spaced, both ends included, in the shortest decimals`() throws {
    // 3 × 0.1 is not 0.3 in binary; the nearest number to three tenths is.
    #expect(try values("a=0..1/11") == ["0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1"])
    #expect(try values("a=200..300/3 MEUR") == ["200 MEUR", "250 MEUR", "300 MEUR"])
    #expect(try values("a=10..30/3%") == ["10 %", "20 %", "30 %"])
    #expect(try values("a=20..40/2 g CO2e/MJ") == ["20 g CO2e/MJ", "40 g CO2e/MJ"])
    #expect(try values("a=1..-1/3") == ["1", "0", "-1"])
    #expect(try values("a=0..1/4") == ["0", "0.3333333333333333", "0.6666666666666666", "1"])
    #expect(try values("a=1e6..3e6/3") == ["1000000", "2000000", "3000000"])
    #expect(try values("a=5,1..2/2") == ["5", "1", "2"])
  }

  @Test func `Every step of a long range is the number nearest to the exact one`() throws {
    let steps = try values("a=-2.5..7.5/1001")
    #expect(steps.count == 1001)
    // Steps of a hundredth: whole hundredths divided by 100, which is correctly rounded.
    for (i, text) in steps.enumerated() { #expect(Double(text) == Double(i - 250) / 100) }
  }

  @Test(arguments: [
    ("a", "--grid 'a' has no values; write KEY=VALUE,VALUE or KEY=LO..HI/N UNIT"),
    ("=1", "--grid '=1' has no key; write KEY=VALUE,VALUE or KEY=LO..HI/N UNIT"),
    ("a=", "a value of 'a' is blank; blank is not zero"),
    ("a=1,,2", "a value of 'a' is blank; blank is not zero"),
    ("a=1,2,1", "'a' is given the value '1' twice"),
    ("a=[1,2", "a bracket or a quote is left open in the values of 'a'"),
    ("a=1\n2", "the values of 'a' run over several lines; write them on one"),
    ("a=10 %..30 %/3", "'10 %..30 %/3' is not a range for 'a'; expected LO..HI/N UNIT; write '10..30/3 %'"),
    ("a=1..3", "'1..3' is not a range for 'a'; expected LO..HI/N UNIT, such as 10..30/3 %"),
    ("a=1..3/1", "'1..3/1' for 'a': the count after '/' must be from 2 to 1000000"),
    ("a=1..3/x", "'1..3/x' is not a range for 'a'; expected LO..HI/N UNIT, such as 10..30/3 %"),
    ("a=3..3/2", "'3..3/2' for 'a' starts where it ends; write the value alone"),
  ]) func `A grid that says nothing is told`(text: String, message: String) {
    #expect { try GridKey(parsing: text) } throws: { "\($0)" == message }
  }

  @Test func `The last key varies fastest and the scenario slowest`() throws {
    let grid = try CaseGrid(scenarios: ["s", "t"], keys: [try GridKey(parsing: "a=1,2"), try GridKey(parsing: "b=x,y,z")])
    let cases = (1...grid.count).map { grid.numbered($0) }
    #expect(
      cases.map { $0.scenario + $0.values.map(\.text).joined() } == [
        "s1x", "s1y", "s1z", "s2x", "s2y", "s2z", "t1x", "t1y", "t1z", "t2x", "t2y", "t2z",
      ])
    #expect(cases.map(\.number) == Array(1...12))
  }

  @Test func `Every value is checked once in every scenario, of a range the ends and the first step`() throws {
    let grid = try CaseGrid(scenarios: ["s", "t"], keys: [try GridKey(parsing: "a=1,2"), try GridKey(parsing: "b=0..9/10")])
    let met = grid.samples.map { grid.numbered($0) }.map { $0.scenario + $0.values.map(\.text).joined(separator: "/") }
    #expect(met == ["s1/0", "s2/0", "s1/1", "s1/9", "t1/0", "t2/0", "t1/1", "t1/9"])
  }

  @Test func `A key in two grids and more cases than can be meant are refused`() throws {
    let key = try GridKey(parsing: "a=0..1/1000000")
    #expect(throws: GridError.doubledKey("a")) { try CaseGrid(scenarios: ["s"], keys: [key, key]) }
    #expect(throws: GridError.tooManyCases(most: 100_000_000)) {
      try CaseGrid(scenarios: ["s"], keys: [key, try GridKey(parsing: "b=0..1/1000")])
    }
  }

  @Test func `Shards part the cases among themselves`() throws {
    for (total, count) in [(10, 3), (2, 4), (7, 1)] {
      let shards = try (1...count).map { try Shard(parsing: "\($0)/\(count)") }
      let numbers = shards.flatMap { shard in (0..<shard.size(of: total)).map { shard.number(at: $0) } }
      #expect(numbers.sorted() == Array(1...total))
    }
    for text in ["0/2", "3/2", "1", "a/b", "1/2/3", "-1/2"] { #expect(throws: GridError.badShard(text)) { try Shard(parsing: text) } }
  }
}
