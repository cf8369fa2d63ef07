import Diagnostics
import Emissions
import Engine
import MarkedYAML
import Units

struct PlanMoney {
  var basis: MoneyBasis
  var discountRate: Double?
  var carbonPrice: EmissionModel.CarbonPrice?
}

extension ScenarioReader {
  func readMoney() -> PlanMoney {
    var money = PlanMoney(basis: MoneyBasis(priceYear: nil, capital: .annuity, costPerTonne: .oneYear))
    guard let node = root["money"] else { return money }
    let inherited = values.provenance(of: node, plan)
    money.basis = MoneyBasis(
      priceYear: year(node["price_year"]), capital: node.text("capital").flatMap(CapitalMethod.init) ?? .annuity,
      costPerTonne: node.text("eur_per_t").flatMap(CostPerTonneMethod.init) ?? .oneYear)
    money.discountRate = node["discount_rate"].flatMap { rate($0, "money.discount_rate", inherited) }
    if let price = node["carbon_price"] {
      let inherited = values.provenance(of: price, inherited)
      let first = price["first"].flatMap { figure($0, "money.carbon_price.first", .moneyPerEmissions, inherited) }
      let last = price["last"].flatMap { figure($0, "money.carbon_price.last", .moneyPerEmissions, inherited) }
      if let first, let last { money.carbonPrice = .init(first: first.number, last: last.number) }
      draw(.model(.carbonPriceFirst), first?.drawn.map { [$0] })
      draw(.lever(row: LeverLayout.carbonPriceLastRow), last?.drawn.map { [$0] })
    }
    return money
  }

  /// A rate per year, written as a share or as a share per year.
  private func rate(_ node: MarkedNode, _ key: String, _ inherited: Provenance) -> Double? {
    guard let figure = figure(node, key, nil, inherited) else { return nil }
    let perYear = UnitOfMeasure.share.over(.years)
    guard figure.unit.isCommensurable(with: .share) || figure.unit.isCommensurable(with: perYear) else {
      error(node.place, "'\(key)' is in '\(figure.unit.description)'", expected: "a share per year, such as '3.5 %'")
      return nil
    }
    if !(-0.5...1).contains(figure.number) {
      error(node.place, "'\(key)' is \(percent(figure.number))", expected: "between -50 % and 100 % a year")
    }
    tellReach(figure.drawn, -0.5...1, in: figure.unit, node, "'\(key)'", expected: "between -50 % and 100 % a year")
    draw(.lever(row: LeverLayout.discountRateRow), figure.drawn.map { [$0] })
    return figure.number
  }
}
