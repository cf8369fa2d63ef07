import Engine
import Sampling
import Scenarios

extension PlanReport {
  /// Everything uncertain of all scenarios, each spread once: how it is spread, its central value and band, and who says so.
  package var uncertainties: [TextTable] {
    var seen: Set<String> = []
    let spreads = plan.scenarios.flatMap(\.spreads).filter { seen.insert("\($0.name) \($0.distribution)").inserted }
    if spreads.isEmpty { return [] }
    let heads = [
      wording.text("show.distribution"), wording.text("show.central"), "P5", "P50", "P95", wording.text("show.kind"),
      wording.text("show.source"), wording.text("show.place"), wording.text("show.note"),
    ]
    return [
      TextTable(
        title: wording.text("show.uncertainties", ["city": city]), rowHeading: wording.text("plan_sensitivity.lever"),
        columns: heads.enumerated().map { .init($1, isNote: $0 >= 6) }, rows: spreads.map(row))
    ]
  }

  private func row(_ spread: Spread) -> TextTable.Row {
    let numbers = [spread.central] + [0.05, 0.5, 0.95].map { spread.distribution.quantile($0) }
    let kind = spread.origins.map(\.kind).max(), first = spread.origins.first
    let words = [
      kind.flatMap { wording.name($0.rawValue, in: "figure_kind") }, first?.source, first.map { placeInPlan($0.place) },
      spread.origins.lazy.compactMap(\.note).first,
    ]
    return .init(
      spread.name,
      [.text(shape(spread.distribution, unit: spread.unit))] + numbers.map { .number($0, decimals: 4) } + words.map { .text($0 ?? "") })
  }

  /// `pert 80, 90, 130 MEUR`
  private func shape(_ distribution: Distribution, unit: String) -> String {
    func spoken(_ numbers: [Double]) -> String {
      numbers.map { form.shortest($0, decimals: 4) }.joined(separator: "; ") + (unit.isEmpty ? "" : "\u{A0}\(unit)")
    }
    switch distribution {
    case .normal(let mean, let sd): return "normal \(spoken([mean, sd]))"
    case .lognormal(let mu, let sigma): return "lognormal \(form.shortest(mu, decimals: 4)); \(form.shortest(sigma, decimals: 4))"
    case .triangular(let low, let mode, let high): return "triangular \(spoken([low, mode, high]))"
    case .pert(let low, let mode, let high): return "pert \(spoken([low, mode, high]))"
    case .uniform(let low, let high): return "uniform \(spoken([low, high]))"
    case .logUniform(let low, let high): return "log_uniform \(spoken([low, high]))"
    case .discrete(let values): return "discrete (\(values.count)) \(ends(values.map(\.value), unit))"
    case .empirical(let values): return "empirical (\(values.count)) \(ends(values, unit))"
    case .truncated(let whole, let low, let high):
      let ends = [low, high].map { $0.isFinite ? form.shortest($0, decimals: 4) : "" }
      return "\(shape(whole, unit: unit)) [\(ends[0]); \(ends[1])]"
    }
  }

  private func ends(_ values: [Double], _ unit: String) -> String {
    let ends = [values.min() ?? 0, values.max() ?? 0].map { form.shortest($0, decimals: 4) }
    return "\(ends[0]) … \(ends[1])" + (unit.isEmpty ? "" : "\u{A0}\(unit)")
  }
}

/// How a lever or a figure of a scenario is spread, in the unit that it is written in.
private struct Spread {
  let name: String
  let central: Double
  let distribution: Distribution
  let unit: String
  /// Of the numbers of the distribution.
  let origins: [Origin]
}

extension PlannedScenario {
  fileprivate var spreads: [Spread] {
    let uncertain = inputs.uncertain
    let levers = zip(uncertain.parameters, uncertain.rows).map { parameter, row in
      Spread(
        name: parameter.name, central: inputs.levers[row], distribution: parameter.distribution, unit: "",
        origins: numbers(of: "parameters.\(parameter.name)"))
    }
    let figures = uncertain.figures.map { figure in
      Spread(
        name: figure.name, central: figure.central / figure.unit.factor,
        distribution: figure.distribution.scaled(by: 1 / figure.unit.factor),
        unit: figure.unit.description == "1" ? "" : figure.unit.description, origins: numbers(of: figure.name))
    }
    return levers + figures
  }

  /// An override that multiplies a figure keeps what it multiplies under `before`.
  private func numbers(of key: String) -> [Origin] {
    let found = origins.values.filter { $0.key.hasPrefix("\(key).distribution.") }
    if found.isEmpty, origins["\(key).before"] != nil { return numbers(of: "\(key).before") }
    return found.sorted { $0.key < $1.key }
  }
}
