import Foundation
import GRDB

/// Runs in one SQLite file.
///
/// - Write: `keep(_:)`, `remove(_:)`
/// - Read: `list()`, `id(_:)`, `run(_:)`, `shortId(_:)`
///
/// A run is one transaction in write-ahead mode with `synchronous = FULL`: SQLite asks the disk to hold it before the commit returns, so what
/// `keep` has returned of survives the end of the program and a power cut (a disk that lies about flushing excepted). The faster NORMAL would
/// keep the file whole but could lose the newest runs, and OFF could lose the file. Several programs may write at once: they take turns,
/// each waiting up to a minute.
package final class RunStore {
  private let path: String
  private let queue: DatabaseQueue

  /// - Parameter creating: makes the file when there is none.
  /// - Throws: `RunStoreError`.
  package init(_ path: String, creating: Bool) throws {
    self.path = path
    if !creating, !FileManager.default.fileExists(atPath: path) { throw RunStoreError.noFile(path) }
    var configuration = Configuration()
    configuration.busyMode = .timeout(60)
    configuration.prepareDatabase { db in
      // The mode stays with the file; the rest is of each connection.
      try Self.patiently { try db.execute(sql: "PRAGMA journal_mode = WAL") }
      try db.execute(sql: "PRAGMA synchronous = FULL")
    }
    do {
      try Self.refuseOthers(path)
      queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.writeWithoutTransaction { try Schema.bringUpToDate($0, path: path) }
    } catch let error as DatabaseError {
      throw Self.spoken(error, path)
    }
  }

  /// Changing a file to write-ahead mode while another program does is refused without waiting.
  private static func patiently(_ body: () throws -> Void) throws {
    for _ in 0..<600 {
      do { return try body() } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY { usleep(100_000) }
    }
    try body()
  }

  /// Looks at a file before anything is written to it: another program's is left as it is.
  private static func refuseOthers(_ path: String) throws {
    guard let file = FileHandle(forReadingAtPath: path) else { return }
    defer { try? file.close() }
    let header = [UInt8]((try? file.read(upToCount: 100)) ?? Data())
    // An empty file is what SQLite makes of a name; at 68 stands the application id, 0 until the first transaction has ended.
    if header.isEmpty { return }
    guard header.starts(with: Array("SQLite format 3\0".utf8)), header.count == 100 else { throw RunStoreError.notAStore(path) }
    let application = header[68..<72].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    if application != 0, application != UInt32(bitPattern: Schema.applicationId) { throw RunStoreError.notAStore(path) }
  }

  private static func spoken(_ error: DatabaseError, _ path: String) -> RunStoreError {
    error.resultCode == .SQLITE_NOTADB ? .notAStore(path) : .cannotUse(path, reason: error.message ?? "\(error.resultCode)")
  }

  private func using<Result>(_ body: (DatabaseQueue) throws -> Result) throws -> Result {
    do { return try body(queue) } catch let error as DatabaseError { throw Self.spoken(error, path) }
  }

  // MARK: Write

  package enum Kept: Sendable, Equatable {
    case new
    /// The same inputs have been run before; nothing was written.
    case before
    /// As above, but the results differ: of another processor or of a changed program of the same version. The first ones stay.
    case beforeWithOtherResults
  }

  /// Keeps a run, whole or not at all; when this returns, it is kept.
  package func keep(_ run: StoredRun) throws -> Kept {
    try using { queue in
      try queue.writeWithoutTransaction { db in
        var kept = Kept.new
        try db.inTransaction(.immediate) {
          if let results = try String.fetchOne(db, sql: "SELECT results FROM run WHERE id = ?", arguments: [run.id]) {
            kept = results == run.results ? .before : .beforeWithOtherResults
            return .rollback
          }
          try insert(run, into: db)
          return .commit
        }
        return kept
      }
    }
  }

  /// - Parameter id: whole.
  package func remove(_ id: String) throws {
    try using { queue in
      try queue.writeWithoutTransaction { db in
        try db.inTransaction(.immediate) {
          try db.execute(sql: "DELETE FROM run WHERE id = ?", arguments: [id])
          return .commit
        }
      }
    }
  }

  // MARK: Read

  package struct Listing: Sendable, Equatable {
    package var id: String
    package var kept: String
    package var command: String
    package var plan: String
    package var version: String
    package var scenarios: [String]
    package var options: [String: String]
    package var seed: UInt64?
  }

  /// All runs, the oldest first.
  package func list() throws -> [Listing] {
    try using { queue in
      try queue.read { db in
        let scenarios = Dictionary(
          grouping: try Row.fetchAll(db, sql: "SELECT run, id FROM scenario ORDER BY run, position"), by: { $0["run"] as String })
        return try Row.fetchAll(
          db, sql: "SELECT id, kept, command, plan, version, options, seed FROM run ORDER BY kept, id"
        ).map { row in
          let id: String = row["id"]
          return Listing(
            id: id, kept: row["kept"], command: row["command"], plan: row["plan"], version: row["version"],
            scenarios: (scenarios[id] ?? []).map { $0["id"] }, options: try decoded(row["options"], of: id),
            seed: (row["seed"] as String?).flatMap { UInt64($0) })
        }
      }
    }
  }

  /// The whole id of the one run that starts with `prefix`.
  package func id(_ prefix: String) throws -> String {
    guard prefix.count >= 4 else { throw RunStoreError.tooShort(prefix) }
    let ids = try ids()
    let found = ids.filter { $0.hasPrefix(prefix.lowercased()) }
    if found.count == 1 { return found[0] }
    if found.count > 1 { throw RunStoreError.severalRuns(prefix, ids: found.map { shortened($0, among: ids) }) }
    // Nearest is the id with the most digits in common from the start, then in the same places.
    func likeness(_ id: String) -> Int { zip(id, prefix.lowercased()).count { $0 == $1 } }
    let nearest = ids.max { (likeness($0), $1) < (likeness($1), $0) }.flatMap { 2 * likeness($0) >= prefix.count ? $0 : nil }
    throw RunStoreError.noRun(prefix, store: path, nearest: nearest.map { shortened($0, among: ids) })
  }

  /// The shortest start of an id that no other run of the store shares, at least eight digits.
  package func shortId(_ id: String) throws -> String { shortened(id, among: try ids()) }

  /// What SQLite says of itself: `journal_mode`, `synchronous`, `integrity_check`.
  func pragma(_ name: String) throws -> String? { try using { try $0.read { try String.fetchOne($0, sql: "PRAGMA \(name)") } } }

  private func ids() throws -> [String] { try using { try $0.read { try String.fetchAll($0, sql: "SELECT id FROM run ORDER BY id") } } }

  /// - Parameter id: whole.
  package func run(_ id: String) throws -> StoredRun {
    let run = try using { try $0.read { try stored(id, in: $0) } }
    guard let run else { throw RunStoreError.noRun(id, store: path, nearest: nil) }
    guard run.id == id else { throw RunStoreError.damaged(id, what: "its manifest is that of another run") }
    return run
  }
}

private func shortened(_ id: String, among ids: [String]) -> String {
  let length = (8...64).first { length in ids.count { $0.hasPrefix(id.prefix(length)) } <= 1 } ?? 64
  return String(id.prefix(length))
}
