import Testing

@testable import Units

@Suite struct UnitOfMeasureTests {
  /// Powers of ten of the SI and the definitions of kWh and hectare; a factor may be off by the rounding of one product.
  @Test(arguments: [
    ("kt CO2e", "t CO2e", 1000), ("Mt CO2e", "kt CO2e", 1000), ("g CO2e", "kg CO2e", 0.001), ("kt CO2", "t CO2e", 1000),
    ("t CO2-ekv", "t CO2e", 1),
    ("GWh", "MWh", 1000), ("kWh", "MWh", 0.001), ("TWh", "GWh", 1000), ("MEUR", "EUR", 1e6), ("M€", "kEUR", 1000), ("ha", "m2", 10_000),
    ("km²", "m2", 1e6), ("m", "km", 0.001), ("kg", "t", 0.001), ("%", "1", 0.01),
    // g/kWh, kg/MWh and t/GWh are the same emission factor.
    ("g CO2e/kWh", "t CO2e/GWh", 1), ("kg CO2e/MWh", "t CO2e/GWh", 1), ("t CO2e/MWh", "g CO2e/kWh", 1000),
    ("EUR/MWh", "EUR/kWh", 0.001), ("MEUR/GWh", "EUR/MWh", 1000), ("kWh/m2", "MWh/m2", 0.001), ("kt CO2e/year", "t CO2e/a", 1000),
    ("persons", "inhabitant", 1), ("GWh/a/person", "MWh/person/a", 1000),
  ])
  func `A unit is so many of another`(_ unit: String, _ other: String, _ ratio: Double) throws {
    let unit = try #require(UnitOfMeasure(unit))
    let other = try #require(UnitOfMeasure(other))
    #expect(unit.isCommensurable(with: other))
    #expect(abs(unit.factor / other.factor - ratio) <= 4 * ratio.ulp)
  }

  @Test(arguments: [
    ("kt CO2e", "kt"), ("kt CO2e/a", "kt CO2e"), ("MWh", "MEUR"), ("MWh/person", "MWh/m2"), ("buses", "trams"), ("pkm", "tkm"),
    ("a", "1/a"), ("m2", "km"),
  ])
  func `Different things cannot be compared`(_ a: String, _ b: String) throws {
    #expect(!(try #require(UnitOfMeasure(a))).isCommensurable(with: try #require(UnitOfMeasure(b))))
  }

  @Test(arguments: [
    ("persons", "MWh/person", "MWh"), ("MWh", "t CO2e/MWh", "t CO2e"), ("km", "km", "km·km"), ("1", "%", "1"),
    ("m2/person", "person", "m2"),
    ("EUR/MWh", "MWh/person/a", "EUR/person/a"),
  ])
  func `The dimension of a product is that of its factors together`(_ a: String, _ b: String, _ product: String) throws {
    let a = try #require(UnitOfMeasure(a))
    let b = try #require(UnitOfMeasure(b))
    #expect(a.times(b).description == product)
    #expect(a.times(b).over(b).isCommensurable(with: a))
    #expect(a.times(b).factor == 1, "what is computed is in canonical units")
  }

  @Test func `A quotient of equals is a plain number`() throws {
    let energy = try #require(UnitOfMeasure("GWh/a"))
    #expect(energy.over(energy).isCommensurable(with: .share))
    #expect(energy.over(energy).description == "1")
  }

  @Test(arguments: ["kt CO2e/", "/", "5", "MWh person", "kt-CO2e", "a b", "%%"])
  func `A text that is no unit is refused`(_ text: String) { #expect(UnitOfMeasure(text) == nil) }

  @Test(arguments: [
    ("kt/y", UnitOfMeasure.emissionsPerYear, "kt CO2e/a"), ("kt", .emissionsPerYear, "kt CO2e/a"),
    ("kt CO2e", .emissionsPerYear, "kt CO2e/a"),
    ("kt CO2e/a", .emissions, "kt CO2e"), ("kt CO2e/v", .emissionsPerYear, "kt CO2e/a"), ("meur", .money, "MEUR"),
    ("EUR/mwh", .moneyPerEnergy, "EUR/MWh"),
    ("MEUR", .moneyPerYear, "MEUR/a"), ("t/GWh", .emissionsPerEnergy, "t CO2e/GWh"), ("gwh/vuosi", .energyPerYear, "GWh/a"),
  ])
  func `A common slip is answered by the unit that was meant`(_ text: String, _ wanted: UnitOfMeasure, _ meant: String) {
    #expect(wanted.suggestion(for: text) == meant)
  }

  @Test(arguments: [("MWh", UnitOfMeasure.money), ("buses", .emissionsPerYear), ("", .money), ("kWh/t CO2e", .emissionsPerEnergy)])
  func `What no slip explains is not guessed`(_ text: String, _ wanted: UnitOfMeasure) {
    #expect(wanted.suggestion(for: text) == nil)
  }
}
