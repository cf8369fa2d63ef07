import Dispatch
import Synchronization

/// Works on `0..<count` on several threads and delivers the results in order, each as soon as all before it have been delivered.
///
/// `deliver` is called by one thread at a time and ends the work by returning false; works that were begun are then finished, and those
/// that are next in order are still delivered.
/// - Returns: how many results were delivered.
package func inOrder<Result: Sendable>(
  _ count: Int, threads: Int, work: @Sendable (Int) -> Result, deliver: @Sendable (Int, Result) -> Bool
) -> Int {
  let queue = Mutex(Queue<Result>())
  // A slow case lets the others run ahead of it, but not without end: what waits for its turn is kept in memory.
  let ahead = DispatchSemaphore(value: casesAhead * threads)
  // More iterations than there is work would only be threads that find nothing.
  DispatchQueue.concurrentPerform(iterations: max(1, min(threads, count))) { _ in
    while true {
      ahead.wait()
      guard let next = queue.withLock({ $0.take(below: count) }) else { break }
      let result = work(next)
      for _ in 0..<queue.withLock({ $0.finish(next, result, deliver) }) { ahead.signal() }
    }
    ahead.signal()
  }
  return queue.withLock { $0.delivered }
}

/// Cases that may be taken and not delivered yet, per thread.
let casesAhead = 4

private struct Queue<Result: Sendable> {
  var delivered = 0
  private var taken = 0
  private var isStopped = false
  /// Finished before their turn.
  private var waiting: [Int: Result] = [:]

  mutating func take(below count: Int) -> Int? {
    guard !isStopped, taken < count else { return nil }
    taken += 1
    return taken - 1
  }

  /// - Returns: how many results were delivered.
  mutating func finish(_ number: Int, _ result: Result, _ deliver: (Int, Result) -> Bool) -> Int {
    let before = delivered
    waiting[number] = result
    while let result = waiting.removeValue(forKey: delivered) {
      if !deliver(delivered, result) { isStopped = true }
      delivered += 1
    }
    return delivered - before
  }
}
