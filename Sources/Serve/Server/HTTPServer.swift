import Foundation
import Hummingbird
import Synchronization

/// What bounds every request.
private enum Bounds {
  static let bodyBytes = 64 * 1024
  /// Of a body that is read to its end although it is too large, so that the sender can read why.
  static let refusedBytes = 1024 * 1024
  static let headerBytes = 16 * 1024
  static let bodyTime = Duration.seconds(10)
  static let answerTime = Duration.seconds(20)
  static let idleSeconds: Int64 = 30
  static let connections = 64
}

/// Why a server could not begin to listen, in the system's words.
package struct ListeningError: Error, CustomStringConvertible {
  package let description: String
}

/// Serves a plan until the program is asked to end (Ctrl-C, `kill`).
/// - Parameters:
///   - port: 0: any that is free.
///   - isListening: gets the port.
/// - Throws: `ListeningError`.
package func serve(_ desk: PlanDesk, host: String, port: Int, isListening: @escaping @Sendable (Int) -> Void) throws {
  let ended = DispatchSemaphore(value: 0)
  let failure = Mutex<(any Error)?>(nil)
  Task.detached {
    do {
      try await listen(desk, host: host, port: port, isListening: isListening)
    } catch {
      failure.withLock { $0 = error }
    }
    ended.signal()
  }
  ended.wait()
  if let error = failure.withLock({ $0 }) { throw error }
}

private func listen(_ desk: PlanDesk, host: String, port: Int, isListening: @escaping @Sendable (Int) -> Void) async throws {
  let hasBegun = Begun()
  var application = Application(
    responder: Responder(desk: desk),
    server: .http1(
      configuration: .init(
        idleTimeout: .seconds(Bounds.idleSeconds),
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: Bounds.headerBytes, maxHeaderListSize: Bounds.headerBytes, maxHeaderFieldCount: 100))),
    configuration: .init(
      address: .hostname(host, port: port), availableConnectionsDelegate: .maximum(Bounds.connections, logger: .init(label: "connections"))),
    onServerRunning: { channel in
      hasBegun.isTrue.store(true, ordering: .relaxed)
      isListening(channel.localAddress?.port ?? port)
    })
  // A server of one reader keeps no log of its own.
  application.logger.logLevel = .critical
  do {
    try await application.runService()
  } catch {
    if hasBegun.isTrue.load(ordering: .relaxed) { throw error }
    // `bind(…): Address already in use) (errno: 98)`: the system's words are the last part, with a bracket that nobody opened.
    let words = "\(error)".split(separator: ": ", maxSplits: 1).last.map(String.init) ?? "\(error)"
    throw ListeningError(description: words.replacing(") (errno", with: " (errno"))
  }
}

/// Whether the server listens.
private final class Begun: Sendable {
  let isTrue = Atomic(false)
}

/// Carries requests to `response(to:from:)` and its answers back.
private struct Responder: HTTPResponder {
  typealias Context = BasicRequestContext

  let desk: PlanDesk
  let workers = Workers()

  func respond(to request: Request, context: Context) async throws -> Response {
    let body: [UInt8]
    switch try await received(request) {
    case .whole(let bytes): body = bytes
    case .tooLarge:
      return closing(refused(413, "", "a body of more than \(Bounds.bodyBytes) bytes", expected: "at most \(Bounds.bodyBytes)"))
    case .tooSlow:
      return closing(refused(408, "", "the body did not come within \(Bounds.bodyTime)", expected: "a body that comes at once"))
    }
    let asked = ServedRequest(
      request.method.rawValue, request.head.path ?? "", host: request.head.authority, origin: request.headers[.origin],
      contentType: request.headers[.contentType], body: body)
    let desk = desk
    guard let answer = await workers.answer(within: Bounds.answerTime, { response(to: asked, from: desk.session()) }) else {
      return carried(refused(503, "", "the answer is not there within \(Bounds.answerTime)", hint: "ask again later"))
    }
    return carried(answer)
  }

  private func carried(_ answer: ServedResponse) -> Response {
    Response(status: .init(code: answer.status), headers: fields(answer), body: .init(byteBuffer: ByteBuffer(bytes: answer.body)))
  }

  /// The connection ends with the answer, because the rest of the request is not wanted.
  private func closing(_ answer: ServedResponse) -> Response {
    let bytes = answer.body
    return Response(
      status: .init(code: answer.status), headers: fields(answer.with("Connection", "close")),
      body: .init(contentLength: bytes.count) { writer in
        try await writer.write(ByteBuffer(bytes: bytes))
        try await writer.finish(nil)
        throw CancellationError()
      })
  }

  private func fields(_ answer: ServedResponse) -> HTTPFields {
    var fields = HTTPFields()
    for (name, value) in answer.headers { if let name = HTTPFields.Element.Name(name) { fields[name] = value } }
    return fields
  }
}

private enum ReceivedBody: Sendable {
  case whole([UInt8])
  case tooLarge, tooSlow
}

/// The body of a request within the bounds.
private func received(_ request: Request) async throws -> ReceivedBody {
  guard request.headers[.contentLength] != nil || request.headers[.transferEncoding] != nil else { return .whole([]) }
  return try await withThrowingTaskGroup(of: ReceivedBody.self) { group in
    defer { group.cancelAll() }
    group.addTask { try await collected(request.body) }
    group.addTask {
      try await Task.sleep(for: Bounds.bodyTime)
      return .tooSlow
    }
    return try await group.next() ?? .tooSlow
  }
}

private func collected(_ body: RequestBody) async throws -> ReceivedBody {
  var bytes: [UInt8] = [], count = 0
  for try await part in body {
    count += part.readableBytes
    if count > Bounds.refusedBytes { return .tooLarge }
    if count <= Bounds.bodyBytes { bytes.append(contentsOf: part.readableBytesView) }
  }
  return count > Bounds.bodyBytes ? .tooLarge : .whole(bytes)
}

/// Threads on which answers are worked out, one for each core, so that those that carry requests are always free.
private final class Workers: Sendable {
  private let queue: OperationQueue
  private let waiting = Waiting()

  init() {
    queue = OperationQueue()
    queue.maxConcurrentOperationCount = max(1, ProcessInfo.processInfo.activeProcessorCount)
  }

  /// The answer, or nil when it is not there in time or too many wait; the work of an answer that nobody waits for any more ends by itself.
  func answer(within time: Duration, _ work: @escaping @Sendable () -> ServedResponse) async -> ServedResponse? {
    guard waiting.count.wrappingAdd(1, ordering: .relaxed).newValue <= Bounds.connections else {
      waiting.count.wrappingSubtract(1, ordering: .relaxed)
      return nil
    }
    let waiting = waiting, queue = queue
    return await withCheckedContinuation { continuation in
      let first = FirstAnswer(continuation)
      let clock = Task {
        try await Task.sleep(for: time)
        first.give(nil)
      }
      queue.addOperation {
        first.give(work())
        clock.cancel()
        waiting.count.wrappingSubtract(1, ordering: .relaxed)
      }
    }
  }

  /// Questions that are worked on or wait for it.
  final class Waiting: Sendable {
    let count = Atomic(0)
  }
}

/// Hands over the first of two answers.
private final class FirstAnswer: Sendable {
  private let waiting: Mutex<CheckedContinuation<ServedResponse?, Never>?>

  init(_ continuation: CheckedContinuation<ServedResponse?, Never>) { waiting = Mutex(continuation) }

  func give(_ answer: ServedResponse?) {
    let continuation = waiting.withLock { $0.take() }
    continuation?.resume(returning: answer)
  }
}
