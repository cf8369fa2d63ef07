import Diagnostics
import Engine
import Reports
import Scenarios

/// Everything that can be asked for. `openapi.json` describes it to other programs.
enum Route: String, CaseIterable {
  case page = "/"
  case run = "/api/run"
  case version = "/api/version"
  case whatIf = "/api/what-if"
  case description = "/api/openapi.json"

  var method: String { self == .whatIf ? "POST" : "GET" }
}

/// The answer to a request; it depends on nothing but the request and what is served.
package func response(to request: ServedRequest, from session: Session) -> ServedResponse {
  guard session.hosts.allow(request.host) else {
    return refused(
      403, "Host", "the host '\(request.host ?? "")'", expected: "a name of this machine",
      hint: "'tiekartta serve --allow-host NAME' lets other names in")
  }
  guard session.hosts.allow(origin: request.origin) else {
    return refused(403, "Origin", "a page of '\(request.origin ?? "")' asks", expected: "a page of this server")
  }
  let parts = request.target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
  let path = parts.first ?? ""
  guard let route = Route(rawValue: path) else {
    let paths = Route.allCases.map(\.rawValue)
    return refused(
      404, "path", "there is no '\(path)'", expected: paths.joined(separator: ", "), hint: didYouMean(path, among: paths))
  }
  guard request.method == route.method else {
    return refused(405, "method", "\(request.method) \(path)", expected: "\(route.method) \(path)").with("Allow", route.method)
  }
  if parts.count > 1 {
    return refused(400, "query", "'?\(parts[1])' after '\(path)'", expected: "no query")
  }
  return answer(route, request, session)
}

private func answer(_ route: Route, _ request: ServedRequest, _ session: Session) -> ServedResponse {
  switch route {
  case .page: ServedResponse(200, type: "text/html; charset=utf-8", session.page, policy: session.policy)
  case .run: ServedResponse(200, type: jsonType, session.plan.run)
  case .version: document(200, VersionDocument(version: session.version, problems: session.problems.map(\.description)))
  case .whatIf: whatIf(request, session)
  case .description: ServedResponse(200, type: jsonType, apiDescription)
  }
}

struct VersionDocument: Encodable, Sendable {
  /// Changes with the plan's files.
  var version: String
  /// Of the files as they are now; the figures are those of the last whole plan.
  var problems: [String]
}

// MARK: What if

private func whatIf(_ request: ServedRequest, _ session: Session) -> ServedResponse {
  guard mediaType(request.contentType) == "application/json" else {
    return refused(415, "Content-Type", request.contentType.map { "'\($0)'" } ?? "no content type", expected: "application/json")
  }
  let plan = session.plan
  var problems: [RequestProblem] = []
  let question = WhatIf(body: request.body, plan: plan, problems: &problems)
  guard let question, problems.isEmpty else { return document(400, ProblemList(problems: problems)) }
  do throws(EngineError) {
    let answer = try WhatIfAnswer(question, plan: plan.result, investments: plan.scenario.investments)
    return document(200, WhatIfDocument(answer, language: session.language))
  } catch {
    let told = diagnostic(for: error, in: plan.city, scenario: plan.scenario)
    return document(422, ProblemList(problems: [.init(at: "", found: told.found, expected: told.expected, hint: told.hint)]))
  }
}

/// `application/json` of `application/json; charset=utf-8`.
private func mediaType(_ header: String?) -> String? {
  header?.split(separator: ";").first.map { $0.trimmingPrefix(" ").lowercased() }
}

// MARK: Documents

let jsonType = "application/json"
let apiDescription = String(decoding: PackageResources.openapi_json, as: UTF8.self)

func refused(_ status: Int, _ at: String, _ found: String, expected: String? = nil, hint: String? = nil) -> ServedResponse {
  document(status, ProblemList(problems: [.init(at: at, found: found, expected: expected, hint: hint)]))
}

private func document(_ status: Int, _ value: some Encodable) -> ServedResponse {
  do {
    return ServedResponse(status, type: jsonType, try json(value))
  } catch {
    preconditionFailure("a document of our own cannot be written: \(error)")
  }
}
