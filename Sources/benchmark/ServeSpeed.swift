import Foundation
import Reports
import Scenarios
import Server

/// Questions what if to Espoo's plan, one after another over one connection of this machine: milliseconds from the first byte sent to the
/// last one received, half of them below p50, and the memory of the whole program before and after.
func measureServe() throws {
  guard isWanted("serve") else { return }
  let desk = try PlanDesk(
    try loadPlan("Scenarios/espoo"), scenario: "hne2030", language: .en, hosts: HostNames(), tell: { _ in },
    page: { _ in ServedPage(html: "<main></main>") })
  let listening = DispatchSemaphore(value: 0)
  nonisolated(unsafe) var port = 0
  Thread.detachNewThread {
    try? serve(desk, host: "127.0.0.1", port: 0) {
      port = $0
      listening.signal()
    }
  }
  listening.wait()
  let connection = connection(to: port)
  for number in 0..<100 { ask(number, over: connection) }
  report("serve.memory.before", residentMegabytes, "MB")
  let times = (0..<1_000).map { number -> Double in
    let start = now(CLOCK_MONOTONIC)
    ask(number, over: connection)
    return (now(CLOCK_MONOTONIC) - start) * 1e3
  }.sorted()
  for percent in [50, 95, 99] { report("serve.what_if.p\(percent)", times[times.count * percent / 100], "ms wall") }
  report("serve.memory.after", residentMegabytes, "MB")
  close(connection)
}

private func connection(to port: Int) -> Int32 {
  let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = UInt16(port).bigEndian
  address.sin_addr.s_addr = inet_addr("127.0.0.1")
  let failed = withUnsafePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
  }
  precondition(failed == 0, "the server does not take the connection")
  return connection
}

/// Another adoption each time, so that no answer could be kept.
private func ask(_ number: Int, over connection: Int32) {
  let body = #"{"measures": {"national_district_heat": {"adoption": \#(Double(number % 1500) / 1000)}}}"#
  let request =
    "POST /api/what-if HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n" + body
  precondition(send(connection, request, request.utf8.count, 0) == request.utf8.count, "the server does not listen")
  var reply: [UInt8] = [], buffer = [UInt8](repeating: 0, count: 65_536), whole = Int.max
  while reply.count < whole {
    let count = recv(connection, &buffer, buffer.count, 0)
    precondition(count > 0, "the server ended the connection")
    reply += buffer[..<count]
    if whole == .max, let end = headEnd(reply) { whole = end + length(String(decoding: reply[..<end], as: UTF8.self)) }
  }
  precondition(reply.starts(with: Array("HTTP/1.1 200 ".utf8)), "the question is refused")
}

private func headEnd(_ reply: [UInt8]) -> Int? {
  let mark = Array("\r\n\r\n".utf8)
  return reply.indices.dropLast(3).first { reply[$0..<($0 + 4)].elementsEqual(mark) }.map { $0 + 4 }
}

private func length(_ head: String) -> Int {
  let line = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
  return line?.split(separator: " ").last.flatMap { Int($0) } ?? 0
}

private var residentMegabytes: Double {
  let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ")[1]
  return (pages.flatMap { Double($0) } ?? .nan) * Double(sysconf(Int32(_SC_PAGESIZE))) / 1e6
}
