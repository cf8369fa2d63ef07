import Testing
import Units

@testable import LabelledArrays

@Suite struct LabelledArrayTests {
  /// Espoo's inventory of 1990 and 2021 in two sectors; figures as in HSY's table, kt CO2e/a.
  private let emissions = LabelledArray(
    "emissions", axes: [Axis("sector", ["waste", "transport"]), Axis(years: [2021, 2030, 2035])], unit: unit("kt CO2e/a"),
    provenance: .measured,
    values: [1, 2, 3, 10, 20, 30])

  @Test func `A figure is found by one label of each axis, in the order of the axes`() {
    #expect(emissions["waste", "2030"] == 2)
    #expect(emissions["transport", "2035"] == 30)
    #expect(emissions["2030", "waste"] == nil)
    #expect(emissions["waste"] == nil)
    #expect(emissions["waste", "2031"] == nil)
  }

  @Test func `A row is all figures of one label`() {
    #expect(emissions.row("transport") == [10, 20, 30])
    #expect(emissions.row("farms") == nil)
  }

  @Test func `Rows add up to the total, whose figures are derived`() {
    let total = emissions.summedOverFirstAxis(name: "total")
    #expect(total.values == [11, 22, 33])
    #expect(total.axes == [Axis(years: [2021, 2030, 2035])])
    #expect(total["2030"] == 22)
    #expect(total.unit == emissions.unit)
    #expect(total.provenance == .derived)
  }

  @Test func `Three axes keep their order`() {
    let cube = LabelledArray(
      "x", axes: [Axis("a", ["p", "q"]), Axis("b", ["r", "s"]), Axis("c", ["t", "u"])], unit: .share, values: [1, 2, 3, 4, 5, 6, 7, 8])
    #expect(cube["q", "r", "u"] == 6)
    #expect(cube.summedOverFirstAxis(name: "y").values == [6, 8, 10, 12])
    #expect(cube.row("p") == nil, "a row is of two axes")
  }

  @Test func `A unit of the same dimension changes the figures, not what they mean`() {
    let tonnes = emissions.converted(to: Self.unit("t CO2e/a"))
    #expect(tonnes.values == [1000, 2000, 3000, 10_000, 20_000, 30_000])
    #expect(tonnes.provenance == .measured)
    #expect(tonnes.converted(to: emissions.unit) == emissions)
  }

  private static func unit(_ text: String) -> UnitOfMeasure { UnitOfMeasure(text) ?? .share }
}

@Suite struct ProvenanceKindTests {
  @Test func `What is made of figures is as certain as the least certain of them, and at best derived`() {
    #expect(ProvenanceKind.combined([.measured, .measured]) == .derived)
    #expect(ProvenanceKind.combined([]) == .derived)
    #expect(ProvenanceKind.combined([.measured, .assumed, .calibrated]) == .assumed)
    #expect(ProvenanceKind.combined([.illustrative, .assumed]) == .illustrative)
  }

  @Test func `What nobody has measured, published or computed is footnoted`() {
    #expect(ProvenanceKind.allCases.filter(\.isFootnoted) == [.calibrated, .assumed, .illustrative])
  }
}
