/// A unit as a product of base dimensions and a factor to the canonical unit of that product.
///
/// Canonical inside the engine: t CO2e, MWh, EUR, person, m2, km, a; a share is a pure number.
/// A word that is none of the known names (`buses`, `pkm`) counts things of its own kind.
package struct UnitOfMeasure: Hashable, Sendable, CustomStringConvertible {
  /// Multiply a figure in this unit by `factor` to get it in the canonical unit.
  package let factor: Double
  /// Base dimension to exponent; zero exponents are left out.
  package let dimension: [String: Int]
  /// As it was written.
  package let description: String

  /// Parses texts such as `kt CO2e/a`, `g CO2e/kWh`, `MWh/person`, `%`. Nil when a part is not a unit name.
  package init?(_ text: String) {
    var factor = 1.0
    var dimension: [String: Int] = [:]
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    for (position, part) in parts.enumerated() {
      let name = part.split(separator: " ").joined(separator: " ")
      if name.isEmpty && text.isEmpty { break }
      guard let term = UnitOfMeasure.term(named: name) else { return nil }
      factor = position == 0 ? factor * term.factor : factor / term.factor
      if let base = term.base { dimension[base, default: 0] += position == 0 ? 1 : -1 }
    }
    self.factor = factor
    self.dimension = dimension.filter { $0.value != 0 }
    self.description = text
  }

  /// The canonical unit of a dimension, spelt from its base names.
  private init(canonical dimension: [String: Int]) {
    factor = 1
    self.dimension = dimension
    func spelt(_ sign: Int) -> [String] {
      dimension.filter { $0.value.signum() == sign }.sorted { $0.key < $1.key }
        .flatMap { Array(repeating: Self.canonicalNames[$0.key] ?? $0.key, count: abs($0.value)) }
    }
    let above = spelt(1).joined(separator: "·")
    description = ([above.isEmpty ? "1" : above] + spelt(-1)).joined(separator: "/")
  }

  private static let canonicalNames = [
    "CO2e": "t CO2e", "energy": "MWh", "money": "EUR", "year": "a", "area": "m2", "length": "km", "mass": "t",
  ]

  /// Whether figures in both units can be compared and added.
  package func isCommensurable(with other: UnitOfMeasure) -> Bool { dimension == other.dimension }

  /// Names with a meaning of their own, in alphabetical order; every other word counts things.
  static let knownNames: [String] = known.keys.sorted()

  /// Whether every part of a unit is a name with a meaning of its own.
  static func isKnown(_ text: String) -> Bool { text.split(separator: "/").allSatisfy { known[String($0)] != nil } && !text.isEmpty }

  private struct Term {
    let factor: Double
    let base: String?
  }

  private static func term(named name: String) -> Term? {
    if let known = known[name] { return known }
    let isWord = name.first?.isLetter == true && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    return isWord ? Term(factor: 1, base: name) : nil
  }

  private static let known: [String: Term] = {
    var terms: [String: Term] = ["%": Term(factor: 0.01, base: nil), "1": Term(factor: 1, base: nil)]
    func add(_ base: String, _ names: [String: Double]) { for (name, factor) in names { terms[name] = Term(factor: factor, base: base) } }
    for gas in ["CO2e", "CO2", "CO2-ekv"] {
      add("CO2e", ["g \(gas)": 1e-6, "kg \(gas)": 1e-3, "t \(gas)": 1, "kt \(gas)": 1e3, "Mt \(gas)": 1e6])
    }
    add("energy", ["kWh": 1e-3, "MWh": 1, "GWh": 1e3, "TWh": 1e6])
    add("money", ["EUR": 1, "€": 1, "kEUR": 1e3, "MEUR": 1e6, "M€": 1e6])
    add("person", ["person": 1, "persons": 1, "inhabitant": 1, "inhabitants": 1])
    add("year", ["a": 1, "year": 1])
    add("area", ["m2": 1, "ha": 1e4, "km2": 1e6])
    add("length", ["km": 1, "m": 1e-3])
    add("mass", ["g": 1e-6, "kg": 1e-3, "t": 1, "kt": 1e3, "Mt": 1e6])
    return terms
  }()
}

extension UnitOfMeasure {
  /// The canonical units by what they measure; the texts are also what a message says was expected.
  package static let share = known(as: "1")
  package static let emissions = known(as: "t CO2e")
  package static let emissionsPerYear = known(as: "t CO2e/a")
  package static let emissionsPerEnergy = known(as: "t CO2e/MWh")
  package static let energyPerYear = known(as: "MWh/a")
  package static let money = known(as: "EUR")
  package static let moneyPerYear = known(as: "EUR/a")
  package static let moneyPerEnergy = known(as: "EUR/MWh")
  package static let moneyPerEmissions = known(as: "EUR/t CO2e")
  package static let years = known(as: "a")

  private static func known(as text: String) -> UnitOfMeasure {
    guard let unit = UnitOfMeasure(text) else { preconditionFailure("'\(text)' is not a unit") }
    return unit
  }
}

extension UnitOfMeasure {
  /// What a message says was expected of a figure of this dimension, with an example.
  package var expectation: String {
    switch dimension {
    case Self.share.dimension: "a share or a plain number, such as '80 %' or 0.8"
    case Self.emissions.dimension: "mass of CO2e, such as 'kt CO2e'"
    case Self.emissionsPerYear.dimension: "mass of CO2e per year, such as 'kt CO2e/a'"
    case Self.emissionsPerEnergy.dimension: "mass of CO2e per energy, such as 't CO2e/GWh'"
    case Self.energyPerYear.dimension: "energy per year, such as 'GWh/a'"
    case Self.money.dimension: "money, such as 'MEUR'"
    case Self.moneyPerYear.dimension: "money per year, such as 'MEUR/a'"
    case Self.moneyPerEnergy.dimension: "money per energy, such as 'EUR/MWh'"
    case Self.moneyPerEmissions.dimension: "money per mass of CO2e, such as 'EUR/t CO2e'"
    case Self.years.dimension: "years, such as '20 a'"
    default: "a figure in '\(description)'"
    }
  }

  /// The unit of a product, in canonical terms.
  package func times(_ other: UnitOfMeasure) -> UnitOfMeasure { combined(with: other, sign: 1) }

  /// The unit of a quotient, in canonical terms.
  package func over(_ other: UnitOfMeasure) -> UnitOfMeasure { combined(with: other, sign: -1) }

  private func combined(with other: UnitOfMeasure, sign: Int) -> UnitOfMeasure {
    var exponents = dimension
    for (base, exponent) in other.dimension { exponents[base, default: 0] += sign * exponent }
    return UnitOfMeasure(canonical: exponents.filter { $0.value != 0 })
  }
}
