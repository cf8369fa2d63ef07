import Engine
import Programmes
import Uncertainty

/// What `compare --format json` prints: kt CO2e and MEUR, `null` for what is not known.
package struct AlternativesDocument: Encodable, Sendable {
  var plan: String
  /// Of `emissions`.
  var year: Int
  var alternatives: [Alternative]
  /// Every later alternative less every earlier one, on the same draws.
  var comparisons: [ComparisonDocument]?
  var firstYearsApart: [Parting]
  /// Pairs of which the first is at least as good by every known figure (by every criterion, where some are stated), and better by one.
  var dominates: [[String]]
  var criteria: [Weight]?
  var winner: OrNull<String>
  var nearestRival: OrNull<Shift>

  enum CodingKeys: String, CodingKey {
    case plan, year, alternatives, comparisons, dominates, criteria, winner
    case firstYearsApart = "first_years_apart"
    case nearestRival = "nearest_rival"
  }

  struct Alternative: Encodable, Sendable {
    var id: String
    var name: String
    var figures: [String: Figure]
    var targetProbability: OrNull<Double>
    var regrets: [String: Regret]?
    /// Share of its worth within which a searched portfolio is proven to be the best.
    var gap: OrNull<Double>
    /// First years of the projects of its programme.
    var starts: [String: Int]?
    /// From 0 to 1; nil without criteria, or where one is not known.
    var score: OrNull<Double>
    /// What each criterion gives to the score.
    var parts: [String: OrNull<Double>]?

    enum CodingKeys: String, CodingKey {
      case id, name, figures, regrets, gap, starts, score, parts
      case targetProbability = "target_probability"
    }
  }

  struct Figure: Encodable, Sendable {
    var value: OrNull<Double>
    var unit: String
  }

  struct Regret: Encodable, Sendable {
    var best: KeptDocument
    var mean: Double
    var standardError: Double
    var greatest: Double
    var unit: String

    enum CodingKeys: String, CodingKey {
      case best, mean, greatest, unit
      case standardError = "standard_error"
    }
  }

  struct Parting: Encodable, Sendable {
    var alternative: String
    var from: String
    /// `total` or a sector.
    var what: String
    var year: OrNull<Int>
  }

  struct Weight: Encodable, Sendable {
    var id: String
    var weight: Double
    /// At which the nearest rival draws level, the others keeping their proportions.
    var turningWeight: OrNull<Double>

    enum CodingKeys: String, CodingKey {
      case id, weight
      case turningWeight = "turning_weight"
    }
  }

  struct Shift: Encodable, Sendable {
    var id: String
    /// Share of all weight that must at least move.
    var moved: Double
    var weights: [Double]
  }
}

extension AlternativesDocument {
  package init(_ comparison: AlternativesComparison, language: Language) {
    let all = comparison.alternatives, ids = all.map(\.inputs.id), weighed = comparison.weighed
    plan = all[0].inputs.plan.id
    year = comparison.year
    alternatives = all.indices.map { Self.alternative($0, of: comparison, language) }
    comparisons = comparison.draws.map { $0.comparisons.map { ComparisonDocument($0, ids: ids) } }
    firstYearsApart = comparison.partings.map { parting in
      Parting(alternative: ids[parting.alternative], from: ids[0], what: parting.sector ?? "total", year: OrNull(parting.year))
    }
    dominates = all.indices.flatMap { a in all.indices.filter { comparison.dominates(a, $0) }.map { [ids[a], ids[$0]] } }
    let rival = comparison.winner.flatMap { _ in weighed?.nearestRival }
    criteria = weighed.map { weighed in
      weighed.criteria.indices.map { c in
        let turning = rival.flatMap { rival in weighed.winner.flatMap { weighed.turningWeight(of: c, from: $0, to: rival.rival) } }
        return Weight(id: weighed.criteria[c].id, weight: weighed.weights[c], turningWeight: OrNull(turning))
      }
    }
    winner = OrNull(comparison.winner.map { ids[$0] })
    nearestRival = OrNull(rival.map { Shift(id: ids[$0.rival], moved: $0.moved, weights: $0.weights) })
  }

  private static func alternative(_ a: Int, of comparison: AlternativesComparison, _ language: Language) -> Alternative {
    let one = comparison.alternatives[a], weighed = comparison.weighed
    let figures = comparison.figures.map { figure in
      (figure.id(zones: comparison.zones), Figure(value: OrNull(one.value(figure).map { $0 / figure.scale }), unit: figure.unit))
    }
    let regrets = comparison.draws.map { draws in
      comparison.headlines.map { headline -> (String, Regret) in
        let found = draws.regrets[a][headline.rawValue], whole = found.regret.whole
        return (
          headline.name,
          Regret(
            best: KeptDocument(year: nil, kept: found.best), mean: whole.mean / headline.unit,
            standardError: whole.standardError / headline.unit, greatest: whole.max / headline.unit,
            unit: headline == .netPresentCost ? "MEUR" : "kt CO2e")
        )
      }
    }
    let starts = one.check.map { check in
      Dictionary(uniqueKeysWithValues: check.programme.chosen.map { (check.plan.projects[$0.project].id, $0.start) })
    }
    return Alternative(
      id: one.inputs.id, name: one.inputs.name.text(in: language.rawValue), figures: Dictionary(uniqueKeysWithValues: figures),
      targetProbability: OrNull(comparison.draws?.outcomes[a].target?.whole.kept.estimate),
      regrets: regrets.map { Dictionary(uniqueKeysWithValues: $0) }, gap: OrNull(one.gap), starts: starts,
      score: OrNull(weighed?.score(of: a)),
      parts: weighed.map { weighed in
        Dictionary(uniqueKeysWithValues: zip(weighed.criteria.map(\.id), weighed.parts(of: a).map { OrNull($0) }))
      })
  }
}

/// What `compare --format csv` prints below the header of `run`: `scenario` is the alternative, `id` the other one of a difference.
package func alternativesFigures(_ comparison: AlternativesComparison) -> [RunFigure] {
  let all = comparison.alternatives, results = all.map(\.result)
  return all.indices.flatMap { a -> [RunFigure] in
    let one = all[a]
    func row(_ item: String, _ id: String, _ year: Int?, _ value: Double?, _ unit: String) -> RunFigure {
      RunFigure(plan: one.inputs.plan.id, scenario: one.inputs.id, item: item, id: id, year: year, value: value, unit: unit)
    }
    var rows = comparison.figures.map { figure -> RunFigure in
      var year: Int?
      if case .emissions(let emissionYear) = figure { year = emissionYear }
      return row(figure.id(zones: comparison.zones), "", year, one.value(figure).map { $0 / figure.scale }, figure.unit)
    }
    if let draws = comparison.draws {
      rows.append(row("target_probability", "", one.inputs.target?.year, draws.outcomes[a].target?.whole.kept.estimate, "1"))
      rows += draws.comparisons.filter { $0.scenario == a }.flatMap { comparisonFigures($0, results) }
      for headline in comparison.headlines {
        let found = draws.regrets[a][headline.rawValue], unit = headline == .netPresentCost ? "MEUR" : "kt CO2e"
        rows.append(row("best_probability", headline.name, nil, found.best.whole.estimate, "1"))
        rows.append(row("regret_mean", headline.name, nil, found.regret.whole.mean / headline.unit, unit))
        rows.append(row("regret_greatest", headline.name, nil, found.regret.whole.max / headline.unit, unit))
      }
    }
    rows += comparison.partings.filter { $0.alternative == a }.map { parting in
      row("first_year_apart", parting.sector ?? "total", nil, parting.year.map(Double.init), "a")
    }
    if let weighed = comparison.weighed {
      rows += zip(weighed.criteria, weighed.parts(of: a)).map { row("score_part", $0.id, nil, $1, "1") }
      rows.append(row("score", "", nil, weighed.score(of: a), "1"))
    }
    return rows
  }
}

extension Headline {
  /// As the figures are named in files.
  var name: String {
    switch self {
    case .emissions: "emissions"
    case .cumulative: "cumulative"
    case .netPresentCost: "system_npv"
    }
  }
}

extension ComparedFigure {
  /// Canonical units in one of `unit`.
  var scale: Double {
    switch self {
    case .emissions, .gap, .cumulative: 1e3
    case .capital, .operating, .netPresentCost, .netInvestments, .projectOperating, .loanStock: 1e6
    case .costPerTonne, .zoneShare, .dwellings, .limitsBroken: 1
    }
  }

  var unit: String {
    switch self {
    case .emissions, .gap: "kt CO2e/a"
    case .cumulative: "kt CO2e"
    case .capital, .operating, .netPresentCost, .netInvestments, .projectOperating, .loanStock: "MEUR"
    case .costPerTonne: "EUR/t"
    case .zoneShare, .dwellings, .limitsBroken: "1"
    }
  }
}
