import Foundation
import Testing

@testable import Server

/// The OpenAPI description says what the server does: its routes, and every body that comes and goes.
@Suite struct DescriptionTests {
  private let document: [String: Any]
  private let shape: JSONShape

  init() throws {
    document = try JSONSerialization.jsonObject(with: Data(apiDescription.utf8)) as? [String: Any] ?? [:]
    shape = JSONShape(document: document)
  }

  private func operation(_ method: String, _ path: String) -> [String: Any] {
    ((document["paths"] as? [String: Any])?[path] as? [String: Any])?[method.lowercased()] as? [String: Any] ?? [:]
  }

  private func schema(_ content: Any?) -> [String: Any]? {
    let types = (content as? [String: Any])?["content"] as? [String: Any]
    return (types?["application/json"] as? [String: Any])?["schema"] as? [String: Any]
  }

  /// Faults of a response against what the description says of its status.
  private func faults(_ response: ServedResponse, _ method: String, _ path: String) throws -> [String] {
    let responses = operation(method, path)["responses"] as? [String: Any] ?? [:]
    guard let told = schema(responses[String(response.status)]) else { return ["\(method) \(path) has no \(response.status)"] }
    return shape.faults(try JSONSerialization.jsonObject(with: Data(response.body)), told)
  }

  @Test func itIsOpenAPI31AndNamesEveryRouteAndNoOther() {
    #expect(document["openapi"] as? String == "3.1.0")
    let described = (document["paths"] as? [String: [String: Any]] ?? [:]).flatMap { path, methods in methods.keys.map { "\($0) \(path)" } }
    #expect(Set(described) == Set(Route.allCases.map { "\($0.method.lowercased()) \($0.rawValue)" }))
  }

  @Test(arguments: ["Scenarios/espoo", "Scenarios/kauniainen", "Scenarios/cityref"]) func whatIsSentIsAsDescribed(plan: String) throws {
    let session = try desk("\(packageFolder)/\(plan)").session()
    for route in Route.allCases where route.method == "GET" && route != .page {
      let answer = get(session, route.rawValue)
      #expect(answer.status == 200)
      #expect(try faults(answer, "GET", route.rawValue) == [])
    }
    let answer = ask(session, #"{"discount_rate": 0.1}"#)
    #expect(answer.status == 200)
    #expect(try faults(answer, "POST", "/api/what-if") == [])
  }

  @Test func theExampleIsAQuestionAndIsAnsweredAsDescribed() throws {
    let question = try #require(schema(operation("POST", "/api/what-if")["requestBody"]))
    let example = try #require(shape.resolved(question["$ref"] as? String ?? "")["example"])
    #expect(shape.faults(example, question) == [])
    let answer = ask(try newPlanSession(), String(decoding: try JSONSerialization.data(withJSONObject: example), as: UTF8.self))
    #expect(answer.status == 200)
    #expect(try faults(answer, "POST", "/api/what-if") == [])
  }

  /// What the description refuses the server refuses too, and the other way round.
  @Test(arguments: [
    ("{}", true), (#"{"measures": {}}"#, true), (#"{"measures": {"renovation": {}}}"#, true),
    (#"{"measures": {"renovation": {"on": true, "adoption": 1.5}}}"#, true), (#"{"discount_rate": 0}"#, true),
    ("[]", false), ("null", false), (#"{"measure": {}}"#, false), (#"{"measures": []}"#, false),
    (#"{"measures": {"renovation": 1}}"#, false),
    (#"{"measures": {"renovation": {"on": 1}}}"#, false), (#"{"measures": {"renovation": {"adoption": 1.51}}}"#, false),
    (#"{"measures": {"renovation": {"adoption": -0.01}}}"#, false), (#"{"measures": {"renovation": {"adopt": 1}}}"#, false),
    (#"{"discount_rate": 0.26}"#, false), (#"{"discount_rate": null}"#, false), (#"{"discount_rate": true}"#, false),
    (#"{"cap_meur": "250"}"#, false), (#"{"cap_meur": -1}"#, false),
  ]) func theServerAndTheDescriptionAgreeOnQuestions(body: String, isSound: Bool) throws {
    let question = try #require(schema(operation("POST", "/api/what-if")["requestBody"]))
    let value = try JSONSerialization.jsonObject(with: Data(body.utf8), options: .fragmentsAllowed)
    #expect(shape.faults(value, question).isEmpty == isSound, "\(shape.faults(value, question))")
    let answer = ask(try newPlanSession(), body)
    #expect(answer.status == (isSound ? 200 : 400))
    #expect(try faults(answer, "POST", "/api/what-if") == [])
  }

  @Test func refusalsAreAsDescribed() throws {
    let session = try newPlanSession()
    let foreign = response(to: ServedRequest("GET", "/api/run", host: "evil.example"), from: session)
    #expect(foreign.status == 403)
    #expect(try faults(foreign, "GET", "/api/run") == [])
    let text = response(to: ServedRequest("POST", "/api/what-if", host: "localhost", contentType: "text/plain"), from: session)
    #expect(text.status == 415)
    #expect(try faults(text, "POST", "/api/what-if") == [])
    #expect(try faults(get(session, "/api/version?x=1"), "GET", "/api/version") == [])
  }
}
