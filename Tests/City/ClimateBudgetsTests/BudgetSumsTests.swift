import Testing

@testable import ClimateBudgets

@Suite struct BudgetSumsTests {
  @Test(arguments: 0..<300) func everySumOfARandomBudgetHolds(seed: Int) {
    #expect(ClimateBudget(randomBudget(seed)).faults.map(\.description) == [])
  }

  /// The same sums worked out here, without the tables' own notes of what is a sum of what.
  @Test(arguments: 0..<300) func theTablesAgreeWithEachOther(seed: Int) throws {
    let basis = randomBudget(seed)
    let budget = ClimateBudget(basis)
    let a = try #require(budget.table(.emissions)), b = try #require(budget.table(.measures)), c = try #require(budget.table(.money))
    let d = try #require(budget.table(.zones)), e = try #require(budget.table(.bridge))
    for year in basis.years {
      let effects = basis.measures.indices.compactMap { b.steps($0, b.column(.effect, year)) }.reduce(0, +)
      let bridge = e.column(.bridge, year)
      let baseline = e.steps(e.row("budget_row", "baseline"), bridge) ?? 0, rounding = e.steps(e.row("budget_row", "rounding"), bridge) ?? 0
      #expect(baseline + effects + rounding == e.steps(e.row("budget_row", "forecast"), bridge))
      #expect(abs(rounding) <= 1, "three rounded figures are off by one step at most")
    }
    let gap = a.steps(a.row("budget_row", "total"), a.column(.gap, 2025))
    #expect(gap == e.steps(e.row("budget_row", "gap"), e.column(.bridge, 2025)))
    let investments = basis.measures.indices.compactMap { b.steps($0, b.column(.investments, 2025)) }.reduce(0, +)
    let column = c.columns.firstIndex { $0.figure == .budget && $0.year == 2025 }
    // Rows of units only: totals stand under other families.
    let first = c.rows.indices.filter { c.rows[$0].label.family == "unit" }
    let cities = c.rows.indices.filter { c.rows[$0].terms.isEmpty && $0 < (c.row("money_all", "investment") ?? 0) }
      .filter { $0 > (c.row("money_all", "operating") ?? -1) && first.contains($0) }
    #expect(cities.compactMap { c.steps($0, column) }.reduce(0, +) == investments)
    let zones = d.rows.indices.filter {
      d.rows[$0].label.family == "zone" || ["money_group", "money_others", "money_unsplit"].contains(d.rows[$0].label.family)
    }
    #expect(zones.compactMap { d.steps($0, d.column(.investments, 2025)) }.reduce(0, +) == investments)
  }

  @Test func aChangedFigureIsFound() throws {
    let budget = ClimateBudget(randomBudget(3))
    for table in budget.tables where table.name == .emissions || table.name == .bridge {
      var broken = table
      let row = try #require(table.rows.firstIndex { !$0.terms.isEmpty })
      let column = try #require(table.columns.indices.first { table.columns[$0].isSummed && table.steps(row, $0) != nil })
      broken.rows[row].cells[column] = .printed((table.steps(row, column) ?? 0) + 1)
      #expect(broken.faults.count >= 1, "table \(table.name)")
      #expect(broken.faults.first?.description.contains("stands where the parts give") == true)
    }
  }

  @Test func measuresWithoutNumbersKeepTheirRowAndBlankIsNotZero() throws {
    for seed in 0..<50 {
      let basis = randomBudget(seed)
      let table = try #require(ClimateBudget(basis).table(.measures))
      #expect(table.rows.dropLast().map(\.label.member) == basis.measures.map(\.id))
      for (m, measure) in basis.measures.enumerated() where measure.effect == nil {
        #expect(table.rows[m].cells[table.column(.effect, 2025) ?? 0] == .unknown)
        #expect(table.rows[m].cells[table.column(.effectClass) ?? 0] == .word(.init("class", "enabling")))
      }
    }
  }

  @Test func aSourceTotalIsKeptAndItsRoundingIsARow() throws {
    var basis = randomBudget(1)
    basis.sectors = ["heat", "traffic"]
    basis.emissions = PrintGrid(unit: 1000, decimals: 1)
    basis.base = InventoryYear(year: 1990, standing: .final, vintage: nil, total: 1060.2e3, sectors: ["heat": 1000.1e3, "traffic": 60.0e3])
    basis.inventories = [InventoryYear(year: 2022, standing: .final, vintage: nil, total: 897e3, sectors: ["heat": 573e3])]
    let table = try #require(ClimateBudget(basis).table(.emissions))
    #expect(table.steps(table.row("budget_row", "rounding"), 0) == 1)
    #expect(table.steps(table.row("budget_row", "total"), 0) == 10602)
    #expect(table.steps(table.row("budget_row", "not_by_sector"), 1) == 3240)
    #expect(table.steps(table.row("budget_row", "rounding"), 1) == nil)
  }
}

@Suite struct SavedCeilingTests {
  private let saved = SavedCeiling(shares: [2025: 0.5, 2030: 0.2], base: 1000, vintage: "2023", follows: false)

  @Test func aSavedCeilingDoesNotMoveUnlessAsked() {
    #expect(saved.inForce(base: 1100) == [2025: 500, 2030: 200])
    #expect(saved.other(base: 1100) == [2025: 550, 2030: 220])
    #expect(saved.other(base: 1000) == nil, "nothing was restated")
    #expect(saved.other(base: nil) == nil)
  }

  @Test func inPerCentItMovesWithTheInventoryWhenAsked() {
    var following = saved
    following.follows = true
    #expect(following.inForce(base: 1100) == [2025: 550, 2030: 220])
    #expect(following.other(base: 1100) == [2025: 500, 2030: 200])
  }
}
