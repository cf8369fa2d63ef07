import Foundation

/// A solver's own command, which solves the exported file for comparison.
struct SolverCommand {
  private let program: String
  private let arguments: [String]

  /// Debian's `cbc` (package coinor-cbc), on the path. Its gap is a share of the greater of objective and bound.
  static func cbc(_ file: String, gap: Double) -> SolverCommand? {
    onPath("cbc").map { SolverCommand(program: $0, arguments: [file, "ratioGap", "\(gap / (1 + gap))", "solve"]) }
  }

  /// By the Python package highspy (`PYTHONPATH` counts).
  static func highs(_ file: String, gap: Double) -> SolverCommand? {
    // One thread, as the product asks for.
    let python = """
      import highspy, sys
      h = highspy.Highs()
      h.setOptionValue("threads", 1)
      h.setOptionValue("mip_rel_gap", \(gap))
      h.readModel(sys.argv[1])
      h.run()
      """
    if let python3 = onPath("python3") {
      let inPython = SolverCommand(program: python3, arguments: ["-c", python, file])
      if SolverCommand(program: python3, arguments: ["-c", "import highspy"]).run() != nil { return inPython }
    }
    return nil
  }

  private static func onPath(_ name: String) -> String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Processor seconds, those of starting and reading among them; nil when the command fails.
  func run() -> Double? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let before = Self.childrenSeconds
    guard (try? process.run()) != nil else { return nil }
    process.waitUntilExit()
    return process.terminationStatus == 0 ? Self.childrenSeconds - before : nil
  }

  private static var childrenSeconds: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }
}
