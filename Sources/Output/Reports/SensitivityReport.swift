import Foundation
import Problems

/// The indices of one output as tables for people; inputs in the order of the problem.
package struct SensitivityReport: Sendable {
  private let indices: SensitivityIndices
  private let wording: Wording
  private let form: NumberForm

  package init(_ indices: SensitivityIndices, language: Language) {
    self.indices = indices
    wording = Wording(language)
    form = NumberForm(language)
  }

  package func text(width: Int) -> String {
    let tables = [mainTable] + pairTables
    return tables.map { $0.text(form, width: width) }.joined(separator: "\n") + notes.map { $0 + "\n" }.joined()
  }

  private var mainTable: TextTable {
    let method = wording.name(indices.analysis.method.id, in: "sensitivity_method") ?? indices.analysis.method.id
    let heads = indices.columns.flatMap { [TextTable.Column($0.key)] + ($0.confidence == nil ? [] : [TextTable.Column("±")]) }
    let rows = indices.names.enumerated().map { i, name in
      TextTable.Row(
        name,
        indices.columns.flatMap { column in
          [Cell.number(column.values[i], decimals: decimals)] + (column.confidence.map { [.number($0[i], decimals: decimals)] } ?? [])
        })
    }
    let count = form.number(Double(indices.evaluations), decimals: 0)
    return TextTable(
      title: wording.text("sensitivity.title", ["output": indices.output, "method": method, "count": count]),
      rowHeading: wording.text("sensitivity.parameter"), columns: heads, rows: rows)
  }

  private var pairTables: [TextTable] {
    guard let pairs = indices.pairs, indices.names.count > 1 else { return [] }
    let heads = [TextTable.Column(pairs.key)] + (pairs.confidence == nil ? [] : [TextTable.Column("±")])
    let rows = indices.pairPlaces.map { j, k in
      TextTable.Row(
        "\(indices.names[j]), \(indices.names[k])",
        [.number(pairs.values[j, k], decimals: decimals)] + (pairs.confidence.map { [.number($0[j, k], decimals: decimals)] } ?? []))
    }
    return [
      TextTable(
        title: wording.text("sensitivity.pairs", ["output": indices.output]), rowHeading: wording.text("sensitivity.pair"), columns: heads,
        rows: rows)
    ]
  }

  private var notes: [String] {
    var notes: [String] = []
    if let (resamples, level) = indices.analysis.intervals {
      let percent = form.percent(ofShare: level, decimals: (level * 100).rounded() == level * 100 ? 0 : 1)
      notes.append(wording.text("sensitivity.interval", ["level": percent, "resamples": "\(resamples)"]))
    }
    switch indices.trust {
    case .straightLine(let values, let ranks):
      notes.append(wording.text("sensitivity.straight_line", ["values": share(values), "ranks": share(ranks)]))
    case .polynomial(let error, let terms, let degree):
      notes.append(
        wording.text("sensitivity.polynomial", ["terms": "\(terms)", "degree": "\(degree)", "share": share(min(error, 1))]))
    case nil: break
    }
    return notes
  }

  private func share(_ share: Double) -> String { form.percent(ofShare: share, decimals: share > 0 && share < 0.001 ? 5 : 1) }

  /// Shares have four; effects in the unit of the output as many as the greatest needs for four digits.
  private var decimals: Int {
    guard case .morris = indices.analysis.method else { return 4 }
    let greatest = indices.columns.flatMap { $0.values.compactMap { $0.map(abs) } }.max() ?? 1
    return greatest > 0 ? min(max(3 - Int(log10(greatest).rounded(.down)), 0), 15) : 4
  }
}

extension SensitivityAnalysis.Method {
  /// The word that the command takes.
  var id: String {
    switch self {
    case .sobol: "sobol"
    case .morris: "morris"
    case .regression: "regression"
    case .polynomialChaos: "pce"
    case .pawn: "pawn"
    }
  }
}

extension SensitivityIndices {
  /// Every pair of names once.
  var pairPlaces: [(Int, Int)] { names.indices.flatMap { j in ((j + 1)..<max(names.count, j + 1)).map { (j, $0) } } }
}
