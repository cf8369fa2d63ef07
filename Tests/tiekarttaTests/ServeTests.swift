import Foundation
import Testing

/// `tiekartta serve` as a program: what a browser and other programs get from it.
@Suite struct ServeTests {
  @Test func whatIfAMeasureIsOffIsTheRunOfAPlanWithoutIt() throws {
    try withTown { folder, plan in
      let server = try Server("town", "--scenario", "roadmap", "--port", "0", in: folder)
      defer { server.kill() }
      let connection = try HTTPConnection(port: server.port)
      let run = try tiekartta("run", "town", "--scenario", "roadmap", "--format", "json", in: folder).output
      #expect(try connection.get("/api/run").body + "\n" == run)

      let off = try connection.post("/api/what-if", #"{"measures": {"clean_heat": {"on": false}}}"#)
      let text = try String(contentsOf: plan, encoding: .utf8)
      #expect(text.contains("measures: [clean_heat, electric_cars]"))
      try text.replacing("measures: [clean_heat, electric_cars]", with: "measures: [electric_cars]")
        .write(to: folder.appendingPathComponent("without.yaml"), atomically: true, encoding: .utf8)
      try FileManager.default.createDirectory(at: folder.appendingPathComponent("without"), withIntermediateDirectories: false)
      try FileManager.default.moveItem(
        at: folder.appendingPathComponent("without.yaml"), to: folder.appendingPathComponent("without/plan.yaml"))
      let without = try tiekartta("run", "without", "--scenario", "roadmap", "--format", "json", in: folder).output

      let answer = try JSONDecoder().decode(Answer.self, from: Data(off.body.utf8))
      let expected = try JSONDecoder().decode(PlainRun.self, from: Data(without.utf8)).scenarios[0]
      let planned = try JSONDecoder().decode(PlainRun.self, from: Data(run.utf8)).scenarios[0]
      #expect(abs(answer.as_asked.gap - expected.target.gap) < 1e-9)
      #expect(answer.as_planned.gap == planned.target.gap && answer.as_planned.total == planned.total)
      #expect(zip(answer.as_asked.total, expected.total).allSatisfy { abs($0 - $1) < 1e-9 })
      #expect(answer.as_asked.gap > answer.as_planned.gap + 1)
    }
  }

  @Test func theCapLeavesTheRoomThatInvestCheckTells() throws {
    let server = try Server("Scenarios/espoo", "--scenario", "hne2030", "--port", "0", in: checkout)
    defer { server.kill() }
    let connection = try HTTPConnection(port: server.port)
    let answer = try object(try connection.post("/api/what-if", #"{"cap_meur": 300}"#).body)
    let cap = try #require(answer["cap"] as? [String: Any])
    let check = try object(try tiekartta("invest", "Scenarios/espoo", "check", "--cap", "300", "--format", "json").output)
    let limit = try #require((check["limits"] as? [[String: Any]])?.first { $0["id"] as? String == cap["limit"] as? String })
    #expect(cap["programme"] as? String == check["programme"] as? String)
    #expect(abs((cap["room_meur"] as? Double ?? .nan) - (limit["room"] as? Double ?? 0)) < 1e-9)
    #expect(cap["base"] as? String == limit["base"] as? String)
  }

  @Test func aChangeOfAFileIsServedAndABrokenPlanIsSaidAtTheTop() throws {
    try withTown { folder, plan in
      let server = try Server("town", "--scenario", "roadmap", "--port", "0", "--lang", "sv", in: folder)
      defer { server.kill() }
      let connection = try HTTPConnection(port: server.port)
      let page = try connection.get("/").body, version = try connection.get("/api/version").body
      #expect(page.contains("<html lang=\"sv\">") && page.contains("Tänk om?"))
      let text = try String(contentsOf: plan, encoding: .utf8)
      try text.replacing("share: 30 %", with: "share: 300 %").write(to: plan, atomically: true, encoding: .utf8)
      usleep(300_000)
      let broken = try connection.get("/").body
      #expect(broken.contains("Planens filer har problem (1)") && broken.contains("town/plan.yaml:56:"))
      #expect(try connection.get("/api/version").body != version)
      try text.replacing("share: 30 %", with: "share: 10 %").write(to: plan, atomically: true, encoding: .utf8)
      usleep(300_000)
      let changed = try connection.get("/").body
      #expect(!changed.contains("Planens filer har problem") && changed != page)
      let told = try server.interrupt()
      #expect(told.errors.contains("town/plan.yaml:56:") && told.errors.contains("tiekartta: the plan was read again\n"))
      // Nothing was written beside the plan.
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent("town").path) == ["plan.yaml"])
    }
  }

  @Test func strangersAndUnboundedRequestsAreRefused() throws {
    try withTown { folder, _ in
      let server = try Server("town", "--port", "0", "--allow-host", "plans.example", in: folder)
      defer { server.kill() }
      let connection = try HTTPConnection(port: server.port)
      #expect(try connection.get("/", host: "evil.example").status == 403)
      #expect(try connection.get("/", host: "evil.example:\(server.port)").status == 403)
      #expect(try connection.get("/", host: "plans.example:\(server.port)").status == 200)
      #expect(try connection.get("/", host: "localhost:\(server.port)").status == 200)
      try connection.send("GET /api/run HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\n\r\n")
      #expect(try connection.reply().status == 403)
      #expect(try connection.post("/api/what-if", "{}", type: "text/plain").status == 415)
      let bad = try connection.post("/api/what-if", #"{"measures": {"renovatoin": {"on": 0}}, "cap": 3}"#)
      #expect(bad.status == 400 && bad.body.contains("did you mean 'renovation'?") && bad.body.contains("unknown key 'cap'"))

      let large = try HTTPConnection(port: server.port).post("/api/what-if", String(repeating: " ", count: 70_000))
      #expect(large.status == 413 && large.head.lowercased().contains("connection: close"))
      let endless = try HTTPConnection(port: server.port)
      try endless.send(
        "POST /api/what-if HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
      let chunk = "8000\r\n" + String(repeating: " ", count: 0x8000) + "\r\n"
      // The server reads no more than it says and ends the connection.
      #expect(throws: HTTPConnection.ConnectionError.self) {
        for _ in 0..<1_000 { try endless.send(chunk) }
        _ = try endless.reply()
        _ = try endless.reply()
      }
      let heads = try HTTPConnection(port: server.port)
      try heads.send("GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: \(String(repeating: "x", count: 40_000))\r\n\r\n")
      #expect(try heads.reply().status >= 400)
      #expect(try HTTPConnection(port: server.port).get("/").status == 200)
    }
  }

  /// A body that never comes holds its connection for ten seconds and no longer, and holds up nobody else.
  @Test func aBodyThatNeverComesIsGivenUp() throws {
    try withTown { folder, _ in
      let server = try Server("town", "--port", "0", in: folder)
      defer { server.kill() }
      let slow = try HTTPConnection(port: server.port)
      try slow.send("POST /api/what-if HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{")
      #expect(try HTTPConnection(port: server.port).get("/api/version").status == 200)
      let start = ContinuousClock.now
      #expect(try slow.reply().status == 408)
      #expect(slow.isClosed())
      #expect(ContinuousClock.now - start < .seconds(20))
    }
  }

  /// One after another over one connection: no error, and memory that does not grow with them.
  @Test func aThousandQuestionsInARowTakeNoMoreMemory() throws {
    try withTown { folder, _ in
      let server = try Server("town", "--scenario", "roadmap", "--port", "0", in: folder)
      defer { server.kill() }
      let connection = try HTTPConnection(port: server.port)
      func ask(_ number: Int) throws -> HTTPReply {
        let adoption = Double(number % 151) / 100
        return try connection.post(
          "/api/what-if", #"{"measures": {"clean_heat": {"adoption": \#(adoption)}, "renovation": {"on": \#(number % 2 == 0)}}}"#)
      }
      var gaps: Set<String> = []
      for number in 0..<100 { #expect(try ask(number).status == 200) }
      let before = try server.residentKilobytes()
      for number in 0..<1_000 {
        let reply = try ask(number)
        #expect(reply.status == 200)
        gaps.insert(String(reply.body.prefix { $0 != "}" }))
      }
      let after = try server.residentKilobytes()
      #expect(gaps.count > 250)
      #expect(after < before + 16_384, "resident memory went from \(before) to \(after) kB")
      #expect(after < 200_000)
    }
  }

  @Test(arguments: [SIGINT, SIGTERM]) func itEndsWellWhenItIsAskedTo(signal: Int32) throws {
    try withTown { folder, _ in
      let server = try Server("town", "--port", "0", in: folder)
      // A connection that is open and idle does not hold it up.
      let connection = try HTTPConnection(port: server.port)
      #expect(try connection.get("/api/version").status == 200)
      let outcome = try server.end(signal)
      #expect(outcome.status == 0)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors == "tiekartta: listening on http://127.0.0.1:\(server.port)/ (Ctrl-C ends it)\n")
    }
  }

  @Test func aPortInUseAnUnknownHostAndWrongUsageAreTold() throws {
    try withTown { folder, _ in
      let server = try Server("town", "--port", "0", in: folder)
      defer { server.kill() }
      let second = try tiekartta("serve", "town", "--port", String(server.port), in: folder)
      #expect(second.status == 2)
      #expect(
        second.errors
          == "tiekartta: cannot listen on 127.0.0.1, port \(server.port): Address already in use (errno: 98); '--port 0' takes a port that is free\n"
      )
      let elsewhere = try tiekartta("serve", "town", "--port", "0", "--host", "no.such.host.invalid", in: folder)
      #expect(elsewhere.status == 2)
      #expect(elsewhere.errors.contains("tiekartta: cannot listen on no.such.host.invalid, port 0: "))
      #expect(try tiekartta("serve", "town", "--host", "0.0.0.0", in: folder).status == 64)
      #expect(try tiekartta("serve", "town", "--port", "70000", in: folder).status == 64)
      #expect(try tiekartta("serve", "town", "--scenario", "roadmop", in: folder).errors.contains("did you mean 'roadmap'?"))
      #expect(try tiekartta("serve", "nowhere", in: folder).status == 2)
    }
  }

  @Test func theExamplesOfTheHelpAndTheREADMEAreAnswered() throws {
    let help = try tiekartta("serve", "--help").output
    let example = try #require(help.split(separator: "\n").first { $0.contains("  tiekartta serve ") })
    let words = example.split(separator: " ").dropFirst(2).map(String.init)
    let server = try Server(words + ["--port", "0"], in: checkout)
    defer { server.kill() }
    let connection = try HTTPConnection(port: server.port)
    #expect(try connection.get("/").body.contains("<html lang=\"fi\">"))
    // The README's question is one.
    let readme = try String(contentsOf: checkout.appendingPathComponent("README.md"), encoding: .utf8)
    let question = try #require(readme.firstMatch(of: #/curl -d '([^']+)'/#)).output.1
    #expect(try connection.post("/api/what-if", String(question)).status == 200)
  }

  @Test func anotherAddressIsListenedToWhenItIsNamed() throws {
    try withTown { folder, _ in
      let server = try Server("town", "--port", "0", "--host", "0.0.0.0", "--allow-host", "town.example", in: folder)
      defer { server.kill() }
      #expect(try HTTPConnection(port: server.port).get("/api/version", host: "town.example").status == 200)
      #expect(try HTTPConnection(port: server.port).get("/api/version", host: "0.0.0.0").status == 403)
      #expect(try server.interrupt().errors.contains("other machines can reach 0.0.0.0"))
    }
  }
}

private func withTown(_ body: (URL, URL) throws -> Void) throws {
  let folder = temporaryURL()
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  #expect(try tiekartta("new", "town", in: folder).status == 0)
  try body(folder, folder.appendingPathComponent("town/plan.yaml"))
}

/// A served plan, listening.
private final class Server {
  let port: Int
  private let process = Process()
  private let output = temporaryURL(), errors = temporaryURL()

  convenience init(_ arguments: String..., in folder: URL) throws { try self.init(arguments, in: folder) }

  init(_ arguments: [String], in folder: URL) throws {
    for url in [output, errors] { _ = FileManager.default.createFile(atPath: url.path, contents: nil) }
    process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("tiekartta")
    process.arguments = ["serve"] + arguments
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle(forWritingAtPath: output.path)
    process.standardError = FileHandle(forWritingAtPath: errors.path)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    var said = ""
    while process.isRunning, !said.contains("(Ctrl-C ends it)\n") {
      usleep(20_000)
      said = try String(contentsOf: errors, encoding: .utf8)
    }
    port = try #require(said.firstMatch(of: #/:(\d+)\//#).flatMap { Int($0.output.1) }, "\(said)")
  }

  func residentKilobytes() throws -> Int {
    let status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
    return try #require(status.firstMatch(of: #/VmRSS:\s+(\d+) kB/#).flatMap { Int($0.output.1) })
  }

  func interrupt() throws -> Outcome { try end(SIGINT) }

  func end(_ signal: Int32) throws -> Outcome {
    Foundation.kill(process.processIdentifier, signal)
    process.waitUntilExit()
    return Outcome(
      output: try String(contentsOf: output, encoding: .utf8), errors: try String(contentsOf: errors, encoding: .utf8),
      status: process.terminationReason == .exit ? process.terminationStatus : -1)
  }

  func kill() {
    if process.isRunning { process.terminate() }
    process.waitUntilExit()
    for url in [output, errors] { try? FileManager.default.removeItem(at: url) }
  }
}

private struct Answer: Decodable {
  var as_planned: Figures
  var as_asked: Figures

  struct Figures: Decodable {
    var gap: Double
    var total: [Double]
  }
}

private struct PlainRun: Decodable {
  var scenarios: [Scenario]

  struct Scenario: Decodable {
    var total: [Double]
    var target: Target
  }

  struct Target: Decodable { var gap: Double }
}
