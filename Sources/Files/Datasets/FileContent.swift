import Diagnostics
import Foundation

/// Largest file that is read, in bytes: far above any table of yearly figures, far below the memory of a small machine.
package let largestDataFile = 50_000_000

/// The bytes of a file, mapped, or nil with the reason reported at the file's first place.
/// - Parameter purpose: what the file was wanted for, told when there is none.
func fileContent(_ path: String, purpose: String, into diagnostics: inout DiagnosticList) -> Data? {
  let place = SourcePlace(file: path)
  var isFolder: ObjCBool = false
  guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
    diagnostics.error(place, "there is no such file", expected: purpose)
    return nil
  }
  if isFolder.boolValue {
    diagnostics.error(place, "this is a folder", expected: purpose)
    return nil
  }
  guard FileManager.default.isReadableFile(atPath: path) else {
    diagnostics.error(place, "no permission to read this file", expected: purpose)
    return nil
  }
  do {
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    if size > largestDataFile {
      diagnostics.error(place, "the file has \(size) bytes", expected: "at most \(largestDataFile)")
      return nil
    }
    return try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
  } catch {
    diagnostics.error(place, "the file cannot be read", expected: purpose)
    return nil
  }
}
