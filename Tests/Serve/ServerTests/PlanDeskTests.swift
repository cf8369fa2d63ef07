import Foundation
import Synchronization
import Testing

@testable import Server

@Suite struct PlanDeskTests {
  private final class Told: Sendable {
    let lines = Mutex<[[String]]>([])
  }

  @Test func theSessionFollowsTheFilesAndABrokenPlanKeepsItsLastFigures() throws {
    try withNewPlan { folder in
      let file = folder.appendingPathComponent("plan.yaml"), told = Told()
      let desk = try desk(folder.path, scenario: "roadmap", tell: { lines in told.lines.withLock { $0.append(lines) } })
      let sound = try String(contentsOf: file, encoding: .utf8)
      func after(_ text: String) throws -> Session {
        try text.write(to: file, atomically: true, encoding: .utf8)
        usleep(250_000)
        return desk.session()
      }
      let first = desk.session()
      usleep(250_000)
      #expect(desk.session().version == first.version)

      let changed = try after(sound.replacing("share: 30 %", with: "share: 10 %"))
      #expect(changed.version != first.version && changed.plan.run != first.plan.run)

      let broken = try after(sound.replacing("share: 30 %", with: "share: 130 %"))
      #expect(broken.version != changed.version)
      #expect(broken.plan.run == changed.plan.run)
      #expect(broken.problems.count == 1)
      let page = get(broken, "/").text
      #expect(page.contains(#"<main id="top"><div role="alert""#))
      #expect(page.contains("\(file.path):56:85"))
      #expect(get(broken, "/api/version").text.contains("plan.yaml:56:85"))

      let mended = try after(sound)
      #expect(mended.problems.isEmpty && mended.plan.run == first.plan.run)
      #expect(!get(mended, "/").text.contains("role=\"alert\""))
      #expect(told.lines.withLock { $0.map(\.count) } == [0, 1, 0])

      // A file that comes is seen too, and so is a scenario that goes.
      try "measures: 3\n".write(to: folder.appendingPathComponent("more.yaml"), atomically: true, encoding: .utf8)
      usleep(250_000)
      #expect(!desk.session().problems.isEmpty)
      try FileManager.default.removeItem(at: folder.appendingPathComponent("more.yaml"))
      let gone = try after(sound.replacing("id: roadmap", with: "id: roadmap2").replacing("extends: roadmap", with: "extends: roadmap2"))
      #expect(gone.problems.map(\.found) == ["the plan has no scenario 'roadmap'"])
      #expect(gone.problems.first?.hint == "did you mean 'roadmap2'?")
    }
  }

  @Test func theWholeFolderMayGoAndComeBack() throws {
    try withNewPlan { folder in
      let desk = try desk(folder.path, scenario: "roadmap")
      let away = URL(fileURLWithPath: folder.path + "-away")
      try FileManager.default.moveItem(at: folder, to: away)
      usleep(250_000)
      let gone = desk.session()
      #expect(gone.problems.count == 1 && get(gone, "/api/run").status == 200)
      try FileManager.default.moveItem(at: away, to: folder)
      usleep(250_000)
      #expect(desk.session().problems.isEmpty)
    }
  }
}
