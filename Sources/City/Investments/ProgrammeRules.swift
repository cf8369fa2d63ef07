/// What makes a list of projects no programme at all, whatever it costs.
package enum ProgrammeFault: Sendable, Equatable {
  case committedLeftOut(project: Int)
  case startOutsideWindow(project: Int, start: Int)
  case exclusive(group: String, projects: [Int])
  case prerequisiteMissing(project: Int, Prerequisite)
  /// The prerequisite is in the programme, but too late.
  case prerequisiteLate(project: Int, Prerequisite)
}

extension InvestmentPlan {
  /// Every rule that a programme breaks, in the plan's order.
  package func faults(_ programme: Programme) -> [ProgrammeFault] {
    projects.indices.flatMap { faults(ofProject: $0, programme) } + exclusiveFaults(programme)
  }

  private func faults(ofProject p: Int, _ programme: Programme) -> [ProgrammeFault] {
    let project = projects[p]
    guard let start = programme.starts[p] else { return project.isCommitted ? [.committedLeftOut(project: p)] : [] }
    let window: [ProgrammeFault] = starts(of: p).contains(start) ? [] : [.startOutsideWindow(project: p, start: start)]
    return window + project.prerequisites.compactMap { fault(of: $0, project: p, start, programme) }
  }

  private func fault(of needed: Prerequisite, project p: Int, _ start: Int, _ programme: Programme) -> ProgrammeFault? {
    guard let other = programme.starts[needed.project] else { return .prerequisiteMissing(project: p, needed) }
    switch needed.state {
    case .chosen: return nil
    case .started: return other <= start ? nil : .prerequisiteLate(project: p, needed)
    case .finished: return projects[needed.project].finish(startingIn: other) < start ? nil : .prerequisiteLate(project: p, needed)
    }
  }

  private func exclusiveFaults(_ programme: Programme) -> [ProgrammeFault] {
    exclusiveGroups.compactMap { group, members in
      let chosen = members.filter { programme.starts[$0] != nil }
      return chosen.count > 1 ? .exclusive(group: group, projects: chosen) : nil
    }
  }

  /// Groups by name with their members, in the order of their first member.
  package var exclusiveGroups: [(group: String, members: [Int])] {
    var names: [String] = []
    for case let name? in projects.map(\.exclusiveGroup) where !names.contains(name) { names.append(name) }
    return names.map { name in (name, projects.indices.filter { projects[$0].exclusiveGroup == name }) }
  }

  /// Projects that need themselves through their prerequisites, as one round; nil when there is none.
  package var prerequisiteCycle: [Int]? {
    var isDone = Set<Int>()
    func walk(_ p: Int, _ path: [Int]) -> [Int]? {
      if let i = path.firstIndex(of: p) { return Array(path[i...]) }
      if isDone.contains(p) { return nil }
      for needed in projects[p].prerequisites { if let cycle = walk(needed.project, path + [p]) { return cycle } }
      isDone.insert(p)
      return nil
    }
    return projects.indices.lazy.compactMap { walk($0, []) }.first
  }

  /// Caps on money that no choice of projects and starts can reach: they say nothing. Exclusive groups count their dearest project.
  package var capsThatNeverBind: [Int] {
    limits.indices.filter { l in
      guard limits[l].sense == .atMost, case .money = limits[l].quantity else { return false }
      let most = largestUse(of: limits[l])
      return most.indices.allSatisfy { row in limits[l].level(inRow: row).map { most[row] < $0 } ?? true }
    }
  }

  /// More than any programme can use of each row.
  private func largestUse(of limit: InvestmentLimit) -> [Double] {
    let single = projects.indices.map { p in
      starts(of: p).map { use(of: limit, by: p, startingIn: $0) ?? [] }.reduce(nil as [Double]?) { most, use in
        most.map { zip($0, use).map(max) } ?? use
      } ?? []
    }
    func summed(_ rows: [[Double]], _ combine: (Double, Double) -> Double) -> [Double]? {
      rows.first.map { first in rows.dropFirst().reduce(first) { zip($0, $1).map(combine) } }
    }
    let groups = exclusiveGroups.compactMap { group in summed(group.members.map { single[$0] }, max) }
    let free = projects.indices.filter { projects[$0].exclusiveGroup == nil }.map { single[$0] }
    return summed(free + groups, +) ?? []
  }
}
