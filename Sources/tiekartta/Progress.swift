import Foundation
import Synchronization

/// How far a long command has come, with rate and time left: one line on standard error, only where that is a terminal, at most ten
/// times a second. It may be told from any thread.
final class Progress: Sendable {
  private let things: String
  private let total: Int
  /// Done before this run began; not counted in the rate.
  private let before: Int
  private let start = ContinuousClock.now
  private let isShown = isatty(STDERR_FILENO) == 1
  private let nextLine: Mutex<ContinuousClock.Instant>

  /// - Parameter things: what is counted, such as `cases`.
  init(_ things: String, of total: Int, before: Int = 0) {
    self.things = things
    self.total = total
    self.before = before
    nextLine = Mutex(start + .milliseconds(500))
  }

  func tell(_ done: Int) {
    guard isShown else { return }
    let now = ContinuousClock.now
    let isDue = nextLine.withLock { next in
      guard now >= next else { return false }
      next = now + .milliseconds(100)
      return true
    }
    if isDue { write("\r" + line(done, seconds: (now - start) / .seconds(1)) + "\u{1B}[K") }
  }

  /// Clears the line.
  func end() { if isShown { write("\r\u{1B}[K") } }

  private func line(_ done: Int, seconds: Double) -> String {
    let rate = Double(done - before) / max(seconds, 1e-3)
    let left = rate > 0 ? ", \(duration(Double(total - done) / rate)) left" : ""
    return "\(done) of \(total) \(things), \(rate < 10 ? String(format: "%.1f", rate) : String(Int(rate))) per second\(left)"
  }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}

/// `45 s`, `3 min 20 s`, `2 h 5 min`
private func duration(_ seconds: Double) -> String {
  let seconds = Int(min(seconds, 1e9).rounded(.up))
  if seconds < 60 { return "\(seconds) s" }
  if seconds < 3600 { return "\(seconds / 60) min \(seconds % 60) s" }
  return "\(seconds / 3600) h \(seconds % 3600 / 60) min"
}
