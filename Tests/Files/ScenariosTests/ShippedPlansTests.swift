import Datasets
import Diagnostics
import Emissions
import Engine
import Foundation
import Scenarios
import Testing

/// The plans and datasets that the project ships, read as a user's command reads them.
enum Shipped {
  /// Four levels above this file.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  static func plan(_ id: String) throws -> CityPlan {
    do {
      return try loadPlan("\(root)/Scenarios/\(id)")
    } catch {
      let problems = error.diagnostics.all.map(\.description).joined(separator: "\n")
      Issue.record("\(id) does not load:\n\(problems)")
      throw error
    }
  }

  static func files(_ id: String) throws -> PlanFiles { try PlanFiles("\(root)/Scenarios/\(id)") }

  static func result(_ plan: String, _ scenario: String) throws -> ScenarioResult {
    try runScenario(#require(try self.plan(plan).scenario(scenario)).inputs)
  }

  static func rows(_ table: String, where wanted: [String: String]) throws -> [DataRow] {
    var problems = DiagnosticList()
    let package = try #require(DataPackage.load(folder: "\(root)/datasets", into: &problems))
    #expect(problems.isEmpty)
    return try #require(package.tables[table]).rows(where: wanted)
  }

  /// The plans by the folders there are, so that a new one is held to the same.
  static let planIds: [String] = {
    let folder = "\(root)/Scenarios"
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return entries.filter { FileManager.default.fileExists(atPath: "\(folder)/\($0)/plan.yaml") }.sorted()
  }()
}

@Suite struct ShippedPlansTests {
  @Test func `The shipped plans are found`() {
    #expect(Shipped.planIds == ["cityref", "espoo", "kauniainen"])
  }

  @Test(arguments: Shipped.planIds)
  func `A shipped plan loads without errors, under the name of its folder`(_ id: String) throws {
    let plan = try Shipped.plan(id)
    #expect(plan.id == id)
    #expect(!plan.scenarios.isEmpty)
  }

  /// 1e-12 of the total: sums of at most eight doubles, in t.
  @Test(arguments: Shipped.planIds)
  func `Sector rows sum to the total in every scenario and year`(_ id: String) throws {
    for planned in try Shipped.plan(id).scenarios {
      let result = try runScenario(planned.inputs)
      let sums = result.sectors.summedOverFirstAxis(name: "sum").values
      for (t, year) in result.years.enumerated() {
        #expect(abs(sums[t] - result.total[t]) <= 1e-12 * result.total[t], "\(planned.inputs.id), \(year)")
      }
    }
  }

  /// 1e-12 of the baseline, which the effects are differences from. Sinks and offsets are not emissions.
  @Test(arguments: Shipped.planIds)
  func `Effects of measures on emissions sum to total less baseline in every scenario and year`(_ id: String) throws {
    for planned in try Shipped.plan(id).scenarios {
      let result = try runScenario(planned.inputs)
      let emitting = result.measures.filter { $0.listing.actsOn != "sink" && $0.listing.actsOn != "offset" }
      for (t, year) in result.years.enumerated() {
        let sum = emitting.reduce(0) { $0 + ($1.effect?[t] ?? 0) }
        #expect(abs(sum - (result.total[t] - result.baseline[t])) <= 1e-12 * result.baseline[t], "\(planned.inputs.id), \(year)")
      }
    }
  }

  /// Without it the total would be a sum of some measures only.
  @Test(arguments: Shipped.planIds)
  func `Every measure with a number has an effect, every other has none`(_ id: String) throws {
    for planned in try Shipped.plan(id).scenarios {
      for outcome in try runScenario(planned.inputs).measures {
        #expect((outcome.effect != nil) == (outcome.listing.effectClass == .quantified), "\(planned.inputs.id), \(outcome.listing.id)")
      }
    }
  }

  @Test(arguments: Shipped.planIds)
  func `The inventory comes out in the calibration year`(_ id: String) throws {
    for planned in try Shipped.plan(id).scenarios {
      guard let basis = planned.inputs.calibration else { continue }
      let result = try runScenario(planned.inputs)
      for (sector, inventory) in zip(result.sectors.axes[0].labels, basis.inventory) {
        let modelled = try #require(result.sectors[sector, String(basis.year)])
        #expect(abs(modelled - inventory) <= 1e-12 * inventory, "\(planned.inputs.id), \(sector)")
      }
    }
  }
}
