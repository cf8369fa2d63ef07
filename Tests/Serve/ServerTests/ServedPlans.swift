import Foundation
import Reports
import Scenarios

@testable import Server

let packageFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..").standardized.path

/// A desk over a folder, with a page of little.
func desk(
  _ folder: String, scenario: String? = nil, language: Language = .en, tell: @escaping @Sendable ([String]) -> Void = { _ in }
) throws -> PlanDesk {
  try PlanDesk(
    try loadPlan(folder), scenario: scenario, language: language, hosts: HostNames(), tell: { tell($0.map(\.description)) },
    page: { ServedPage(html: "<!doctype html><html><body><main id=\"top\"><h1>\($0.city.id)</h1></main></body></html>") })
}

/// A small plan in a folder of its own, gone after `body`.
func withNewPlan<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("served-\(UUID().uuidString)")
  defer { try? FileManager.default.removeItem(at: folder) }
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  try FileManager.default.copyItem(
    atPath: "\(packageFolder)/Sources/Files/Scenarios/NewPlan/plan.yaml", toPath: folder.appendingPathComponent("plan.yaml").path)
  return try body(folder)
}

func newPlanSession(scenario: String? = "roadmap", language: Language = .en) throws -> Session {
  try withNewPlan { try desk($0.path, scenario: scenario, language: language).session() }
}

func ask(_ session: Session, _ body: String) -> ServedResponse {
  let request = ServedRequest("POST", "/api/what-if", host: "localhost", contentType: "application/json", body: Array(body.utf8))
  return response(to: request, from: session)
}

func get(_ session: Session, _ path: String) -> ServedResponse {
  response(to: ServedRequest("GET", path, host: "127.0.0.1:8080"), from: session)
}

extension ServedResponse {
  var text: String { String(decoding: body, as: UTF8.self) }
  func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}
