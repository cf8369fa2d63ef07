import Emissions
import Engine
import Foundation
import LinearAlgebra
import Scenarios
import Testing

/// The expected outputs of CITYREF-1: computed with 40 decimal digits, rounded once.
private struct ReferenceModel: Decodable {
  let cases: [String: [String: Figures]]
  let draws64: [String: Figures]
  let scalarOrder: [String]

  enum CodingKeys: String, CodingKey {
    case cases, draws64
    case scalarOrder = "scalar_order"
  }

  static func expected() throws -> ReferenceModel {
    let url = try #require(Bundle.module.url(forResource: "reference-model-expected", withExtension: "json"))
    return try JSONDecoder().decode(ReferenceModel.self, from: Data(contentsOf: url))
  }
}

/// An array of any rank, last index fastest, or figures by name.
private enum Figures: Decodable {
  case flat([Double])
  case named([String: Double])

  init(from decoder: Decoder) throws {
    if let named = try? [String: Double](from: decoder) {
      self = .named(named)
    } else if let row = try? [Double](from: decoder) {
      self = .flat(row)
    } else {
      self = .flat(try [Figures](from: decoder).flatMap(\.values))
    }
  }

  var values: [Double] {
    switch self {
    case .flat(let values): values
    case .named(let figures): Array(figures.values)
    }
  }

  var named: [String: Double]? {
    if case .named(let figures) = self { figures } else { nil }
  }
}

/// max |x - expected| / max |expected| over an array, or over another array that sets the size.
private func distance(_ found: [Double], _ expected: [Double], size: [Double]? = nil) -> Double {
  if found.count != expected.count { return .infinity }
  let largest = (size ?? expected).reduce(0) { max($0, abs($1)) }
  return zip(found, expected).reduce(0) { max($0, abs($1.0 - $1.1)) } / largest
}

/// What the specification asks of every array.
private let required = 1e-12

private struct ReferenceCity {
  let inputs: ScenarioInputs
  let kernel: EmissionKernel
  let cases: [String: Matrix]

  init() throws {
    let plan = try Shipped.plan("cityref")
    inputs = try #require(plan.scenario("all")).inputs
    kernel = EmissionKernel(inputs.model)
    cases = plan.cases
  }

  func outcomes(_ result: EnsembleResult, _ levers: Matrix) throws -> [[String: Double]] {
    try kernel.outcomes(result, levers: levers, target: inputs.target, carbonBudget: inputs.carbonBudget).map { draw in
      [
        "cumulative": draw.cumulative, "gap_2030": try #require(draw.targetGap), "budget_gap": try #require(draw.budgetGap),
        "abated": draw.abated, "npv_cost": draw.netPresentCost, "npv_social": try #require(draw.socialCost),
        "cost_per_tonne": draw.costPerTonne, "peak_investment": draw.peakInvestment,
      ]
    }
  }
}

/// Draw after draw, each with its rows in order.
private func byDraw(_ matrix: Matrix) -> [Double] { (0..<matrix.columns).flatMap { matrix.column(at: $0) } }

@Suite struct ShippedReferenceCityTests {
  @Test(arguments: ["central", "pessimistic", "optimistic", "mixed"])
  func `Every array of a case is within 1e-12`(_ name: String) throws {
    let city = try ReferenceCity(), expected = try #require(try ReferenceModel.expected().cases[name])
    let levers = try #require(city.cases[name])
    let result = city.kernel.run(levers), trace = city.kernel.trace(levers.column(at: 0))
    let found: [String: [Double]] = [
      "emissions": byDraw(result.sectors), "total": byDraw(result.total), "baseline": byDraw(result.baseline),
      "investment": byDraw(result.investment), "net_cost": byDraw(result.netCost), "annual_cost": byDraw(result.annualCost),
      "energy_saving": byDraw(result.saving), "co2_price": try #require(city.kernel.carbonPrice(levers, draw: 0)),
      "emission_factor": trace.factorBefore.flatMap { $0 }, "uptake": trace.uptake.flatMap { $0 },
      "retained": trace.retained.flatMap { $0.flatMap { $0 } }, "final_demand": trace.finalDemand.flatMap { $0.flatMap { $0 } },
    ]
    for (key, figures) in expected where figures.named == nil {
      #expect(distance(try #require(found[key], "\(key)"), figures.values) <= required, "\(name), \(key)")
    }
    // The intermediate results are those of the central case.
    #expect(expected.count == (name == "central" ? 13 : 8))
  }

  /// A gap is small beside what it is the difference of: it is held against the largest total, the budget's against the sum.
  @Test(arguments: ["central", "pessimistic", "optimistic", "mixed"])
  func `Every scalar of a case is within 1e-12`(_ name: String) throws {
    let city = try ReferenceCity(), levers = try #require(city.cases[name])
    let result = city.kernel.run(levers), found = try #require(try city.outcomes(result, levers).first)
    let scalars = try #require(try ReferenceModel.expected().cases[name]?["scalars"]?.named)
    #expect(scalars.count == 8)
    for (key, value) in scalars {
      let size = key == "gap_2030" ? result.total.column(at: 0) : key == "budget_gap" ? scalars["cumulative"].map { [$0] } : nil
      #expect(distance([try #require(found[key])], [value], size: size) <= required, "\(name), \(key)")
    }
  }

  @Test func `Every array of the 64 draws is within 1e-12`() throws {
    let city = try ReferenceCity(), expected = try ReferenceModel.expected().draws64
    let levers = try #require(city.cases["draws64"])
    #expect(levers.columns == 64)
    let result = city.kernel.run(levers)
    let found = [
      "emissions": byDraw(result.sectors), "total": byDraw(result.total), "investment": byDraw(result.investment),
      "net_cost": byDraw(result.netCost),
    ]
    for (key, figures) in expected where key != "scalars" {
      #expect(distance(try #require(found[key], "\(key)"), figures.values) <= required, "\(key)")
    }
    #expect(expected.count == 5)
  }

  @Test func `Every scalar of the 64 draws is within 1e-12, by column`() throws {
    let city = try ReferenceCity(), model = try ReferenceModel.expected(), levers = try #require(city.cases["draws64"])
    let result = city.kernel.run(levers), found = try city.outcomes(result, levers)
    let scalars = try #require(model.draws64["scalars"]).values, width = model.scalarOrder.count
    func column(_ key: String) throws -> [Double] {
      let position = try #require(model.scalarOrder.firstIndex(of: key))
      return stride(from: position, to: scalars.count, by: width).map { scalars[$0] }
    }
    for key in model.scalarOrder {
      let size = key == "gap_2030" ? byDraw(result.total) : key == "budget_gap" ? try column("cumulative") : nil
      #expect(distance(try found.map { try #require($0[key]) }, try column(key), size: size) <= required, "\(key)")
    }
    #expect(width == 8 && scalars.count == 64 * 8)
  }

  @Test func `Sectors and streams stand in the order of the reference`() throws {
    let model = try ReferenceCity().inputs.model
    #expect(
      model.sectors.map(\.id) == [
        "residential", "commercial", "public", "industry", "road_passenger", "road_freight", "waste_water", "agriculture_land",
      ])
    #expect(model.streams.map(\.id) == ["electricity", "gas", "liquid", "heat", "process"])
    #expect(model.years == Array(2024...2050) && model.measures.count == 60 && model.groups.count == 12)
  }

  /// What `run` shows without a case is the central one.
  @Test func `The plan's own levers are the central case`() throws {
    let city = try ReferenceCity()
    #expect(city.inputs.levers == city.cases["central"]?.column(at: 0))
    let total = try runScenario(city.inputs).total
    let expected = try #require(try ReferenceModel.expected().cases["central"]?["total"])
    #expect(distance(total, expected.values) <= required)
  }
}
