import Foundation

/// Wall and processor seconds of a piece of work, all threads together.
struct Timing {
  var wall: Double
  var processor: Double
}

/// Seconds that `work` takes: the median by processor time of repetitions over about `seconds`, at least three, after one to warm up.
func time(seconds: Double = 1, _ work: () throws -> Void) rethrows -> Timing {
  try work()
  var timings: [Timing] = [], total = 0.0
  while total < seconds || timings.count < 3 {
    let wall = now(CLOCK_MONOTONIC), processor = now(CLOCK_PROCESS_CPUTIME_ID)
    try work()
    timings.append(Timing(wall: now(CLOCK_MONOTONIC) - wall, processor: now(CLOCK_PROCESS_CPUTIME_ID) - processor))
    total += timings[timings.count - 1].wall
  }
  return timings.sorted { $0.processor < $1.processor }[timings.count / 2]
}

/// Seconds of a clock.
func now(_ clock: clockid_t) -> Double {
  var time = timespec()
  clock_gettime(clock, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
