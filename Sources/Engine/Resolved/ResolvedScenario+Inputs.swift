import Emissions
import LabelledArrays
import Units

extension ResolvedScenario {
  /// The scenario as the engine runs it: the same figures, bit by bit, as those of the plan it was resolved from. Names, notes,
  /// footnotes, ceilings and distributions are not among them.
  package func inputs() throws(ResolvedScenarioError) -> ScenarioInputs {
    guard let emissions = UnitOfMeasure(emissionUnit) else { throw .init(key: "reporting.emissions") }
    guard let money = UnitOfMeasure(moneyUnit) else { throw .init(key: "reporting.money") }
    let model = try model()
    return ScenarioInputs(
      id: scenario, name: scenarioName, note: nil,
      plan: PlanIdentity(
        id: plan, name: cityName, baseYear: try int("base_year"), baseLevel: figure("inventory.base_total"), emissionUnit: emissions,
        moneyUnit: money, gwpSet: word("gwp_set") ?? "not_stated"),
      sectorNames: model.sectors.map { sectorNames[$0.id] ?? LocalName(["en": $0.id]) }, model: model, levers: levers(model),
      uncertain: UncertainLevers(rows: [], parameters: [], correlations: .none), calibration: try calibration(model), target: try target(),
      ceiling: nil, carriesOverruns: false, carbonBudget: figure("carbon_budget"),
      money: MoneyBasis(
        priceYear: word("money.price_year").flatMap { Int($0) },
        capital: word("money.capital").flatMap(CapitalMethod.init) ?? .annuity,
        costPerTonne: word("money.eur_per_t").flatMap(CostPerTonneMethod.init) ?? .oneYear),
      measures: listings(model), footnoted: [], warnings: [])
  }

  private func needed<Value>(_ key: String, _ value: Value?) throws(ResolvedScenarioError) -> Value {
    guard let value else { throw ResolvedScenarioError(key: key) }
    return value
  }

  private func int(_ key: String) throws(ResolvedScenarioError) -> Int { try needed(key, word(key).flatMap { Int($0) }) }

  // MARK: World

  private func model() throws(ResolvedScenarioError) -> EmissionModel {
    var model = EmissionModel(years: years, drivers: [], streams: [], sectors: [], groups: [], measures: [])
    for id in drivers {
      let key = "drivers.\(id).values"
      model.drivers.append(.init(id: id, values: try needed(key, series(key))))
    }
    for id in streams { model.streams.append(try stream(id)) }
    for id in sectors { model.sectors.append(try sector(id)) }
    for id in measures {
      let group = word("measures.\(id).group") ?? "ungrouped"
      if !model.groups.contains(group) { model.groups.append(group) }
      if let measure = try measure(id, group: model.groups.firstIndex(of: group) ?? 0, in: model) { model.measures.append(measure) }
    }
    model.effectCap = figure("effect_cap") ?? 1
    if let first = figure("money.carbon_price.first"), let last = figure("money.carbon_price.last") {
      model.carbonPrice = .init(first: first, last: last)
    }
    return model
  }

  private func stream(_ id: String) throws(ResolvedScenarioError) -> EmissionModel.Stream {
    let key = "streams.\(id)"
    let none = years.map { _ in 0.0 }
    if word("\(key).process") == "true" { return .init(id: id, isProcess: true, emissionFactor: years.map { _ in 1 }, price: none) }
    let factor = try needed("\(key).emission_factor", series("\(key).emission_factor"))
    return .init(id: id, isProcess: false, emissionFactor: factor, price: series("\(key).price") ?? none)
  }

  private func sector(_ id: String) throws(ResolvedScenarioError) -> EmissionModel.Sector {
    let key = "sectors.\(id)"
    let driver = try needed("\(key).driver", word("\(key).driver").flatMap { drivers.firstIndex(of: $0) })
    var demands: [EmissionModel.Demand] = []
    for name in (word("\(key).streams") ?? "").split(separator: " ").map(String.init) {
      let demand = "\(key).streams.\(name)"
      let stream = try needed(demand, streams.firstIndex(of: name))
      let intensity = try needed("\(demand).intensity", series("\(demand).intensity"))
      let tuning = series("\(demand).calibration") ?? years.map { _ in 1 }
      demands.append(.init(stream: stream, intensity: zip(intensity, tuning).map { $0 * $1 }))
    }
    return .init(id: id, driver: driver, activity: series("\(key).activity") ?? years.map { _ in 1 }, demands: demands)
  }

  /// Levers by name; one whose member is not in this scenario would move nothing.
  private func levers(_ model: EmissionModel) -> [Double] {
    let layout = LeverLayout(model)
    var levers = layout.neutral
    for (row, name) in layout.names.enumerated() { if let value = figure("parameters.\(name)") { levers[row] = value } }
    if let rate = figure("money.discount_rate") { levers[LeverLayout.discountRateRow] = rate }
    return levers
  }

  private func calibration(_ model: EmissionModel) throws(ResolvedScenarioError) -> CalibrationBasis? {
    guard let year = word("inventory.calibration_year").flatMap({ Int($0) }) else { return nil }
    var inventory: [Double] = []
    for sector in sectors {
      let key = "inventory.\(sector).\(year)"
      inventory.append(try needed(key, figure(key)))
    }
    return CalibrationBasis(year: year, inventory: inventory)
  }

  private func target() throws(ResolvedScenarioError) -> Target? {
    guard let id = word("target") else { return nil }
    let key = "targets.\(id)"
    let base = figure("\(key).base") ?? figure("inventory.base_total")
    let cut = figure("\(key).reduction").flatMap { reduction in base.map { $0 * (1 - reduction) } }
    return Target(
      id: id, year: try int("\(key).year"), level: try needed("\(key).level", figure("\(key).level") ?? cut),
      residual: figure("\(key).residual.up_to").flatMap { share in base.map { $0 * share } })
  }

  // MARK: Measures

  private func listings(_ model: EmissionModel) -> [MeasureListing] {
    measures.map { id in
      let key = "measures.\(id)"
      return MeasureListing(
        id: id, name: LocalName(["en": id]), owner: nil,
        status: word("\(key).status").flatMap(MeasureListing.DecisionStatus.init) ?? .undecided,
        effectClass: word("\(key).class").flatMap(MeasureListing.EffectClass.init) ?? .notEstimated, actsOn: word("\(key).effect.on"),
        modelIndex: model.measures.firstIndex { $0.id == id }, statedCapital: figure("\(key).cost.capex"), kind: .derived)
    }
  }

  /// Nil for a measure without a number, and for one whose sector or stream a mixture does not have: it then acts on nothing.
  private func measure(_ id: String, group: Int, in model: EmissionModel) throws(ResolvedScenarioError) -> Measure? {
    let key = "measures.\(id)"
    guard let effect = effect("\(key).effect", in: model), word("\(key).adoption.curve") != nil else { return nil }
    return Measure(
      id: id, group: group, effect: effect, adoption: try adoption("\(key).adoption"), maxUptake: figure("\(key).max_uptake") ?? 1,
      cost: MeasureCost(
        capital: figure("\(key).cost.capex") ?? 0, operatingShare: figure("\(key).cost.opex_share") ?? 0,
        operating: figure("\(key).cost.opex") ?? 0, saving: figure("\(key).cost.saving") ?? 0,
        lifetime: figure("\(key).cost.lifetime").map { Int($0) } ?? 1))
  }

  private func effect(_ key: String, in model: EmissionModel) -> Measure.Effect? {
    let sector = word("\(key).sector").flatMap { sectors.firstIndex(of: $0) }
    let stream = word("\(key).stream").flatMap { streams.firstIndex(of: $0) }
    let share = figure("\(key).share"), amount = figure("\(key).amount")
    switch (word("\(key).on"), sector, stream, share, amount) {
    case ("intensity", let sector?, let stream?, let share?, _): return .intensity(sector: sector, stream: stream, share: share)
    case ("activity", let sector?, _, let share?, _): return .activity(sector: sector, share: share)
    case ("switch", let sector?, let stream?, let share?, _):
      guard let to = word("\(key).to").flatMap({ streams.firstIndex(of: $0) }), let ratio = figure("\(key).ratio") else { return nil }
      return .switching(sector: sector, stream: stream, to: to, ratio: ratio, share: share)
    case ("emission_factor", _, let stream?, let share?, _): return .emissionFactor(stream: stream, share: share)
    case ("tonnes", let sector?, _, _, let amount?): return .tonnes(sector: sector, amount: amount)
    case ("sink", _, _, _, let amount?): return .sink(amount: amount)
    case ("offset", _, _, _, let amount?): return .offset(amount: amount)
    default: return nil
    }
  }

  private func adoption(_ key: String) throws(ResolvedScenarioError) -> Adoption {
    switch word("\(key).curve") {
    case "given": return .given(levels: try needed("\(key).levels", series("\(key).levels")))
    case "step": return .step(start: Double(try int("\(key).start")))
    case "linear": return .linear(start: Double(try int("\(key).start")), years: try needed("\(key).ramp", figure("\(key).ramp")))
    case "logistic": return .logistic(start: Double(try int("\(key).start")), years: try needed("\(key).ramp", figure("\(key).ramp")))
    default: throw ResolvedScenarioError(key: "\(key).curve")
    }
  }
}
