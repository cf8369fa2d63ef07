import LinearAlgebra
import Testing

@testable import Sensitivity

@Test func theIndicesAreSALibsOnTheSameOutputs() throws {
  for reference in try References.load().sobol {
    let groups = InputGroups(reference.groups)
    let indices = try SobolIndices(
      outputs: reference.outputs, layout: SaltelliLayout(groups: groups.names.count, secondOrder: reference.secondOrder))
    #expect(largestDifference(indices.first, reference.first) < 1e-10)
    #expect(largestDifference(indices.total, reference.total) < 1e-10)
    for pair in reference.second ?? [] {
      let second = try #require(indices.second)
      #expect(abs(second[Int(pair[0]), Int(pair[1])] - pair[2]) < 1e-10)
      #expect(second[Int(pair[1]), Int(pair[0])] == second[Int(pair[0]), Int(pair[1])])
    }
    #expect((indices.second == nil) == !reference.secondOrder)
  }
}

@Test func theDesignHasSALibsRowsInSALibsOrder() throws {
  for reference in try References.load().sobol {
    let x = Matrix(reference.inputs)
    let groups = InputGroups(reference.groups)
    let layout = SaltelliLayout(groups: groups.names.count, secondOrder: reference.secondOrder)
    let points = x.columns / layout.evaluationsEach
    let half = { (place: Int) in
      Matrix((0..<x.rows).map { input in (0..<points).map { x[input, $0 * layout.evaluationsEach + place] } })
    }
    let design = SaltelliDesign(a: half(0), b: half(layout.b), groups: groups, secondOrder: reference.secondOrder)
    #expect(design.matrix() == x)
    let part = design.matrix(basePoints: 3..<7)
    #expect(part.columns == 4 * layout.evaluationsEach)
    #expect((0..<part.columns).allSatisfy { part.column(at: $0) == x.column(at: 3 * layout.evaluationsEach + $0) })
  }
}

@Test func ishigamiIsKnownWithinOneHundredth() throws {
  let base = try SaltelliDesign.sobolPoints(names: Ishigami.names, count: 16384, seed: 1)
  let design = SaltelliDesign(a: base.a, b: base.b, secondOrder: true)
  let indices = try SobolIndices(outputs: design.matrix().evaluated(Ishigami.output), layout: design.layout)
  #expect(largestDifference(indices.first, Ishigami.first) < 0.01)
  #expect(largestDifference(indices.total, Ishigami.total) < 0.01)
  let second = try #require(indices.second)
  #expect(abs(second[0, 2] - Ishigami.pair13) < 0.01)
  #expect(abs(second[0, 1]) < 0.01 && abs(second[1, 2]) < 0.01)
}

@Test func sobolGIsKnownWithinOneHundredth() throws {
  let g = SobolG.eight
  #expect(largestDifference(Array(g.first.prefix(4)), [0.7162, 0.1790, 0.0237, 0.0072]) < 5e-5)
  let base = try SaltelliDesign.sobolPoints(names: g.names, count: 16384, seed: 1)
  let design = SaltelliDesign(a: base.a, b: base.b, secondOrder: false)
  let indices = try SobolIndices(outputs: design.matrix().evaluated(g.output), layout: design.layout)
  #expect(largestDifference(indices.first, g.first) < 0.01)
  #expect(largestDifference(indices.total, g.total) < 0.01)
}

@Test func aGroupTakesWhatItsInputsHaveTogether() throws {
  // x1 and x3 of Ishigami interact with nothing else: their group has all that x2 leaves.
  let base = try SaltelliDesign.sobolPoints(names: Ishigami.names, count: 8192, seed: 2)
  let design = SaltelliDesign(a: base.a, b: base.b, groups: InputGroups(["odd", "even", "odd"]), secondOrder: false)
  let indices = try SobolIndices(outputs: design.matrix().evaluated(Ishigami.output), layout: design.layout)
  #expect(largestDifference(indices.first, [0.5576, 0.4424]) < 0.01)
  #expect(largestDifference(indices.total, [0.5576, 0.4424]) < 0.01)
}

@Test func intervalsCoverTheTruthAtTheirStatedRateOver200Seeds() throws {
  // Random points: the bootstrap takes base points for independent. The count of hits is binomial with 200 trials and p = 0.95, standard
  // deviation 3.08. Twelve counts are looked at, so 3.5 deviations (one in 180 for all twelve together): 180 ... 200 hits.
  var hits = [Int](repeating: 0, count: 12)
  let truth = Ishigami.first + Ishigami.total
  let g = SobolG(a: [0, 1, 4.5])
  for seed in 0..<200 as Range<UInt64> {
    for (start, output, truth) in [(0, Ishigami.output, truth), (6, g.output, g.first + g.total)] {
      let base = SaltelliDesign.randomPoints(names: Ishigami.names, count: 512, seed: seed)
      let design = SaltelliDesign(a: base.a, b: base.b, secondOrder: false)
      let indices = try SobolIndices(
        outputs: design.matrix().evaluated(output), layout: design.layout, bootstrap: Bootstrap(seed: seed, resamples: 200))
      let confidence = try #require(indices.confidence)
      for (k, (estimate, width)) in zip(indices.first + indices.total, confidence.first + confidence.total).enumerated() {
        if abs(estimate - truth[k]) <= width { hits[start + k] += 1 }
      }
    }
  }
  #expect(hits.allSatisfy { $0 >= 180 }, "hits of 200: \(hits)")
}

@Test func aBootstrapIsTheSameForTheSameSeedAndWeighsWholeResamples() throws {
  let bootstrap = Bootstrap(seed: 7, resamples: 20)
  let counts = bootstrap.counts(of: 37).matrix
  #expect((0..<20).allSatisfy { counts.row($0).reduce(0, +) == 37 })
  #expect(counts == bootstrap.counts(of: 37).matrix)
  #expect(counts.row(0) == Bootstrap(seed: 7, resamples: 2).counts(of: 37).matrix.row(0))
  #expect(counts != Bootstrap(seed: 8, resamples: 20).counts(of: 37).matrix)
}

@Test func intervalsComeFromTheEstimatorsOverEveryResample() throws {
  // Against the definition: every resample written out, with the standardisation of the whole sample.
  let base = SaltelliDesign.randomPoints(names: Ishigami.names, count: 300, seed: 4)
  let design = SaltelliDesign(a: base.a, b: base.b, secondOrder: true)
  let y = design.matrix().evaluated(Ishigami.output)
  let bootstrap = Bootstrap(seed: 1, resamples: 5)
  let confidence = try #require(try SobolIndices(outputs: y, layout: design.layout, bootstrap: bootstrap).confidence)
  let second = try #require(confidence.second)
  let counts = bootstrap.counts(of: 300).matrix
  let moments = Moments(y)
  let standardised = y.map { ($0 - moments.mean) / moments.standardDeviation }
  let resamples = (0..<5).map { r in
    WrittenOut(standardised, rows: (0..<300).flatMap { Array(repeating: $0, count: Int(counts[r, $0])) }, design.layout)
  }
  for j in 0..<3 {
    #expect(abs(confidence.first[j] - bootstrap.halfWidth(resamples.map { $0.first(j) })) < 1e-12)
    #expect(abs(confidence.total[j] - bootstrap.halfWidth(resamples.map { $0.total(j) })) < 1e-12)
    for k in 0..<j { #expect(abs(second[k, j] - bootstrap.halfWidth(resamples.map { $0.second(k, j) })) < 1e-12) }
  }
}

/// The estimators as their papers write them, over outputs listed row by row.
private struct WrittenOut {
  let a, b: [Double]
  let ab, ba: [[Double]]

  init(_ y: [Double], rows: [Int], _ layout: SaltelliLayout) {
    let column = { (place: Int) in rows.map { y[$0 * layout.evaluationsEach + place] } }
    (a, b) = (column(0), column(layout.b))
    ab = (0..<layout.groups).map { column(layout.ab($0)) }
    ba = (0..<layout.groups).map { column(layout.ba($0)) }
  }

  private func mean(_ term: (Int) -> Double) -> Double { a.indices.reduce(0) { $0 + term($1) } / Double(a.count) }

  private var variance: Double {
    let centre = mean { (a[$0] + b[$0]) / 2 }
    return mean { ((a[$0] - centre) * (a[$0] - centre) + (b[$0] - centre) * (b[$0] - centre)) / 2 }
  }

  func first(_ j: Int) -> Double { mean { b[$0] * (ab[j][$0] - a[$0]) } / variance }
  func total(_ j: Int) -> Double { mean { (a[$0] - ab[j][$0]) * (a[$0] - ab[j][$0]) } / 2 / variance }
  func second(_ j: Int, _ k: Int) -> Double { mean { ba[j][$0] * ab[k][$0] - a[$0] * b[$0] } / variance - first(j) - first(k) }
}

@Test func outputsThatCannotBeAnalysedAreRefusedInWords() {
  func words(_ outputs: [Double], _ groups: Int) -> String {
    do throws(SensitivityError) {
      _ = try SobolIndices(outputs: outputs, layout: SaltelliLayout(groups: groups, secondOrder: false))
      return ""
    } catch {
      return error.description
    }
  }
  #expect(
    words([1, 2, 3, 4, 5, 6, 7], 2) == "7 outputs do not fill the design, which has 4 evaluations for every base point: "
      + "check the number of inputs or groups and whether second order was asked for")
  #expect(words([1, 2, .nan, 4, 5, 6, 7, 8], 2) == "the output of evaluation 3 is nan")
  #expect(words(Array(repeating: 2.5, count: 8), 2) == "every output is 2.5, so no input has an effect and the indices are not defined")
  #expect(words([1, 2, 3, 4], 2) == "the method needs at least 2 base points, there are 1")
}
