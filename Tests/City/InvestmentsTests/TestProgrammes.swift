import Investments

/// A programme of four years and three zones, small enough to reckon by hand. Money in EUR.
let years = [2026, 2027, 2028, 2029]
let layer = ZoneLayer(year: 2025, zones: ["I", "II", "III"])
let cityNet = MoneyBase(flow: .net, entity: .city, leases: .excluded)
let cityGross = MoneyBase(flow: .gross, entity: .city, leases: .excluded)

func project(
  _ id: String, _ spending: [Double], category: String = "street", zone: Int = 0, committed: Int? = nil,
  window: ClosedRange<Int> = 2026...2029,
  state: Double = 0, group: String? = nil, needs: [Prerequisite] = [], enables: [EnabledMeasure] = [], dwellings: Double = 0,
  operating: Double = 0, payer: MoneyBase.Entity = .city, lease: Bool = false, fund: String? = nil, placement: Placement? = nil
) -> Project {
  Project(
    id: id, category: category, fund: fund, payer: payer, isLeased: lease, isCommitted: committed != nil,
    earliest: committed ?? window.lowerBound, latest: committed ?? window.upperBound, spending: spending,
    funding: Funding(others: state > 0 ? [.init(source: "state", share: state)] : []),
    placement: placement ?? Placement(zone: zone, of: 3), exclusiveGroup: group, prerequisites: needs, enables: enables,
    dwellings: dwellings, operatingCost: operating)
}

func plan(_ projects: [Project], limits: [InvestmentLimit] = [], finance: CityFinance? = nil) -> InvestmentPlan {
  InvestmentPlan(
    years: years, priceYear: 2025, base: cityNet, layer: layer, categories: ["street", "school"], projects: projects, limits: limits,
    programmes: [], finance: finance)
}

func limit(
  _ quantity: InvestmentLimit.Quantity, _ sense: InvestmentLimit.Sense = .atMost, _ period: InvestmentLimit.Period = .average,
  _ levels: Double?...
) -> InvestmentLimit {
  InvestmentLimit(id: "limit", sense: sense, quantity: quantity, period: period, levels: levels)
}

func all(_ starts: Int?...) -> Programme { Programme(id: "test", starts: starts) }
