import Diagnostics
import Engine
import Foundation
import Scenarios
import Synchronization

/// A batch of runs of one plan: check what the plan refuses → find what is finished → run the rest in order.
///
/// What a batch writes is a function of the plan, the grid, the format and the shard: not of the threads, nor of how often it was
/// interrupted.
package struct Batch: Sendable {
  package let grid: CaseGrid
  package let shard: Shard
  private let files: PlanFiles
  private let plan: CityPlan
  private let form: RowForm
  private let request: EnsembleRequest?

  /// - Parameter plan: of these files.
  /// - Parameter request: how often each case is drawn, all cases in the same worlds; nil for not at all. Threads are those of one case.
  /// - Parameter repairs: whether the rows tell how far correlations were repaired.
  package init(
    _ grid: CaseGrid, of plan: CityPlan, files: PlanFiles, format: RowFormat, shard: Shard = .whole,
    drawing request: EnsembleRequest? = nil,
    repairs: Bool = false
  ) {
    self.grid = grid
    self.shard = shard
    self.files = files
    self.plan = plan
    self.request = request
    form = RowForm(format, grid, RowForm.Extras(draws: request != nil, repairs: repairs))
  }

  /// How many rows it writes.
  package var count: Int { shard.size(of: grid.count) }

  // MARK: Check

  /// What the plan says to every value of the grid, each met once in each scenario: all problems, and warnings of keys that change
  /// nothing in a scenario.
  package func problems(threads: Int) -> DiagnosticList {
    let samples = grid.samples
    let problems = Mutex(DiagnosticList())
    _ = inOrder(samples.count, threads: threads) {
      self.problems(of: self.grid.numbered(samples[$0]))
    } deliver: { _, found in
      problems.withLock { $0.merge(found) }
      return true
    }
    return problems.withLock { $0 }
  }

  private func problems(of grid: GridCase) -> DiagnosticList {
    do throws(InputError) {
      return warnings(try files.scenario(grid.scenario, overriding: self.grid.overrides(of: grid)))
    } catch {
      return error.diagnostics
    }
  }

  /// A key of measures that are all off would fill rows with the same figures without a word.
  private func warnings(_ scenario: PlannedScenario) -> DiagnosticList {
    var problems = DiagnosticList()
    let on = Set(scenario.inputs.measures.map(\.id))
    for key in grid.keys {
      let measures = scenario.overrides.filter { $0.place == key.place }.map { $0.key.split(separator: ".") }
      guard !measures.isEmpty, measures.allSatisfy({ $0.count > 1 && $0[0] == "measures" && !on.contains(String($0[1])) }) else { continue }
      problems.warning(key.place, "'\(key.key)' changes nothing in '\(scenario.inputs.id)', where the measure is off")
    }
    return problems
  }

  // MARK: Resume

  /// What of this batch stands in a file that it may go on with.
  /// - Throws: what differs: columns, cases, or figures because the plan has been changed since.
  package func finished(in file: RowFile) throws -> FinishedRows {
    var problems = DiagnosticList()
    let finished = FinishedRows(
      try file.content(), file: file.path, header: form.header,
      starts: { position in position < count ? form.start(of: self.grid.numbered(shard.number(at: position))) : nil }, into: &problems)
    guard let finished else { throw InputError(problems) }
    for (position, row) in [(0, finished.first), (finished.count - 1, finished.last)] {
      guard let row, row != self.row(at: position) else { continue }
      let line = position + (form.header.isEmpty ? 1 : 2)
      problems.error(
        SourcePlace(file: file.path, line: line), "the figures of case \(shard.number(at: position)) are no longer those of the plan",
        expected: self.row(at: position).dropLast().description,
        hint: "the plan, the program, --draws or --seed has changed; start a new file")
    }
    if problems.hasErrors { throw InputError(problems) }
    return finished
  }

  // MARK: Run

  /// Appends the rows that are left, in order, each when it is ready.
  /// - Parameter goesOn: asked after every row with the number of rows in the file; false ends the batch.
  /// - Returns: rows in the file, and how many of the new ones have an error.
  package func run(
    into file: RowFile, after finished: FinishedRows, threads: Int, goesOn: @Sendable (Int) -> Bool
  ) throws -> (rows: Int, errors: Int) {
    if finished.length > 0 || finished.count > 0 { try file.cut(to: finished.length) }
    if finished.length == 0 { try file.append(form.header) }
    let state = Mutex(State())
    let done = inOrder(count - finished.count, threads: threads) { offset in
      let grid = self.grid.numbered(shard.number(at: finished.count + offset))
      let outcome = outcome(of: grid)
      return (row: form.row(grid, outcome), isError: outcome.error != nil)
    } deliver: { offset, result in
      state.withLock { $0.write(result.row, isError: result.isError, to: file) } && goesOn(finished.count + offset + 1)
    }
    return try state.withLock { state in
      if let failure = state.failure { throw failure }
      return (finished.count + done, state.errors)
    }
  }

  private struct State {
    var errors = 0
    var failure: RowFileError?

    /// Whether it could be written; nothing is written after a failure, so that the file stays whole.
    mutating func write(_ row: String, isError: Bool, to file: RowFile) -> Bool {
      guard failure == nil else { return false }
      do throws(RowFileError) {
        try file.append(row)
        if isError { errors += 1 }
        return true
      } catch {
        failure = error
        return false
      }
    }
  }

  private func row(at position: Int) -> String {
    let grid = self.grid.numbered(shard.number(at: position))
    return form.row(grid, outcome(of: grid))
  }

  /// The figures of one case, or why there are none.
  package func outcome(of grid: GridCase) -> CaseOutcome {
    let scenario: PlannedScenario
    do throws(InputError) {
      scenario = try files.scenario(grid.scenario, overriding: self.grid.overrides(of: grid))
    } catch {
      return CaseOutcome(error: error.diagnostics.all(.error).map(\.description).joined(separator: " | "))
    }
    do throws(EngineError) {
      let result = try runScenario(scenario.inputs)
      var draws: CaseDraws?
      if let request { draws = CaseDraws(try drawHeadlines(scenario.inputs, request)) }
      return CaseOutcome(result, draws: draws, repairs: scenario.inputs.uncertain.repairs)
    } catch {
      return CaseOutcome(error: diagnostic(for: error, in: plan, scenario: scenario).description)
    }
  }
}
