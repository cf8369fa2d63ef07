/// A request as the answer depends on it; what carries it does not matter.
package struct ServedRequest: Sendable {
  package var method: String
  /// Path and query.
  package var target: String
  /// The `Host` header, or what stands in its place.
  package var host: String?
  package var origin: String?
  package var contentType: String?
  package var body: [UInt8]

  package init(
    _ method: String, _ target: String, host: String?, origin: String? = nil, contentType: String? = nil, body: [UInt8] = []
  ) {
    self.method = method
    self.target = target
    self.host = host
    self.origin = origin
    self.contentType = contentType
    self.body = body
  }
}

package struct ServedResponse: Sendable {
  package var status: Int
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]

  init(_ status: Int, type: String, _ body: String, policy: String = "default-src 'none'") {
    self.status = status
    self.body = Array(body.utf8)
    headers = [
      ("Content-Type", type), ("Content-Security-Policy", policy + "; frame-ancestors 'none'"), ("X-Content-Type-Options", "nosniff"),
      ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Resource-Policy", "same-origin"), ("Cache-Control", "no-store"),
    ]
  }

  func with(_ name: String, _ value: String) -> ServedResponse {
    var response = self
    response.headers.append((name, value))
    return response
  }
}

/// What is wrong with a request: where in it, what was found, what was expected, what to try.
struct RequestProblem: Encodable, Equatable, Sendable {
  /// A place in the body as a JSON pointer (RFC 6901), or a part of the request.
  var at: String
  var found: String
  var expected: String?
  var hint: String?
}

struct ProblemList: Encodable, Sendable {
  var problems: [RequestProblem]
}
