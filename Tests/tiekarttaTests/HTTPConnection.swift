import Foundation

struct HTTPReply {
  var status: Int
  var head: String
  var body: String
}

/// One connection to a server of this machine, over which requests go one after another as they are written here: any head, any body.
final class HTTPConnection {
  private let socket: Int32
  private var unread: [UInt8] = []

  init(port: Int) throws {
    socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var patience = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    let failed = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
    if failed != 0 { throw ConnectionError.closed }
  }

  deinit { close(socket) }

  enum ConnectionError: Error { case closed }

  func get(_ path: String, host: String = "127.0.0.1") throws -> HTTPReply {
    try send("GET \(path) HTTP/1.1\r\nHost: \(host)\r\n\r\n")
    return try reply()
  }

  func post(_ path: String, _ body: String, type: String = "application/json") throws -> HTTPReply {
    try send("POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
    return try reply()
  }

  func send(_ text: String) throws {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let sent = bytes.withUnsafeBytes { Foundation.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if sent <= 0 { throw ConnectionError.closed }
      bytes = bytes.dropFirst(sent)
    }
  }

  /// The next reply, whose length its head gives.
  func reply() throws -> HTTPReply {
    let mark = Array("\r\n\r\n".utf8)
    var end: Int?
    while end == nil {
      end = unread.indices.dropLast(3).first { Array(unread[$0..<($0 + 4)]) == mark }
      if end == nil { try receive() }
    }
    let head = String(decoding: unread[..<(end ?? 0)], as: UTF8.self)
    unread.removeFirst((end ?? 0) + 4)
    let lines = head.components(separatedBy: "\r\n")
    let length = lines.first { $0.lowercased().hasPrefix("content-length:") }.flatMap { Int($0.split(separator: " ")[1]) } ?? 0
    while unread.count < length { try receive() }
    let body = String(decoding: unread[..<length], as: UTF8.self)
    unread.removeFirst(length)
    return HTTPReply(status: Int(lines[0].split(separator: " ")[1]) ?? 0, head: head, body: body)
  }

  /// Whether the server ends the connection.
  func isClosed() -> Bool {
    var byte: UInt8 = 0
    return recv(socket, &byte, 1, 0) == 0
  }

  private func receive() throws {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(socket, &buffer, buffer.count, 0)
    if count <= 0 { throw ConnectionError.closed }
    unread += buffer[..<count]
  }
}
