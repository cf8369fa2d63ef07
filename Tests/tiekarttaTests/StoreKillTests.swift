import Foundation
import Testing

@testable import ResultStore

/// Programs that are killed while they keep runs, and two that keep runs at once: nothing that was reported as kept is lost.
@Suite struct StoreKillTests {
  private static let towns = (0..<8).map { "town\($0)" }

  private func withTown(_ body: (URL, String) throws -> Void) throws {
    let folder = temporaryURL()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try tiekartta("new", "town", in: folder).status == 0)
    try body(folder, try String(contentsOf: folder.appendingPathComponent("town/plan.yaml"), encoding: .utf8))
  }

  /// A program that keeps a run of each of several small towns, all new for a number: it spends its time keeping runs.
  private func writer(_ folder: URL, _ town: String, number: Int) throws -> (process: Process, errors: URL) {
    let own = folder.appendingPathComponent("plans-\(number)")
    for name in Self.towns {
      try FileManager.default.createDirectory(at: own.appendingPathComponent(name), withIntermediateDirectories: true)
      let text = town.replacingOccurrences(of: "plan: mycity", with: "plan: \(name)-\(number)")
      try text.write(to: own.appendingPathComponent("\(name)/plan.yaml"), atomically: false, encoding: .utf8)
    }
    let process = Process()
    let errors = folder.appendingPathComponent("errors-\(number)")
    _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
    process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("tiekartta")
    process.arguments = ["run"] + Self.towns + ["--store", "../runs.sqlite", "--format", "csv"]
    process.currentDirectoryURL = own
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

  /// Fifty kills, each at a random time after a random number of runs has been reported: before, in and after a commit.
  @Test func fiftyKillsLoseNothingThatWasReported() throws {
    try withTown { folder, town in
      let path = folder.appendingPathComponent("runs.sqlite").path
      let start = ContinuousClock.now
      let whole = try writer(folder, town, number: 0)
      whole.process.waitUntilExit()
      let pace = (ContinuousClock.now - start) / .microseconds(1) / Double(Self.towns.count)
      #expect(whole.process.terminationStatus == 0)
      var kept = try reported(whole.errors)
      #expect(kept.count == Self.towns.count)

      var (kills, cutShort, number) = (0, 0, 0)
      while kills < 50, number < 150 {
        number += 1
        let run = try writer(folder, town, number: number)
        let after = Int.random(in: 0..<Self.towns.count)
        while run.process.isRunning, try reported(run.errors).count < after { usleep(1_000) }
        usleep(useconds_t(Double.random(in: 0...1.5) * pace))
        kill(run.process.processIdentifier, SIGKILL)
        run.process.waitUntilExit()
        let ids = try reported(run.errors)
        kept += ids
        guard run.process.terminationReason == .uncaughtSignal else { continue }
        kills += 1
        if ids.count < Self.towns.count { cutShort += 1 }
        // It opens again, whole, with every run that was reported.
        let store = try RunStore(path, creating: false)
        #expect(try store.pragma("integrity_check") == "ok")
        for id in ids { #expect(try store.list().contains { $0.id.hasPrefix(id) }, "the kept run \(id) is lost") }
      }
      #expect(kills == 50)
      #expect(cutShort >= 25, "only \(cutShort) kills left work undone")
      let store = try RunStore(path, creating: false)
      let listed = try store.list().map(\.id)
      for id in kept { #expect(listed.contains(try store.id(id)), "the kept run \(id) is lost") }
      // Runs are there with all their rows or not at all, also those that nobody could report any more.
      let first = try store.run(try store.id(kept[0]))
      #expect(first.figures.count > 100 && !first.scenarios.isEmpty)
      for id in listed {
        let run = try store.run(id)
        #expect(run.figures.count == first.figures.count && run.scenarios.map(\.id) == first.scenarios.map(\.id))
        #expect(run.manifest.inputs.count == 1)
      }
    }
  }

  @Test func twoWritersAtOnceLoseNothing() throws {
    try withTown { folder, town in
      let writers = try (1...2).map { try writer(folder, town, number: $0) }
      for writer in writers { writer.process.waitUntilExit() }
      let kept = try writers.flatMap { try reported($0.errors) }
      #expect(writers.allSatisfy { $0.process.terminationStatus == 0 })
      #expect(Set(kept).count == 2 * Self.towns.count)
      let store = try RunStore(folder.appendingPathComponent("runs.sqlite").path, creating: false)
      #expect(try store.list().count == 2 * Self.towns.count)
      for id in kept { _ = try store.run(try store.id(id)) }
    }
  }
}
