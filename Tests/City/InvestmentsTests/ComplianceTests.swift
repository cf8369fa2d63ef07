import Investments
import Testing

@Suite struct ComplianceTests {
  private let two = [project("a", [100, 100], zone: 0, dwellings: 500), project("b", [60], category: "school", zone: 2, fund: "land")]
  private let money = InvestmentLimit.Quantity.money(cityNet, MoneyScope())

  private func outcomes(_ limit: InvestmentLimit, _ starts: Int?..., emissions: [Double?]? = nil) -> [LimitOutcome] {
    plan(two, limits: [limit]).outcomes(Programme(id: "test", starts: starts), emissions: emissions)
  }

  @Test func `An average is over the programme's years`() {
    let found = outcomes(limit(money, .atMost, .average, 60), 2026, 2028)
    #expect(found == [LimitOutcome(limit: 0, year: nil, used: 65, level: 60, carried: 0)])
    #expect(found[0].room(.atMost) == -5)
    #expect(found[0].isKept(limit(money)) == false)
  }

  @Test func `A total, a category and a fund`() {
    #expect(outcomes(limit(money, .atMost, .total, 300), 2026, 2028)[0].used == 260)
    #expect(outcomes(limit(.money(cityNet, MoneyScope(categories: ["school"])), .atMost, .total, 50), 2026, 2028)[0].used == 60)
    #expect(outcomes(limit(.money(cityNet, MoneyScope(funds: ["land"])), .atMost, .total, 50), 2026, 2028)[0].room(.atMost) == -10)
  }

  @Test func `A cap of zone and year counts what lies there`() {
    let found = outcomes(limit(.money(cityNet, MoneyScope(zones: [0])), .atMost, .eachYear(carryOver: 0), 90, 90, nil, 90), 2026, 2026)
    #expect(found.map(\.year) == [2026, 2027, 2029])
    #expect(found.map(\.used) == [100, 100, 0])
  }

  /// 120 a year, of which at most 30 may be carried: 60 is used in 2026, so 2027 has 150; 100 leaves 50, of which 30 are carried.
  @Test func `What a year leaves is carried to the next, up to a limit`() {
    let found = outcomes(limit(money, .atMost, .eachYear(carryOver: 30), 120, 120, 120, 120), 2027, 2026)
    #expect(found.map(\.used) == [60, 100, 100, 0])
    #expect(found.map(\.level) == [120, 150, 150, 150])
    #expect(found.map(\.carried) == [0, 30, 30, 30])
  }

  @Test func `An overrun is not carried`() {
    let found = outcomes(limit(money, .atMost, .eachYear(carryOver: 30), 90, 90, 90, 90), 2026, nil)
    #expect(found.map(\.level) == [90, 90, 90, 120])
    #expect(found.map { $0.room(.atMost) } == [-10, -10, 90, 120])
  }

  @Test func `A share of zones is of the money of its base`() {
    let floor = limit(.zoneShare(through: 1, cityNet, MoneyScope()), .atLeast, .total, 0.75)
    let found = outcomes(floor, 2026, 2028)
    #expect(found[0].used == 200.0 / 260)
    #expect(found[0].isKept(floor) == true)
    // Linear form: EUR in the zones less the wanted share of all EUR.
    let use = plan(two, limits: [floor]).use(of: floor, by: 1, startingIn: 2028)
    #expect(use == [-45])
    #expect(outcomes(floor, nil, nil)[0].used == nil)
  }

  @Test func `Dwellings are ready when the spending ends`() {
    let floor = limit(.dwellings, .atLeast, .eachYear(carryOver: 0), 400, 400, nil, nil)
    #expect(outcomes(floor, 2026, nil).map(\.used) == [0, 500])
    #expect(outcomes(floor, 2026, nil).map { $0.isKept(floor) } == [false, true])
  }

  @Test func `Emissions are known only when the model was run`() {
    let ceiling = limit(.emissions, .atMost, .eachYear(carryOver: 0), nil, nil, nil, 200)
    #expect(outcomes(ceiling, 2026, nil)[0].used == nil)
    #expect(outcomes(ceiling, 2026, nil)[0].isKept(ceiling) == nil)
    #expect(outcomes(ceiling, 2026, nil, emissions: [300, 250, 220, 210])[0].room(.atMost) == -10)
    let budget = limit(.emissions, .atMost, .total, 1000)
    #expect(outcomes(budget, 2026, nil, emissions: [300, 250, 220, 210])[0].used == 980)
    #expect(outcomes(budget, 2026, nil, emissions: [300, nil, 220, 210])[0].used == nil)
  }

  @Test func `Uses of single projects sum to what a programme uses`() {
    let limits = [
      limit(money, .atMost, .average, 60), limit(money, .atMost, .total, 60), limit(money, .atMost, .eachYear(carryOver: 0), 1, 1, 1, 1),
      limit(.dwellings, .atLeast, .total, 60),
    ]
    let plan = plan(two, limits: limits), programme = all(2027, 2026)
    for l in limits.indices {
      let uses = programme.chosen.compactMap { plan.use(of: limits[l], by: $0.project, startingIn: $0.start) }
      let sums = uses[0].indices.map { row in uses.reduce(0) { $0 + $1[row] } }
      #expect(plan.outcomes(programme).filter { $0.limit == l }.map(\.used) == sums.map { $0 })
    }
  }

  @Test func `Another level of the cap changes the cap alone`() {
    var two = plan(two, limits: [limit(money, .atMost, .average, 60), limit(money, .atMost, .total, 60)])
    two.cap = 0
    #expect(two.withCap(65).limits.map(\.levels) == [[65], [60]])
  }

  @Test func `A cap that all projects together cannot reach never binds`() {
    func never(_ levels: InvestmentLimit...) -> [Int] { plan(two, limits: levels).capsThatNeverBind }
    // The most of a year is 100 + 60, of the programme 260.
    #expect(never(limit(money, .atMost, .total, 261), limit(money, .atMost, .total, 260)) == [0])
    #expect(never(limit(money, .atMost, .eachYear(carryOver: 0), 161, 161, 161, 161)) == [0])
    #expect(never(limit(money, .atMost, .eachYear(carryOver: 0), 161, 161, 160, 161)) == [])
    let exclusive = plan([project("x", [100], group: "g"), project("y", [90], group: "g")], limits: [limit(money, .atMost, .total, 150)])
    #expect(exclusive.capsThatNeverBind == [0])
  }
}
