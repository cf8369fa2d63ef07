/// Why a store cannot do what it was asked.
package enum RunStoreError: Error, Sendable, Equatable, CustomStringConvertible {
  case noFile(String)
  case notAStore(String)
  case newer(String, version: Int, known: Int)
  /// SQLite's own words.
  case cannotUse(String, reason: String)
  case noRun(String, store: String, nearest: String?)
  case severalRuns(String, ids: [String])
  case tooShort(String)
  case damaged(String, what: String)

  package var description: String {
    switch self {
    case .noFile(let path): "\(path): there is no such store; expected a file that 'tiekartta run PLAN --store FILE' has made"
    case .notAStore(let path): "\(path): this is not a store of runs; expected a file that 'tiekartta run PLAN --store FILE' has made"
    case .newer(let path, let version, let known):
      "\(path): the store has schema version \(version); expected at most \(known); hint: it was made by a newer tiekartta"
    case .cannotUse(let path, let reason): "\(path): the store cannot be used: \(reason)"
    case .noRun(let id, let store, let nearest):
      "\(store) has no run '\(id)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "; 'tiekartta runs list --store \(store)' shows them")
    case .severalRuns(let id, let ids): "'\(id)' is the start of several runs: \(ids.joined(separator: ", "))"
    case .tooShort(let id): "'\(id)' is too short for a run; expected at least 4 of its hexadecimal digits"
    case .damaged(let id, let what): "the run \(id) is damaged: \(what)"
    }
  }
}
