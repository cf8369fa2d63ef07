import Foundation
import Testing

@testable import Charts

@Suite struct SVGWriterTests {
  @Test(arguments: [
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("\"a\" & 'b'", "&quot;a&quot; &amp; &#39;b&#39;"),
    ("line\nbreak\ttab", "line break tab"),
    ("null\u{0} bell\u{7}", "null\u{FFFD} bell\u{FFFD}"),
    ("🚲 ääkköset שלום", "🚲 ääkköset שלום"),
  ])
  func hostileTextIsOnlyText(raw: String, safe: String) {
    #expect(escaped(raw) == safe)
  }

  @Test(arguments: [
    (0.0, "0"), (-0.04, "0"), (12.5, "12.5"), (-3, "-3"), (0.07, "0.1"), (1.96, "2"), (-0.25, "-0.3"), (719.996, "720"), (-12.34, "-12.3"),
  ])
  func aCoordinateHasAtMostOneDecimal(value: Double, text: String) {
    #expect(fixed(value) == text)
  }

  @Test func elementsNestAndKeepTheOrderOfAttributes() {
    var svg = SVGWriter()
    svg.element("g", ["b": "1", "a": "<2>"]) { svg in
      svg.element("text", text: "a & b")
      svg.element("rect", ["x": "0"])
    }
    #expect(svg.text == "<g b=\"1\" a=\"&lt;2&gt;\">\n<text>a &amp; b</text>\n<rect x=\"0\"/>\n</g>\n")
  }
}
