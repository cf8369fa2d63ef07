import Programmes

/// What `programmes --format json` prints. Texts of the papers stand under the languages that the papers have; nothing is translated.
package struct FollowUpDocument: Encodable, Sendable {
  var plan: String
  var asOf: OrNull<String>
  var rollUp: String
  var statuses: [StatusDocument]
  var papers: [PaperDocument]
  var programmes: [ProgrammeDocument]
  var findings: [FindingDocument]

  enum CodingKeys: String, CodingKey {
    case plan, statuses, papers, programmes, findings
    case asOf = "as_of"
    case rollUp = "roll_up"
  }

  struct StatusDocument: Encodable, Sendable { var code, name, sign, shape, colour: String }
  struct FindingDocument: Encodable, Sendable { var kind, row, place: String }

  struct RollUpDocument: Encodable, Sendable {
    var status: OrNull<String>
    var counts: [String: Int]
    var context: Int

    init(_ rollUp: RollUp) {
      status = OrNull(rollUp.status?.rawValue)
      counts = Dictionary(uniqueKeysWithValues: rollUp.counts.map { ($0.rawValue, $1) })
      context = rollUp.context
    }
  }

  struct PaperDocument: Encodable, Sendable {
    var id: String
    var name: [String: String]
    var situation: String
    var rollUp: RollUpDocument
    var domains: [DomainDocument]
    enum CodingKeys: String, CodingKey {
      case id, name, situation, domains
      case rollUp = "roll_up"
    }
  }

  struct DomainDocument: Encodable, Sendable {
    var name: String
    var rollUp: RollUpDocument
    var goals: [GoalDocument]
    enum CodingKeys: String, CodingKey {
      case name, goals
      case rollUp = "roll_up"
    }
  }

  struct GoalDocument: Encodable, Sendable {
    var goal: [String: String]
    var rollUp: RollUpDocument
    var rows: [RowDocument]
    enum CodingKeys: String, CodingKey {
      case goal, rows
      case rollUp = "roll_up"
    }
  }

  struct ProgrammeDocument: Encodable, Sendable {
    struct Money: Encodable, Sendable {
      var year: Int
      var eur: Double
      var name: [String: String]
    }
    var id: String
    var name: [String: String]
    var owner: OrNull<String>
    var term: OrNull<[Int]>
    var budget: OrNull<Double>
    var spent: [Money]
    var external: [Money]
    var measures: [String]
    var projects: [String]
    var nextSteps: [[String: String]]
    var rows: [String]
    var rollUp: RollUpDocument
    enum CodingKeys: String, CodingKey {
      case id, name, owner, term, spent, external, measures, projects, rows
      case budget = "budget_eur_per_year"
      case nextSteps = "next_steps"
      case rollUp = "roll_up"
    }
  }
}

extension FollowUpDocument {
  package init(_ report: FollowUpReport) {
    plan = report.planId
    asOf = OrNull(report.day.map { "\($0)" })
    rollUp = report.rule.rawValue
    statuses = StatusCode.allCases.map { code in
      let sign = StatusSign(code)
      return .init(code: code.rawValue, name: report.words.name(code), sign: sign.sign, shape: sign.shape, colour: sign.colour)
    }
    papers = report.papers.map { paper in
      let own = report.rows.filter { $0.placement.paper == paper.id }
      return .init(
        id: paper.id, name: paper.name.texts, situation: paper.situation.description, rollUp: .init(RollUp(own, by: report.rule)),
        domains: report.groups(own) { $0.placement.domain }.map { domain in
          .init(
            name: domain.name, rollUp: .init(RollUp(domain.rows, by: report.rule)),
            goals: report.groups(domain.rows) { report.words.text($0.placement.goal) }.map { goal in
              .init(
                goal: goal.rows[0].placement.goal.texts, rollUp: .init(RollUp(goal.rows, by: report.rule)),
                rows: goal.rows.map { RowDocument($0, place: report.places[$0.placement.row].map { "\($0)" }) })
            })
        })
    }
    programmes = report.followUp.programmes.map { ProgrammeDocument($0, report) }
    findings = report.findings.map { .init(kind: $0.kind.rawValue, row: $0.row, place: report.places[$0.row].map { "\($0)" } ?? "") }
  }
}

extension FollowUpDocument.ProgrammeDocument {
  init(_ programme: Programme, _ report: FollowUpReport) {
    let own = report.rows.filter { $0.placement.programme == programme.section }
    func money(_ money: [Programme.Money]) -> [Money] { money.map { .init(year: $0.year, eur: $0.amount, name: $0.name.texts) } }
    id = programme.id
    name = programme.name.texts
    owner = OrNull(programme.owner.isEmpty ? nil : programme.owner)
    term = OrNull(programme.term.map { [$0.lowerBound, $0.upperBound] })
    budget = OrNull(programme.budget)
    spent = money(programme.spent)
    external = money(programme.external)
    measures = programme.measures
    projects = programme.projects
    nextSteps = programme.nextSteps.map(\.texts)
    rows = own.map(\.placement.row)
    rollUp = .init(RollUp(own, by: report.rule))
  }
}
