import Foundation
import Optimisation
import OptimisationProblems
import Testing

@Suite struct ReadingTests {
  /// The small example of the MPS format that its descriptions share (lp_solve's reference guide, "mps-format"): 54 at x = 4, y = −1, z = 6.
  @Test func theExampleOfTheFixedFormat() throws {
    let file = try ProblemFolder().load(
      "testprob.mps",
      """
      * a comment
      NAME          TESTPROB
      ROWS
       N  COST
       L  LIM1
       G  LIM2
       E  MYEQN
      COLUMNS
          XONE      COST         1.0   LIM1         1.0
          XONE      LIM2         1.0
          YTWO      COST         4.0   LIM1         1.0
          YTWO      MYEQN       -1.0
          ZTHREE    COST         9.0   LIM2         1.0
          ZTHREE    MYEQN        1.0
      RHS
          RHS1      LIM1         5.0   LIM2        10.0
          RHS1      MYEQN        7.0
      BOUNDS
       UP BND1      XONE         4.0
       LO BND1      YTWO        -1.0
       UP BND1      YTWO         1.0
      ENDATA
      """)
    #expect(file.problem.name == "TESTPROB" && file.problem.sense == .minimise && file.warnings.isEmpty)
    for solver in availableSolvers() {
      let solution = solver.solve(file.problem)
      #expect(solution.objective == 54 && solution.values == [4, -1, 6])
    }
  }

  @Test func namesWithBlanksAreCutAtTheColumnsOfTheFixedForm() throws {
    let file = try ProblemFolder().load(
      "blanks.mps",
      """
      NAME          two words
      ROWS
       N  COST
       L  my limit
      COLUMNS
          x one     COST              -1.0   my limit           2.0
      RHS
          RHS       my limit           7.0
      BOUNDS
       UP BND       x one              3.0
      ENDATA
      """)
    #expect(file.problem.columns.map(\.name) == ["x one"] && file.problem.columns[0].upper == 3)
    #expect(file.problem.rows.map(\.name) == ["my limit"] && file.problem.rows[0].upper == 7)
  }

  @Test func markersRangesSensesAndSignsOfTheFreeForm() throws {
    let file = try ProblemFolder().load(
      "free.mps",
      """
      NAME free
      OBJSENSE
        MAX
      ROWS
       N cost
       N other
       L l
       G g
       E e1
       E e2
      COLUMNS
       M1 'MARKER' 'INTORG'
       choice cost 1 l 1
       whole cost 2 g 1 
       M2 'MARKER' 'INTEND'
       part e1 1 e2 1
       part other 5
       low l 3
      RHS
       RHS l 10 g 2
       RHS e1 4 e2 4
       RHS cost -7
      RANGES
       RNG l 4 g 3
       RNG e1 2 e2 -2
      BOUNDS
       UP BND whole 9
       UP BND low -1
      ENDATA
      """)
    let problem = file.problem
    #expect(problem.sense == .maximise && problem.offset == 7)
    #expect(problem.rows.map(\.lower) == [6, 2, 4, 2] && problem.rows.map(\.upper) == [10, 5, 6, 4])
    #expect(problem.columns.map(\.isInteger) == [true, true, false, false])
    #expect(problem.columns.map(\.lower) == [0, 0, 0, -.infinity] && problem.columns.map(\.upper) == [1, 9, .infinity, -1])
    #expect(
      file.warnings.map { $0.found } == [
        "a second objective 'other' is not kept",
        "an upper bound -1 of 'low' without a lower one: it is taken as unbounded below",
      ])
  }

  @Test func everyMistakeOfAnMPSFileIsToldAtOnce() throws {
    let mistakes = try ProblemFolder().mistakes(
      "broken.mps",
      """
      NAME broken
      ROWS
       N cost
       L limit
       Q odd
       G limit
      COLUMNS
       x cost 1 limti 2
       x limit two
       y cost 3
       x limit 4
      RHS
       RHS limit 1e
      BOUNDS
       UX BND x 3
       UP BND z 3
       SC BND x 3
      RANGE
      """)
    #expect(
      mistakes == [
        "broken.mps:5:2: error: a row 'Q odd'; expected N, L, G or E and a name",
        "broken.mps:6:4: error: the row 'limit' stands twice; expected every name once",
        "broken.mps:8:11: error: no row 'limti'; expected a row of ROWS; hint: did you mean 'limit'?",
        "broken.mps:9:10: error: 'two'; expected a number",
        "broken.mps:11:2: error: the column 'x' goes on after others; expected the lines of a column together",
        "broken.mps:13:12: error: '1e'; expected a number",
        "broken.mps:15:2: error: a bound 'UX'; expected UP, LO, FX, FR, MI, PL, BV, UI or LI",
        "broken.mps:16:9: error: no column 'z'; expected a column of COLUMNS; hint: did you mean 'x'?",
        "broken.mps:17:2: error: a bound 'SC'; expected UP, LO, FX, FR, MI, PL, BV, UI or LI; hint: semi-continuous columns are not read",
        "broken.mps:18:1: error: section 'RANGE'; expected one of NAME, OBJSENSE, ROWS, COLUMNS, RHS, RANGES, BOUNDS, ENDATA; "
          + "hint: did you mean 'RANGES'?",
        "broken.mps:18:1: error: the file ends without ENDATA; expected ENDATA",
      ])
  }

  @Test func formsOfTheLPFormat() throws {
    let file = try ProblemFolder().load(
      "forms.lp",
      """
      \\ comment
      MAXIMISE
      profit: 2x + 3 y - - z
       + 4 whole + 10
      s.t.
      c1: x + y <= 4
      -2 <= x - y + x <= 8
      c3: 3 >= y
      c4: z + 2 =< 5
      Bounds
      -inf <= x <= 4
      y <= 3.5e0
      z free
      2 <= whole
      General
      whole
      Binaries z
      End
      """)
    let problem = file.problem
    #expect(problem.sense == .maximise && problem.offset == 10)
    #expect(problem.columns.map(\.name) == ["x", "y", "z", "whole"] && problem.columns.map(\.objective) == [2, 3, 1, 4])
    #expect(problem.rows.map(\.name) == ["c1", "R2", "c3", "c4"])
    #expect(problem.rows.map(\.lower) == [-.infinity, -2, -.infinity, -.infinity] && problem.rows.map(\.upper) == [4, 8, 3, 3])
    #expect(problem.rows[1].terms == [.init(0, 2), .init(1, -1)])
    #expect(problem.columns.map(\.lower) == [-.infinity, 0, 0, 2] && problem.columns.map(\.upper) == [4, 3.5, 1, .infinity])
    #expect(problem.columns.map(\.isInteger) == [false, false, true, true])
  }

  @Test func everyMistakeOfAnLPFileIsToldAtOnce() throws {
    let mistakes = try ProblemFolder().mistakes(
      "broken.lp",
      """
      Maximize
       obj: 3 x + [ y ^ 2 ]
      Subject To
       a: x + y 4
       b: x + y <= much
       b: x >= 1
       c: <= 5
       d: x + y <= 4
      Bounds
       0 <= school <= 4
      Semi-continuous
       x
      General
       q
      """)
    #expect(
      mistakes == [
        "broken.lp:2:13: error: '['; expected a term such as 3 x; hint: only linear terms are read",
        "broken.lp:4:11: error: '4'; expected + or - between terms",
        "broken.lp:5:14: error: 'much'; expected a number",
        "broken.lp:6:2: error: the row 'b' stands twice; expected every name once",
        "broken.lp:7:5: error: '<='; expected a term with a column",
        "broken.lp:10:7: warning: the column 'school' stands neither in the objective nor in a row; expected a column of one of them",
        "broken.lp:11:1: error: a section 'Semi'; expected linear rows, bounds, and general or binary columns",
        "broken.lp:14:2: warning: the column 'q' stands neither in the objective nor in a row; expected a column of one of them; hint: did you mean 'x'?",
      ])
  }

  @Test func projectsUnderLimits() throws {
    let file = try ProblemFolder().load(
      "weingartner.csv",
      "project,value,year 1,year 2\nlimit,,50,20\n1,14,12,3\n2,17,54,7\n3,17,6,6\n4,15,6,2\n5,40,30,35\n6,12,6,6\n7,14,48,4\n8,10,36,3\n9,12,18,3\n"
    )
    #expect(file.problem.rows.map(\.name) == ["year 1", "year 2"])
    for solver in availableSolvers() {
      #expect(solver.solve(file.problem).objective == 70)
      #expect(solver.solve(file.problem).values == [1, 0, 1, 1, 0, 1, 0, 0, 1])
    }
  }

  @Test func everyMistakeOfAProjectTableIsToldAtOnce() throws {
    let folder = try ProblemFolder()
    #expect(
      folder.mistakes("broken.csv", "project,worth,a,a\nschool,3,1,\nschool,3,1,2\n,2,1,1\ntram,1,2\nlimit,5,\"1,5\",x\n")
        == [
          "broken.csv:1:9: error: the header's cell 'worth'; expected project,value,LIMIT...",
          "broken.csv:1:17: error: the limit 'a' stands twice; expected every name once",
          "broken.csv:2:12: error: a blank cell under 'a'; expected a number; hint: write 0 where nothing is used",
          "broken.csv:3:1: error: 'school' stands twice; expected every name once; it stands first at " + folder.file("broken.csv:2:1"),
          "broken.csv:4:1: error: a row without a name; expected the name of a project, or 'limit'",
          "broken.csv:5:1: error: 3 cells; expected 4, as in the header",
          "broken.csv:6:7: error: a value '5' in the row 'limit'; expected a blank cell",
          "broken.csv:6:9: error: '1,5' under 'a'; expected a number; hint: write decimals with a point",
          "broken.csv:6:15: error: 'x' under 'a'; expected a number",
        ].map { $0.replacingOccurrences(of: folder.file(""), with: "") })
    #expect(
      folder.mistakes("empty.csv", "project,value,a\nschool,1,2\n") == [
        "empty.csv:1:1: error: no row 'limit'; expected a row 'limit' with the number of each limit"
      ])
    #expect(folder.mistakes("x.txt", "") == ["x.txt:1:1: error: a name that ends with '.txt'; expected a file .lp, .mps or .csv"])
  }
}
