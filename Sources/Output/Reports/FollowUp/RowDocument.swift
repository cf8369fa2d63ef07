import Programmes

/// One row of a paper in JSON: what was asked, what is told, and what the figures say, kept apart.
struct RowDocument: Encodable, Sendable {
  struct Figure: Encodable, Sendable {
    /// `level`, `fraction`, `percent_change`, `point_change` or `absolute_change`.
    var kind: String
    var number: Double
    var date: OrNull<String>
  }

  struct Target: Encodable, Sendable {
    /// As of a figure, or `no_numeric_target`.
    var kind: String
    var number: OrNull<Double>
    var date: OrNull<String>
  }

  struct Change: Encodable, Sendable {
    var number: Double
    /// `%` of the baseline, or `pp`.
    var unit: String
  }

  struct Computed: Encodable, Sendable {
    var status: String
    var reason: String
    var required: OrNull<Double>
    var progress: OrNull<Double>
    var elapsed: OrNull<Double>
  }

  var row: String
  var indicatorId: String
  var indicator: [String: String]
  var resultTarget: [String: String]
  var responsible: String
  var unit: String
  var direction: OrNull<String>
  var baseline: OrNull<Figure>
  var target: Target
  var value: OrNull<Figure>
  var change: OrNull<Change>
  var reported: OrNull<String>
  var computed: OrNull<Computed>
  var status: OrNull<String>
  var statusOrigin: OrNull<String>
  var isContradiction: Bool
  var followUp: [String: String]
  var mark: String
  var isApproximate: Bool
  var note: String
  var asOf: String
  var alsoUnder: [String]
  var measures: [String]
  var projects: [String]
  var place: OrNull<String>

  enum CodingKeys: String, CodingKey {
    case row, indicator, responsible, unit, direction, baseline, target, value, change, reported, computed, status, mark, note, measures
    case projects, place
    case indicatorId = "indicator_id"
    case resultTarget = "result_target"
    case statusOrigin = "status_origin"
    case isApproximate = "approximate"
    case isContradiction = "contradiction"
    case followUp = "follow_up"
    case asOf = "as_of"
    case alsoUnder = "also_under"
  }

  init(_ judged: JudgedRow, place: String?) {
    let indicator = judged.indicator, placement = judged.placement
    row = placement.row
    indicatorId = indicator.id
    self.indicator = indicator.name.texts
    resultTarget = placement.resultTarget.texts
    responsible = placement.unit
    unit = indicator.unit.description
    direction = OrNull(indicator.direction?.rawValue)
    baseline = OrNull(indicator.baseline.map(Figure.init))
    target = Target(
      kind: indicator.target?.kind ?? "no_numeric_target", number: OrNull(indicator.target?.number),
      date: OrNull(indicator.deadline?.description))
    value = OrNull(judged.value.map(Figure.init))
    change = OrNull(indicator.change(by: judged.day).map { Change(number: $0.number, unit: $0.unit) })
    reported = OrNull(judged.reported?.rawValue)
    computed = OrNull(
      judged.computed.map {
        Computed(
          status: $0.code.rawValue, reason: $0.reason.rawValue, required: OrNull($0.required), progress: OrNull($0.progress),
          elapsed: OrNull($0.elapsed))
      })
    status = OrNull(judged.status?.rawValue)
    statusOrigin = OrNull(judged.statusOrigin?.rawValue)
    isContradiction = judged.isContradiction
    followUp = placement.followUp.texts
    mark = placement.mark
    isApproximate = placement.isApproximate
    note = placement.note
    asOf = "\(judged.day)"
    alsoUnder = indicator.placements.map(\.row).filter { $0 != placement.row }
    measures = indicator.measures
    projects = indicator.projects
    self.place = OrNull(place)
  }
}

extension RowDocument.Figure {
  init(_ observation: Observation) {
    self.init(kind: observation.amount.kind, number: observation.amount.number, date: OrNull(observation.period?.description))
  }
}
