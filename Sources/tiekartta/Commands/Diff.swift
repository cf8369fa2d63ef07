import ArgumentParser
import Diagnostics
import Engine
import Reports
import Scenarios

struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say why two runs differ: inventory, method, assumption, decision or data, and which inputs moved.",
    discussion: """
      A and B are PLAN@SCENARIO, a PLAN that has one scenario, or, with --store, a kept run: ID@SCENARIO, or the ID of a run of
      one scenario. A kept run needs no files. A folder of that name comes before a run.

      Classes, by where an input stands in the plan:
        inventory   base-year level, the figures that the model is scaled to, the base of the target
        method      calibration and base year, capital and EUR/t method, price year, GWP set, effect cap, the driver and
                    streams of a sector; a sector that only one of the two has
        assumption  drivers, emission factors, activities, intensities, prices, interest, levers, the city's purse
        decision    measures with all that belongs to them, targets, ceilings, the carbon budget, limits on money, projects,
                    caps and programmes of the investments, the money of the climate budget
        data        any of these but the inventory, when the plan says the same in A and B and the dataset row has changed

      --set puts a value in B's place that its plan does not have, as under 'set:' of a scenario: what would it change?

      Totals: emissions (of --year, or the target year), target, gap, base year, cumulative, net present cost, each sector.

      Examples:
        tiekartta diff Scenarios/espoo@finland2035 Scenarios/espoo@hne2030
        tiekartta diff Scenarios/espoo@hne2030 Scenarios/espoo@hne2030 --set money.discount_rate='3 %'
        tiekartta diff 3fa9c1d2@hne2030 Scenarios/espoo@hne2030 --store runs.sqlite
      """)

  @Argument(help: "PLAN@SCENARIO, or the ID of a kept run.")
  var a: String

  @Argument(help: "As A.")
  var b: String

  @Option(help: "File of kept runs.", completion: .file())
  var store: String?

  @Option(name: .customLong("set"), help: "KEY=VALUE in B; may be given several times.")
  var overrides: [String] = []

  @Option(help: "Year of emissions and sectors. (default: the target year of each)")
  var year: Int?

  @Option(help: "Inputs to tell one by one; the others are one row.")
  var top = 12

  @Option(help: "table, json (kt CO2e and MEUR) or csv (one part a row).")
  var format = OutputFormat.table

  @Option(help: "Language of the tables: fi, sv or en.")
  var lang = Language.en

  func validate() throws {
    if top < 0 { throw ValidationError("--top is \(top); expected 0 or more") }
    _ = try planOverrides
  }

  func run() throws {
    let runs = ComparedRuns(store: store)
    let (first, second) = (try runs.scenario(a), try runs.scenario(b, overriding: try planOverrides))
    let difference: RunDifference
    do throws(RunDifferenceError) { difference = try RunDifference(first.scenario, second.scenario, year: year) } catch {
      Terminal.talk("tiekartta: \(told(error))")
      throw badInput
    }
    warn(a, first.keptCumulative, now: difference.value(of: .cumulative)?.before)
    warn(b, second.keptCumulative, now: difference.value(of: .cumulative)?.after)
    switch format {
    case .table:
      let report = DifferenceReport(difference, a: a, b: b, top: top, language: lang)
      Terminal.data(report.text(width: Terminal.width), terminator: "")
    case .json: Terminal.data(try json(DifferenceDocument(difference, a: a, b: b)))
    case .csv: Terminal.data(DifferenceDocument(difference, a: a, b: b).csv, terminator: "")
    }
  }

  private var planOverrides: [PlanOverride] {
    get throws {
      try overrides.enumerated().map { number, text in
        guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
          throw ValidationError("--set is '\(text)'; expected KEY=VALUE, such as money.discount_rate='3 %'")
        }
        let value = text[text.index(after: equals)...]
        let column = text.unicodeScalars.distance(from: text.startIndex, to: value.startIndex) + 1
        return PlanOverride(
          key: String(text[..<equals]), at: SourcePlace(file: "--set", line: number + 1), value: String(value),
          at: SourcePlace(file: "--set", line: number + 1, column: column))
      }
    }
  }

  /// The split is of what this version computes; where a kept run says otherwise, that is told.
  private func warn(_ asked: String, _ kept: Double?, now: Double?) {
    guard let kept, let now, abs(kept - now) > 1e-9 * max(abs(kept), abs(now)) else { return }
    Terminal.talk(
      "tiekartta: warning: \(asked) was kept with \(kept / 1000) kt CO2e of all years, and this version computes \(now / 1000); "
        + "the split is of what this version computes")
  }

  private func told(_ error: RunDifferenceError) -> String {
    func span(_ years: [Int]) -> String { "\(years.first ?? 0)-\(years.last ?? 0)" }
    switch error {
    case .differentYears(let first, let second):
      return
        "\(a) has the years \(span(first)) and \(b) \(span(second)); expected the same years, because a mixture of the two must have some"
    case .yearOutside(let year): return "--year \(year) is outside the years of the two runs"
    case .resolved(let error): return "\(error); the run was kept by another version of tiekartta"
    case .mixture(let error, let keys):
      return "a mixture of \(a) and \(b) cannot be run (\(error)); as in B: \(spoken(keys))"
    }
  }
}
