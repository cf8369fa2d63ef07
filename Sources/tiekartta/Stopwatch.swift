/// Seconds by step of a command's work, for what is kept of a run; no result depends on them.
struct Stopwatch {
  private(set) var seconds: [String: Double] = [:]

  mutating func time<Result>(_ step: String, _ work: () throws -> Result) rethrows -> Result {
    let start = ContinuousClock.now
    let result = try work()
    let (whole, attoseconds) = (ContinuousClock.now - start).components
    seconds[step, default: 0] += Double(whole) + Double(attoseconds) / 1e18
    return result
  }
}
