import LinearAlgebra
import Sampling
import Testing

@Suite struct GaussianCopulaTests {
  /// Kruskal's relation both ways at three points: sin(π/12) = (√6 - √2)/4, sin(π/18), and 0.
  @Test func rankCorrelationsBecomeScoreCorrelations() throws {
    let copula = try GaussianCopula(
      names: ["a", "b", "c"], correlations: Correlations(meaning: .spearman, blocks: [.init(["a", "b"], 0.5), .init(["c", "b"], -0.5)]))
    let score = (6.0.squareRoot() - 2.0.squareRoot()) / 2
    #expect(abs(copula.scoreCorrelations[0, 1] - score) <= 1e-15)
    #expect(abs(copula.scoreCorrelations[2, 1] + score) <= 1e-15)
    #expect(copula.scoreCorrelations[0, 2] == 0)
  }

  /// Unit vectors as scores show the factor itself: L Lᵀ is the matrix again, row by row, in both orders.
  @Test(arguments: [GaussianCopula.Order.names, .given]) func theFactorTimesItsTransposeIsTheMatrix(order: GaussianCopula.Order) throws {
    let names = ["d", "b", "free", "a", "c"]
    let copula = try GaussianCopula(
      names: names,
      correlations: Correlations(meaning: .normalScores, blocks: [.init(["a", "b", "c"], 0.4), .init(["d", "a"], -0.3)]), order: order)
    var factor = Matrix.identity(5)
    factor.withUnsafeMutablePointer { if let base = $0.baseAddress { copula.correlate(base, rowStride: 5, count: 5) } }
    for i in 0..<5 {
      for j in 0..<5 {
        let product = zip(factor.row(i), factor.row(j)).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(product - copula.scoreCorrelations[i, j]) <= 4 * .ulpOfOne)
      }
    }
    #expect(Array(factor.row(2)) == [0, 0, 1, 0, 0] && copula.keeps(2))
  }

  /// Higham (2002), section 4: the tridiagonal matrix of ones has the nearest correlation matrix with 0.7607 beside the diagonal
  /// and 0.1573 in the corner, at the distance 0.5278; printed to four places, hence half a unit of the fourth.
  @Test func theNearestCorrelationMatrixIsHighams() throws {
    let nearest = try NearestCorrelation(to: Matrix([[1, 1, 0], [1, 1, 1], [0, 1, 1]]), floor: 0)
    #expect(abs(nearest.matrix[0, 1] - 0.7607) <= 0.5e-4)
    #expect(abs(nearest.matrix[1, 2] - 0.7607) <= 0.5e-4)
    #expect(abs(nearest.matrix[0, 2] - 0.1573) <= 0.5e-4)
    #expect(abs(nearest.distance - 0.5278) <= 0.5e-4)
  }

  /// Optimality (Higham, theorem 2.5): the change is a diagonal matrix plus one that the eigenvectors at the floor span, so its
  /// product with the nearest matrix is diagonal times it.
  @Test func contradictingCorrelationsCarryTheirRepair() throws {
    let correlations = Correlations(
      meaning: .normalScores, blocks: [.init(["a", "b"], 0.9), .init(["b", "c"], 0.9), .init(["a", "c"], -0.9), .init(["d", "e"], 0.5)])
    let names = ["a", "b", "c", "d", "e"]
    do throws(CorrelationFault) {
      _ = try GaussianCopula(names: names, correlations: correlations)
      Issue.record("a correlation matrix that is not positive definite was taken")
    } catch {
      guard case .notPositiveDefinite(let repairs) = error, let repair = repairs.first else { throw error }
      #expect(repairs.count == 1 && repair.names == ["a", "b", "c"])
      // Eigenvalues of the sign pattern: 1 - 2 · 0.9 and 1.9 twice.
      #expect(abs(repair.smallestEigenvalue + 0.8) <= 1e-14)
      // By symmetry the nearest keeps the pattern with 1/2: distance √6 · 0.4.
      #expect(abs(repair.nearest[0][1] - 0.5) <= 1e-7 && abs(repair.nearest[0][2] + 0.5) <= 1e-7)
      #expect(abs(repair.distance - 6.0.squareRoot() * 0.4) <= 1e-7)
      #expect(error.description.hasPrefix("the correlations of 'a', 'b', 'c' contradict each other (smallest eigenvalue -0.8"))
    }
    let repaired = try GaussianCopula(names: names, correlations: correlations, repairing: true)
    #expect(repaired.repairs.count == 1)
    #expect(abs(repaired.scoreCorrelations[0, 1] - 0.5) <= 1e-7 && repaired.scoreCorrelations[3, 4] == 0.5)
  }

  @Test func faultyCorrelationsAreNamed() {
    func words(_ blocks: Correlations.Block...) -> String {
      do throws(CorrelationFault) {
        _ = try GaussianCopula(names: ["a", "b", "c"], correlations: Correlations(meaning: .spearman, blocks: blocks))
        return "taken"
      } catch {
        return error.description
      }
    }
    #expect(words(.init(["a", "x"], 0.1)) == "a correlation names 'x', which is not an uncertain parameter")
    #expect(words(.init(["a", "a"], 0.1)) == "a correlation of 'a', 'a'; expected at least two different names")
    #expect(words(.init(["a", "b"], 1)) == "the correlation 1.0 of 'a', 'b'; expected a number between -1 and 1")
    #expect(words(.init(["a", "b", "c"], 0.2), .init(["c", "a"], 0.3)) == "'a' and 'c' have the correlations 0.2 and 0.3; expected one")
  }
}
