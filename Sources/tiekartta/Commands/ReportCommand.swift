import ArgumentParser
import Foundation
import Reports
import Scenarios

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "One page a council can read: the roadmap, the money and the programmes of a city, as one HTML file.",
    discussion: """
      The file needs no network and nothing beside it; every chart has its figures as a table, and every assumed or illustrative figure
      is named. --lang fi,sv,en writes one file a language, which point to each other: espoo-fi.html and so on.

      --store FILE makes the page of kept runs, without the files they were made from.

      --pdf also prints the page, by Chromium or WeasyPrint, whichever is installed.

      Example:
        tiekartta report Scenarios/espoo --lang fi -o espoo.html
      """)

  @Argument(help: "Folder of a city plan; none with --store.", completion: .directory)
  var plan: String?

  @Option(help: "File of kept runs to tell of, in place of a plan.", completion: .file())
  var store: String?

  @Option(name: .customLong("run"), help: "With --store: start of a run's id; may be given several times. (default: all runs)")
  var chosenRuns: [String] = []

  @OptionGroup var options: PageOptions

  @Option(help: "Language of the page: fi, sv or en; or several, such as fi,sv,en.")
  var lang = Languages([.en])

  @Option(name: .customShort("o"), help: "File to write, or a folder. (default: PLAN-LANG.html here)", completion: .file())
  var output: String?

  @Flag(help: "Also print each page as PDF, beside it.")
  var pdf = false

  @OptionGroup(title: "How a frontier is solved") var solver: SolverOptions

  func validate() throws {
    if (plan == nil) == (store == nil) { throw ValidationError("expected a PLAN, or --store FILE with kept runs") }
    if store == nil, !chosenRuns.isEmpty { throw ValidationError("--run names a run of --store FILE") }
    if lang.chosen.count > 1, let output, output.hasSuffix(".html") {
      throw ValidationError("-o is one file, but \(lang) are \(lang.chosen.count) languages; expected a folder")
    }
  }

  func run() throws {
    let printer = pdf ? try PagePrinter.found() : nil
    let progress = StepLine()
    defer { progress.end() }
    if let store {
      let runs = try keptRuns(store)
      return try write("runs", printer, progress) { KeptRunsPage(runs, language: $0).page }
    }
    guard let plan else { return }
    let city = try loadedPlan(plan)
    let content = try DashboardDesk(options: options, solver: solver, tell: progress.show).content(of: city)
    try write(city.id, printer, progress) { Dashboard(content, language: $0).page(options.sections(of: city)) }
    Terminal.countWarnings(city, plan)
  }

  private func keptRuns(_ store: String) throws -> [(document: KeptRunDocument, figures: [RunFigure])] {
    try usingStore(store) { store in
      let ids = try chosenRuns.isEmpty ? store.list().map(\.id) : chosenRuns.map { try store.id($0) }
      return try ids.map { id in
        let run = try store.run(id)
        return (KeptRunDocument(run), runFigures(run))
      }
    }
  }

  private func write(_ stem: String, _ printer: PagePrinter?, _ progress: StepLine, _ page: (Language) -> DashboardPage) throws {
    let files = try files(stem)
    for (language, path) in files {
      var page = page(language)
      page.others = files.filter { $0.language != language }.map { ($0.language, URL(fileURLWithPath: $0.path).lastPathComponent) }
      try writeWhole(page.html, to: path)
      if let printer {
        progress.show("pdf")
        try printer.print(path, to: (path.hasSuffix(".html") ? String(path.dropLast(5)) : path) + ".pdf")
      }
    }
    progress.end()
    for (_, path) in files { Terminal.talk("tiekartta: wrote \(path)\(printer.map { _ in " and its PDF" } ?? "")") }
  }

  private func files(_ planId: String) throws -> [(language: Language, path: String)] {
    if let output, lang.chosen.count == 1, !isFolder(output) { return [(lang.chosen[0], output)] }
    let folder = output ?? "."
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw WriteError(path: folder)
    }
    return lang.chosen.map { ($0, (folder == "." ? "" : folder.hasSuffix("/") ? folder : folder + "/") + "\(planId)-\($0.rawValue).html") }
  }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return path.hasSuffix("/") || FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }
}

/// Languages of the pages, as `fi,sv,en`.
struct Languages: ExpressibleByArgument, CustomStringConvertible {
  let chosen: [Language]

  init(_ chosen: [Language]) { self.chosen = chosen }

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map { Language(rawValue: String($0)) }
    guard !parts.contains(nil), Set(parts).count == parts.count else { return nil }
    chosen = parts.compactMap { $0 }
  }

  var description: String { chosen.map(\.rawValue).joined(separator: ",") }
}
