import Emissions
import Engine
import Investments

/// What a what-if question is answered with: emissions in kt CO2e, money in MEUR; `summary`, `rows`, `notes` and `effect_text` are for people.
package struct WhatIfDocument: Encodable, Sendable {
  var plan: String
  var scenario: String
  var years: [Int]
  var question: Question
  /// As the plan has it, with what was asked, and the second less the first.
  var asPlanned: Figures
  var asAsked: Figures
  var change: Change
  var measures: [Measure]
  var cap: OrNull<Cap>
  var summary: String
  var rows: [WhatIfRow]
  var notes: [String]

  enum CodingKeys: String, CodingKey {
    case plan, scenario, years, question, change, measures, cap, summary, rows, notes
    case asPlanned = "as_planned"
    case asAsked = "as_asked"
  }

  struct Question: Encodable, Sendable {
    var adoption: [String: Double]
    var cap: OrNull<Double>
    var discountRate: Double

    enum CodingKeys: String, CodingKey {
      case adoption
      case cap = "cap_meur"
      case discountRate = "discount_rate"
    }
  }

  struct Figures: Encodable, Sendable {
    var total: [Double]
    var year: Int
    var forecast: Double
    var target: OrNull<Double>
    var gap: OrNull<Double>
    var met: OrNull<Bool>
    var neutralYear: OrNull<Int>
    var cumulative: Double
    var capex: OrNull<Double>
    var npv: OrNull<Double>
    var eurPerTonneOneYear: OrNull<Double>
    var eurPerTonneNPV: OrNull<Double>

    enum CodingKeys: String, CodingKey {
      case year, forecast, target, gap, met, cumulative, total
      case neutralYear = "neutral_year"
      case capex = "capex_meur"
      case npv = "npv_meur"
      case eurPerTonneOneYear = "eur_per_t_one_year"
      case eurPerTonneNPV = "eur_per_t_npv_cumulative"
    }
  }

  struct Change: Encodable, Sendable {
    var forecast: Double
    var cumulative: Double
    var capex: OrNull<Double>
    var npv: OrNull<Double>

    enum CodingKeys: String, CodingKey {
      case forecast, cumulative
      case capex = "capex_meur"
      case npv = "npv_meur"
    }
  }

  struct Measure: Encodable, Sendable {
    var id: String
    /// A multiple of what the plan says; `null` for a measure without a number.
    var adoption: OrNull<Double>
    /// In `year`, attributed; negative: less.
    var effect: OrNull<Double>
    /// `effect` for people, without its unit.
    var effectText: String
    var capex: OrNull<Double>
    var npv: OrNull<Double>
    var eurPerTonneOneYear: OrNull<Double>
    var eurPerTonneNPV: OrNull<Double>

    enum CodingKeys: String, CodingKey {
      case id, adoption, effect
      case effectText = "effect_text"
      case capex = "capex_meur"
      case npv = "npv_meur"
      case eurPerTonneOneYear = "eur_per_t_one_year"
      case eurPerTonneNPV = "eur_per_t_npv_cumulative"
    }
  }

  /// The plan's programme under the cap.
  struct Cap: Encodable, Sendable {
    var limit: String
    var programme: String
    var unit: String
    var base: String
    var kept: OrNull<Bool>
    /// The least of the rows; negative: over the cap.
    var room: OrNull<Double>
    var rows: [Row]

    struct Row: Encodable, Sendable {
      var year: OrNull<Int>
      var used: OrNull<Double>
      var level: Double
      var room: OrNull<Double>

      enum CodingKeys: String, CodingKey {
        case year
        case used = "used_meur"
        case level = "level_meur"
        case room = "room_meur"
      }
    }

    enum CodingKeys: String, CodingKey {
      case limit, programme, unit, base, kept, rows
      case room = "room_meur"
    }
  }
}

private let tonnesPerKilotonne = 1e3
private let eurosPerMillion = 1e6

extension WhatIfDocument {
  package init(_ answer: WhatIfAnswer, language: Language) {
    let report = WhatIfReport(answer, language: language)
    plan = answer.plan.inputs.plan.id
    scenario = answer.plan.inputs.id
    years = answer.plan.years
    question = Question(
      adoption: answer.question.adoption, cap: OrNull(answer.question.cap.map { $0 / eurosPerMillion }),
      discountRate: answer.asked.inputs.levers[LeverLayout.discountRateRow])
    asPlanned = Figures(answer, answer.plan)
    asAsked = Figures(answer, answer.asked)
    change = Change(from: asPlanned, to: asAsked)
    measures = answer.asked.measures.map { Measure($0, answer, report) }
    cap = OrNull(answer.askedCap.map(Cap.init))
    summary = report.summary
    rows = report.rows
    notes = report.notes
  }
}

extension WhatIfDocument.Figures {
  fileprivate init(_ answer: WhatIfAnswer, _ result: ScenarioResult) {
    total = result.total.map { $0 / tonnesPerKilotonne }
    year = answer.year
    forecast = answer.forecast(result) / tonnesPerKilotonne
    target = OrNull(result.target.map { $0.target.level / tonnesPerKilotonne })
    gap = OrNull(result.target.map { $0.gap / tonnesPerKilotonne })
    met = OrNull(result.target?.isMet)
    neutralYear = OrNull(result.target?.neutralYear)
    cumulative = result.cumulative / tonnesPerKilotonne
    capex = OrNull(sumOfKnown(result.measures.map(\.capital)).map { $0 / eurosPerMillion })
    npv = OrNull(sumOfKnown(result.measures.map(\.netPresentCost)).map { $0 / eurosPerMillion })
    eurPerTonneOneYear = OrNull(answer.costPerTonne(result, .oneYear))
    eurPerTonneNPV = OrNull(answer.costPerTonne(result, .netPresentCumulative))
  }
}

extension WhatIfDocument.Change {
  fileprivate init(from plan: WhatIfDocument.Figures, to asked: WhatIfDocument.Figures) {
    func less(_ a: OrNull<Double>, _ b: OrNull<Double>) -> OrNull<Double> { OrNull(a.value.flatMap { a in b.value.map { a - $0 } }) }
    forecast = asked.forecast - plan.forecast
    cumulative = asked.cumulative - plan.cumulative
    capex = less(asked.capex, plan.capex)
    npv = less(asked.npv, plan.npv)
  }
}

extension WhatIfDocument.Measure {
  fileprivate init(_ outcome: MeasureOutcome, _ answer: WhatIfAnswer, _ report: WhatIfReport) {
    id = outcome.listing.id
    adoption = OrNull(outcome.listing.modelIndex == nil ? nil : answer.question.adoption[outcome.listing.id] ?? 1)
    effect = OrNull(answer.effect(outcome).map { $0 / tonnesPerKilotonne })
    effectText = report.effect(outcome)
    capex = OrNull(outcome.capital.map { $0 / eurosPerMillion })
    npv = OrNull(outcome.netPresentCost.map { $0 / eurosPerMillion })
    eurPerTonneOneYear = OrNull(outcome.costPerTonneOfOneYear)
    eurPerTonneNPV = OrNull(outcome.netPresentCostPerTonne)
  }
}

extension WhatIfDocument.Cap {
  fileprivate init(_ outcome: CapOutcome) {
    let limit = outcome.limit
    self.limit = limit.id
    programme = outcome.programme.id
    unit = limit.period == .total ? "MEUR" : "MEUR/a"
    base = limit.base?.code ?? ""
    kept = OrNull(outcome.tightest?.isKept(limit))
    room = OrNull(outcome.tightest?.room(limit.sense).map { $0 / eurosPerMillion })
    rows = outcome.rows.map {
      Row(
        year: OrNull($0.year), used: OrNull($0.used.map { $0 / eurosPerMillion }), level: $0.level / eurosPerMillion,
        room: OrNull($0.room(limit.sense).map { $0 / eurosPerMillion }))
    }
  }
}
