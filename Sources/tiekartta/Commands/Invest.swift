import ArgumentParser
import Engine
import Investments
import Reports
import Scenarios

struct Invest: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Hold an investment programme against its caps and floors, by year, zone and purse.",
    discussion: """
      'check' tells every limit with its base, what is used of it and what room is left; money by zone, category and payer, gross
      and net; and the city's purse. A figure that nobody knows is left blank.

      Example:
        tiekartta invest Scenarios/espoo check --cap 280
      """)

  enum Question: String, CaseIterable, ExpressibleByArgument { case check }

  @Argument(help: "Folder of a city plan.", completion: .directory)
  var plan: String

  @Argument(help: "check: does the programme keep its limits?")
  var question: Question

  @Option(help: "Programme of the plan; 'committed' is that of the decided projects alone. (default: the plan's)")
  var programme: String?

  @Option(help: "Scenario whose emissions the programme changes. (default: the plan's)")
  var scenario: String?

  @Option(help: "Level of the plan's cap, in MEUR a year (for a total: in MEUR).")
  var cap: Double?

  @Option(help: "table, json (MEUR and kt CO2e) or csv (one figure a row).")
  var format = OutputFormat.table

  @Option(help: "Language of tables: fi, sv or en.")
  var lang = Language.en

  @Flag(help: "Exit with 1 unless every limit in force is kept.")
  var require = false

  func validate() throws {
    if let cap, !(cap >= 0 && cap.isFinite) { throw ValidationError("--cap is \(cap); expected an amount of at least 0") }
  }

  func run() throws {
    let city = try loadedPlan(plan)
    let planned = try city.planForInvestments(scenario)
    guard var inputs = planned.investments else { throw ValidationError("\(plan) has no section 'investments'") }
    if let cap {
      guard inputs.plan.cap != nil else { throw ValidationError("\(plan) names no 'cap' under 'investments', so --cap has nothing to set") }
      inputs = inputs.withCap(cap * 1e6)
    }
    let check = try city.check(inputs, try chosen(inputs), planned)
    switch format {
    case .table:
      Terminal.data(
        InvestmentReport(check, city: planned.inputs.plan.name, language: lang).text(width: max(150, Terminal.width)), terminator: "")
    case .json: Terminal.data(try json(InvestmentDocument(check, plan: city.id)))
    case .csv: Terminal.data(investmentCSV(check, plan: city.id), terminator: "")
    }
    Terminal.countWarnings(city, plan)
    if require, !tellBroken(check, city) { throw ExitCode(1) }
  }

  private func chosen(_ inputs: InvestmentInputs) throws -> Programme {
    let id = programme ?? inputs.programme ?? inputs.plan.committed.id
    if let found = inputs.programme(id) { return found }
    throw ValidationError("\(plan) has no programme '\(id)'; it has \(spoken(inputs.programmeIds))")
  }

  /// Whether every limit in force is kept; says which are not.
  private func tellBroken(_ check: InvestmentCheck, _ city: CityPlan) -> Bool {
    let name = "\(city.id), \(check.programme.id)"
    for outcome in check.broken + check.unknown {
      let limit = check.plan.limits[outcome.limit], year = outcome.year.map { " of \($0)" } ?? ""
      Terminal.talk("tiekartta: \(name) \(outcome.used == nil ? "is not known to keep" : "breaks") the limit '\(limit.id)'\(year)")
    }
    return check.broken.isEmpty && check.unknown.isEmpty
  }
}

extension CityPlan {
  /// The named scenario, else the one that the investments name, else the first.
  func planForInvestments(_ name: String?) throws -> PlannedScenario {
    if let name { return try chosen([name])[0] }
    return scenarios[0].investments?.scenario.flatMap { scenario($0) } ?? scenarios[0]
  }

  func check(_ inputs: InvestmentInputs, _ programme: Programme, _ scenario: PlannedScenario) throws -> InvestmentCheck {
    do throws(EngineError) {
      return try checkProgramme(inputs, programme, scenario: scenario.inputs)
    } catch {
      Terminal.tell([diagnostic(for: error, in: self, scenario: scenario)])
      throw badInput
    }
  }
}
