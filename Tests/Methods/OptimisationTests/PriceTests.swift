import Testing

@testable import Optimisation

@Suite struct PriceTests {
  @Test(arguments: solvers) func wyndorsPricesHoldInTheirPublishedRanges(solver: any Solver) {
    let problem = wyndor()
    let prices = solver.prices(PriceRequest(problem.rowLimits), of: problem, at: solver.solve(problem))
    expect(prices.map { $0.relaxed?.more?.price ?? .nan }, [0, 1.5, 1])
    expect(prices.map { $0.relaxed?.less?.price ?? .nan }, [0, 1.5, 1])
    #expect(prices[0].relaxed?.more?.upTo == .infinity)
    expect(prices[1].relaxed?.more?.upTo, 18, within: 1e-6)
    expect(prices[2].relaxed?.more?.upTo, 24, within: 1e-6)
    expect(prices.map { $0.relaxed?.less?.upTo ?? .nan }, [2, 6, 12], within: 1e-6)
    // Nothing is whole: there is nothing to hold, and solving again with one more gives the price itself.
    #expect(prices.allSatisfy { $0.fixed == nil })
    expect(prices.map { $0.solvedAgain?.change ?? .nan }, [0, 1.5, 1])
    #expect(prices.map(\.used) == [2, 12, 18] && prices.map(\.number) == [4, 12, 18])
  }

  @Test(arguments: solvers) func brealeyAndMyersPricesAreThoseForOneMore(solver: any Solver) {
    let problem = brealeyMyers()
    let prices = solver.prices(PriceRequest(problem.rowLimits), of: problem, at: solver.solve(problem))
    expect(prices.map { $0.relaxed?.more?.price ?? .nan }, [0.05, 0.45, 0])
    // The corner is degenerate: a thousand less in year 0 means less of W, not of Y.
    expect(prices.map { $0.relaxed?.less?.price ?? .nan }, [0.22, 0.45, 0])
  }

  /// Every price that is printed, moved and solved again: at the end of its range the objective is where the price says, and half
  /// a unit beyond the range it is worse.
  @Test(arguments: solvers) func everyPriceIsWhatMovingTheLimitBrings(solver: any Solver) {
    for problem in [wyndor(), weingartner().relaxed, brealeyMyers(), petersen[0].problem.relaxed, petersen[1].problem.relaxed] {
      let solution = solver.solve(problem)
      let prices = solver.prices(PriceRequest(problem.rowLimits, step: nil), of: problem, at: solution)
      #expect(prices.count == problem.rows.count)
      for price in prices {
        for piece in [price.relaxed?.more, price.relaxed?.less] {
          guard let piece else { continue }
          let end = piece.upTo.isFinite ? piece.upTo : price.number + (piece.upTo > 0 ? 1000 : -1000)
          for share in [0.5, 1] {
            let moved = solver.solve(problem.setting(price.limit, to: price.number + share * (end - price.number)))
            expect(
              moved.objective, solution.objective! + piece.price * share * (end - price.number),
              within: 1e-6 * max(1, abs(solution.objective!)))
          }
          guard piece.upTo.isFinite else { continue }
          let beyond = end + (end > price.number ? 0.5 : -0.5)
          let far = solver.solve(problem.setting(price.limit, to: beyond))
          #expect((far.objective ?? -.infinity) < solution.objective! + piece.price * (beyond - price.number) - 1e-6)
        }
      }
    }
  }

  /// The three prices of Weingartner's second budget are three numbers: in parts one more is worth 1.863636; with the chosen
  /// projects held nothing, because no project can be had in parts; and choosing again, nothing either, but five more bring 3.
  @Test(arguments: solvers) func theThreePricesOfAChoiceDiffer(solver: any Solver) {
    let problem = weingartner()
    let solution = solver.solve(problem)
    let one = solver.prices(PriceRequest(problem.rowLimits), of: problem, at: solution)
    expect(one.map { $0.relaxed?.more?.price ?? .nan }, [0.136364, 1.863636], within: 1e-6)
    expect(one.map { $0.fixed?.more?.price ?? .nan }, [0, 0])
    for (row, price) in one.enumerated() {
      for step in [1.0, 2, 5] {
        let again = solver.prices(PriceRequest([price.limit], step: step), of: problem, at: solution)[0].solvedAgain
        let best = bestByTrying(weingartner().setting(price.limit, to: price.number + step))
        expect(again?.change, best - 70)
        #expect(again?.surely == (best - 70)...(best - 70), "row \(row), step \(step)")
      }
    }
  }

  /// With parts beside the whole projects the price with the projects held is not 0, nor what solving again brings: a project of 10
  /// needs 5, the rest of the budget lends at 1 each; one more lends one more, or with 4 + 1 makes the project possible.
  @Test(arguments: solvers) func theFixedPriceAndSolvingAgainDiffer(solver: any Solver) {
    var problem = LinearProblem(.maximise)
    problem.addChoice("project", objective: 10)
    problem.addColumn("lending", objective: 1)
    problem.addRow("budget", byName: [("project", 5), ("lending", 1)], atMost: 4)
    let price = solver.prices(PriceRequest(problem.rowLimits), of: problem, at: solver.solve(problem))[0]
    expect(price.relaxed?.more?.price, 2)
    expect(price.relaxed?.more?.upTo, 5, within: 1e-6)
    expect(price.fixed?.more?.price, 1)
    #expect(price.fixed?.more?.upTo == .infinity)
    expect(price.solvedAgain?.change, 6)
  }

  @Test(arguments: solvers) func aFloorThatIsHigherCosts(solver: any Solver) {
    var problem = LinearProblem(.maximise)
    problem.addColumn("a", objective: 3, to: 10)
    problem.addColumn("b", objective: 1, to: 10)
    problem.addRow("money", byName: [("a", 1), ("b", 1)], atMost: 10)
    problem.addRow("floor of b", byName: [("b", 1)], atLeast: 4)
    let prices = solver.prices(PriceRequest(problem.rowLimits + [.upper(column: 0)]), of: problem, at: solver.solve(problem))
    expect(prices.map { $0.relaxed?.more?.price ?? .nan }, [3, -2, 0])
    expect(prices[1].relaxed?.more?.upTo, 10, within: 1e-6)
    expect(prices[1].relaxed?.less?.upTo, 0, within: 1e-6)
  }
}

/// The best of all choices, by trying every one.
func bestByTrying(_ problem: LinearProblem) -> Double {
  let count = problem.columns.count
  precondition(problem.columns.allSatisfy { $0.isInteger && $0.lower == 0 && $0.upper == 1 } && count <= 20)
  var best = -Double.infinity
  for choice in 0..<(1 << count) {
    let values = (0..<count).map { Double(choice >> $0 & 1) }
    if problem.isFeasible(values) { best = max(best, problem.objective(of: values)) }
  }
  return best
}
