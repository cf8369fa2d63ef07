import ArgumentParser
import Engine
import Reports
import Scenarios

struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Which alternative is better, and how surely: scenarios, caps and programmes of one plan side by side.",
    usage: "tiekartta compare <plan> <a> <b> ... [<options>]",
    discussion: """
      An alternative is a scenario (hne2030), an investment programme (programme:draft, programme:committed), or a level of the
      plan's cap in MEUR (cap=250): the best portfolio under it. Programmes change the emissions of --scenario.

      The first table has the figures and the differences from the first alternative; then, on the same draws, how surely they
      differ and what one may regret; the first years in which they part; and points by stated weights, with their parts and how
      far the weights must move before the winner changes.

      Criteria: emissions, gap, cumulative, measures_capital, measures_operating, system_npv, eur_per_t_npv_cumulative; with a
      programme also net_investments, projects_operating, zone_share_through_I (II, III…), dwellings_ready, loan_stock,
      limits_broken.

      Example:
        tiekartta compare Scenarios/espoo hne2030 finland2035 --draws 2000
      """)

  @Argument(help: "Folder of a city plan.", completion: .directory)
  var plan: String

  @Argument(help: "Alternatives, at least two: SCENARIO, cap=MEUR or programme:ID.")
  var alternatives: [String]

  @Option(help: "Criteria with weights, such as emissions=2,system_npv=1; weights count relative to each other. (default: no points)")
  var criteria = Weights(stated: [])

  @Option(help: "Draws of the plan's uncertain figures; 0: without.")
  var draws = 10_000

  @Option(help: "Seed of the draws.")
  var seed: UInt64 = 1

  @Option(help: "Threads to draw with; changes no figure. (default: all cores)")
  var threads: Int?

  @Option(help: "Scenario whose emissions the programmes change. (default: the plan's)")
  var scenario: String?

  @Option(help: "What the portfolio under a cap is best at, the first counting most.")
  var objective = Objectives(names: [.abatement, .netCost])

  @OptionGroup(title: "How portfolios are solved") var solver: SolverOptions

  @Option(help: "table, md, html, json (kt CO2e and MEUR) or csv (one figure a row, as of 'run').")
  var format = CompareFormat.table

  @Option(help: "Language of the tables: fi, sv or en.")
  var lang = Language.en

  @OptionGroup var kept: StoreOption

  enum CompareFormat: String, CaseIterable, ExpressibleByArgument { case table, md, html, json, csv }

  func validate() throws {
    if alternatives.count < 2 { throw ValidationError("expected at least two alternatives; found \(alternatives.count)") }
    if let twice = alternatives.first(where: { name in alternatives.filter { $0 == name }.count > 1 }) {
      throw ValidationError("'\(twice)' is named twice")
    }
    if draws != 0, !(4...1_000_000_000).contains(draws) { throw ValidationError("--draws is \(draws); expected 0, or 4 to 1000000000") }
    if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads is \(threads); expected 1 to 1024") }
  }

  func run() throws {
    var steps = Stopwatch()
    let city = try steps.time("load") { try loadedPlan(plan) }
    let desk = AlternativesDesk(city: city, scenario: scenario, objective: objective, solver: solver, language: lang)
    let found = try steps.time("alternatives") { try desk.alternatives(alternatives) }
    let comparison = try steps.time("draw") { try compared(found.map(\.alternative)) }
    let figures = alternativesFigures(comparison), document = AlternativesDocument(comparison, language: lang)
    let report = AlternativesReport(comparison, followUp: city.followUp?.followUp, language: lang)
    switch format {
    case .table: Terminal.data(report.text(width: Terminal.width), terminator: "")
    case .md: Terminal.data(report.markdown, terminator: "")
    case .html: Terminal.data(report.html, terminator: "")
    case .json: Terminal.data(try json(document))
    case .csv: Terminal.data(runCSVHeader + runCSV(figures), terminator: "")
    }
    var options = ["alternatives": alternatives.joined(separator: " ")]
    if !criteria.stated.isEmpty { options["criteria"] = criteria.description }
    if comparison.draws != nil { options["draws"] = String(draws) }
    if found.contains(where: { $0.alternative.check != nil }) { options.merge(desk.options) { own, _ in own } }
    try kept.keep(
      city, "compare", found.map(\.scenario).uniqued(), results: try json(AlternativesDocument(comparison, language: .en)),
      figures: figures, options: options, seed: comparison.draws == nil ? nil : seed, timings: steps.seconds)
    Terminal.countWarnings(city, plan)
  }

  private func compared(_ found: [ComparedAlternative]) throws -> AlternativesComparison {
    let isDrawn = draws > 0 && found.contains { !$0.inputs.uncertain.isEmpty }
    let request = isDrawn ? EnsembleRequest(draws: draws, seed: seed, threads: threads ?? Terminal.cores) : nil
    do {
      return try AlternativesComparison(found, criteria: criteria.stated, drawing: request)
    } catch let error as UnknownCriterion {
      throw ValidationError("no criterion '\(error.id)' here; expected one of \(spoken(error.known))")
    }
  }
}

/// Criteria with their weights, as `emissions=2,system_npv=1`.
struct Weights: ExpressibleByArgument, CustomStringConvertible {
  let stated: [(id: String, weight: Double)]

  init(stated: [(id: String, weight: Double)]) { self.stated = stated }

  init?(argument: String) {
    var stated: [(id: String, weight: Double)] = []
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", omittingEmptySubsequences: false)
      guard sides.count == 2, !sides[0].isEmpty, let weight = Double(sides[1]), weight >= 0, weight.isFinite,
        !stated.contains(where: { $0.id == sides[0] })
      else { return nil }
      stated.append((String(sides[0]), weight))
    }
    guard stated.contains(where: { $0.weight > 0 }) else { return nil }
    self.stated = stated
  }

  var description: String { stated.map { "\($0.id)=\($0.weight)" }.joined(separator: ",") }
}

extension [PlannedScenario] {
  /// Each once, in the order of its first place.
  fileprivate func uniqued() -> [PlannedScenario] {
    var seen: Set<String> = []
    return filter { seen.insert($0.inputs.id).inserted }
  }
}
