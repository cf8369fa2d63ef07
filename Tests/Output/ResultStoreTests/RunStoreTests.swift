import Foundation
import Testing

@testable import ResultStore

/// A folder of its own for a test, gone after it.
func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tiekartta-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder.path)
}

/// A run of a plan whose name and seed make it its own.
func sample(_ plan: String = "town", seed: UInt64? = 7, results: String = #"{"total":[1.5,0.1]}"#, figures: Int = 120) -> StoredRun {
  StoredRun(
    manifest: RunManifest(
      version: "0.1.0", command: "run", plan: plan, path: "Scenarios/\(plan)", options: ["draws": "10", "scenario": "a,b"], seed: seed,
      inputs: [.init(path: "Scenarios/\(plan)/plan.yaml", sha256: String(repeating: "ab", count: 32), bytes: 812)],
      kept: "2026-11-22T10:00:00Z", timings: ["load": 0.25, "run": 0.0625]),
    results: results,
    scenarios: [KeptScenario(id: "b", resolved: #"{"x":1}"#), KeptScenario(id: "a", resolved: #"{"x":"å"}"#)],
    figures: (0..<figures).map {
      KeptFigure(
        scenario: "a", item: "total", id: "", year: $0 % 3 == 0 ? nil : 2000 + $0, value: $0 % 7 == 0 ? nil : 0.1 * Double($0),
        unit: "kt CO2e/a")
    })
}

@Suite struct RunStoreTests {
  @Test func aRunComesBackAsItWasKept() throws {
    try withFolder { folder in
      let run = sample(seed: .max)
      #expect(try RunStore("\(folder)/x.sqlite", creating: true).keep(run) == .new)
      let store = try RunStore("\(folder)/x.sqlite", creating: false)
      #expect(try store.run(run.id) == run)
      #expect(try store.list().map(\.id) == [run.id])
      #expect(try store.list().first?.scenarios == ["b", "a"])
      #expect(try store.list().first?.seed == .max)
    }
  }

  @Test func theSameInputsTwiceAreOneRun() throws {
    try withFolder { folder in
      let store = try RunStore("\(folder)/x.sqlite", creating: true)
      var again = sample()
      again.manifest.kept = "2027-01-01T00:00:00Z"
      again.manifest.timings = ["load": 9]
      again.manifest.path = "/elsewhere/town"
      again.manifest.inputs[0].path = "/elsewhere/town/plan.yaml"
      #expect(try store.keep(sample()) == .new)
      #expect(try store.keep(again) == .before)
      again.results = "{}"
      #expect(try store.keep(again) == .beforeWithOtherResults)
      #expect(try store.run(again.id) == sample())
    }
  }

  /// Whatever decides the results makes another run.
  @Test func anotherInputIsAnotherRun() {
    var manifests = [sample().manifest]
    func add(_ change: (inout RunManifest) -> Void) {
      var manifest = sample().manifest
      change(&manifest)
      manifests.append(manifest)
    }
    add { $0.version = "0.2.0" }
    add { $0.command = "budget" }
    add { $0.plan = "village" }
    add { $0.options["draws"] = "11" }
    add { $0.options["n"] = "1" }
    add { $0.seed = 8 }
    add { $0.seed = nil }
    add { $0.inputs[0].sha256 = String(repeating: "ac", count: 32) }
    add { $0.inputs.append($0.inputs[0]) }
    #expect(Set(manifests.map(\.id)).count == manifests.count)
    #expect(manifests.allSatisfy { $0.id.count == 64 && $0.id.allSatisfy(\.isHexDigit) })
  }

  @Test func anIdMayBeShortenedWhileItIsOneRuns() throws {
    try withFolder { folder in
      let store = try RunStore("\(folder)/x.sqlite", creating: true)
      // Ids depend on the seed alone here: the first two that share four digits, and one more.
      let runs = (0..<2_000).map { sample(seed: UInt64($0), figures: 0) }
      let alike = try #require(Dictionary(grouping: runs) { $0.id.prefix(4) }.values.filter { $0.count == 2 }.min { $0[0].id < $1[0].id })
      let other = try #require(runs.first { $0.id.prefix(2) != alike[0].id.prefix(2) })
      for run in alike + [other] { #expect(try store.keep(run) == .new) }
      for run in alike + [other] {
        let short = try store.shortId(run.id)
        #expect(short.count == 8)
        #expect(try store.id(short) == run.id)
        #expect(try store.id(short.uppercased()) == run.id)
      }
      let start = String(alike[0].id.prefix(4))
      #expect(throws: RunStoreError.severalRuns(start, ids: alike.map { String($0.id.prefix(8)) }.sorted())) { try store.id(start) }
      #expect(throws: RunStoreError.tooShort("abc")) { try store.id("abc") }
      let slip = String(other.id.prefix(7)) + (other.id.dropFirst(7).first == "0" ? "1" : "0")
      #expect(throws: RunStoreError.noRun(slip, store: "\(folder)/x.sqlite", nearest: String(other.id.prefix(8)))) { try store.id(slip) }
    }
  }

  @Test func aRemovedRunIsGoneWithAllItsRows() throws {
    try withFolder { folder in
      let store = try RunStore("\(folder)/x.sqlite", creating: true)
      for plan in ["town", "village"] { #expect(try store.keep(sample(plan)) == .new) }
      try store.remove(sample("town").id)
      #expect(try store.list().map(\.plan) == ["village"])
      #expect(throws: RunStoreError.self) { try store.run(sample("town").id) }
      #expect(try store.keep(sample("town")) == .new)
      #expect(try store.run(sample("town").id) == sample("town"))
    }
  }

  /// Full, not normal: in write-ahead mode only full holds a commit through a power cut.
  @Test func aCommitIsAskedToBeOnTheDisk() throws {
    try withFolder { folder in
      _ = try RunStore("\(folder)/x.sqlite", creating: true).keep(sample())
      let store = try RunStore("\(folder)/x.sqlite", creating: false)
      #expect(try store.pragma("journal_mode") == "wal")
      #expect(try store.pragma("synchronous") == "2")
      #expect(try store.pragma("foreign_keys") == "1")
      #expect(try store.pragma("integrity_check") == "ok")
    }
  }

  @Test func writersOfOneProgramTakeTurns() throws {
    try withFolder { folder in
      let failures = Failures()
      DispatchQueue.concurrentPerform(iterations: 4) { writer in
        do {
          let store = try RunStore("\(folder)/x.sqlite", creating: true)
          for seed in 0..<12 { if try store.keep(sample("plan\(writer)", seed: UInt64(seed))) != .new { failures.add("kept twice") } }
        } catch { failures.add("\(error)") }
      }
      #expect(failures.all == [])
      let store = try RunStore("\(folder)/x.sqlite", creating: false)
      #expect(try store.list().count == 48)
    }
  }

  // MARK: Files that are no store

  @Test func whatIsNotAStoreIsLeftAsItIs() throws {
    try withFolder { folder in
      let path = "\(folder)/x.sqlite"
      #expect(throws: RunStoreError.noFile(path)) { try RunStore(path, creating: false) }
      let text = Data(String(repeating: "plan: espoo\n", count: 20).utf8)
      try text.write(to: URL(fileURLWithPath: path))
      #expect(throws: RunStoreError.notAStore(path)) { try RunStore(path, creating: true) }
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == text)
      #expect(throws: RunStoreError.self) { try RunStore("\(folder)/no/such/x.sqlite", creating: true) }
    }
  }

  /// The header of a store holds its application id at byte 68 and its schema version at byte 60 (the SQLite file format).
  @Test(arguments: [(68, "not"), (60, "newer")]) func anotherProgramsFileAndANewerOneAreRefused(place: Int, what: String) throws {
    try withFolder { folder in
      let path = "\(folder)/x.sqlite"
      do { _ = try RunStore(path, creating: true).keep(sample()) }
      var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      bytes[place + 3] = 99
      try bytes.write(to: URL(fileURLWithPath: path))
      let expected: RunStoreError = what == "newer" ? .newer(path, version: 99, known: Schema.steps.count) : .notAStore(path)
      #expect(throws: expected) { try RunStore(path, creating: true) }
    }
  }

  /// A database of SQLite without an application id, but with tables.
  @Test func aDatabaseOfAnotherProgramWithoutAnIdIsRefused() throws {
    try withFolder { folder in
      let path = "\(folder)/x.sqlite"
      do { _ = try RunStore(path, creating: true).keep(sample()) }
      var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      for place in Array(60..<64) + Array(68..<72) { bytes[place] = 0 }
      try bytes.write(to: URL(fileURLWithPath: path))
      #expect(throws: RunStoreError.notAStore(path)) { try RunStore(path, creating: true) }
    }
  }
}

/// What went wrong in several threads.
private final class Failures: @unchecked Sendable {
  private let lock = NSLock()
  private var texts: [String] = []
  var all: [String] { lock.withLock { texts } }
  func add(_ text: String) { lock.withLock { texts.append(text) } }
}
