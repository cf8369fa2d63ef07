import Diagnostics
import Foundation

/// Largest table that is read, in bytes: far above any table of yearly figures, far below the memory of a small machine.
package let largestDataFile = 50_000_000

/// The bytes of a file, mapped, or nil with the reason reported at the file's first place.
/// - Parameters:
///   - purpose: what the file was wanted for, told when there is none.
///   - limit: the largest size that is read, in bytes.
package func fileContent(
  _ path: String, purpose: String, atMost limit: Int = largestDataFile, into diagnostics: inout DiagnosticList
) -> Data? {
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
    if size > limit {
      diagnostics.error(place, "the file has \(size) bytes", expected: "at most \(limit)")
      return nil
    }
    return try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
  } catch {
    diagnostics.error(place, "the file cannot be read", expected: purpose)
    return nil
  }
}

/// The text of a UTF-8 file, or nil with the reason reported.
package func fileText(_ path: String, purpose: String, atMost limit: Int, into diagnostics: inout DiagnosticList) -> String? {
  guard let content = fileContent(path, purpose: purpose, atMost: limit, into: &diagnostics) else { return nil }
  if let text = String(validating: content, as: UTF8.self) { return text }
  diagnostics.error(SourcePlace(file: path), "the file is not UTF-8 text", expected: "UTF-8", hint: "save the file with the encoding UTF-8")
  return nil
}
