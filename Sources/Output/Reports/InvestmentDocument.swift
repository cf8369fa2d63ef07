import Engine
import Investments
import LabelledArrays

/// What `invest --format json` prints: money in MEUR of the programme's price year, emissions in kt CO2e. Keys may be added, never changed.
package struct InvestmentDocument: Encodable, Sendable {
  /// `null` for a programme that is only checked.
  package var objective: OrNull<String>
  /// `complies` or `breaks` for a check; the solver's word for an optimisation.
  package var status: String
  package var gap: OrNull<Double>
  /// No portfolio is better than this by the flat model, in the unit of the first objective; `null` for a check.
  package var bound: OrNull<Double>
  /// How often the emission model was laid flat, and whether the last round chose what it was laid flat at.
  package var rounds: OrNull<Int>
  package var standsStill: OrNull<Bool>
  package var solver: OrNull<String>
  var plan: String
  var programme: String
  var scenario: OrNull<String>
  var priceYear: Int
  var base: String
  var layer: Int
  package var portfolio: [Project]
  package var limits: [Limit]
  var zones: [String: OrNull<Double>]
  var abatement: [String: OrNull<Double>]
  var finance: Finance
  /// Money by year, split, in gross and net.
  var tables: [String: [String: [String: [String: Double]]]]
  var followUp: [FollowUp]

  enum CodingKeys: String, CodingKey {
    case objective, status, gap, bound, rounds, solver, plan, programme, scenario, base, layer, portfolio, limits, zones, finance, tables
    case priceYear = "price_year"
    case abatement = "abatement_kt"
    case followUp = "follow_up"
    case standsStill = "stands_still"
  }

  package struct Project: Encodable, Sendable {
    var project: String
    var start: Int
    var finish: Int
    /// The zone that holds all of it, `city_wide`, `unlocated` or `several`.
    var zone: String
    var zoneShares: [String: Double]
    var category: String
    var isCommitted: Bool
    var kind: String
    var gross: [String: Double]
    var net: [String: Double]

    enum CodingKeys: String, CodingKey {
      case project, start, finish, zone, category, kind
      case zoneShares = "zone_shares"
      case isCommitted = "committed"
      case gross = "gross_meur"
      case net = "net_meur"
    }
  }

  package struct Limit: Encodable, Sendable {
    var id: String
    var sense: String
    var base: OrNull<String>
    var year: OrNull<Int>
    var zone: OrNull<String>
    var used: OrNull<Double>
    var limit: Double
    var carried: Double
    var room: OrNull<Double>
    var kept: OrNull<Bool>
    var inForce: Bool
    var kind: String
    var baseKind: OrNull<String>
    var unit: String
    package var linearDual: OrNull<Double>
    package var fixedDual: OrNull<Double>
    package var resolveDelta: OrNull<Double>
    /// Of the three prices: `t CO2e per MEUR/a`; they are for one more of the limit's row, `resolve_step` of it when solved again.
    package var priceUnit: OrNull<String>
    package var resolveStep: OrNull<Double>
    /// Between these `resolve_delta` surely is; equal when both searches are proven.
    package var resolveLow: OrNull<Double>
    package var resolveHigh: OrNull<Double>

    enum CodingKeys: String, CodingKey {
      case id, sense, base, year, zone, used, limit, carried, room, kept, kind, unit
      case inForce = "in_force"
      case baseKind = "base_kind"
      case linearDual = "lp_dual"
      case fixedDual = "fixed_dual"
      case resolveDelta = "resolve_delta"
      case priceUnit = "price_unit"
      case resolveStep = "resolve_step"
      case resolveLow = "resolve_low"
      case resolveHigh = "resolve_high"
    }
  }

  struct Finance: Encodable, Sendable {
    var annualMargin: [String: OrNull<Double>]
    var netInvestments: [String: OrNull<Double>]
    var selfFinancing: [String: OrNull<Double>]
    var loanStockChange: [String: OrNull<Double>]
    var loanStock: [String: OrNull<Double>]
    var loanPerInhabitant: [String: OrNull<Double>]
    var dwellingsReady: [String: OrNull<Double>]
    var turn: OrNull<Turn>

    struct Turn: Encodable, Sendable {
      var by: Int
      /// `yes`, `no` or `unknown`.
      var turnsDown: String
      var since: OrNull<Int>

      enum CodingKeys: String, CodingKey {
        case by, since
        case turnsDown = "turns_down"
      }
    }

    enum CodingKeys: String, CodingKey {
      case annualMargin = "annual_margin_meur"
      case netInvestments = "net_investments_meur"
      case selfFinancing = "self_financing"
      case loanStockChange = "loan_stock_change_meur"
      case loanStock = "loan_stock_meur"
      case loanPerInhabitant = "loan_per_inhabitant_eur"
      case dwellingsReady = "dwellings_ready"
      case turn = "loan_stock"
    }
  }

  struct FollowUp: Encodable, Sendable {
    var id: String
    var of: String
    var zone: OrNull<String>
    var date: String
    var value: OrNull<Double>
    var target: OrNull<Double>
    var kind: String
    var source: OrNull<String>
  }
}

extension InvestmentDocument {
  package init(_ check: InvestmentCheck, plan id: String) {
    let plan = check.plan
    objective = OrNull(nil)
    gap = OrNull(nil)
    bound = OrNull(nil)
    rounds = OrNull(nil)
    standsStill = OrNull(nil)
    solver = OrNull(nil)
    status = check.broken.isEmpty ? check.unknown.isEmpty ? "complies" : "unknown" : "breaks"
    self.plan = id
    programme = check.programme.id
    scenario = OrNull(check.effect?.result.inputs.id)
    priceYear = plan.priceYear
    base = plan.base.code
    layer = plan.layer.year
    portfolio = check.programme.chosen.map { Project(check, $0.project, $0.start) }
    limits = check.outcomes.map { Limit($0, check) }
    zones = Self.zones(check)
    abatement = byYear(plan.years, check.abatement.map { $0.map { $0 / 1e3 } })
    finance = Finance(check)
    tables = Self.tables(check)
    followUp = zip(plan.followUps, check.inputs.followUps).map { FollowUp($0, $1, plan) }
  }

  private static func zones(_ check: InvestmentCheck) -> [String: OrNull<Double>] {
    let plan = check.plan, shares = plan.cumulativeZoneShares(check.programme, plan.base)
    let table = plan.table(check.programme, by: .zone, plan.base), all = table.total.inProgramme
    var zones: [String: OrNull<Double>] = [:]
    for z in plan.layer.zones.indices { zones[plan.layer.cumulativeName(through: z)] = OrNull(shares?[z]) }
    for id in [cityWideLabel, unlocatedLabel] {
      zones[id] = OrNull(all > 0 ? table.rows.first { $0.label == id }.map { $0.inProgramme / all } : nil)
    }
    return zones
  }

  private static func tables(_ check: InvestmentCheck) -> [String: [String: [String: [String: Double]]]] {
    let plan = check.plan
    var tables: [String: [String: [String: [String: Double]]]] = [:]
    for split in MoneySplit.allCases {
      for flow in split == .funding ? [MoneyBase.Flow.gross] : MoneyBase.Flow.allCases {
        let table = plan.table(check.programme, by: split, plan.base.with(flow))
        for row in table.rows + [table.total] {
          tables[split.rawValue, default: [:]][flow.rawValue, default: [:]][row.label] = row.meur(plan.years)
        }
      }
    }
    return tables
  }
}

extension MoneyTable.Row {
  /// MEUR by year, with `before` and `after` the programme.
  fileprivate func meur(_ years: [Int]) -> [String: Double] {
    var money = ["before": before / 1e6, "after": after / 1e6]
    for (t, year) in years.enumerated() { money[String(year)] = self.years[t] / 1e6 }
    return money
  }
}

extension MoneyBase {
  /// `net city, leases out`
  package var code: String { "\(flow.rawValue), \(entity.rawValue), leases \(leases.rawValue)" }
}

private func byYear(_ years: [Int], _ values: [Double?]) -> [String: OrNull<Double>] {
  Dictionary(uniqueKeysWithValues: zip(years, values).map { (String($0), OrNull($1)) })
}

extension InvestmentDocument.Project {
  fileprivate init(_ check: InvestmentCheck, _ p: Int, _ start: Int) {
    let project = check.plan.projects[p]
    let places =
      zip(check.plan.layer.zones, project.placement.zones).map { ($0, $1) }
      + [(cityWideLabel, project.placement.cityWide), (unlocatedLabel, project.placement.unlocated)]
    let shares = places.filter { $0.1 > 0 }
    self.project = project.id
    self.start = start
    finish = project.finish(startingIn: start)
    zone = shares.count == 1 ? shares[0].0 : "several"
    zoneShares = Dictionary(uniqueKeysWithValues: shares)
    category = project.category
    isCommitted = project.isCommitted
    kind = check.inputs.projects[p].kind.rawValue
    func money(_ share: Double) -> [String: Double] {
      Dictionary(uniqueKeysWithValues: project.spending.enumerated().map { (String(start + $0), $1 * share / 1e6) })
    }
    gross = money(1)
    net = money(project.funding.own)
  }
}

extension InvestmentDocument.Limit {
  fileprivate init(_ outcome: LimitOutcome, _ check: InvestmentCheck) {
    let limit = check.plan.limits[outcome.limit], listing = check.inputs.limits[outcome.limit]
    let scale = limit.scale
    id = limit.id
    sense = limit.sense.rawValue
    base = OrNull(limit.base?.code)
    year = OrNull(outcome.year)
    zone = OrNull(limit.zones(check.plan.layer))
    used = OrNull(outcome.used.map { $0 / scale })
    self.limit = outcome.level / scale
    carried = outcome.carried / scale
    room = OrNull(outcome.room(limit.sense).map { $0 / scale })
    kept = OrNull(outcome.isKept(limit))
    inForce = limit.isInForce
    kind = listing.kind.rawValue
    baseKind = OrNull(limit.base == nil ? nil : (listing.baseKind ?? listing.kind).rawValue)
    unit = limit.unit
    linearDual = OrNull(nil)
    fixedDual = OrNull(nil)
    resolveDelta = OrNull(nil)
    priceUnit = OrNull(nil)
    resolveStep = OrNull(nil)
    resolveLow = OrNull(nil)
    resolveHigh = OrNull(nil)
  }
}

extension InvestmentLimit {
  /// Canonical figures in one of the printed unit.
  var scale: Double {
    switch quantity {
    case .money: 1e6
    case .emissions: 1e3
    case .zoneShare, .dwellings: 1
    }
  }

  /// `MEUR/a`, `MEUR`, `1`, `dwellings/a`, `kt CO2e/a`…
  package var unit: String {
    let perYear = period == .total ? "" : "/a"
    switch quantity {
    case .money: return "MEUR" + perYear
    case .zoneShare: return "1"
    case .dwellings: return "dwellings" + perYear
    case .emissions: return "kt CO2e" + perYear
    }
  }

  fileprivate func zones(_ layer: ZoneLayer) -> String? {
    if case .zoneShare(let through, _, _) = quantity { return layer.cumulativeName(through: through) }
    return scope?.zones.map { $0.sorted().map { layer.zones[$0] }.joined(separator: "+") }
  }
}

extension InvestmentDocument.Finance {
  fileprivate init(_ check: InvestmentCheck) {
    let plan = check.plan, purse = check.purse
    func row(_ value: (FinanceYear) -> Double?, _ scale: Double = 1e6) -> [String: OrNull<Double>] {
      byYear(purse.map(\.year), purse.map { value($0).map { $0 / scale } })
    }
    annualMargin = row(\.annualMargin)
    netInvestments =
      purse.isEmpty
      ? byYear(plan.years, plan.netInvestments(check.programme).map { $0 / 1e6 }) : row(\.netInvestments)
    selfFinancing = row(\.selfFinancing, 1)
    loanStockChange = row(\.loanStockChange)
    loanStock = row(\.loanStock)
    loanPerInhabitant = row(\.loanPerInhabitant, 1)
    dwellingsReady = byYear(plan.years, plan.dwellings(check.programme))
    turn = OrNull(plan.finance?.turnDownBy.flatMap { by in plan.loanTurn(purse).map { Turn(by: by, $0) } })
  }
}

extension InvestmentDocument.Finance.Turn {
  fileprivate init(by: Int, _ turn: LoanTurn) {
    switch turn {
    case .turned(let since): self.init(by: by, turnsDown: "yes", since: OrNull(since))
    case .stillGrows: self.init(by: by, turnsDown: "no", since: OrNull(nil))
    case .unknown: self.init(by: by, turnsDown: "unknown", since: OrNull(nil))
    }
  }
}

extension InvestmentDocument.FollowUp {
  fileprivate init(_ followUp: FollowUp, _ listing: FollowUpListing, _ plan: InvestmentPlan) {
    id = followUp.id
    date = followUp.date
    value = OrNull(followUp.value)
    target = OrNull(followUp.target)
    kind = listing.kind.rawValue
    source = OrNull(listing.source)
    switch followUp.measure {
    case .zoneShare(let through):
      of = "zone_share"
      zone = OrNull(plan.layer.cumulativeName(through: through))
    case .dwellingsReady:
      of = "dwellings_ready"
      zone = OrNull(nil)
    case .dwellingsCompleted:
      of = "dwellings_completed"
      zone = OrNull(nil)
    }
  }
}
