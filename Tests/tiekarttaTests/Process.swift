import Foundation

/// What a run of the command gave.
struct Outcome {
  var output: String
  var errors: String
  var status: Int32
}

/// The root of the checkout.
let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// Runs the command that was built with these tests, in `folder` (the checkout unless another is given).
func tiekartta(_ arguments: String..., in folder: URL = checkout) throws -> Outcome { try tiekartta(arguments, in: folder) }

func tiekartta(_ arguments: [String], in folder: URL = checkout) throws -> Outcome {
  let built = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("tiekartta")
  return try run(built, arguments, in: folder)
}

/// Runs a program and reads both its streams to the end.
func run(_ program: URL, _ arguments: [String], in folder: URL) throws -> Outcome {
  let process = Process()
  let output = FileHandle.temporary()
  let errors = FileHandle.temporary()
  process.executableURL = program
  process.arguments = arguments
  process.currentDirectoryURL = folder
  process.standardOutput = output.handle
  process.standardError = errors.handle
  process.standardInput = FileHandle.nullDevice
  try process.run()
  process.waitUntilExit()
  return Outcome(output: try output.text(), errors: try errors.text(), status: process.terminationStatus)
}

/// A stream that goes to a file, so that no pipe fills up.
private struct TemporaryStream {
  let url: URL
  let handle: FileHandle

  func text() throws -> String {
    try handle.close()
    defer { try? FileManager.default.removeItem(at: url) }
    return String(decoding: try Data(contentsOf: url), as: UTF8.self)
  }
}

extension FileHandle {
  fileprivate static func temporary() -> TemporaryStream {
    let url = temporaryURL()
    _ = FileManager.default.createFile(atPath: url.path, contents: nil)
    return TemporaryStream(url: url, handle: FileHandle(forWritingAtPath: url.path) ?? .nullDevice)
  }
}

/// A name in the temporary folder that is not taken.
func temporaryURL() -> URL { FileManager.default.temporaryDirectory.appendingPathComponent("tiekartta-\(UUID().uuidString)") }

/// The JSON object that a command printed.
func object(_ text: String) throws -> [String: Any] {
  let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
  return value as? [String: Any] ?? [:]
}
