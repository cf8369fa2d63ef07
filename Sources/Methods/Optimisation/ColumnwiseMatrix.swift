/// The coefficients of a problem by columns, as the solvers take them.
struct ColumnwiseMatrix {
  /// For each column where its entries begin, and one more for the end.
  var start: [Int32]
  var index: [Int32]
  var value: [Double]

  init(_ problem: LinearProblem) {
    start = [Int32](repeating: 0, count: problem.columns.count + 1)
    for row in problem.rows { for term in row.terms { start[term.column + 1] += 1 } }
    for column in problem.columns.indices { start[column + 1] += start[column] }
    var next = start
    index = [Int32](repeating: 0, count: Int(start[problem.columns.count]))
    value = [Double](repeating: 0, count: index.count)
    for (number, row) in problem.rows.enumerated() {
      for term in row.terms {
        let place = Int(next[term.column])
        index[place] = Int32(number)
        value[place] = term.coefficient
        next[term.column] += 1
      }
    }
  }
}
