import Investments
import Testing

@Suite struct ProgrammeRulesTests {
  private func faults(_ projects: [Project], _ starts: Int?...) -> [ProgrammeFault] {
    plan(projects).faults(Programme(id: "test", starts: starts))
  }

  @Test func `Committed projects cannot be left out, and starts lie in their window`() {
    let projects = [project("a", [1], committed: 2024), project("b", [1], window: 2027...2028)]
    #expect(faults(projects, 2024, 2027) == [])
    #expect(faults(projects, nil, 2026) == [.committedLeftOut(project: 0), .startOutsideWindow(project: 1, start: 2026)])
  }

  @Test func `Of an exclusive group there is one at most`() {
    let projects = [project("a", [1], group: "g"), project("b", [1], group: "g"), project("c", [1])]
    #expect(faults(projects, 2026, nil, 2026) == [])
    #expect(faults(projects, 2026, 2027, nil) == [.exclusive(group: "g", projects: [0, 1])])
  }

  @Test func `A prerequisite is chosen, started or finished in time`() {
    for (state, start, isKept) in [
      (Prerequisite.State.finished, 2028, true), (.finished, 2027, false), (.started, 2026, true), (.chosen, 2026, true),
    ] {
      let needed = Prerequisite(project: 0, state: state)
      let projects = [project("a", [1, 1]), project("b", [1], needs: [needed])]
      #expect(faults(projects, 2026, start) == (isKept ? [] : [.prerequisiteLate(project: 1, needed)]))
      #expect(faults(projects, nil, start) == [.prerequisiteMissing(project: 1, needed)])
    }
    let late = [project("a", [1]), project("b", [1], needs: [Prerequisite(project: 0, state: .started)])]
    #expect(faults(late, 2027, 2026).count == 1)
  }

  @Test func `A circle of prerequisites is found`() {
    func needs(_ p: Int) -> [Prerequisite] { [Prerequisite(project: p, state: .chosen)] }
    let a = project("a", [1], needs: needs(1)), b = project("b", [1], needs: needs(2)), c = project("c", [1], needs: needs(1))
    #expect(plan([a, b, c]).prerequisiteCycle == [1, 2])
    #expect(plan([a, project("b", [1])]).prerequisiteCycle == nil)
  }

  /// 30 % waits for a, 20 % for the dearer of b and c.
  @Test func `A measure comes as far as its projects are finished the year before`() {
    func enables(_ share: Double) -> [EnabledMeasure] { [EnabledMeasure(measure: "m", share: share)] }
    let three = plan([
      project("a", [1, 1], enables: enables(0.3)), project("b", [1], group: "g", enables: enables(0.2)),
      project("c", [1], group: "g", enables: enables(0.1)),
    ])
    func share(_ year: Int, _ starts: Int?...) -> Double { three.enabledShare(of: "m", Programme(id: "test", starts: starts), in: year) }
    #expect(share(2030, nil, nil, nil) == 0.5)
    #expect(three.waitingShare(of: "m") == 0.5)
    #expect(share(2027, 2026, nil, nil) == 0.5)
    #expect(share(2028, 2026, nil, nil) == 0.8)
    #expect(share(2030, 2026, 2026, nil) == 1)
    #expect(abs(share(2030, 2026, nil, 2026) - 0.9) < 1e-15)
    #expect(three.enabledShare(of: "other", all(nil, nil, nil), in: 2030) == 1)
  }
}
