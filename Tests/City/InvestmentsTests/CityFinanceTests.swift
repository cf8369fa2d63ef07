import Investments
import Testing

@Suite struct CityFinanceTests {
  /// Two projects of 100 a year and 3 of operating cost each from the year after.
  private func purse(_ finance: CityFinance) -> (InvestmentPlan, [FinanceYear]) {
    let plan = plan([project("a", [100, 100], operating: 3), project("b", [100], operating: 3)], finance: finance)
    return (plan, plan.purse(all(2026, 2026)))
  }

  @Test func `The loan stock takes what net investments exceed the annual margin`() {
    let (plan, years) = purse(
      CityFinance(
        annualMargin: [2026: 150, 2027: 110, 2028: 120, 2029: 120], loanStock: [2025: 1000], population: [2026: 100, 2029: 104],
        turnDownBy: 2029))
    #expect(years.map(\.year) == [2025, 2026, 2027, 2028, 2029])
    #expect(years.map(\.netInvestments) == [nil, 200, 100, 0, 0])
    #expect(years.map(\.annualMargin) == [nil, 150, 107, 114, 114])
    #expect(years.map(\.loanStockChange) == [nil, 50, -7, -114, -114])
    #expect(years.map(\.loanStock) == [1000, 1050, 1043, 929, 815])
    #expect(years.map(\.selfFinancing) == [nil, 0.75, 1.07, nil, nil])
    #expect(years.map(\.loanPerInhabitant) == [nil, 10.5, nil, nil, 815.0 / 104])
    #expect(plan.loanTurn(years) == .turned(since: 2027))
  }

  @Test func `A year without a figure stays without one, and so does the level after it`() {
    let (plan, years) = purse(
      CityFinance(annualMargin: [2024: 90, 2026: 250, 2028: 120], netInvestments: [2024: 80], loanStock: [2024: 500], turnDownBy: 2027))
    #expect(years.map(\.annualMargin) == [90, nil, 250, nil, 114, nil])
    #expect(years.map(\.netInvestments) == [80, nil, 200, 100, 0, 0])
    // Before the programme only what is published is known, although margin and investments are.
    #expect(years.map(\.loanStockChange) == [nil, nil, -50, nil, -114, nil])
    #expect(years.map(\.loanStock) == [500, nil, nil, nil, nil, nil])
    #expect(plan.loanTurn(years) == .unknown)
  }

  @Test func `A published change and other income come before and beside the computed`() {
    let (plan, years) = purse(
      CityFinance(
        annualMargin: [2026: 100, 2027: 90], loanStock: [2024: 500], loanStockChange: [2025: -20, 2026: 10], otherIncome: [2027: 5],
        turnDownBy: 2027))
    #expect(years.map(\.loanStock) == [500, 480, 490, 498, nil, nil])
    #expect(plan.loanTurn(years) == .stillGrows)
  }

  @Test func `A city without a purse has none`() {
    let plan = plan([project("a", [1])])
    #expect(plan.purse(all(2026)) == [] && plan.loanTurn([]) == nil)
  }
}
