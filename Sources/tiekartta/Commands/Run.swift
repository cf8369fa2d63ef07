import ArgumentParser
import Emissions
import Engine
import Reports
import Scenarios

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a plan's scenarios: emissions, target, gap, what each measure does and costs.",
    usage: "tiekartta run <plan> ... [<options>]",
    discussion: """
      Without --scenario all scenarios are run and printed side by side. Effects of measures sum to forecast less \
      baseline; a negative effect is a reduction.

      Example:
        tiekartta run Scenarios/espoo --scenario hne2030 --lang fi
      """)

  @Argument(help: "Folders of city plans.", completion: .directory)
  var plan: [String]

  @Option(help: "A scenario to run; may be given several times. (default: all)")
  var scenario: [String] = []

  @Option(name: .customLong("case"), help: "Print a named vector of the levers in t CO2e and EUR, as JSON.")
  var caseName: String?

  @Option(help: "table, json (kt CO2e and MEUR, one object a plan) or csv (one figure a row).")
  var format = OutputFormat.table

  @Option(help: "Language of tables and charts: fi, sv or en.")
  var lang = Language.en

  @Option(help: "Also draw the scenarios as SVG into FILE; one plan only.", completion: .file(extensions: ["svg"]))
  var chart: String?

  @Option(help: "Draw the plan's uncertain levers this many times and tell how surely; about a second for 100000 draws.")
  var draws: Int?

  @Option(help: "Seed of the draws; the same seed gives the same bytes on processors of one kind.")
  var seed: UInt64 = 1

  @Option(help: "Threads to draw with; changes no figure. (default: all cores)")
  var threads: Int?

  @Flag(help: repairHelp)
  var repair = false

  @OptionGroup var kept: StoreOption

  @Flag(help: "Exit with 1 unless every scenario that is run meets its target.")
  var require = false

  func validate() throws {
    if let draws, !(4...1_000_000_000).contains(draws) { throw ValidationError("--draws is \(draws); expected 4 to 1000000000") }
    if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads is \(threads); expected 1 to 1024") }
    if caseName != nil, draws != nil || chart != nil || require || !scenario.isEmpty || kept.store != nil {
      throw ValidationError("--case prints one vector of the levers; it takes no --draws, --chart, --require, --scenario or --store")
    }
    if chart != nil, plan.count > 1 { throw ValidationError("--chart draws one plan; \(plan.count) are given") }
  }

  func run() throws {
    var allMet = true
    for (number, path) in plan.enumerated() {
      var steps = Stopwatch()
      let city = try steps.time("load") { try loadedPlan(path, repair: repair) }
      if let caseName {
        Terminal.data(try caseDocument(caseName, of: city))
        continue
      }
      let chosen = try city.chosen(scenario)
      let results = try steps.time("run") { try chosen.map { try city.run($0) } }
      let outcomes = try draws.map { draws in try steps.time("draw") { try chosen.map { try city.draw($0, request(draws)) } } } ?? []
      let comparisons = try draws.map { draws in try steps.time("compare") { try city.compare(chosen, request(draws)) } } ?? []
      let figures = runFigures(results, outcomes: outcomes, comparisons: comparisons)
      let document = RunDocument(results, outcomes: outcomes, comparisons: comparisons)
      if format == .table, number > 0 { Terminal.data("") }
      switch format {
      case .table:
        let report = RoadmapReport(results, language: lang)
        for table in report.ensembleTables(outcomes, comparisons) { Terminal.data(table.text(NumberForm(lang), width: Terminal.width)) }
        Terminal.data(report.text(width: Terminal.width), terminator: "")
      case .json: Terminal.data(try json(document))
      case .csv: Terminal.data((number == 0 ? runCSVHeader : "") + runCSV(figures), terminator: "")
      }
      if let chart { try writeWhole(RoadmapReport(results, language: lang).chart, to: chart) }
      try kept.keep(
        city, "run", chosen, results: try json(document), figures: figures, options: draws.map { ["draws": String($0)] } ?? [:],
        seed: draws.map { _ in seed }, timings: steps.seconds)
      Terminal.countWarnings(city, path)
      if require { allMet = tellMissed(results) && allMet }
    }
    if require, !allMet { throw ExitCode(1) }
  }

  /// Whether every scenario has a target and meets it; says which do not.
  private func tellMissed(_ results: [ScenarioResult]) -> Bool {
    let missed = results.filter { $0.target?.isMet != true }
    for result in missed {
      let name = "\(result.inputs.plan.id), \(result.inputs.id)"
      guard let target = result.target else {
        Terminal.talk("tiekartta: \(name) has no target within its years")
        continue
      }
      let over = NumberForm(.en).quantity(target.gap / 1000, decimals: 1, unit: "kt CO2e")
      Terminal.talk("tiekartta: \(name) misses its target of \(target.target.year) by \(over)")
    }
    return missed.isEmpty
  }

  private func request(_ draws: Int) -> EnsembleRequest {
    EnsembleRequest(draws: draws, seed: seed, threads: threads ?? Terminal.cores)
  }

  private func caseDocument(_ name: String, of city: CityPlan) throws -> String {
    guard let levers = city.cases[name] else {
      throw ValidationError("\(city.path) has no case '\(name)'; it has \(spoken(city.cases.keys.sorted()))")
    }
    let inputs = city.scenarios[0].inputs
    let kernel = EmissionKernel(inputs.model)
    return levers.columns == 1
      ? try json(CaseDocument(kernel, levers: levers, target: inputs.target, carbonBudget: inputs.carbonBudget))
      : try json(DrawsDocument(kernel, levers: levers, target: inputs.target, carbonBudget: inputs.carbonBudget))
  }
}
