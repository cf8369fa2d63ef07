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
    let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
    diagnostics.error(place, isLink ? "this is a link to a file that does not exist" : "there is no such file", expected: purpose)
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
    // Through links: what counts is the file that would be read.
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let attributes = try FileManager.default.attributesOfItem(atPath: target)
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      diagnostics.error(place, "this is a device or a pipe", expected: purpose)
      return nil
    }
    let size = attributes[.size] as? Int ?? 0
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

/// The text of a UTF-8 file without its byte-order mark, or nil with the reason reported.
package func fileText(_ path: String, purpose: String, atMost limit: Int, into diagnostics: inout DiagnosticList) -> String? {
  guard let bytes = fileContent(path, purpose: purpose, atMost: limit, into: &diagnostics) else { return nil }
  let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
  if let text = String(validating: content, as: UTF8.self) { return text }
  let place = firstBadByte(of: content)
  diagnostics.error(
    SourcePlace(file: path, line: place.line, column: place.column), "the file is not UTF-8 text", expected: "UTF-8 text",
    hint: "save the file with the encoding UTF-8")
  return nil
}

/// Where decoding fails first, one-based.
private func firstBadByte(of content: Data) -> (line: Int, column: Int) {
  var decoder = UTF8(), bytes = content.makeIterator()
  var line = 1, column = 1
  while case .scalarValue(let scalar) = decoder.decode(&bytes) {
    if scalar == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
  }
  return (line, column)
}
