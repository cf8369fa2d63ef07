import Diagnostics
import Foundation
import Scenarios

/// Data to standard output, talk to standard error.
enum Terminal {
  static func data(_ text: String, terminator: String = "\n") {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data((text + terminator).utf8))
    } catch {
      talk("tiekartta: standard output cannot be written: \(error.localizedDescription)")
      exit(badInput.rawValue)
    }
  }

  static func talk(_ text: String) {
    // Where not even the complaint can be written, there is nobody to tell.
    try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
  }

  /// Columns of the terminal; wide enough for four scenarios side by side where output goes to a file or another program.
  static var width: Int {
    var size = winsize()
    let isKnown = isatty(STDOUT_FILENO) == 1 && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0
    return isKnown && size.ws_col >= 60 ? Int(size.ws_col) : 140
  }

  static var cores: Int { ProcessInfo.processInfo.activeProcessorCount }

  static func tell(_ problems: [Diagnostic]) { for problem in problems { talk(problem.description) } }

  static func countWarnings(_ city: CityPlan, _ path: String) {
    let count = city.warnings.count
    if count > 0 { talk("tiekartta: \(count) \(count == 1 ? "warning" : "warnings"); 'tiekartta check \(path)' shows them") }
  }
}

/// Writes beside the file and renames, so that a killed run leaves the old file whole.
func writeWhole(_ text: String, to path: String) throws { try writeWhole(Data(text.utf8), to: path) }

func writeWhole(_ content: Data, to path: String) throws {
  // Renaming would replace a device or a folder of that name.
  let kind = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
  if let kind, kind != .typeRegular { throw WriteError(path: path) }
  do {
    try content.write(to: URL(fileURLWithPath: path), options: .atomic)
  } catch {
    throw WriteError(path: path)
  }
}

struct WriteError: Error, CustomStringConvertible {
  let path: String
  var description: String { "\(path): cannot be written; is the folder there, and may you write to it?" }
}

/// `a, b and c`, or `none`
func spoken(_ words: [String]) -> String {
  guard let last = words.last else { return "none" }
  return words.count == 1 ? last : words.dropLast().joined(separator: ", ") + " and " + last
}
