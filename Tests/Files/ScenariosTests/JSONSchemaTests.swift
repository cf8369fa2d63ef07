import Foundation
import GoldenFiles
import Testing

@testable import Scenarios

/// `Scenarios/plan.schema.json` is what the program itself checks.
@Suite struct JSONSchemaTests {
  @Test func `The published schema is the one of the program`() {
    // To renew it on purpose, remove the file and run this test twice.
    #expect(goldenDifference(planSchema(), "plan.schema.json", in: "\(packageFolder)/Scenarios") == nil)
  }

  @Test func `The schema is JSON, and the same each time`() throws {
    #expect(planSchema() == planSchema())
    #expect(try schema()["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
  }

  @Test func `Every section is described and none is required, for it may stand in another file`() throws {
    let schema = try schema()
    let properties = try #require(schema["properties"] as? [String: Any])
    #expect(Set(properties.keys) == Set(planShape.keys))
    #expect(schema["required"] == nil)
    #expect(schema["additionalProperties"] as? Bool == false)
  }

  @Test func `Records tell what they need, and variants what they are`() throws {
    let measure = try #require(try section("measures")["items"] as? [String: Any])
    #expect(measure["required"] as? [String] == ["id", "name", "status", "class"])
    let properties = try #require(measure["properties"] as? [String: [String: Any]])
    let effects = try #require(properties["effect"]?["oneOf"] as? [[String: Any]])
    let kinds = effects.map { (($0["properties"] as? [String: [String: Any]])?["on"])?["const"] as? String }
    #expect(kinds == ["intensity", "activity", "switch", "emission_factor", "tonnes", "sink", "offset"])
  }

  @Test func `Every reference leads to a definition`() throws {
    let text = planSchema()
    let names = Set(text.matches(of: /"#\/\$defs\/([a-z_]+)"/).map { String($0.1) })
    let defined = try #require(try schema()["$defs"] as? [String: Any])
    #expect(names == Set(defined.keys))
  }

  private func schema() throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(planSchema().utf8)) as? [String: Any])
  }

  private func section(_ name: String) throws -> [String: Any] {
    let properties = try #require(try schema()["properties"] as? [String: [String: Any]])
    return try #require(properties[name])
  }
}
