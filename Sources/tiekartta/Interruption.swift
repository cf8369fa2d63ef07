import Foundation
import Synchronization

/// The signal that asked the command to end; 0 as long as none has.
private let received = Atomic<Int32>(0)

/// Ctrl-C and `kill` as a question that a long command asks itself, so that it ends between two rows.
enum Interruption {
  /// From now on the first signal is only noted; a second one ends the command at once.
  static func note() {
    received.store(0, ordering: .relaxed)
    var wanted = sigset_t()
    sigemptyset(&wanted)
    for number in [SIGINT, SIGTERM] {
      sigaddset(&wanted, number)
      signal(number) { number in
        received.store(number, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
    // A program that holds signals back itself may have started this one so.
    pthread_sigmask(SIG_UNBLOCK, &wanted, nil)
  }

  static var isAsked: Bool { received.load(ordering: .relaxed) != 0 }

  /// 130 after Ctrl-C, 143 after `kill`, as shells count.
  static var exitCode: Int32 { 128 + received.load(ordering: .relaxed) }
}
