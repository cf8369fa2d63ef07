import ArgumentParser
import Batch
import Diagnostics
import Engine
import Foundation
import Scenarios

struct BatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Run a plan many times: every combination of scenarios and values, one row a case.",
    usage: """
      tiekartta batch <plan> --grid <key>=<values> ... [<options>]
      tiekartta batch --merge <shard> --merge <shard> ... -o <file>
      """,
    discussion: """
      KEY is a path as under 'set:' of a scenario, with * for any id; it is set after the scenario's own overrides. Its values \
      are given as a,b,c or as a range LO..HI/N UNIT: N evenly spaced values, both ends included, the unit once at the end. \
      'scenario' is a key too. The last key varies fastest, the scenario slowest.

      Columns, in kt CO2e and MEUR as in 'run --format json': case, scenario, the keys, target_year, forecast, gap, met, \
      neutral_year, cumulative, npv_meur, capex_meur, measures_without_npv, measures_without_cost, error. The sums of money hold \
      the measures whose cost is known; the counts after them say how many are not in them.

      With --draws also: probability of keeping the target, forecast_ and cumulative_ p05, p50 and p95, expected_overrun over all \
      draws, with their Monte Carlo errors. All cases see the same draws, so rows can be compared draw for draw.

      A value that the plan refuses ends the batch before anything is written (exit code 2). A combination that only fails when it is run keeps its row, with the reason under 'error'; the \
      batch goes on and ends with 2.

      Rows are written in the order of the cases, each when it is ready. After Ctrl-C (exit code 130) the file has every row \
      written so far, and --resume goes on to the same bytes as a run that was never interrupted.

      Examples:
        tiekartta batch Scenarios/kauniainen --grid money.discount_rate=1..5/3%
        tiekartta batch PLAN --grid KEY=0..1/1001 --shard 1/2 -o 1.csv
        tiekartta batch --merge 1.csv --merge 2.csv -o all.csv
      """)

  @Argument(help: "Folder of a city plan.", completion: .directory)
  var plan: String?

  @Option(help: "KEY=a,b,c or KEY=LO..HI/N UNIT; may be given several times.")
  var grid: [String] = []

  @Option(help: "A scenario; may be given several times. (default: all)")
  var scenario: [String] = []

  @Option(name: .shortAndLong, help: "File for the rows; it must not be there yet, unless with --resume. (default: standard output)")
  var output: String?

  @Option(help: "csv or jsonl (one JSON object a line).")
  var format = RowFormat.csv

  @Option(help: "Draw the uncertain levers of every case this many times.")
  var draws: Int?

  @Option(help: "Seed of the draws. (default: 1)")
  var seed: UInt64?

  @Flag(help: "Go on with an interrupted batch in the file of -o; what differs from this batch is told (exit code 2).")
  var resume = false

  @Option(help: "Threads; the rows do not depend on them. (default: one a processor)")
  var threads: Int?

  @Option(help: "I/N: only every N-th case from the I-th on.")
  var shard: String?

  @Flag(help: repairHelp)
  var repair = false

  @Option(help: "Merge the finished shards of one batch, without running anything; give each with its own --merge.")
  var merge: [String] = []

  func validate() throws {
    if resume, output == nil { throw ValidationError("--resume goes on with a file; name it with -o") }
    if !scenario.isEmpty, try keys.contains(where: { $0.key == "scenario" }) {
      throw ValidationError("the scenarios are given by --scenario and by --grid scenario=...; one is enough")
    }
    if Set(scenario).count < scenario.count { throw ValidationError("--scenario names a scenario twice") }
    if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads \(threads): expected 1 to 1024") }
    if let draws, !(4...1_000_000_000).contains(draws) { throw ValidationError("--draws is \(draws); expected 4 to 1000000000") }
    if seed != nil, draws == nil { throw ValidationError("--seed belongs to --draws") }
    if merge.isEmpty {
      if plan == nil { throw ValidationError("name the plan, such as: tiekartta batch Scenarios/espoo --grid KEY=a,b") }
      _ = try (keys, part)
    } else if plan != nil || !grid.isEmpty || !scenario.isEmpty || resume || shard != nil || repair || draws != nil || output == nil {
      throw ValidationError("--merge takes finished shards and -o, and nothing else")
    }
  }

  func run() throws {
    do {
      if merge.isEmpty { try runCases() } else if let output { try mergeShards(merge, into: output) }
    } catch let error as InputError {
      Terminal.tell(error.diagnostics.all)
      throw badInput
    } catch let error as RowFileError {
      Terminal.talk("\(error)")
      throw badInput
    }
  }

  private func runCases() throws {
    let files = try PlanFiles(plan ?? "", repairing: repair)
    let city = try files.plan()
    if repair { tellRepairs(of: city) }
    let threads = self.threads ?? ProcessInfo.processInfo.activeProcessorCount
    let grid = try grid(of: city)
    if draws != nil { for id in grid.scenarios { try city.scenario(id).map(city.requireUncertain) } }
    let perCase = max(1, threads / max(1, try part.size(of: grid.count)))
    let batch = Batch(
      grid, of: city, files: files, format: format, shard: try part,
      drawing: draws.map { EnsembleRequest(draws: $0, seed: seed ?? 1, threads: perCase) }, repairs: repair)
    let problems = batch.problems(threads: threads)
    if problems.hasErrors { throw InputError(problems) }
    Terminal.tell(problems.all)

    let file = try output.map { try RowFile($0, isNew: !resume) } ?? .standardOutput
    let finished = resume ? try batch.finished(in: file) : FinishedRows()
    let progress = Progress("cases", of: batch.count, before: finished.count)
    Interruption.note()
    let (rows, errors) = try batch.run(
      into: file, after: finished, threads: threads,
      goesOn: { rows in
        progress.tell(rows)
        return !Interruption.isAsked
      })
    progress.end()
    if rows < batch.count {
      Terminal.talk("tiekartta: interrupted after \(rows) of \(batch.count) cases" + (output == nil ? "" : "; --resume goes on"))
      throw ExitCode(Interruption.exitCode)
    }
    if errors > 0 {
      Terminal.talk("tiekartta: \(errors) of \(batch.count) cases could not be run; their rows say why under 'error'")
      throw badInput
    }
  }

  /// `--grid scenario=a,b` and `--scenario a --scenario b` say the same.
  private func grid(of city: CityPlan) throws -> CaseGrid {
    let keys = try keys
    let named = keys.first { $0.key == "scenario" }.map { $0.values.map(\.text) } ?? scenario
    let chosen = try city.chosen(named).map(\.inputs.id)
    return try usage { () throws(GridError) in try CaseGrid(scenarios: chosen, keys: keys.filter { $0.key != "scenario" }) }
  }

  private var keys: [GridKey] {
    get throws {
      try usage { () throws(GridError) in
        var keys: [GridKey] = []
        for (index, text) in grid.enumerated() { keys.append(try GridKey(parsing: text, option: index + 1)) }
        return keys
      }
    }
  }

  private var part: Shard { get throws { try usage { () throws(GridError) in try shard.map(Shard.init(parsing:)) ?? .whole } } }
}

extension RowFormat: ExpressibleByArgument {}

/// What a grid cannot mean is wrong usage.
private func usage<Value>(_ read: () throws(GridError) -> Value) throws -> Value {
  do { return try read() } catch { throw ValidationError("\(error)") }
}
