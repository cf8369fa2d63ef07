import Testing

@testable import Server

@Suite struct HostNamesTests {
  @Test(arguments: [
    ("localhost", true), ("LOCALHOST:8080", true), ("127.0.0.1:1", true), ("[::1]", true), ("[::1]:8080", true), ("", false), (nil, false),
    ("evil.example", false), ("localhost.evil.example:8080", false), ("127.0.0.1.evil.example", false), ("::1", false),
    ("localhost:80@evil.example", false), ("[::1]evil.example", false), ("[::1", false), ("localhost:", true), ("plans.espoo.fi", false),
  ]) func onlyTheMachinesOwnNamesAreLetIn(host: String?, isAllowed: Bool) {
    #expect(HostNames().allow(host) == isAllowed)
  }

  @Test func namedHostsAreLetInToo() {
    let names = HostNames(["Plans.Espoo.FI", "fe80::1"])
    #expect(names.allow("plans.espoo.fi:8080") && names.allow("[fe80::1]:8080") && names.allow("localhost"))
    #expect(!names.allow("espoo.fi"))
  }

  @Test(arguments: [
    (nil, true), ("http://127.0.0.1:8080", true), ("https://127.0.0.1", false), ("http://evil.example", false), ("null", false),
  ]) func pagesOfOtherSitesMayNotAsk(origin: String?, isAllowed: Bool) {
    #expect(HostNames().allow(origin: origin) == isAllowed)
  }
}
