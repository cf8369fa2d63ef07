import Diagnostics
import Foundation

/// The descriptor, or nil with the first thing that is wrong with it reported.
func decodeDescriptor(_ content: Data, at place: SourcePlace, into diagnostics: inout DiagnosticList) -> PackageDescriptor? {
  do {
    return try JSONDecoder().decode(PackageDescriptor.self, from: content)
  } catch let error as DecodingError {
    diagnostics.report(diagnostic(error, of: content, at: place))
  } catch {
    diagnostics.error(place, "the descriptor cannot be read", expected: "a JSON object")
  }
  return nil
}

private func diagnostic(_ error: DecodingError, of content: Data, at place: SourcePlace) -> Diagnostic {
  switch error {
  case .keyNotFound(let key, let context):
    return Diagnostic(.error, at: place, found: "\(path(context)) has no '\(key.stringValue)'", expected: "a Frictionless data package")
  case .typeMismatch(let type, let context):
    return Diagnostic(.error, at: place, found: "\(path(context)) has the wrong type", expected: jsonName(of: type))
  case .valueNotFound(let type, let context):
    return Diagnostic(.error, at: place, found: "\(path(context)) is null", expected: jsonName(of: type))
  case .dataCorrupted:
    return Diagnostic(.error, at: breakingPlace(of: content, in: place.file), found: "this is not JSON", expected: "a JSON object in UTF-8")
  @unknown default:
    return Diagnostic(.error, at: place, found: "the descriptor cannot be read", expected: "a JSON object")
  }
}

/// `resources[2].schema.fields[0]`, or `the descriptor` at the top.
private func path(_ context: DecodingError.Context) -> String {
  let text = context.codingPath.reduce(into: "") { text, key in
    text += key.intValue.map { "[\($0)]" } ?? (text.isEmpty ? "" : ".") + key.stringValue
  }
  return text.isEmpty ? "the descriptor" : text
}

private func jsonName(of type: Any.Type) -> String {
  switch type {
  case is String.Type: "text"
  case is Bool.Type: "true or false"
  case is Double.Type: "a number"
  case is any RandomAccessCollection.Type: "a list"
  default: "an object"
  }
}

/// Where JSON breaks. `JSONDecoder` does not say, `JSONSerialization` does so in words only, "around character 26"; the end of
/// the file when it names no character.
private func breakingPlace(of content: Data, in file: String) -> SourcePlace {
  var offset = content.count
  do {
    _ = try JSONSerialization.jsonObject(with: content)
  } catch {
    let words = (error as NSError).userInfo["NSDebugDescription"] as? String ?? ""
    offset = words.firstMatch(of: /character ([0-9]+)/).flatMap { Int($0.1) } ?? offset
  }
  let lines = content.prefix(offset).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  return SourcePlace(file: file, line: max(1, lines.count), column: (lines.last.map { String(decoding: $0, as: UTF8.self).count } ?? 0) + 1)
}
