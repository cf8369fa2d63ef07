import Diagnostics
import Testing

@testable import MarkedYAML

@Suite struct LoadYAMLTests {
  private func parse(_ text: String) -> (node: MarkedNode?, problems: [String]) {
    var problems = DiagnosticList()
    let node = parseYAML(text, file: "p.yaml", into: &problems)
    return (node, problems.all.map(\.description))
  }

  /// `key@line:column=text@line:column` for every key, depth first.
  private func outline(_ node: MarkedNode?) -> [String] {
    guard let node else { return [] }
    if let items = node.items { return items.flatMap { outline($0) } }
    return (node.entries ?? []).flatMap { entry in
      let value = entry.value.text.map { "=\($0)@\(entry.value.place.line):\(entry.value.place.column)" } ?? ""
      return ["\(entry.key)@\(entry.keyPlace.line):\(entry.keyPlace.column)\(value)"] + outline(entry.value)
    }
  }

  @Test func `Every key and value knows its line and column`() {
    let text = """
      years: {first: 2021, last: 2035}
      sectors:
        - id: heating
          "quoted key": 'a text'
        -   - id: deep
      # a comment
      ä: ö
      """
    let (node, problems) = parse(text)
    #expect(problems.isEmpty)
    #expect(
      outline(node) == [
        "years@1:1", "first@1:9=2021@1:16", "last@1:22=2035@1:28", "sectors@2:1", "id@3:5=heating@3:9", "quoted key@4:5=a text@4:19",
        "id@5:9=deep@5:13", "ä@7:1=ö@7:4",
      ])
  }

  @Test func `Places are the same with the line ends of other systems`() {
    let text = "a: 1\nb:\n  c: 2\n"
    let unix = outline(parse(text).node)
    #expect(unix == ["a@1:1=1@1:4", "b@2:1", "c@3:3=2@3:6"])
    #expect(outline(parse(text.replacing("\n", with: "\r\n")).node) == unix)
    #expect(outline(parse(text.replacing("\n", with: "\r")).node) == unix)
  }

  @Test func `Text keeps its spelling, and quoted text says so`() {
    let node = parse("a: 0x10\nb: no\nc: \"no\"\nd: 1_000\ne:\nf: ~\ng: \"\"\n").node
    #expect(node?.text("a") == "0x10" && node?.text("b") == "no" && node?.text("d") == "1_000")
    #expect(["e", "f"].allSatisfy { node?[$0]?.isBlank == true })
    #expect(["b", "c", "g"].allSatisfy { node?[$0]?.isBlank == false })
    #expect(node?["e"]?.spoken == "nothing" && node?["c"]?.spoken == "'no'")
  }

  @Test(arguments: [
    (
      "a: 1\nb: 2\na: 3\n",
      ["p.yaml:3:1: error: the key 'a' is given twice in one record; expected each key once; it stands first at p.yaml:1:1"]
    ),
    (
      "x: {a: 1, b: 2, a: 3}",
      ["p.yaml:1:17: error: the key 'a' is given twice in one record; expected each key once; it stands first at p.yaml:1:5"]
    ),
    (
      "x:\r\n  a: 1\r\n  a: 3\r\n",
      ["p.yaml:3:3: error: the key 'a' is given twice in one record; expected each key once; it stands first at p.yaml:2:3"]
    ),
    (
      "2021: 1\n\"2021\": 2\n",
      ["p.yaml:2:1: error: the key '2021' is given twice in one record; expected each key once; it stands first at p.yaml:1:1"]
    ),
    (
      "'a': 1\n\"a\": 2\n",
      ["p.yaml:2:1: error: the key 'a' is given twice in one record; expected each key once; it stands first at p.yaml:1:1"]
    ),
    (
      "a: 1\nb: {c: 1, c: 2}\na: 3\na: 4\n",
      [
        "p.yaml:2:11: error: the key 'c' is given twice in one record; expected each key once; it stands first at p.yaml:2:5",
        "p.yaml:3:1: error: the key 'a' is given twice in one record; expected each key once; it stands first at p.yaml:1:1",
        "p.yaml:4:1: error: the key 'a' is given twice in one record; expected each key once; it stands first at p.yaml:1:1",
      ]
    ),
  ])
  func `A key given twice is told where it stands again`(_ text: String, _ expected: [String]) {
    #expect(parse(text).problems == expected)
  }

  @Test func `The same key in different records is no mistake`() {
    #expect(parse("a: {c: 1}\nb: {c: 1}\nc: [{c: 1}, {c: 2}]\n").problems.isEmpty)
  }

  @Test func `A value of a doubled key is the first one`() {
    #expect(parse("a: 1\na: 2\n").node?.text("a") == "1")
  }

  @Test(arguments: [
    ("a: &x 1\n", "p.yaml:1:4: error: the YAML anchor '&x'; expected the value alone"),
    ("a: &x [1, 2]\nb: {c: *x}\n", "p.yaml:2:8: error: the YAML alias '*x'; expected the value written out"),
    ("a: &x {b: 1}\nc:\n  <<: *x\n", "p.yaml:3:7: error: the YAML alias '*x'; expected the value written out"),
  ])
  func `Anchors, aliases and merge keys are refused`(_ text: String, _ expected: String) {
    #expect(parse(text).problems == [expected + "; hint: an override group shares values between scenarios"])
  }

  @Test func `A star in text, in a pattern or in a comment is no alias`() {
    let text = "# &a and *a\nmeasures: [\"e*\", national_*, a&b]\nnote: 2 * 3 & 4 # *a\n\"measures.*_road\": 1\n"
    #expect(parse(text).problems.isEmpty)
  }

  @Test func `A bomb of aliases is refused at once, also where it would be a key`() {
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for i in 1...30 { bomb += "a\(i): &a\(i) [" + Array(repeating: "*a\(i - 1)", count: 10).joined(separator: ", ") + "]\n" }
    let clock = ContinuousClock()
    for text in [bomb, bomb + "? *a30\n: 1\n", bomb + "*a30 : 1\n"] {
      // Unfolded these are 1e31 values; a second is for the slowest of machines.
      let time = clock.measure { #expect(parse(text).problems.count == 1) }
      #expect(time < .seconds(1))
    }
  }

  @Test(arguments: ["", "\n\n", "# only a comment\n", "---\n", "--- # nothing\n...\n"])
  func `A file without a value is told or blank`(_ text: String) {
    let (node, problems) = parse(text)
    #expect(node.map(\.isBlank) ?? (problems == ["p.yaml:1:1: error: the file is empty; expected keys and values in YAML"]))
  }

  @Test func `Nesting without end is refused`() {
    for text in [String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 100_000)] {
      let problems = parse(text).problems
      #expect(problems.count == 1)
      #expect(problems.first?.hasPrefix("p.yaml:1:") == true)
    }
  }

  @Test func `Deep but finite nesting is read`() {
    let depth = 200
    #expect(parse(String(repeating: "[", count: depth) + "1" + String(repeating: "]", count: depth)).problems.isEmpty)
  }

  @Test(arguments: [
    (
      "a:\n\tb: 1\n",
      "p.yaml:2:1: error: not YAML: found character that cannot start any token; expected YAML; hint: indent with spaces, not tabs"
    ),
    (
      "a: [1, 2\nb: 3\n",
      "p.yaml:2:2: error: not YAML: did not find expected ',' or ']'; expected YAML; "
        + "hint: look at the indentation, the quotes and the colons just before this place"
    ),
    (
      "a: 1\n b: 2\n",
      "p.yaml:2:3: error: not YAML: mapping values are not allowed in this context; expected YAML; "
        + "hint: look at the indentation, the quotes and the colons just before this place"
    ),
    (
      "a: @x\n",
      "p.yaml:1:4: error: not YAML: found character that cannot start any token; expected YAML; "
        + "hint: put text that starts with a special character in quotes"
    ),
    ("a: 1\n---\nb: 2\n", "p.yaml:2:1: error: not YAML: but found another document; expected YAML; hint: leave out the line '---'"),
    (
      "a: 1\nb: *missing\n",
      "p.yaml:2:4: error: not YAML: found undefined alias; expected YAML; "
        + "hint: look at the indentation, the quotes and the colons just before this place"
    ),
    ("a: 1\nb: x\u{7}y\n", "p.yaml:2:5: error: not YAML: control characters are not allowed; expected text without control characters"),
    ("? [a, b]\n: 1\n", "p.yaml:1:3: error: a key that is a list or a record; expected a word as key"),
  ])
  func `What is not YAML is told where it stops being it`(_ text: String, _ expected: String) {
    #expect(parse(text).problems == [expected])
  }
}
