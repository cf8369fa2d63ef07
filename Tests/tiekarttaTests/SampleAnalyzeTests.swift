import Foundation
import GoldenFiles
import Testing

@Suite struct SampleAnalyzeTests {
  /// The examples of both helps, run as they stand, with Ishigami's function between them (a = 7, b = 0.1). Analytic indices:
  /// Ishigami & Homma (1990); at n = 1024 the scrambled Sobol' points come within 0.02.
  @Test func theExamplesOfTheHelpsLeadFromAProblemToIshigamisIndices() throws {
    let folder = try WorkFolder()
    try folder.write("ishigami.yaml", ishigami)
    let sampled = try folder.run(example(of: "sample"))
    #expect(sampled.status == 0 && sampled.output.isEmpty && sampled.errors == "wrote X.csv: 5120 rows\n")
    let rows = try folder.rows("X.csv")
    try folder.write("Y.csv", (["Y"] + rows.map { "\(ishigami($0))" }).joined(separator: "\n"))
    let table = try folder.run(example(of: "analyze"))
    #expect(table.status == 0 && table.errors.isEmpty)
    #expect(goldenDifference(table.output, "analyze-ishigami-sobol.txt") == nil)
    let sobol = try object(try folder.run(example(of: "analyze") + ["--format", "json"]).output)
    #expect(sobol["names"] as? [String] == ["x1", "x2", "x3"])
    expect(sobol["S1"], [0.3139, 0.4424, 0], within: 0.02)
    expect(sobol["ST"], [0.5576, 0.4424, 0.2437], within: 0.02)
    #expect((sobol["S1_conf"] as? [Double])?.count == 3 && (sobol["ST_conf"] as? [Double])?.count == 3)
    let chaos = ["analyze", "ishigami.yaml", "--method", "pce", "--inputs", "X.csv", "--outputs", "Y.csv", "--format", "json"]
    let polynomial = try object(try folder.run(chaos).output)
    expect(polynomial["S1"], [0.3139, 0.4424, 0], within: 0.005)
    expect(polynomial["ST"], [0.5576, 0.4424, 0.2437], within: 0.005)
    #expect(polynomial["degree"] as? Int == 9)
  }

  /// SALib 1.6.0's own samples, outputs and indices (Tests/Methods/SensitivityTests/make-salib-references.py).
  @Test(arguments: [0, 1, 2, 3]) func sobolIndicesOfSALibsSampleAreSALibs(number: Int) throws {
    let reference = try salib("sobol", number)
    let folder = try WorkFolder(reference)
    let second = reference["secondOrder"] as? Bool ?? false
    let outcome = try folder.run(
      ["analyze", "problem.json", "--method", "sobol", "--inputs", "X.csv", "--outputs", "Y.csv", "--format", "json", "--resamples", "0"]
        + (second ? ["--second-order"] : []))
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let indices = try object(outcome.output)
    expect(indices["S1"], reference["first"], within: 1e-10)
    expect(indices["ST"], reference["total"], within: 1e-10)
    #expect(indices["S1_conf"] == nil)
    let pairs = indices["S2"] as? [[Any]] ?? []
    #expect(pairs.isEmpty != second)
    for pair in reference["second"] as? [[Double]] ?? [] {
      let found = pairs[Int(pair[0])][Int(pair[1])] as? Double
      #expect(abs((found ?? .nan) - pair[2]) < 1e-10)
      #expect(pairs[Int(pair[1])][Int(pair[0])] is NSNull)
    }
  }

  @Test(arguments: [0, 1, 3]) func morrisEffectsOfSALibsSampleAreSALibs(number: Int) throws {
    let reference = try salib("morris", number)
    let folder = try WorkFolder(reference)
    let outcome = try folder.run([
      "analyze", "problem.json", "--method", "morris", "--inputs", "X.csv", "--outputs", "Y.csv", "--format", "json", "--levels",
      "\(reference["levels"] as? Int ?? 0)",
    ])
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let effects = try object(outcome.output)
    expect(effects["mu"], reference["mu"], within: 1e-10)
    expect(effects["mu_star"], reference["muStar"], within: 1e-10)
    let sigma = zip(effects["sigma"] as? [Any] ?? [], reference["sigma"] as? [Any] ?? [])
    for (found, expected) in sigma { #expect(found is NSNull == expected is NSNull) }
    expect(sigma.map { $0.0 as? Double ?? 0 }, sigma.map { $0.1 as? Double ?? 0 }, within: 1e-10)
    #expect((effects["mu_star_conf"] as? [Double])?.allSatisfy { $0 >= 0 } == true)
  }

  @Test func pawnAndRegressionPrintEveryOutput() throws {
    let reference = try salib("pawn", 0)
    let folder = try WorkFolder(reference)
    let outputs = reference["outputs"] as? [Double] ?? []
    try folder.write("two.csv", (["cost,kt"] + outputs.map { "\($0),\(-$0)" }).joined(separator: "\n"))
    let pawn = try folder.run(
      ["analyze", "problem.json", "--method", "pawn", "--inputs", "X.csv", "--outputs", "two.csv", "--format", "json"])
    let lines = pawn.output.split(separator: "\n")
    #expect(try lines.map { try object(String($0))["output"] as? String } == ["cost", "kt"])
    let first = try object(String(lines.first ?? ""))
    for key in ["minimum", "mean", "median", "maximum"] { expect(first[key], reference[key], within: 1e-10) }
    let csv = try folder.run(
      ["analyze", "problem.json", "--method", "regression", "--inputs", "X.csv", "--outputs", "two.csv", "--format", "csv"])
    #expect(csv.output.hasPrefix("output,index,input,other,value,conf\ncost,SRC,x1,,"))
    #expect(csv.output.split(separator: "\n").count == 1 + 2 * 4 * 3)
    let finnish = try folder.run(
      ["analyze", "problem.json", "--method", "regression", "--inputs", "X.csv", "--outputs", "Y.csv", "--lang", "fi"])
    #expect(finnish.output.hasPrefix("Y: regressiokertoimet, 200 laskentaa\n"))
    #expect(finnish.output.contains("Suorat selittävät"))
  }

  @Test(arguments: ["saltelli", "morris", "sobol", "lhs"]) func theSameSeedGivesTheSameBytesAndOneIsTheDefault(method: String) throws {
    let folder = try WorkFolder()
    try folder.write("p.yaml", ishigami)
    let sample = { (seed: [String]) in try folder.run(["sample", "p.yaml", "--method", method, "-n", "8"] + seed) }
    let plain = try sample([])
    #expect(plain.status == 0 && plain.errors.isEmpty)
    #expect(plain.output.hasPrefix("x1,x2,x3\n"))
    #expect(try sample(["--seed", "1", "-o", "-"]).output == plain.output)
    #expect(try sample(["--seed", "2"]).output != plain.output)
    let rows = ["saltelli": 40, "morris": 32, "sobol": 8, "lhs": 8]
    #expect(plain.output.split(separator: "\n").count - 1 == rows[method])
    #expect(try sample(["-o", "X.csv"]).errors == "wrote X.csv: \(rows[method] ?? 0) rows\n")
    #expect(try folder.text("X.csv") == plain.output)
    #expect(try tiekartta("sample", "--help").output.contains("(default: 1)"))
  }

  @Test func groupsAndOptimisedTrajectoriesMakeTheRowsTheyShould() throws {
    let folder = try WorkFolder()
    try folder.write("p.yaml", ishigami + "groups: [a, b, a]\n")
    let rows = { (more: [String]) in try folder.run(["sample", "p.yaml"] + more).output.split(separator: "\n").count - 1 }
    #expect(try rows(["--method", "saltelli", "-n", "4"]) == 16)
    #expect(try rows(["--method", "saltelli", "-n", "4", "--second-order"]) == 24)
    #expect(try rows(["--method", "morris", "-n", "20", "--optimise", "4", "--levels", "6"]) == 12)
  }

  @Test func rowsAndDesignsThatDoNotAgreeAreToldWithWhatTheDesignExpects() throws {
    let folder = try WorkFolder()
    try folder.write("p.yaml", ishigami)
    _ = try folder.run(["sample", "p.yaml", "--method", "saltelli", "-n", "8", "--second-order", "-o", "X.csv"])
    _ = try folder.run(["sample", "p.yaml", "--method", "saltelli", "-n", "8", "-o", "X1.csv"])
    try folder.write("Y.csv", (0..<40).map { "\($0 % 7)\n" }.joined())
    try folder.write("Y63.csv", (0..<63).map { "\($0 % 7)\n" }.joined())
    try folder.write("constant.csv", String(repeating: "3\n", count: 40))
    let told = { (method: String, inputs: String, outputs: String, more: [String]) in
      let outcome = try folder.run(["analyze", "p.yaml", "--method", method, "--inputs", inputs, "--outputs", outputs] + more)
      #expect(outcome.status == 2 && outcome.output.isEmpty)
      return outcome.errors
    }
    #expect(
      try told("sobol", "X.csv", "Y63.csv", ["--second-order"])
        == "Y63.csv:1:1: error: 63 rows of outputs; expected 8 x (2 x 3 + 2) = 64 rows, one for each row of X.csv\n")
    let mixed = try told("sobol", "X.csv", "Y.csv", []).split(separator: "\n").map(String.init)
    #expect(
      mixed.contains(
        "X.csv:1:1: error: 64 rows of inputs; expected n x (3 + 2) rows, such as 13 x (3 + 2) = 65; "
          + "hint: add --second-order if it was sampled with it"))
    #expect(mixed.contains { $0.hasSuffix("of a block of Saltelli's design; hint: was it sampled with --second-order?") })
    #expect(
      try told("morris", "X1.csv", "Y.csv", [])
        == "X1.csv:4:1: error: 'x1' and 'x2' move in one step; expected Morris' design, where one moves; "
        + "hint: sample with --method morris\n")
    #expect(
      try told("sobol", "X1.csv", "constant.csv", [])
        == "constant.csv:1:1: error: the output 'Y': every output is 3.0, so no input has an effect and the indices are not defined\n")
    #expect(
      try told("pce", "X1.csv", "Y.csv", ["--degree", "400"])
        == "p.yaml:1:1: error: 10827401 terms for degree 400 of 3 inputs; expected at most 2500000 at 40 evaluations; "
        + "hint: choose a lower degree\n")
  }

  @Test func columnsAreFoundByTheirNames() throws {
    let folder = try WorkFolder(try salib("morris", 0))
    let analyze = { (inputs: String, more: [String]) in
      try folder.run(["analyze", "problem.json", "--inputs", inputs, "--outputs", "Y.csv"] + more)
    }
    let lines = try folder.text("X.csv").split(separator: "\n").map { $0.split(separator: ",") }
    try folder.write("turned.csv", lines.map { $0.reversed().joined(separator: ",") + "\n" }.joined())
    try folder.write("bare.csv", lines.dropFirst().map { $0.joined(separator: ",") + "\n" }.joined())
    try folder.write("renamed.csv", try folder.text("X.csv").replacing("x4,x5", with: "x4,y5"))
    let morris = try analyze("X.csv", ["--method", "morris"])
    #expect(morris.status == 0)
    #expect(try analyze("turned.csv", ["--method", "morris"]).output == morris.output)
    #expect(try analyze("bare.csv", ["--method", "morris"]).output == morris.output)
    let renamed = try analyze("renamed.csv", ["--method", "morris"])
    #expect(renamed.status == 2)
    #expect(
      renamed.errors == "renamed.csv:1:1: error: no column 'x5'; expected every input of problem.json\n"
        + "renamed.csv:1:1: error: the column 'y5'; expected an input of problem.json; hint: did you mean 'x5'?\n")
  }

  @Test func aPolynomialNeedsInputsThatTheirBoundsAllow() throws {
    let folder = try WorkFolder()
    try folder.write("p.yaml", "num_vars: 1\nnames: [a]\nbounds: [[0, 1]]\noutputs: [u, v]\n")
    try folder.write("X.csv", "a\n0.5\n0.25\n1.5\n")
    try folder.write("Y.csv", "1\n2\n3\n")
    let outcome = try folder.run(["analyze", "p.yaml", "--method", "pce", "--inputs", "X.csv", "--outputs", "Y.csv"])
    #expect(outcome.status == 2)
    #expect(
      outcome.errors == "X.csv:4:1: error: 'a' is 1.5; expected a value that its bounds allow (p.yaml:3:10)\n"
        + "Y.csv:1:1: error: 1 columns of outputs; expected 2, as 'outputs' of p.yaml says\n")
  }

  @Test func badProblemsEndWithTwoAndWrongUsageWithSixtyFour() throws {
    let folder = try WorkFolder()
    try folder.write("p.yaml", ishigami)
    try folder.write("bad.yaml", "num_vars: 1\nnames: [a]\nbounds: [[1, 0]]\n")
    let bad = try folder.run(["sample", "bad.yaml", "--method", "lhs", "-n", "4", "-o", "X.csv"])
    #expect(bad.status == 2 && bad.errors == "bad.yaml:3:10: error: 'a' (unif): low 1.0 and high 0.0; expected low < high\n")
    #expect(throws: (any Error).self) { try folder.text("X.csv") }
    let unwritable = try folder.run(["sample", "p.yaml", "--method", "lhs", "-n", "4", "-o", "nowhere/X.csv"])
    #expect(unwritable.status == 2 && unwritable.errors.hasPrefix("nowhere/X.csv: cannot be written"))
    let uneven = try folder.run(["sample", "p.yaml", "--method", "sobol", "-n", "6"])
    #expect(uneven.status == 0 && uneven.errors == "tiekartta: -n 6 is not a power of 2; Sobol' points are then less even\n")
    for wrong in [
      ["sample", "p.yaml", "--method", "lhs", "-n", "0"], ["sample", "p.yaml", "--method", "lhs", "-n", "4", "--second-order"],
      ["sample", "p.yaml", "--method", "morris", "-n", "4", "--levels", "5"],
      ["sample", "p.yaml", "--method", "morris", "-n", "4", "--optimise", "5"],
      ["analyze", "p.yaml", "--method", "pawn", "--outputs", "Y.csv"],
      ["analyze", "p.yaml", "--method", "sobol", "--outputs", "Y.csv", "--level", "95"],
    ] {
      #expect(try folder.run(wrong).status == 64, "\(wrong)")
    }
  }
}

private let ishigami = """
  num_vars: 3
  names: [x1, x2, x3]
  bounds: [[-3.141592653589793, 3.141592653589793], [-3.141592653589793, 3.141592653589793], [-3.141592653589793, 3.141592653589793]]

  """

private func ishigami(_ x: [Double]) -> Double { sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * x[2] * x[2] * x[2] * x[2] * sin(x[0]) }

/// The words after `tiekartta` of a help's example.
private func example(of command: String) throws -> [String] {
  let lines = try tiekartta(command, "--help").output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
  return try #require(lines.first { $0.hasPrefix("tiekartta \(command) ") }).split(separator: " ").dropFirst().map(String.init)
}

private func salib(_ method: String, _ number: Int) throws -> [String: Any] {
  let file = checkout.appendingPathComponent("Tests/Methods/SensitivityTests/salib-references.json")
  let all = try object(try String(contentsOf: file, encoding: .utf8))
  return try #require((all[method] as? [[String: Any]])?[number])
}

private func expect(_ found: Any?, _ expected: Any?, within tolerance: Double, sourceLocation: SourceLocation = #_sourceLocation) {
  let (found, expected) = (found as? [Double] ?? [], expected as? [Double] ?? [])
  #expect(!found.isEmpty && found.count == expected.count, sourceLocation: sourceLocation)
  for (a, b) in zip(found, expected) { #expect(abs(a - b) < tolerance, sourceLocation: sourceLocation) }
}

/// A temporary folder that goes with its owner.
private final class WorkFolder {
  private let url = temporaryURL()

  init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

  /// With problem.json, X.csv and Y.csv of a reference.
  convenience init(_ reference: [String: Any]) throws {
    try self.init()
    let inputs = reference["inputs"] as? [[Double]] ?? []
    let names = inputs.indices.map { "x\($0 + 1)" }
    // Bounds wide enough for every reference: indices depend on the sample alone.
    var problem: [String: Any] = ["num_vars": inputs.count, "names": names, "bounds": inputs.map { _ in [-10, 10] }]
    problem["groups"] = reference["groups"]
    try write("problem.json", String(decoding: try JSONSerialization.data(withJSONObject: problem), as: UTF8.self))
    let rows = (inputs.first ?? []).indices.map { row in inputs.map { "\($0[row])" }.joined(separator: ",") }
    try write("X.csv", ([names.joined(separator: ",")] + rows).joined(separator: "\n") + "\n")
    try write("Y.csv", (reference["outputs"] as? [Double] ?? []).map { "\($0)\n" }.joined())
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ name: String, _ text: String) throws { try Data(text.utf8).write(to: url.appendingPathComponent(name)) }

  func text(_ name: String) throws -> String { try String(contentsOf: url.appendingPathComponent(name), encoding: .utf8) }

  func rows(_ name: String) throws -> [[Double]] {
    try text(name).split(separator: "\n").dropFirst().map { $0.split(separator: ",").compactMap { Double($0) } }
  }

  func run(_ arguments: [String]) throws -> Outcome {
    let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("tiekartta")
    return try tiekarttaTests.run(program, arguments, in: url)
  }
}
