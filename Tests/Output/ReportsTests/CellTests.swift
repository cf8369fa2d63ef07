import Testing

@testable import Reports

@Suite struct CellTests {
  @Test func blankIsNotZeroAndNotationKeysStay() {
    let cells: [Cell] = [.blank, .number(nil, decimals: 1), .number(0, decimals: 1), .year(2030), .notation("NE"), .text("a")]
    #expect(cells.map { $0.text(NumberForm(.fi)) } == ["–", "–", "0,0", "2030", "NE", "a"])
    #expect(cells.map(\.plainText) == ["", "", "0.0", "2030", "NE", "a"])
  }

  @Test func marksAreRaisedInRisingOrderEachOnce() {
    #expect(Cell.blank.marked(12, 3).marked(3).markText == "³⁾¹²⁾")
    #expect(Cell.blank.markText == "")
  }
}
