import Foundation

/// What is being made, in a word: one line on standard error, only where that is a terminal.
final class StepLine: Sendable {
  private let start = ContinuousClock.now
  private let isShown = isatty(STDERR_FILENO) == 1

  func show(_ step: String) {
    if isShown { write("\r\(Int((ContinuousClock.now - start) / .seconds(1))) s: \(step)\u{1B}[K") }
  }

  /// Clears the line.
  func end() { if isShown { write("\r\u{1B}[K") } }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
