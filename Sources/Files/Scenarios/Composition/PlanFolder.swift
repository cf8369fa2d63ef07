import Diagnostics
import Foundation
import MarkedYAML

/// A city plan as it was written: all YAML files of its folder as one document, each section in exactly one file.
struct PlanFolder {
  let path: String
  let root: MarkedNode

  /// Reads the folder. `path` is kept as the user gave it, so that places can be followed from where they stand.
  static func load(_ path: String, into problems: inout DiagnosticList) -> PlanFolder? {
    let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let main = "\(folder)/plan.yaml"
    guard FileManager.default.fileExists(atPath: folder) else {
      problems.error(SourcePlace(file: folder), "no such folder", expected: "a city plan: a folder with a plan.yaml")
      return nil
    }
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".yaml") && $0 != "plan.yaml" }
    // Every file is read before any is given up, so that all their problems are told at once.
    let roots = ([main] + names.sorted().map { "\(folder)/\($0)" }).map { (file: $0, root: loadYAML($0, into: &problems)) }
    guard !problems.hasErrors else { return nil }
    var sections: [MarkedNode.Entry] = []
    for (file, root) in roots {
      guard let entries = root?.entries else {
        problems.error(SourcePlace(file: file), "the file is \(root?.spoken ?? "empty")", expected: "sections such as 'plan:' or 'measures:'")
        continue
      }
      for entry in entries {
        if let first = sections.first(where: { $0.key == entry.key }) {
          problems.error(
            entry.keyPlace, "the section '\(entry.key)' is given twice", expected: "each section in one file; it stands first at \(first.keyPlace)")
        } else {
          sections.append(entry)
        }
      }
    }
    return PlanFolder(path: folder, root: MarkedNode(.mapping(sections), at: SourcePlace(file: main)))
  }
}
