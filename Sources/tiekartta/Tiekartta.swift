import ArgumentParser

@main
struct Tiekartta: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tiekartta",
    abstract: "Count a city's carbon the way it counts money.",
    discussion: """
      Exit codes: 0 done; 1 the answer is no (with --require); 2 bad input, every problem told; 64 wrong usage; 70 fault.
      """,
    version: "0.1.0",
    subcommands: [
      Run.self, ReportCommand.self, Compare.self, BudgetCommand.self, Invest.self, ProgrammesCommand.self, SensitivityCommand.self,
      BatchCommand.self,
      Check.self, Show.self,
      Explain.self, Diff.self, Runs.self, ServeCommand.self, New.self, Sample.self, Analyze.self, Doctor.self,
    ])

  /// Errors that no command expects are faults of the program, not of its user.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let error as WriteError {
      Terminal.talk("\(error)")
      exit(withError: badInput)
    } catch  where !(error is ExitCode) && exitCode(for: error) == .failure {
      Terminal.talk("tiekartta: fault: \(error)")
      exit(withError: ExitCode(70))
    } catch {
      exit(withError: error)
    }
  }
}
