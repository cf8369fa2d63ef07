extension InvestmentPlan {
  /// Measures that any project enables, each once, in the order of the projects.
  package var enabledMeasures: [String] {
    var seen: Set<String> = []
    return projects.flatMap { $0.enables.map(\.measure) }.filter { seen.insert($0).inserted }
  }

  /// The share of a measure's effect that a programme lets come in a year: all but what waits for projects that the programme leaves
  /// out or has not finished by the end of the year before. Of an exclusive group the dearest wait counts, for only one can come.
  package func enabledShare(of measure: String, _ programme: Programme, in year: Int) -> Double {
    let ready = programme.chosen.filter { projects[$0.project].finish(startingIn: $0.start) < year }
    return 1 - waitingShare(of: measure) + ready.reduce(0) { $0 + projects[$1.project].share(of: measure) }
  }

  /// The share of a measure's effect that waits for projects at all.
  package func waitingShare(of measure: String) -> Double {
    let free = projects.filter { $0.exclusiveGroup == nil }.reduce(0) { $0 + $1.share(of: measure) }
    return exclusiveGroups.reduce(free) { sum, group in sum + (group.members.map { projects[$0].share(of: measure) }.max() ?? 0) }
  }
}

extension Project {
  /// The share of a measure's effect that waits for this project; 0 when it does not.
  package func share(of measure: String) -> Double { enables.reduce(0) { $1.measure == measure ? $0 + $1.share : $0 } }
}
