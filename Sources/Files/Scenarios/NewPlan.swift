import Foundation

/// Why a new plan was not written.
package enum NewPlanError: Error, CustomStringConvertible {
  case exists(String)
  case cannotWrite(String)

  package var description: String {
    switch self {
    case .exists(let path): "\(path):1:1: error: there is something here already; expected a name that is not taken"
    case .cannotWrite(let path): "\(path):1:1: error: the folder cannot be made; expected write permission in the folder above it"
    }
  }
}

/// Writes a small plan that runs. It is written beside its place and renamed, so that a half-written plan is never found.
package func writeNewPlan(at path: String) throws(NewPlanError) {
  let files = FileManager.default
  guard !files.fileExists(atPath: path) else { throw .exists(path) }
  let folder = URL(fileURLWithPath: path)
  let beside = folder.deletingLastPathComponent().appendingPathComponent(
    ".\(folder.lastPathComponent).new-\(ProcessInfo.processInfo.processIdentifier)")
  do {
    try files.createDirectory(at: beside, withIntermediateDirectories: true)
    try Data(PackageResources.plan_yaml).write(to: beside.appendingPathComponent("plan.yaml"))
    try files.moveItem(at: beside, to: folder)
  } catch {
    try? files.removeItem(at: beside)
    throw .cannotWrite(path)
  }
}
