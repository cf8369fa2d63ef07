import Foundation
import Optimisation
import Synchronization

/// How far a search has come: one line on standard error, only where that is a terminal, at most ten times a second. It may be told from any thread.
final class SearchLine: Sendable {
  private let start = ContinuousClock.now
  private let isShown = isatty(STDERR_FILENO) == 1
  private let nextLine: Mutex<ContinuousClock.Instant>

  init() { nextLine = Mutex(start + .milliseconds(500)) }

  func tell(_ search: SearchProgress) {
    guard isShown else { return }
    let now = ContinuousClock.now
    let isDue = nextLine.withLock { next in
      guard now >= next else { return false }
      next = now + .milliseconds(100)
      return true
    }
    if isDue { Self.write("\r" + line(search, seconds: (now - start) / .seconds(1)) + "\u{1B}[K") }
  }

  /// Clears the line.
  func end() { if isShown { Self.write("\r\u{1B}[K") } }

  private func line(_ search: SearchProgress, seconds: Double) -> String {
    func shown(_ value: Double?) -> String { value.map { String(format: "%.6g", $0) } ?? "none yet" }
    let gap = search.gap.map { String(format: ", gap %.2f %%", $0 * 100) } ?? ""
    return "\(Int(seconds)) s: best \(shown(search.incumbent)), bound \(shown(search.bound))\(gap); Ctrl-C takes the best found"
  }

  private static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
