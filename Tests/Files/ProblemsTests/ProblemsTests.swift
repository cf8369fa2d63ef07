import Diagnostics
import Foundation
import Testing

@testable import Problems

@Suite struct ProblemsTests {
  @Test func everyMistakeOfAFileIsToldAtOnceWithItsPlace() throws {
    let told = try problems(
      """
      {"num_var": 3, "names": ["a", "a", ""], "bounds": [[0, 1, 2], [5, 1], ["x", 2], [1, 2]],
       "dists": ["norm", "unif", "lognrm"], "groups": ["g", "g", "g"], "sample_scaled": true}
      """)
    #expect(
      told == [
        "1:1: error: no 'num_vars'; expected the number of inputs",
        "1:2: error: unknown key 'num_var'; expected one of num_vars, names, bounds, dists, groups, outputs, sample_scaled; "
          + "hint: did you mean 'num_vars'?",
        "1:31: error: the input 'a' stands twice; expected every name once; it stands first at FILE:1:26",
        "1:36: error: ''; expected the name of an input",
        "1:51: error: 4 bounds for 3 inputs; expected 3, one for each",
        "1:52: error: 'a' (norm): 3 bounds; expected [mean, standard deviation]",
        "1:63: error: 'a' (unif): low 5.0 and high 1.0; expected low < high",
        "1:72: error: bounds of 'input 3': 'x'; expected a number",
        "2:28: error: distribution 'lognrm'; expected one of unif, triang, norm, truncnorm, lognorm, logunif, weibull; "
          + "hint: did you mean 'lognorm'?",
        "2:49: error: all inputs are in the group 'g'; expected at least two groups, or no 'groups'",
        "2:66: warning: 'sample_scaled' is not used: samples are always in the inputs' own units",
      ])
  }

  @Test(arguments: [
    ("[x1]", "1:1: error: a list; expected a record with num_vars, names and bounds"),
    ("{num_vars: 0, names: [a], bounds: [[0, 1]]}", "1:12: error: num_vars '0'; expected a whole number above 0"),
    ("{num_vars: 1, bounds: [[0, 1]]}", "1:1: error: no 'names'; expected a list with the name of every input"),
    ("{num_vars: 1, names: [a]}", "1:1: error: no 'bounds'; expected a list with the bounds of every input"),
    ("{num_vars: 1, names: a, bounds: [[0, 1]]}", "1:22: error: names: 'a'; expected a list, one item for each input"),
    ("{num_vars: 1, names: [a], bounds: [3]}", "1:36: error: bounds of 'a': '3'; expected a list of numbers"),
    ("{num_vars: 1, names: [a], bounds: [[0, inf]]}", "1:40: error: bounds of 'a': 'inf'; expected a number"),
    (
      "{num_vars: 1, names: [a], bounds: [[0, 2, 1.5]], dists: [triang]}",
      "1:36: error: 'a' (triang): peak 1.5; expected a share of the width, from 0 to 1"
    ),
    (
      "{num_vars: 1, names: [a], bounds: [[0, 2]], dists: [weibull]}",
      "1:36: error: 'a' (weibull): shape 0.0; expected a finite number above 0"
    ),
    (
      "{num_vars: 1, names: [a], bounds: [[5, 6, 0, 0.1]], dists: [truncnorm]}",
      "1:36: error: 'a' (truncnorm): truncation from 5.0 to 6.0, which keeps 0.0 of the distribution; expected at least 1e-06"
    ),
    (
      "{num_vars: 2, names: [a, b], bounds: [[0, 1], [0, 1]], outputs: [y, y]}",
      "1:69: error: the output 'y' stands twice; expected every name once; it stands first at FILE:1:66"
    ),
  ]) func aMistakeIsToldInWords(text: String, expected: String) throws {
    #expect(try problems(text) == [expected])
  }

  @Test func aProblemIsReadFromJSONAndYAMLAlike() throws {
    let json = #"{"num_vars": 2, "names": ["a", "b"], "groups": null, "bounds": [[0, 1e-3], [-1, 2, 0.5]], "dists": ["unif", "triang"]}"#
    let yaml = "num_vars: 2\nnames: [a, b]\nbounds:\n  - [0, 0.001]\n  - [-1, 2, 0.5]\ndists: [unif, triang]\noutputs: [cost]\n"
    let (first, second) = (try load(json), try load(yaml))
    #expect(first.names == ["a", "b"] && second.names == ["a", "b"])
    #expect(first.inputs.map(\.spread) == second.inputs.map(\.spread))
    #expect(first.inputs[1].spread == .distribution(.triangular(low: -1, mode: 0.5, high: 2)))
    #expect(first.groups.names == ["a", "b"] && first.warnings.isEmpty && second.outputs == ["cost"])
  }

  @Test func whatIsReadButNotMeantIsAWarning() throws {
    let problem = try load("{num_vars: 1, names: [a], bounds: [[3, 0.5]], dists: [triang], sample_scaled: yes}")
    #expect(
      problem.warnings.map { "\($0)".replacing(problem.file, with: "FILE") } == [
        "FILE:1:36: warning: 'a' (triang): two bounds are read as [0, high, peak]; expected [low, high, peak as a share of the width]",
        "FILE:1:64: warning: 'sample_scaled' is not used: samples are always in the inputs' own units",
      ])
  }

  @Test func aMissingFileIsToldWithWhatItWasFor() {
    let error = #expect(throws: InputError.self) { try loadProblem("nowhere.yaml") }
    #expect(
      error?.diagnostics.all.map(\.description) == [
        "nowhere.yaml:1:1: error: there is no such file; expected a problem in SALib's fields, as YAML or JSON"
      ])
  }

  @Test func aMorrisGridNeedsEnds() throws {
    let problem = try load("{num_vars: 2, names: [a, b], bounds: [[0, 1], [0, 1]], dists: [unif, norm]}")
    let error = #expect(throws: InputError.self) {
      try SampleDesign(problem, method: .morris(levels: 4, kept: nil), count: 4, seed: 1)
    }
    #expect(
      error?.diagnostics.all.map { "\($0)".replacing(problem.file, with: "FILE") } == [
        "FILE:1:47: error: 'b' has no ends, and a Morris grid reaches both; expected a distribution with ends; "
          + "hint: truncnorm cuts a normal distribution"
      ])
  }

  /// Values of `scale_samples` of SALib 1.6.0 (SciPy 1.17.1). SciPy's own formulas differ by some units in the last place; the
  /// truncated normal by more, because either side rounds the probability of its ends.
  @Test(arguments: SALibScaling.all) func boundsMeanWhatTheyMeanInSALib(scaling: SALibScaling) throws {
    let name = try #require(DistributionName(rawValue: scaling.distribution))
    let spread = try #require(name.spread(scaling.bounds))
    for (u, expected) in zip([0.001, 0.1, 0.5, 0.77, 0.999], scaling.values) {
      #expect(abs(spread.quantile(u) - expected) <= 1e-13 * max(1, abs(expected)), "\(u)")
      // The polynomials' argument leads back to the probability.
      let argument = spread.argument(spread.quantile(u))
      #expect(abs(argument - spread.family.argument(atProbability: u)) < 1e-11)
    }
  }

  private func problems(_ text: String) throws -> [String] {
    let file = try written(text)
    defer { try? FileManager.default.removeItem(atPath: file) }
    let error = #expect(throws: InputError.self) { try loadProblem(file) }
    return error?.diagnostics.all.map { String("\($0)".dropFirst(file.count + 1)).replacing(file, with: "FILE") } ?? []
  }
}

struct SALibScaling: Sendable {
  let distribution: String
  let bounds: [Double]
  let values: [Double]

  static let all: [SALibScaling] = [
    ("unif", [-2, 3.5], [-1.9945, -1.45, 0.75, 2.2350000000000003, 3.4945000000000004]),
    ("logunif", [0.5, 40], [0.5021958208764126, 0.7749594937741685, 4.472135954999578, 14.599880272090845, 39.825102417413135]),
    ("triang", [1, 3, 0.25], [1.0316227766016839, 1.316227766016838, 1.775255128608411, 2.1693376137081923, 2.9452277442494834]),
    ("triang", [3, 0.5], [0.0670820393249937, 0.6708203932499369, 1.5, 1.9826505025312098, 2.9329179606750064]),
    ("norm", [10, 2.5], [2.274419234580467, 6.796121086138499, 10.0, 11.847117122963034, 17.725580765419533]),
    ("truncnorm", [0, 4, 1, 2], [0.0035469478439892344, 0.3416042511668591, 1.6155076422979913, 2.609528199068042, 3.990388811931716]),
    ("lognorm", [0.3, 0.8], [0.11392831491232441, 0.4842077385668167, 1.3498588075760032, 2.4377548672532696, 15.993555261418136]),
    ("weibull", [1.5, 2], [0.020006670558273685, 0.4461510512738342, 1.5664395375493025, 2.5853006648072845, 7.2541738246789516]),
    ("weibull", [1.5, 2, -1], [-0.9799933294417263, -0.5538489487261657, 0.5664395375493025, 1.5853006648072845, 6.2541738246789516]),
  ].map { SALibScaling(distribution: $0.0, bounds: $0.1, values: $0.2) }
}

/// The problem of a text.
func load(_ text: String) throws -> Problem {
  let file = try written(text)
  defer { try? FileManager.default.removeItem(atPath: file) }
  return try loadProblem(file)
}

/// A temporary file with a text.
func written(_ text: String) throws -> String {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("problem-\(UUID().uuidString)").path
  try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  return path
}
