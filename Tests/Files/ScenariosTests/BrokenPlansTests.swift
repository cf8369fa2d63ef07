import Diagnostics
import Engine
import Foundation
import GoldenFiles
import Testing

@testable import Scenarios

/// Every folder of `BrokenPlans` is a plan with its whole error text beside it.
@Suite struct BrokenPlansTests {
  @Test(arguments: brokenPlans)
  func `A broken plan is told as its expected text says`(_ name: String) throws {
    let found = problems(ofPlan: "\(testFolder)/BrokenPlans/\(name)")
    #expect(goldenDifference(found + "\n", "expected.txt", in: "\(testFolder)/BrokenPlans/\(name)") == nil)
  }

  @Test(arguments: brokenPlans)
  func `No problem is told twice, and each has its place`(_ name: String) throws {
    let lines = problems(ofPlan: "\(testFolder)/BrokenPlans/\(name)").split(separator: "\n")
    #expect(Set(lines).count == lines.count)
    let places = lines.map { $0.split(separator: " ")[0] }
    #expect(places == places.sorted { place($0).lexicographicallyPrecedes(place($1)) }, "problems stand in the order of their places")
    if !["many_problems", "sound", "project_table_with_slips"].contains(name) { #expect(lines.count <= 6, "one slip makes few messages") }
  }

  @Test func `Problems of many kinds are told in one run`() throws {
    let lines = problems(ofPlan: "\(testFolder)/BrokenPlans/many_problems").split(separator: "\n")
    #expect(lines.count >= 9)
  }

  @Test func `There are at least forty broken plans`() {
    #expect(brokenPlans.count > 40)
  }
}

/// Plans that cannot be kept as files of this package.
@Suite struct BrokenFilesTests {
  @Test func `A plan file of 50 megabytes is not read`() throws {
    try withPlan { folder in
      let handle = try #require(FileHandle(forWritingAtPath: "\(folder)/plan.yaml"))
      try handle.truncate(atOffset: 50_000_000)
      try handle.close()
      #expect(problems(ofPlan: folder) == "plan.yaml:1:1: error: the file has 50000000 bytes; expected at most 4000000")
    }
  }

  @Test func `A plan file that is not UTF-8 is told`() throws {
    try withPlan { folder in
      try Data("plan: small\nname: P".utf8 + [0xE4, 0xE4]).write(to: URL(fileURLWithPath: "\(folder)/plan.yaml"))
      #expect(
        problems(ofPlan: folder)
          == "plan.yaml:2:8: error: the file is not UTF-8 text; expected UTF-8 text; hint: save the file with the encoding UTF-8")
    }
  }

  @Test func `A folder, a broken link and a device in place of a file are told`() throws {
    try withPlan { folder in
      let files = FileManager.default
      try files.createDirectory(atPath: "\(folder)/a.yaml", withIntermediateDirectories: false)
      try files.createSymbolicLink(atPath: "\(folder)/b.yaml", withDestinationPath: "\(folder)/nowhere")
      try files.createSymbolicLink(atPath: "\(folder)/c.yaml", withDestinationPath: "/dev/zero")
      #expect(
        problems(ofPlan: folder) == """
          a.yaml:1:1: error: this is a folder; expected a YAML file of a city plan
          b.yaml:1:1: error: this is a link to a file that does not exist; expected a YAML file of a city plan
          c.yaml:1:1: error: this is a device or a pipe; expected a YAML file of a city plan
          """)
    }
  }

  @Test func `A plan that is not there, and a file in place of the folder, are told`() throws {
    try withPlan { folder in
      #expect(problems(ofPlan: "\(folder)/x") == "x:1:1: error: no such folder; expected a city plan: a folder with a plan.yaml")
      #expect(
        problems(ofPlan: "\(folder)/plan.yaml")
          == "plan.yaml:1:1: error: this is a file; expected a city plan: a folder with a plan.yaml; hint: leave out '/plan.yaml'")
    }
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may read every file"))
  func `A plan file without permission is told`() throws {
    try withPlan { folder in
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: "\(folder)/plan.yaml")
      #expect(problems(ofPlan: folder) == "plan.yaml:1:1: error: no permission to read this file; expected a YAML file of a city plan")
    }
  }

  @Test func `Windows line ends and a byte-order mark change nothing`() throws {
    let text = try String(contentsOfFile: "\(testFolder)/BrokenPlans/many_problems/plan.yaml", encoding: .utf8)
    try withPlan { folder in
      let written = "\u{FEFF}" + text.replacingOccurrences(of: "\n", with: "\r\n")
      try Data(written.utf8).write(to: URL(fileURLWithPath: "\(folder)/plan.yaml"))
      #expect(problems(ofPlan: folder) == problems(ofPlan: "\(testFolder)/BrokenPlans/many_problems"))
    }
  }
}
