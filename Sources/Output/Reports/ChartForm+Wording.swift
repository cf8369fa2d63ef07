import Charts

extension ChartForm {
  /// Numbers and words of charts in the language of a report.
  package init(_ wording: Wording, _ form: NumberForm) {
    self.init(
      language: wording.language.rawValue,
      words: ChartWords(
        noData: wording.text("chart.no_data"), low: wording.text("chart.low"), high: wording.text("chart.high"),
        total: wording.text("chart.total"),
        others: { wording.text("chart.others", ["count": form.number(Double($0), decimals: 0)]) },
        shown: {
          wording.text("chart.shown", ["drawn": form.number(Double($0), decimals: 0), "all": form.number(Double($1), decimals: 0)])
        },
        merged: {
          wording.text("chart.merged", ["drawn": form.number(Double($0), decimals: 0), "all": form.number(Double($1), decimals: 0)])
        }
      ),
      number: { form.number($0, decimals: $1) })
  }
}

extension TextTable {
  /// The figures of a chart as they stand beside other tables; the first column names the rows.
  init(_ table: ChartTable) {
    self.init(
      title: table.caption, rowHeading: table.columns.first.map { $0.unit.isEmpty ? $0.label : "\($0.label), \($0.unit)" } ?? "",
      columns: table.columns.dropFirst().map { .init($0.label, unit: $0.unit) },
      rows: table.rows.map { row in Row(row.first.map(Cell.init) ?? .blank, row.dropFirst().map(Cell.init)) })
  }
}

extension Cell {
  fileprivate init(_ cell: ChartTable.Cell) {
    switch cell {
    case .text(let text): self = .text(text)
    case .number(let value, let decimals): self = .number(value, decimals: decimals)
    case .missing: self = .blank
    }
  }
}
