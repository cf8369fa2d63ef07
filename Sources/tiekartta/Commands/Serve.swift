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

  @Option(help: "Scenario to show and to ask. (default: all are shown; the one that 'budget' takes is asked)")
  var scenario: String?

  @Option(help: "Port to listen on; 0: any that is free.")
  var port = 8080

  @Option(help: "Language of the page: fi, sv or en.")
  var lang = Language.en

  @Option(help: "Address of this machine to listen on.")
  var host = "127.0.0.1"

  @Option(help: "A name under which others may call this machine; may be given several times.")
  var allowHost: [String] = []

  func validate() throws {
    if !(0...65_535).contains(port) { throw ValidationError("--port is \(port); expected 0 to 65535") }
    if isEveryAddress, allowHost.isEmpty {
      throw ValidationError("--host \(host) listens to the whole network; name what it may be called by: --allow-host NAME")
    }
  }

  func run() throws {
    let city = try loadedPlan(plan)
    _ = try city.chosen([scenario].compactMap { $0 })
    Terminal.countWarnings(city, plan)
    let language = lang
    let names = HostNames(allowHost + (isEveryAddress ? [] : [host]))
    let desk: PlanDesk
    do {
      desk = try PlanDesk(city, scenario: scenario, language: language, hosts: names, tell: tellReading) { page($0, language) }
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

/// The page that is served; the panel is put in by the server.
private func page(_ plan: ServedPlan, _ language: Language) -> ServedPage {
  let report = RoadmapReport(plan.results, language: language)
  return ServedPage(html: htmlPage(report.tables, title: report.headline.title, form: NumberForm(language)))
}

private func tellReading(_ problems: [Diagnostic]) {
  Terminal.tell(problems)
  Terminal.talk(problems.isEmpty ? "tiekartta: the plan was read again" : "tiekartta: the figures are still those of the last whole plan")
}
