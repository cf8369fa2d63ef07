import Foundation
import InputFiles
import Reports
import Testing

@testable import Server

@Suite struct ResponseTests {
  @Test func everyProblemOfAQuestionIsToldAtOnce() throws {
    let body = """
      {"measures": {"renovaton": {"on": false}, "charging": {"adoption": 0.5}, "clean_heat": {"adoption": 2, "of": true}, "a/b~": 3},
       "cap_meur": 250, "discount_rate": "3 %", "discout_rate": 0.03}
      """
    #expect(
      ask(try newPlanSession(), body).text
        == """
        {"problems":[\
        {"at":"/discout_rate","expected":"measures, cap_meur, discount_rate","found":"unknown key 'discout_rate'","hint":"did you mean 'discount_rate'?"},\
        {"at":"/cap_meur","expected":"a plan that names one under 'investments'","found":"the plan 'mycity' has no cap on investments"},\
        {"at":"/discount_rate","expected":"a number from 0 to 0.25","found":"the text '3 %'"},\
        {"at":"/measures/a~1b~0","expected":"the id of a measure","found":"the scenario 'roadmap' has no measure 'a/b~'"},\
        {"at":"/measures/charging","expected":"a measure that the model knows","found":"'charging' has no number (enabling)"},\
        {"at":"/measures/clean_heat/of","expected":"on, adoption","found":"unknown key 'of'","hint":"did you mean 'on'?"},\
        {"at":"/measures/clean_heat/adoption","expected":"a number from 0 to 1.5","found":"2"},\
        {"at":"/measures/renovaton","expected":"the id of a measure","found":"the scenario 'roadmap' has no measure 'renovaton'","hint":"did you mean 'renovation'?"}\
        ]}
        """)
  }

  @Test(arguments: ["", "{", "{}}", "\u{1}", "{\"measures\": NaN}", String(repeating: "[", count: 60_000)]) func whatIsNoJSONIsSaid(
    body: String
  ) throws {
    let answer = ask(try newPlanSession(), body)
    #expect(answer.status == 400)
    #expect(answer.text.contains(#""found":"the body is not JSON""#))
  }

  @Test func aModelThatCannotBeRunAsAskedIsTold() throws {
    try withNewPlan { folder in
      let file = folder.appendingPathComponent("plan.yaml")
      let text = try String(contentsOf: file, encoding: .utf8).replacing(
        "effect: {on: emission_factor, stream: district_heat, share: 90 %}",
        with: "effect: {on: tonnes, sector: district_heating, amount: -20 kt CO2e/a}")
      try text.write(to: file, atomically: true, encoding: .utf8)
      let session = try desk(folder.path, scenario: "roadmap").session()
      #expect(ask(session, "{}").status == 200)
      let answer = ask(session, #"{"measures": {"clean_heat": {"adoption": 1.5}}}"#)
      #expect(answer.status == 422)
      #expect(answer.text.contains("'district_heating' falls to ") && answer.text.contains(#""expected":"at least 0""#))
    }
  }

  @Test func onlyTheNamedMethodsAreTaken() throws {
    let session = try newPlanSession()
    for (method, path, allow) in [
      ("POST", "/", "GET"), ("HEAD", "/api/run", "GET"), ("GET", "/api/what-if", "POST"), ("DELETE", "/api/run", "GET"),
    ] {
      let answer = response(to: ServedRequest(method, path, host: "localhost"), from: session)
      #expect(answer.status == 405)
      #expect(answer.header("Allow") == allow)
    }
    let unknown = get(session, "/api/what_if")
    #expect(unknown.status == 404)
    #expect(unknown.text.contains("did you mean '/api/what-if'?"))
    #expect(get(session, "//").status == 404 && get(session, "").status == 404 && get(session, "/api/../plan.yaml").status == 404)
  }

  @Test func everyAnswerForbidsWhatABrowserNeedNotDo() throws {
    let session = try newPlanSession()
    for answer in [get(session, "/"), get(session, "/api/run"), get(session, "/nowhere"), ask(session, "{}"), ask(session, "")] {
      #expect(answer.header("X-Content-Type-Options") == "nosniff")
      #expect(answer.header("Referrer-Policy") == "no-referrer")
      #expect(answer.header("Cache-Control") == "no-store")
      #expect(answer.header("Content-Security-Policy")?.hasPrefix("default-src 'none'") == true)
      #expect(answer.header("Content-Security-Policy")?.contains("frame-ancestors 'none'") == true)
    }
  }

  /// The page holds one script, and the policy its digest and nothing that would let another run.
  @Test func thePolicyAllowsThePagesScriptAlone() throws {
    let session = try newPlanSession()
    let page = get(session, "/")
    let scripts = page.text.components(separatedBy: "<script>").dropFirst().compactMap { $0.components(separatedBy: "</script>").first }
    let script = try #require(scripts.first)
    #expect(scripts.count == 1)
    let hex = Array(sha256(script.utf8))
    let bytes = stride(from: 0, to: hex.count, by: 2).map { UInt8(String(hex[$0...($0 + 1)]), radix: 16) ?? 0 }
    let policy = try #require(page.header("Content-Security-Policy"))
    let sources = policy.components(separatedBy: "; ").first { $0.hasPrefix("script-src") }
    #expect(sources == "script-src 'sha256-\(Data(bytes).base64EncodedString())'")
    #expect(page.text.contains(#"<main id="top"><h1>mycity</h1><section id="what-if""#))
  }

  @Test(arguments: [(Language.fi, "Entä jos?", "30,9"), (.sv, "Tänk om?", "30,9"), (.en, "What if?", "30.9")])
  func thePanelSpeaksItsLanguage(language: Language, title: String, number: String) throws {
    let session = try newPlanSession(scenario: "decided", language: language)
    let page = get(session, "/").text
    #expect(page.contains(title))
    let answer = ask(session, #"{"measures": {"renovation": {"on": false}}}"#).text
    for word in ["Gap, forecast", "in the plan"] {
      #expect(page.contains(word) == (language == .en) && answer.contains(word) == (language == .en))
    }
  }

  @Test func hostileNamesRunNothing() throws {
    try withNewPlan { folder in
      let file = folder.appendingPathComponent("plan.yaml")
      let hostile = #"'</script></main><script>alert(1)</script>" onfocus="alert(2)'"#
      let text = try String(contentsOf: file, encoding: .utf8)
        .replacing("en: Energy renovation", with: "en: \(hostile)").replacing("en: Roadmap,", with: "en: \(hostile),")
      try text.write(to: file, atomically: true, encoding: .utf8)
      let page = get(try desk(folder.path, scenario: "roadmap").session(), "/").text
      #expect(page.components(separatedBy: "<script").count == 2 && page.components(separatedBy: "</main>").count == 2)
      #expect(!page.contains("\" onfocus") && page.contains("&lt;script&gt;alert(1)"))
    }
  }
}
