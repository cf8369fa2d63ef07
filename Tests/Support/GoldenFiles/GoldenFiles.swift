import Foundation

/// What differs between `text` and the kept file `Golden/<name>` beside the calling test, or nil when they are the same.
///
/// A missing file is written and still told as a difference, so that a new golden is read by a person before it passes.
package func goldenDifference(_ text: String, _ name: String, beside source: String = #filePath) -> String? {
  goldenDifference(text, name, in: URL(fileURLWithPath: source).deletingLastPathComponent().appendingPathComponent("Golden").path)
}

/// As above, for a kept file in any folder.
package func goldenDifference(_ text: String, _ name: String, in folder: String) -> String? {
  let file = URL(fileURLWithPath: folder).appendingPathComponent(name)
  guard let kept = try? String(contentsOf: file, encoding: .utf8) else {
    do { try Data(text.utf8).write(to: file) } catch { return "\(name) is missing and cannot be written: \(error)" }
    return "\(name) was missing; it is written now: read it, then run the test again"
  }
  return firstDifference(of: text, from: kept, name)
}

/// Compared as bytes of UTF-8: canonically equal strings are not good enough for "same input, same bytes".
private func firstDifference(of text: String, from kept: String, _ name: String) -> String? {
  if Array(text.utf8) == Array(kept.utf8) { return nil }
  let new = text.split(separator: "\n", omittingEmptySubsequences: false)
  let old = kept.split(separator: "\n", omittingEmptySubsequences: false)
  let line = zip(new, old).enumerated().first { !$1.0.utf8.elementsEqual($1.1.utf8) }?.offset ?? min(new.count, old.count)
  func show(_ lines: [Substring]) -> String { line < lines.count ? String(lines[line]) : "(end of text)" }
  return "\(name):\(line + 1): kept '\(show(old))', now '\(show(new))'"
}
