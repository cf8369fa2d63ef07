import ArgumentParser
import Diagnostics
import Engine
import Foundation
import InputFiles
import Reports
import ResultStore
import Scenarios

/// `--store FILE`, for every command whose results can be kept. A command adds `@OptionGroup var kept: StoreOption` and, where it has its
/// results, one line: `try kept.keep(city, "budget", scenarios, results: …, figures: …)`.
struct StoreOption: ParsableArguments {
  @Option(help: "Also keep the run in FILE (SQLite), with all it was made from; see 'tiekartta runs'.", completion: .file())
  var store: String?

  /// Keeps a run of one plan, when it was asked for, and says so once it is on the disk.
  /// - Parameters:
  ///   - command: as the user called it.
  ///   - results: the document that `--format json` prints.
  ///   - figures: what runs are compared by.
  ///   - options: those that decide the results; how they are shown is none of it.
  ///   - timings: seconds by step.
  func keep(
    _ city: CityPlan, _ command: String, _ scenarios: [PlannedScenario], results: @autoclosure () throws -> String,
    figures: @autoclosure () -> [RunFigure], options: [String: String] = [:], seed: UInt64? = nil, timings: [String: Double] = [:]
  ) throws {
    guard let store else { return }
    let ids = scenarios.map(\.inputs.id).joined(separator: ",")
    let manifest = RunManifest(
      version: Tiekartta.configuration.version, command: command, plan: city.id, path: city.path,
      options: options.merging(["scenario": ids]) { own, _ in own }, seed: seed, inputs: try city.files.map(inputFile),
      kept: Date().formatted(.iso8601), timings: timings)
    let run = StoredRun(
      manifest: manifest, results: try results(),
      scenarios: try scenarios.map { KeptScenario(id: $0.inputs.id, resolved: try json($0.resolved)) },
      figures: figures().map {
        KeptFigure(scenario: $0.scenario, item: $0.item, id: $0.id, year: $0.year, value: $0.value, unit: $0.unit)
      })
    try usingStore(store, creating: true) { runs in
      let outcome = try runs.keep(run)
      let id = try runs.shortId(run.id)
      switch outcome {
      case .new: Terminal.talk("tiekartta: kept as run \(id) in \(store)")
      case .before: Terminal.talk("tiekartta: kept before as run \(id) in \(store); the inputs are the same")
      case .beforeWithOtherResults:
        Terminal.talk(
          "tiekartta: kept before as run \(id) in \(store), with other results from the same inputs: another processor, or another build of "
            + "this version; the kept results stay ('tiekartta runs remove \(id) --store \(store)' makes room)")
      }
    }
  }
}

/// A file's name, digest and size, read again after the plan was.
func inputFile(_ path: String) throws -> RunManifest.InputFile {
  var problems = DiagnosticList()
  guard let content = fileContent(path, purpose: "a file of the plan", into: &problems) else {
    Terminal.tell(problems.all)
    throw badInput
  }
  return .init(path: path, sha256: content.withUnsafeBytes { sha256($0) }, bytes: content.count)
}
