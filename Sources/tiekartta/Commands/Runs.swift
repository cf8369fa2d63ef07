import ArgumentParser
import Foundation
import Reports
import ResultStore

struct Runs: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs that were kept with --store: list, show, export, remove.",
    discussion: """
      An ID is the start of a run's id, at least 4 digits. A run that was made from the same files, options and seed by the
      same version has the same id and is kept once.

      Example:
        tiekartta runs list --store runs.sqlite
      """,
    subcommands: [ListRuns.self, ShowRun.self, ExportRun.self, RemoveRuns.self])
}

/// The file of kept runs, which must be there.
struct StoreFile: ParsableArguments {
  @Option(help: "File of kept runs.", completion: .file())
  var store: String
}

struct ListRuns: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "All kept runs, the oldest first.",
    discussion: """
      Example:
        tiekartta runs list --store runs.sqlite
      """)

  @OptionGroup var file: StoreFile

  @Option(help: "table, json or csv.")
  var format = OutputFormat.table

  @Option(help: "Language: fi, sv or en.")
  var lang = Language.en

  func run() throws {
    try usingStore(file.store) { store in
      let runs = try store.list().map { run in
        KeptRunRow(
          id: run.id, shortId: try store.shortId(run.id), kept: run.kept, command: run.command, plan: run.plan, version: run.version,
          scenarios: run.scenarios, options: run.options.filter { $0.key != "scenario" }, seed: run.seed)
      }
      let table = keptRunTable(runs, store: file.store, language: lang)
      switch format {
      case .table: Terminal.data(table.text(NumberForm(lang), width: max(160, Terminal.width)), terminator: "")
      case .json: Terminal.data(try json(runs))
      case .csv: Terminal.data(table.csv, terminator: "")
      }
    }
  }
}

struct ShowRun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "What a run was made from and what came out.",
    discussion: """
      Example:
        tiekartta runs show 3fa9c1d2 --store runs.sqlite
      """)

  @Argument(help: "Start of the run's id.") var id: String
  @OptionGroup var file: StoreFile

  @Option(help: "table, json (the manifest and the results) or csv (one figure a row, as 'run --format csv').")
  var format = OutputFormat.table

  @Option(help: "Language: fi, sv or en.")
  var lang = Language.en

  func run() throws {
    try usingStore(file.store) { store in
      let run = try store.run(try store.id(id))
      switch format {
      case .table:
        let tables = keptRunTables(KeptRunDocument(run), figures: runFigures(run), language: lang)
        Terminal.data(tables.map { $0.text(NumberForm(lang), width: max(140, Terminal.width)) }.joined(separator: "\n"), terminator: "")
      case .json: Terminal.data(try KeptRunDocument(run).json())
      case .csv: Terminal.data(runCSVHeader + runCSV(runFigures(run)), terminator: "")
      }
    }
  }
}

struct ExportRun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "A whole run as one JSON object: manifest, resolved scenarios, results, figures.",
    discussion: """
      Example:
        tiekartta runs export 3fa9c1d2 --store runs.sqlite -o run.json
      """)

  @Argument(help: "Start of the run's id.") var id: String
  @OptionGroup var file: StoreFile

  @Option(name: .shortAndLong, help: "File to write. (default: standard output)", completion: .file(extensions: ["json"]))
  var output: String?

  func run() throws {
    try usingStore(file.store) { store in
      let run = try store.run(try store.id(id))
      let text = try KeptRunDocument(run, figures: runFigures(run), isWhole: true).json()
      if let output { try writeWhole(text + "\n", to: output) } else { Terminal.data(text) }
    }
  }
}

struct RemoveRuns: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove kept runs for good.",
    discussion: """
      Every id is looked up before any run is removed.

      Example:
        tiekartta runs remove 3fa9c1d2 --store runs.sqlite
      """)

  @Argument(help: "Starts of ids.") var ids: [String]
  @OptionGroup var file: StoreFile

  func run() throws {
    try usingStore(file.store) { store in
      let runs = try ids.map { try store.id($0) }
      for (asked, id) in zip(ids, runs) {
        try store.remove(id)
        Terminal.talk("tiekartta: removed run \(asked) from \(file.store)")
      }
    }
  }
}

func runFigures(_ run: StoredRun) -> [RunFigure] {
  run.figures.map {
    RunFigure(plan: run.manifest.plan, scenario: $0.scenario, item: $0.item, id: $0.id, year: $0.year, value: $0.value, unit: $0.unit)
  }
}

extension KeptRunDocument {
  init(_ run: StoredRun, figures: [RunFigure] = [], isWhole: Bool = false) {
    let manifest = run.manifest
    self.init(
      id: run.id, version: manifest.version, command: manifest.command, plan: manifest.plan, path: manifest.path, options: manifest.options,
      seed: manifest.seed, kept: manifest.kept, timings: manifest.timings,
      inputs: manifest.inputs.map { .init(path: $0.path, sha256: $0.sha256, bytes: $0.bytes) }, scenarios: run.scenarios.map(\.id),
      results: run.results, resolved: isWhole ? run.scenarios.map(\.resolved) : nil, figures: isWhole ? figures : nil)
  }
}
