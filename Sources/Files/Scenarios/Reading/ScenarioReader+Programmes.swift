import Diagnostics
import Engine
import Investments
import LabelledArrays
import MarkedYAML
import Units

extension ScenarioReader {
  /// The named programmes; committed projects are in each of them.
  func readProgrammes(_ section: MarkedNode, _ plan: InvestmentPlan, _ read: ReadProjects) -> [(programme: Programme, name: LocalName)] {
    section.records("programmes").compactMap { node in
      guard let id = node.text("id"), let entries = node["projects"]?.entries else { return nil }
      if id == plan.committed.id {
        error(node["id"]?.place ?? node.place, "'\(id)' is the programme of the committed projects", expected: "another id")
        return nil
      }
      var programme = Programme(id: id, starts: plan.committed.starts)
      for entry in entries { add(entry, to: &programme, plan) }
      tellFaults(programme, node, plan)
      return (programme, name(node["name"], fallback: id))
    }
  }

  private func add(_ entry: MarkedNode.Entry, to programme: inout Programme, _ plan: InvestmentPlan) {
    let key = MarkedNode(.scalar(entry.key, isPlain: true), at: entry.keyPlace)
    guard let p = index(key, among: plan.projects.map(\.id), what: "project"), let start = year(entry.value) else { return }
    if plan.projects[p].isCommitted {
      error(entry.keyPlace, "'\(entry.key)' is committed", expected: "only optional projects; committed ones are in every programme")
    } else {
      programme.starts[p] = start
    }
  }

  private func tellFaults(_ programme: Programme, _ node: MarkedNode, _ plan: InvestmentPlan) {
    func place(_ p: Int) -> SourcePlace {
      node["projects"]?.entries?.first { $0.key == plan.projects[p].id }?.keyPlace ?? node["id"]?.place ?? node.place
    }
    func id(_ p: Int) -> String { "'\(plan.projects[p].id)'" }
    for fault in plan.faults(programme) {
      switch fault {
      case .committedLeftOut: preconditionFailure("a programme starts from the committed projects")
      case .startOutsideWindow(let p, let start):
        let window = plan.starts(of: p)
        error(
          place(p), "\(id(p)) starts in \(start) in the programme '\(programme.id)'",
          expected: "a start from \(window.lowerBound) to \(window.upperBound)")
      case .exclusive(let group, let projects):
        error(
          place(projects[1]),
          "the programme '\(programme.id)' has \(projects.map(id).joined(separator: " and ")) of the exclusive group '\(group)'",
          expected: "one of them at most")
      case .prerequisiteMissing(let p, let needed):
        error(
          place(p), "\(id(p)) needs \(id(needed.project)), which the programme '\(programme.id)' leaves out", expected: "both or neither")
      case .prerequisiteLate(let p, let needed):
        error(
          place(p), "\(id(p)) needs \(id(needed.project)) \(needed.state.rawValue) in the programme '\(programme.id)'",
          expected: needed.state == .finished ? "a start after the other's last year of spending" : "a start in the same year or later")
      }
    }
  }

  // MARK: Follow-up

  func readFollowUps(_ section: MarkedNode, _ plan: InvestmentPlan) -> [(followUp: FollowUp, listing: FollowUpListing)] {
    section.records("follow_up").compactMap { node in
      guard let id = node.text("id"), let date = node.text("date") else { return nil }
      let key = "investments.follow_up.\(id)"
      let inherited = values.provenance(of: node, values.provenance(of: section, self.plan))
      let measure: FollowUp.Measure?
      switch node.text("of") {
      case "zone_share": measure = node["through"].flatMap { zoneIndex($0, plan.layer) }.map { .zoneShare(through: $0) }
      case "dwellings_completed": measure = .dwellingsCompleted
      default: measure = .dwellingsReady
      }
      guard let measure else { return nil }
      func figure(_ name: String) -> Figure? {
        guard let item = node[name] else { return nil }
        if case .zoneShare = measure { return self.figure(item, "\(key).\(name)", .share, inherited) }
        return readDwellings(item, key: "\(key).\(name)", inherited)
      }
      let value = figure("value"), target = figure("target")
      return (
        FollowUp(id: id, measure: measure, date: date, value: value?.number, target: target?.number),
        FollowUpListing(
          name: name(node["name"], fallback: id), kind: [value?.kind, target?.kind].compactMap { $0 }.max() ?? .measured,
          source: values.origins["\(key).value"]?.source ?? inherited.source, note: inherited.note)
      )
    }
  }

  // MARK: The purse

  func readFinance(_ node: MarkedNode?, _ frame: InvestmentFrame) -> (finance: CityFinance, kinds: [String: [Int: ProvenanceKind]])? {
    guard let node else { return nil }
    let inherited = values.provenance(of: node, frame.inherited)
    var kinds: [String: [Int: ProvenanceKind]] = [:]
    func row(_ name: String, _ unit: UnitOfMeasure?) -> [Int: Double] {
      let read = readByYear(node[name], key: "investments.finance.\(name)", as: unit, inherited)
      kinds[name] = read.kinds
      return read.figures
    }
    let finance = CityFinance(
      annualMargin: row("annual_margin", .money), netInvestments: row("net_investments", .money), loanStock: row("loan_stock", .money),
      loanStockChange: row("loan_stock_change", .money), otherIncome: row("other_income", .money), population: row("population", nil),
      turnDownBy: year(node["turn_down_by"]))
    for entry in node["net_investments"]?.entries ?? [] where Int(entry.key).map({ $0 >= frame.years[0] }) ?? false {
      error(
        entry.keyPlace, "net investments of \(entry.key) are given, but the programme begins in \(frame.years[0])",
        expected: "years before it", hint: "in its own years they are those of the programme's projects")
    }
    return (finance, kinds)
  }
}
