import Investments
import Testing

@Suite struct MoneyTableTests {
  /// A: 100 from 2025 on, half the state's, zone I; B: 60 in two years from 2027, zones II and nowhere; C: a company's; D: leased.
  private let four = plan([
    project("a", [40, 40, 20], zone: 0, committed: 2025, state: 0.5),
    project("b", [30, 30], category: "school", placement: Placement(zones: [0, 0.5, 0], cityWide: 0.2, unlocated: 0.3)),
    project("c", [500], payer: .group), project("d", [70], lease: true),
  ])
  private var programme: Programme { all(2025, 2027, 2026, 2026) }

  @Test func `Money by zone, net: before, by year and in the row of what has no zone`() {
    let table = four.table(programme, by: .zone, cityNet)
    #expect(table.rows.map(\.label) == ["I", "II", "III", "city_wide", "unlocated"])
    #expect(table.rows[0].before == 20)
    #expect(table.rows[0].years == [20, 10, 0, 0])
    #expect(table.rows[1].years == [0, 15, 15, 0])
    #expect(table.rows[2].inProgramme == 0)
    #expect(table.rows[3].years == [0, 6, 6, 0])
    #expect(table.rows[4].years == [0, 9, 9, 0])
    #expect(table.total.before == 20)
    #expect(table.total.years == [20, 40, 30, 0])
    #expect(table.total.after == 0)
    #expect(table.imbalance < 1e-12)
  }

  @Test func `Gross is the whole cost, and payers sum to it`() {
    let gross = four.table(programme, by: .category, cityGross), payers = four.table(programme, by: .funding, cityNet)
    #expect(gross.total.years == [40, 50, 30, 0])
    #expect(payers.rows.map(\.label) == ["own", "state"])
    #expect(payers.rows[0].years == [20, 40, 30, 0])
    #expect(payers.rows[1].years == [20, 10, 0, 0])
    #expect(payers.total == gross.total)
  }

  @Test func `A base decides whether companies and leases count`() {
    let group = MoneyBase(flow: .net, entity: .group, leases: .excluded), leases = MoneyBase(flow: .net, entity: .city, leases: .included)
    #expect(four.table(programme, by: .zone, group).total.years == [520, 40, 30, 0])
    #expect(four.table(programme, by: .zone, leases).total.years == [90, 40, 30, 0])
  }

  @Test func `Cumulative zone shares count what has no zone in the whole`() {
    // I 30, II 30, III 0 of 90
    let expected: [Double] = [30, 60, 60].map { $0 / 90 }
    #expect(four.cumulativeZoneShares(programme, cityNet) == expected)
    #expect(four.cumulativeZoneShares(all(nil, nil, nil, nil), cityNet) == nil)
  }

  @Test func `What falls after the programme stands after it`() {
    let late = plan([project("late", [10, 20, 30])])
    let table = late.table(all(2028), by: .category, cityNet)
    #expect(table.total.years == [0, 0, 10, 20])
    #expect(table.total.after == 30)
    #expect(table.rows.map(\.label) == ["street", "school"])
  }
}
