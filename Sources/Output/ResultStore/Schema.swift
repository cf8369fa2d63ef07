import GRDB

/// The tables of a store, as one step per schema version: a store of version n has had the first n. A step that has been released is
/// never changed; `Tests/Output/ResultStoreTests/Schemas` keeps a store of every version.
enum Schema {
  /// `tkrt`, so that no other program's file is taken for a store.
  static let applicationId: Int32 = 0x746B_7274

  static let steps = [
    """
    CREATE TABLE run (
      id TEXT PRIMARY KEY NOT NULL, version TEXT NOT NULL, command TEXT NOT NULL, plan TEXT NOT NULL, path TEXT NOT NULL,
      options TEXT NOT NULL, seed TEXT, kept TEXT NOT NULL, timings TEXT NOT NULL, results TEXT NOT NULL
    ) STRICT;
    CREATE TABLE input (
      run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE, position INTEGER NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL,
      bytes INTEGER NOT NULL, PRIMARY KEY (run, position)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE scenario (
      run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE, position INTEGER NOT NULL, id TEXT NOT NULL, resolved TEXT NOT NULL,
      PRIMARY KEY (run, position)
    ) STRICT;
    CREATE TABLE figure (
      run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE, position INTEGER NOT NULL, scenario TEXT NOT NULL, item TEXT NOT NULL,
      id TEXT NOT NULL, year INTEGER, value REAL, unit TEXT NOT NULL, PRIMARY KEY (run, position)
    ) STRICT, WITHOUT ROWID;
    """
  ]

  /// Brings a store to the newest version in one transaction; two programs that open a new store at once take turns.
  /// - Throws: `RunStoreError` for a file of another program or of a newer version of this one.
  static func bringUpToDate(_ db: Database, path: String) throws {
    try db.inTransaction(.immediate) {
      let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      let application = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
      let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0
      guard application == applicationId || isEmpty && version == 0 else { throw RunStoreError.notAStore(path) }
      guard version <= steps.count else { throw RunStoreError.newer(path, version: version, known: steps.count) }
      guard version < steps.count else { return .commit }
      for step in steps[version...] { try db.execute(sql: step) }
      try db.execute(sql: "PRAGMA application_id = \(applicationId); PRAGMA user_version = \(steps.count)")
      return .commit
    }
  }
}
