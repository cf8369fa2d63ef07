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

      --pdf also prints the page, by Chromium or WeasyPrint, whichever is installed.

      Example:
        tiekartta report Scenarios/espoo --lang fi -o espoo.html
      """)

  @Argument(help: "Folder of a city plan.", completion: .directory)
  var plan: String

  @OptionGroup var options: PageOptions

  @Option(help: "Language of the page: fi, sv or en; or several, such as fi,sv,en.")
  var lang = Languages([.en])

  @Option(name: .customShort("o"), help: "File to write, or a folder. (default: PLAN-LANG.html here)", completion: .file())
  var output: String?

  @Flag(help: "Also print each page as PDF, beside it.")
  var pdf = false

  @OptionGroup(title: "How a frontier is solved") var solver: SolverOptions

  func validate() throws {
    if lang.chosen.count > 1, let output, output.hasSuffix(".html") {
      throw ValidationError("-o is one file, but \(lang) are \(lang.chosen.count) languages; expected a folder")
    }
  }

  func run() throws {
    let city = try loadedPlan(plan)
    let printer = pdf ? try PagePrinter.found() : nil
    let progress = StepLine()
    defer { progress.end() }
    let content = try DashboardDesk(options: options, solver: solver, tell: progress.show).content(of: city)
    let files = try files(city.id)
    for (language, path) in files {
      var page = Dashboard(content, language: language).page(options.sections(of: city))
      page.others = files.filter { $0.language != language }.map { ($0.language, URL(fileURLWithPath: $0.path).lastPathComponent) }
      try writeWhole(page.html, to: path)
      if let printer {
        progress.show("pdf")
        try printer.print(path, to: (path.hasSuffix(".html") ? String(path.dropLast(5)) : path) + ".pdf")
      }
    }
    progress.end()
    for (_, path) in files { Terminal.talk("tiekartta: wrote \(path)\(printer.map { _ in " and its PDF" } ?? "")") }
    Terminal.countWarnings(city, plan)
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
