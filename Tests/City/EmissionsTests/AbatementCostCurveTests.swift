import Emissions
import Testing

@Suite struct AbatementCostCurveTests {
  /// -100 EUR/t of 10 t saves 1 000 EUR; -5 EUR/t of 1 000 t saves 5 000 EUR. By EUR/t the small one would come first.
  @Test func `A small saver with a large negative cost per tonne does not outrank a large one`() {
    let small = AbatementStep(measure: "small", tonnes: 10, netCost: -1000)
    let large = AbatementStep(measure: "large", tonnes: 1000, netCost: -5000)
    #expect(small.costPerTonne == -100 && large.costPerTonne == -5)
    #expect(abatementCostCurve([small, large]) == [large, small])
  }

  /// Of two that save the same the one that abates less has the lower EUR/t, and nothing else to its credit.
  @Test func `What saves comes first, most first; then the cheapest tonne`() {
    let steps = [
      AbatementStep(measure: "dear", tonnes: 10, netCost: 900), AbatementStep(measure: "cheap", tonnes: 100, netCost: 1000),
      AbatementStep(measure: "free", tonnes: 5, netCost: 0), AbatementStep(measure: "saves little", tonnes: 1, netCost: -10),
      AbatementStep(measure: "saves much", tonnes: 1000, netCost: -20),
    ]
    #expect(abatementCostCurve(steps).map(\.measure) == ["saves much", "saves little", "free", "cheap", "dear"])
    #expect(abatementCostCurve(steps.reversed()) == abatementCostCurve(steps))
  }

  @Test func `What abates nothing has no place on the curve`() {
    let steps = [AbatementStep(measure: "nothing", tonnes: 0, netCost: -10), AbatementStep(measure: "adds", tonnes: -5, netCost: 10)]
    #expect(abatementCostCurve(steps).isEmpty)
  }

  @Test func `Equal steps stand in the order of their names`() {
    let steps = ["b", "a"].map { AbatementStep(measure: $0, tonnes: 2, netCost: 4) }
    #expect(abatementCostCurve(steps).map(\.measure) == ["a", "b"])
  }
}
