import Testing

@testable import Units

@Suite struct QuantityTests {
  @Test(arguments: [
    ("0.35", 0.35, ""), ("80 %", 80, "%"), ("80%", 80, "%"), ("5.8 MWh/person", 5.8, "MWh/person"), ("229.674 MEUR", 229.674, "MEUR"),
    ("-14", -14, ""), ("+3 a", 3, "a"), ("3e6 t CO2e", 3e6, "t CO2e"), (".5", 0.5, ""), ("96.9  t   CO2e/GWh", 96.9, "t CO2e/GWh"),
    ("12 1/a", 12, "1/a"), ("1060.2\u{A0}kt\u{A0}CO2e/a", 1060.2, "kt CO2e/a"), ("7\u{202F}€", 7, "€"), ("1 index", 1, "index"),
    ("0 %/a", 0, "%/a"),
  ])
  func `A number and its unit are read as written`(_ text: String, _ number: Double, _ unit: String) throws {
    let quantity = try Quantity(parsing: text)
    #expect(quantity.number == number)
    #expect(quantity.unit.isCommensurable(with: try #require(UnitOfMeasure(unit))))
    if !unit.isEmpty { #expect(quantity.unit.description == unit) }
  }

  @Test(arguments: [
    "", " ", "no", "inf", "-inf", "nan", "0x10", "1_000", "1_000 persons", "1e400", "--5", "5-3", "1.2.3", "kt CO2e", "e5", "MWh 5", "٣",
    "1,2,3.4.5",
  ])
  func `What is not a plain decimal number is refused`(_ text: String) {
    #expect(throws: Quantity.ParseError.notANumber(text)) { try Quantity(parsing: text) }
  }

  @Test(arguments: [
    ("5,8 MWh/person", Quantity.Slip.decimalComma, "5.8 MWh/person"), ("0,35", .decimalComma, "0.35"), ("2,5 %", .decimalComma, "2.5 %"),
    ("1 060.2 kt CO2e/a", .groupedDigits, "1060.2 kt CO2e/a"), ("1 000 000", .groupedDigits, "1000000"),
    ("1 060,2 kt", .groupedDigits, "1060.2 kt"),
    ("2MEUR", .noSpaceBeforeUnit, "2 MEUR"), ("5.8MWh/person", .noSpaceBeforeUnit, "5.8 MWh/person"),
  ])
  func `A number in another style is told with the right one`(_ text: String, _ slip: Quantity.Slip, _ instead: String) {
    #expect(throws: Quantity.ParseError.slip(slip, instead: instead)) { try Quantity(parsing: text) }
  }

  @Test(arguments: [("5 €/M-Wh", "€/M-Wh"), ("3 kt CO2e//a", "kt CO2e//a"), ("3 /a", "/a"), ("2 a b c", "a b c")])
  func `A unit that is none is told`(_ text: String, _ unit: String) {
    #expect(throws: Quantity.ParseError.unknownUnit(unit)) { try Quantity(parsing: text) }
  }

  @Test func `The canonical figure is in t CO2e, MWh, EUR and shares of one`() throws {
    #expect(try Quantity(parsing: "1060.2 kt CO2e/a").canonical == 1_060_200)
    #expect(try Quantity(parsing: "80 %").canonical == 0.8)
    #expect(try Quantity(parsing: "1.5 MEUR").canonical == 1_500_000)
    #expect(try Quantity(parsing: "2 TWh").canonical == 2_000_000)
  }
}
