import Foundation
import Testing

@testable import ResultStore

/// Programs that are killed while they keep runs, and two that keep runs at once: nothing that was reported as kept is lost.
@Suite struct StoreKillTests {
  private static let plans = 16

  /// Many small towns in one folder, so that a program spends its time keeping runs.
  private func withTowns(_ body: (URL, [String]) throws -> Void) throws {
    let folder = temporaryURL()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try tiekartta("new", "town", in: folder).status == 0)
    let text = try String(contentsOf: folder.appendingPathComponent("town/plan.yaml"), encoding: .utf8)
    let names = (0..<Self.plans).map { "town\($0)" }
    for name in names {
      try FileManager.default.createDirectory(at: folder.appendingPathComponent(name), withIntermediateDirectories: true)
      let uncertain = "\nparameters:\n  - {id: rebound, distribution: {shape: uniform, low: 0, high: 0.2}}\n"
      try (text.replacingOccurrences(of: "plan: mycity", with: "plan: \(name)") + uncertain)
        .write(to: folder.appendingPathComponent("\(name)/plan.yaml"), atomically: true, encoding: .utf8)
    }
    try body(folder, names)
  }

  /// A program that keeps a run of every town, each drawn with the seed, and so all of them new for a seed.
  private func writer(_ folder: URL, _ names: [String], seed: Int) throws -> (process: Process, errors: URL) {
    let process = Process()
    let errors = folder.appendingPathComponent("errors-\(seed)")
    _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
    process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("tiekartta")
    process.arguments =
      ["run"] + names + ["--draws", "4", "--seed", "\(seed)", "--threads", "1", "--store", "runs.sqlite", "--format", "csv"]
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(forWritingAtPath: errors.path)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return (process, errors)
  }

  /// Ids that a program has reported; a line that the kill cut short reports nothing.
  private func reported(_ errors: URL) throws -> [String] {
    let text = try String(contentsOf: errors, encoding: .utf8)
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().compactMap { line in
      line.hasPrefix("tiekartta: kept as run ") ? String(line.split(separator: " ")[4]) : nil
    }
  }

  @Test func fiftyKillsLoseNothingThatWasReported() throws {
    try withTowns { folder, names in
      let path = folder.appendingPathComponent("runs.sqlite").path
      let start = ContinuousClock.now
      let whole = try writer(folder, names, seed: 0)
      whole.process.waitUntilExit()
      let duration = ContinuousClock.now - start
      #expect(whole.process.terminationStatus == 0)
      var kept = try reported(whole.errors)
      #expect(kept.count == Self.plans)
      let figures = try RunStore(path, creating: false).run(try RunStore(path, creating: false).id(kept[0])).figures.count
      #expect(figures > 100)

      var random = SystemRandomNumberGenerator()
      var (kills, cutShort, seed) = (0, 0, 0)
      while kills < 50, seed < 200 {
        seed += 1
        let run = try writer(folder, names, seed: seed)
        usleep(useconds_t(Double.random(in: 0.02...0.95, using: &random) * (duration / .microseconds(1))))
        kill(run.process.processIdentifier, SIGKILL)
        run.process.waitUntilExit()
        guard run.process.terminationReason == .uncaughtSignal else { continue }
        kills += 1
        let ids = try reported(run.errors)
        if (1..<Self.plans).contains(ids.count) { cutShort += 1 }
        kept += ids
        // It opens again, whole, with every run that was reported.
        guard FileManager.default.fileExists(atPath: path) else { continue }
        let store = try RunStore(path, creating: false)
        #expect(try store.pragma("integrity_check") == "ok")
        let listed = Set(try store.list().map(\.id))
        for id in ids { #expect(listed.contains(try store.id(id)), "the kept run \(id) is lost") }
      }
      #expect(kills == 50)
      #expect(cutShort > 5, "only \(cutShort) of the kills came between two runs")
      let store = try RunStore(path, creating: false)
      let listed = try store.list().map(\.id)
      #expect(listed.count >= kept.count)
      // Runs are there with all their rows or not at all, also those that nobody could report any more.
      for id in listed {
        let run = try store.run(id)
        #expect(run.figures.count >= figures && run.manifest.inputs.count == 1 && !run.scenarios.isEmpty)
      }
      for id in kept { #expect(listed.contains(try store.id(id)), "the kept run \(id) is lost") }
    }
  }

  @Test func twoWritersAtOnceLoseNothing() throws {
    try withTowns { folder, names in
      let writers = try (1...2).map { try writer(folder, names, seed: $0) }
      for writer in writers { writer.process.waitUntilExit() }
      let kept = try writers.flatMap { try reported($0.errors) }
      #expect(writers.allSatisfy { $0.process.terminationStatus == 0 })
      #expect(Set(kept).count == 2 * Self.plans)
      let store = try RunStore(folder.appendingPathComponent("runs.sqlite").path, creating: false)
      #expect(try store.list().count == 2 * Self.plans)
      for id in kept { _ = try store.run(try store.id(id)) }
    }
  }
}
