import Foundation
import GRDB

/// Writes a run's rows; figures fifty to a statement, which is ten times as fast as one by one.
func insert(_ run: StoredRun, into db: Database) throws {
  let manifest = run.manifest
  try db.execute(
    sql: "INSERT INTO run (id, version, command, plan, path, options, seed, kept, timings, results) VALUES (?,?,?,?,?,?,?,?,?,?)",
    arguments: [
      run.id, manifest.version, manifest.command, manifest.plan, manifest.path, try encoded(manifest.options),
      manifest.seed.map(String.init), manifest.kept, try encoded(manifest.timings), run.results,
    ])
  for (position, file) in manifest.inputs.enumerated() {
    try db.execute(
      sql: "INSERT INTO input (run, position, path, sha256, bytes) VALUES (?,?,?,?,?)",
      arguments: [run.id, position, file.path, file.sha256, file.bytes])
  }
  for (position, scenario) in run.scenarios.enumerated() {
    try db.execute(
      sql: "INSERT INTO scenario (run, position, id, resolved) VALUES (?,?,?,?)",
      arguments: [run.id, position, scenario.id, scenario.resolved])
  }
  let many = 50
  for start in stride(from: 0, to: run.figures.count, by: many) {
    let chunk = run.figures[start..<min(start + many, run.figures.count)]
    var values: [(any DatabaseValueConvertible)?] = []
    for (offset, figure) in chunk.enumerated() {
      values += [run.id, start + offset, figure.scenario, figure.item, figure.id, figure.year, figure.value, figure.unit]
    }
    let places = repeatElement("(?,?,?,?,?,?,?,?)", count: chunk.count).joined(separator: ",")
    try db.cachedStatement(sql: "INSERT INTO figure (run, position, scenario, item, id, year, value, unit) VALUES \(places)")
      .execute(arguments: StatementArguments(values))
  }
}

/// Nil when there is no such run.
func stored(_ id: String, in db: Database) throws -> StoredRun? {
  guard let row = try Row.fetchOne(db, sql: "SELECT * FROM run WHERE id = ?", arguments: [id]) else { return nil }
  let inputs = try Row.fetchAll(db, sql: "SELECT path, sha256, bytes FROM input WHERE run = ? ORDER BY position", arguments: [id])
  let scenarios = try Row.fetchAll(db, sql: "SELECT id, resolved FROM scenario WHERE run = ? ORDER BY position", arguments: [id])
  let figures = try Row.fetchAll(
    db, sql: "SELECT scenario, item, id, year, value, unit FROM figure WHERE run = ? ORDER BY position", arguments: [id])
  return StoredRun(
    manifest: RunManifest(
      version: row["version"], command: row["command"], plan: row["plan"], path: row["path"],
      options: try decoded(row["options"], of: id), seed: (row["seed"] as String?).flatMap { UInt64($0) },
      inputs: inputs.map { .init(path: $0["path"], sha256: $0["sha256"], bytes: $0["bytes"]) }, kept: row["kept"],
      timings: try decoded(row["timings"], of: id)),
    results: row["results"], scenarios: scenarios.map { KeptScenario(id: $0["id"], resolved: $0["resolved"]) },
    figures: figures.map {
      KeptFigure(scenario: $0["scenario"], item: $0["item"], id: $0["id"], year: $0["year"], value: $0["value"], unit: $0["unit"])
    })
}

private func encoded(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}

func decoded<Value: Decodable>(_ text: String, of id: String) throws -> Value {
  do { return try JSONDecoder().decode(Value.self, from: Data(text.utf8)) } catch {
    throw RunStoreError.damaged(id, what: "its options or timings are not JSON")
  }
}
