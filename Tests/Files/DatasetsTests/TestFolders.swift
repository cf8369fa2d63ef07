import Diagnostics
import Foundation
import Testing

@testable import Datasets

/// The folder of the package, four levels above this file.
let packageRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().path

/// Problems as text, one a line, with the folder's own path left out.
func text(_ diagnostics: some Sequence<Diagnostic>, in folder: String) -> String {
  diagnostics.map { $0.description.replacingOccurrences(of: folder + "/", with: "") }.joined(separator: "\n")
}

/// A folder of its own for the given files, gone after `body`.
func withFolder<Result>(_ files: [String: Data], _ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  for (name, content) in files { try content.write(to: folder.appendingPathComponent(name)) }
  return try body(folder.path)
}

/// Loads and checks a small package and compares everything that is reported, word for word.
func expect(_ files: [String: String], reports expected: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  try expect(files.mapValues { Data($0.utf8) }, reports: expected, sourceLocation: sourceLocation)
}

func expect(_ files: [String: Data], reports expected: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let found = try withFolder(files) { folder in
    var diagnostics = DiagnosticList()
    if let package = DataPackage.load(folder: folder, into: &diagnostics) { diagnostics.merge(checkDatasets(package)) }
    return text(diagnostics.all, in: folder)
  }
  #expect(found == expected, sourceLocation: sourceLocation)
}

/// A package of two tables: yearly figures, each with a source.
let smallDescriptor = """
  {"name": "small", "units": ["GWh/a", "persons"], "resources": [
    {"name": "figures", "path": "figures.csv", "schema": {
      "fields": [
        {"name": "year", "type": "integer", "constraints": {"required": true, "minimum": 1950, "maximum": 2100}},
        {"name": "driver", "type": "string", "constraints": {"required": true, "pattern": "[a-z_]+"}},
        {"name": "value", "type": "number", "unitColumn": "unit", "constraints": {"required": true}},
        {"name": "unit", "type": "string"},
        {"name": "kind", "type": "string", "constraints": {"enum": ["observed", "projection"]}},
        {"name": "source_id", "type": "string", "constraints": {"required": true}}],
      "primaryKey": ["year", "driver", "source_id"],
      "foreignKeys": [{"fields": "source_id", "reference": {"resource": "sources", "fields": "source_id"}}]}},
    {"name": "sources", "path": "sources.csv", "schema": {
      "fields": [
        {"name": "source_id", "type": "string", "constraints": {"required": true}},
        {"name": "retrieved", "type": "date"}],
      "primaryKey": "source_id"}}]}
  """
let smallSources = "source_id,retrieved\nYLE-GEODATA,2026-11-21\nFORTUM-2021,\n"
let smallHeader = "year,driver,value,unit,kind,source_id\n"

/// The small package with the given rows of figures.
func smallPackage(_ figures: String) -> [String: String] {
  ["datapackage.json": smallDescriptor, "figures.csv": figures, "sources.csv": smallSources]
}
