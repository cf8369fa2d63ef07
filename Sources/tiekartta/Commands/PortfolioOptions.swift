import ArgumentParser
import Emissions
import Engine
import Investments

/// What a portfolio is chosen from and what it is best at.
struct PortfolioOptions: ParsableArguments {
  @Option(help: "Programme of the plan to check; 'committed' is that of the decided projects alone. (default: the plan's)")
  var programme: String?

  @Option(help: "Scenario whose emissions the projects change. (default: the plan's)")
  var scenario: String?

  @Option(help: "Level of the plan's cap, in MEUR a year (for a total: in MEUR).")
  var cap: Double?

  @Option(help: "Levels of the cap for frontier: cap=LOW..HIGH/STEP in MEUR.")
  var sweep: Sweep?

  @Option(help: "A limit of the plan to bring into force; may be given several times.")
  var with: [String] = []

  @Option(help: "A limit of the plan to leave out; may be given several times.")
  var without: [String] = []

  @Option(help: "What is best, the first counting most: abatement, discounted_abatement, net_cost, overrun.")
  var objective = Objectives(names: [.abatement, .netCost])

  func validate() throws {
    if let cap, !(cap >= 0 && cap.isFinite) { throw ValidationError("--cap is \(cap); expected an amount of at least 0") }
  }
}

/// Objectives in the order in which they count, as `abatement,net_cost`.
struct Objectives: ExpressibleByArgument, CustomStringConvertible {
  enum Name: String, CaseIterable {
    case abatement, overrun
    case discountedAbatement = "discounted_abatement"
    case netCost = "net_cost"
  }

  let names: [Name]

  init(names: [Name]) { self.names = names }

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map { Name(rawValue: String($0)) }
    guard !parts.contains(nil), Set(parts).count == parts.count else { return nil }
    names = parts.compactMap { $0 }
  }

  var description: String { names.map(\.rawValue).joined(separator: ",") }

  /// Abatement counts in the target's year, or in the programme's last where there is no target within it; what is discounted is so at
  /// the scenario's rate.
  func portfolioObjectives(of scenario: ScenarioInputs, _ plan: InvestmentPlan) throws -> [PortfolioObjective] {
    if names.contains(.overrun), !plan.limits.contains(where: { $0.quantity == .emissions && $0.isInForce }) {
      throw ValidationError("the plan has no limit 'on: emissions' in force, so there is nothing to overrun")
    }
    let last = min(plan.years[plan.years.count - 1], scenario.model.years.last ?? 0)
    let target = scenario.target.flatMap { plan.years.contains($0.year) ? $0.year : nil }
    let row = LeverLayout(scenario.model).names.firstIndex(of: "discount_rate")
    let rate = row.map { scenario.levers[$0] } ?? 0
    return names.map { name in
      switch name {
      case .abatement: .abatement(year: target ?? last)
      case .discountedAbatement: .discountedAbatement(rate: rate)
      case .netCost: .netCost(rate: rate)
      case .overrun: .overrun
      }
    }
  }
}

/// Levels of the cap, as `cap=200..300/10`: from 200 to 300 MEUR in steps of 10.
struct Sweep: ExpressibleByArgument {
  /// EUR.
  let levels: [Double]

  init?(argument: String) {
    let parts = argument.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, parts[0] == "cap", let dots = parts[1].firstRange(of: "..") else { return nil }
    let rest = parts[1][dots.upperBound...].split(separator: "/", omittingEmptySubsequences: false)
    guard rest.count == 2, let low = Double(parts[1][..<dots.lowerBound]), let high = Double(rest[0]), let step = Double(rest[1]),
      low >= 0, low <= high, step > 0, (high - low) / step <= 1000
    else { return nil }
    // Steps are counted, so that a thousand tenths do not drift.
    let count = Int(((high - low) / step + 1e-9).rounded(.down))
    levels = (0...count).map { (low + Double($0) * step) * 1e6 }
  }
}
