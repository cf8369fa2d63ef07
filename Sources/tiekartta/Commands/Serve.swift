import ArgumentParser
import Diagnostics
import Reports
import Scenarios
import Server

struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show a plan in the browser, with questions what if, and to other programs as JSON.",
    usage: "tiekartta serve <plan> [<options>]",
    discussion: """
      The page follows the plan's files: a change is shown when they are whole again, and until then their problems with their places. \
      Nothing is ever written. Only this machine can ask, unless --host and --allow-host say otherwise; there is no password. \
      Ctrl-C ends it.

      GET /api/run is the JSON of 'tiekartta run', POST /api/what-if answers a question; GET /api/openapi.json describes both.

      Example:
        tiekartta serve Scenarios/espoo --lang fi
      """)

  @Argument(help: "Folder of a city plan.", completion: .directory)
  var plan: String

  @OptionGroup(title: "What the page tells") var options: PageOptions

  @Option(help: "Port to listen on; 0: any that is free.")
  var port = 8080

  @Option(help: "Language of the page: fi, sv or en.")
  var lang = Language.en

  @Option(help: "Address of this machine to listen on.")
  var host = "127.0.0.1"

  @Option(help: "A name under which others may call this machine; may be given several times.")
  var allowHost: [String] = []

  @OptionGroup(title: "How a frontier is solved") var solver: SolverOptions

  func validate() throws {
    if !(0...65_535).contains(port) { throw ValidationError("--port is \(port); expected 0 to 65535") }
    if isEveryAddress, allowHost.isEmpty {
      throw ValidationError("--host \(host) listens to the whole network; name what it may be called by: --allow-host NAME")
    }
  }

  func run() throws {
    let city = try loadedPlan(plan)
    let scenario = try city.chosen([options.scenario ?? city.page.scenario ?? city.budgetScenario.inputs.id])[0].inputs.id
    Terminal.countWarnings(city, plan)
    let language = lang, pages = DashboardDesk(options: options, solver: solver)
    let names = HostNames(allowHost + (isEveryAddress ? [] : [host]))
    let desk: PlanDesk
    do {
      desk = try PlanDesk(city, scenario: scenario, language: language, hosts: names, tell: tellReading) { try page($0, pages, language) }
    } catch let error as InputError {
      Terminal.tell(error.diagnostics.all)
      throw badInput
    }
    let shown = host.contains(":") ? "[\(host)]" : host
    if !isLoopback { Terminal.talk("tiekartta: other machines can reach \(shown), and whoever does can read the plan") }
    do {
      try serve(desk, host: host, port: port) { Terminal.talk("tiekartta: listening on http://\(shown):\($0)/ (Ctrl-C ends it)") }
    } catch let error as ListeningError {
      Terminal.talk("tiekartta: cannot listen on \(shown), port \(port): \(error); '--port 0' takes a port that is free")
      throw badInput
    }
  }

  private var isEveryAddress: Bool { ["0.0.0.0", "::"].contains(host) }
  private var isLoopback: Bool { ["127.0.0.1", "::1", "localhost"].contains(host) }
}

/// The page of `report`, with a place for the panel.
private func page(_ plan: ServedPlan, _ desk: DashboardDesk, _ language: Language) throws -> ServedPage {
  var page = Dashboard(try desk.content(of: plan.city), language: language).page(desk.options.sections(of: plan.city))
  page.afterHeadline = panelMark
  return ServedPage(html: page.html, scripts: [DashboardPage.script])
}

private func tellReading(_ problems: [Diagnostic]) {
  Terminal.tell(problems)
  Terminal.talk(problems.isEmpty ? "tiekartta: the plan was read again" : "tiekartta: the figures are still those of the last whole plan")
}
