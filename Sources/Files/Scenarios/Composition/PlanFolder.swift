import Diagnostics
import Foundation
import MarkedYAML

/// A city plan as it was written: all YAML files of its folder as one document, each section in exactly one file.
struct PlanFolder: Sendable {
  let path: String
  /// The YAML files, `plan.yaml` first.
  let files: [String]
  /// The sections of all files that could be read.
  let root: MarkedNode
  /// Whether every file could be read as it stands.
  let isWhole: Bool
  /// The CSV tables beside the YAML files, as they are asked for.
  let tables: SharedTables

  /// Reads the folder. `path` is kept as the user gave it, so that places can be followed from where they stand.
  /// - Returns: nil when there is no folder, or no plan in it.
  static func load(_ path: String, into problems: inout DiagnosticList) -> PlanFolder? {
    let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    guard let files = yamlFiles(of: folder, into: &problems) else { return nil }
    var all: [MarkedNode.Entry] = []
    var isWhole = true
    for file in files {
      var found = DiagnosticList()
      let entries = sections(of: file, into: &found)
      // What is left of a broken file says little about what its author meant.
      if found.hasErrors { isWhole = false } else { add(entries, to: &all, into: &found) }
      problems.merge(found)
    }
    var root = MarkedNode(.mapping(all), at: SourcePlace(file: files[0]))
    if !root.addProjectTables(of: folder, into: &problems) { isWhole = false }
    return PlanFolder(path: folder, files: files, root: root, isWhole: isWhole, tables: SharedTables())
  }

  /// `plan.yaml`, then the others by name.
  private static func yamlFiles(of folder: String, into problems: inout DiagnosticList) -> [String]? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else {
      problems.error(SourcePlace(file: folder), "no such folder", expected: planFolder)
      return nil
    }
    guard isFolder.boolValue else {
      let hint = folder.hasSuffix("/plan.yaml") ? "leave out '/plan.yaml'" : nil
      problems.error(SourcePlace(file: folder), "this is a file", expected: planFolder, hint: hint)
      return nil
    }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      problems.error(SourcePlace(file: folder), "no permission to read this folder", expected: planFolder)
      return nil
    }
    let others = names.filter { $0.hasSuffix(".yaml") && $0 != "plan.yaml" && !$0.hasPrefix(".") }.sorted()
    if !names.contains("plan.yaml") {
      problems.error(SourcePlace(file: folder), "there is no plan.yaml in this folder", expected: planFolder, hint: hint(for: names))
      return nil
    }
    return ["\(folder)/plan.yaml"] + others.map { "\(folder)/\($0)" }
  }

  private static let planFolder = "a city plan: a folder with a plan.yaml"

  private static func hint(for names: [String]) -> String? {
    if names.contains("plan.yml") { return "rename plan.yml to plan.yaml" }
    return didYouMean("plan.yaml", among: names)
  }

  private static func sections(of file: String, into problems: inout DiagnosticList) -> [MarkedNode.Entry] {
    guard let root = loadYAML(file, into: &problems) else { return [] }
    if root.entries == nil { problems.error(root.place, "the file is \(root.spoken)", expected: "sections such as 'plan:' or 'measures:'") }
    return root.entries ?? []
  }

  private static func add(_ entries: [MarkedNode.Entry], to sections: inout [MarkedNode.Entry], into problems: inout DiagnosticList) {
    for entry in entries {
      if let first = sections.first(where: { $0.key == entry.key }) {
        problems.error(
          entry.keyPlace, "the section '\(entry.key)' is given twice",
          expected: "each section in one file; it stands first at \(first.keyPlace)")
      } else {
        sections.append(entry)
      }
    }
  }
}
