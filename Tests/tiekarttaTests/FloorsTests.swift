import Foundation
import Testing

/// The manifest holds the floors as data; these tests plant what it must refuse.
@Suite struct FloorsTests {
  @Test func theManifestRefusesAnUpwardImport() throws {
    let outcome = try dump { $0.replacing(#"Room(name: "Units")"#, with: #"Room(name: "Units", uses: ["Scenarios"])"#) }
    #expect(outcome.status != 0)
    #expect(outcome.errors.contains("upward import: Base/Units may not use Scenarios; imports point down only"))
  }

  @Test func theManifestAsItStandsIsTaken() throws {
    #expect(try dump { $0 }.status == 0)
  }

  /// Every module of ours that a file imports is one that its room names.
  @Test func noFileImportsWhatItsRoomDoesNotName() throws {
    let description = try object(try dump { $0 }.output)
    for target in description["targets"] as? [[String: Any]] ?? [] {
      guard let path = target["path"] as? String, path.hasPrefix("Sources/"), target["type"] as? String != "system-target" else { continue }
      let named = Set((target["dependencies"] as? [[String: Any]] ?? []).compactMap { ($0["target"] as? [Any])?.first as? String })
      let ours = Set((description["targets"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String })
      for (file, modules) in try imports(under: checkout.appendingPathComponent(path)) {
        #expect(modules.intersection(ours).subtracting(named).isEmpty, "\(file) imports what \(target["name"] ?? "") does not name")
      }
    }
  }

  /// The core reads no file, clock or environment: it does not import what could.
  @Test(arguments: ["Base", "Methods", "City", "Engine"]) func theCoreTouchesNothingOutside(floor: String) throws {
    let forbidden = ["FileManager", "Date()", "ProcessInfo", "Locale", "FileHandle", "SystemRandomNumberGenerator", "getenv"]
    for (file, text) in try sources(under: checkout.appendingPathComponent("Sources/\(floor)")) {
      for word in forbidden { #expect(!text.contains(word), "\(file) names \(word)") }
    }
  }

  /// The package description of a copy of the manifest after a change.
  private func dump(_ change: (String) -> String) throws -> Outcome {
    let folder = temporaryURL()
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let manifest = try String(contentsOf: checkout.appendingPathComponent("Package.swift"), encoding: .utf8)
    try change(manifest).write(to: folder.appendingPathComponent("Package.swift"), atomically: true, encoding: .utf8)
    return try run(URL(fileURLWithPath: "/usr/bin/env"), ["swift", "package", "dump-package"], in: folder)
  }

  private func sources(under folder: URL) throws -> [(String, String)] {
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return try paths.filter { $0.hasSuffix(".swift") }.map {
      ($0, try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8))
    }
  }

  private func imports(under folder: URL) throws -> [(String, Set<String>)] {
    try sources(under: folder).map { file, text in
      let lines = text.split(separator: "\n").filter { $0.hasPrefix("import ") }
      return (file, Set(lines.map { String($0.dropFirst("import ".count)) }))
    }
  }
}
