import CHighs
import Testing

@testable import Optimisation

/// Every solver that this machine has; tests over it run once for each.
let solvers = availableSolvers()

@Suite struct SolverTests {
  /// Says which solvers the tests of this run stand for: without HiGHS's library its half is told as skipped, not as passed.
  @Test(.enabled(if: HighsSolver.found != nil, "HiGHS is not found; the tests ran on CBC and CLP alone: see .ci/highs"))
  func highsIsFoundAndPreferred() {
    #expect(preferredSolver().name.hasPrefix("HiGHS "))
    #expect(solvers.count == 2)
  }

  @Test func cbcAndClpAreAlwaysThere() {
    #expect(solvers.last?.name.hasPrefix("CBC 2.") == true)
  }

  @Test func aLibraryThatIsNoneIsToldWithItsReason() {
    var problem = [CChar](repeating: 0, count: 200)
    #expect(highs_open("/nowhere/libhighs.so", &problem, 200) == nil)
    #expect(String(decoding: problem.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self).contains("/nowhere/libhighs.so"))
    #expect(highs_open("libm.so.6", &problem, 200) == nil)
    #expect(String(decoding: problem.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self) == "libm.so.6 has no Highs_getSizeofHighsInt")
  }
}
